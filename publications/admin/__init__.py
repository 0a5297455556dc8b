"""The desk of publications."""

from publications.admin import books, issues, series

__all__ = ["books", "issues", "series"]
