"""The desk of stories, articles and what they are sorted by."""

from articles.admin import article, story, taxonomy

__all__ = ["article", "story", "taxonomy"]
