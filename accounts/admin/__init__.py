"""The desk of users, and of the two floors below: editions and delivery know no users, so their forms stand here."""

from accounts.admin import pages, users

__all__ = ["pages", "users"]
