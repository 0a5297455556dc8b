"""The desk of stories, articles and what they are sorted by."""

from articles.admin import story, taxonomy

__all__ = ["story", "taxonomy"]
