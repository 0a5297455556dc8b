"""The desk of stories, articles and what they are sorted by."""

from django.contrib.admin import site
from taggit.models import Tag

from articles.admin import article, correction, media_credits, story, taxonomy

__all__ = ["article", "correction", "media_credits", "story", "taxonomy"]

# Topics take the place of taggit's own tags, which belong to no edition.
site.unregister(Tag)
