"""The desk of stories, articles and what they are sorted by."""

from articles.admin import article, correction, media_credits, story, taxonomy

__all__ = ["article", "correction", "media_credits", "story", "taxonomy"]
