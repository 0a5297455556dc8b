"""The desk of users, and of the two floors below: editions and delivery know no users, so their forms stand here."""

from accounts.admin import audit, editions, house_rules, mails, menus, pages, pings, redirects, users, webhooks

__all__ = ["audit", "editions", "house_rules", "mails", "menus", "pages", "pings", "redirects", "users", "webhooks"]
