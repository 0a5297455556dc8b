"""What is looked at before an article is published: some points keep it back, others advise.

The desk's forms and actions ask; services and the demo do not.
"""

from articles.checklist.checking import StoryFacts, check_article, check_articles
from articles.checklist.points import Point, Weight

__all__ = ["Point", "StoryFacts", "Weight", "check_article", "check_articles"]
