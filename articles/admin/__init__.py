"""The desk of stories, articles and what they are sorted by."""

from articles.admin import taxonomy

__all__ = ["taxonomy"]
