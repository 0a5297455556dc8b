"""The desk of stories, articles and what they are sorted by."""

from articles.admin import article, media_credits, story, taxonomy

__all__ = ["article", "media_credits", "story", "taxonomy"]
