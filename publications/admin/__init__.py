"""The desk of publications."""

from publications.admin import books, issues, releases, series

__all__ = ["books", "issues", "releases", "series"]
