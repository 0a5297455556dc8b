"""What a list shows of an article."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from articles.bylines import Byline, bylines_of
from articles.comments import shown_count
from articles.models import Article
from editions import memo
from editions.addresses import address_of
from editions.columns import column
from media_gallery.models import Image

# Above this many letters a headline is set smaller (static/css/components/card.css).
LONG_TITLE = 90


@dataclass
class Card:
    """An article in a list; no body."""

    title: str
    address: str
    standfirst: str
    moment: datetime | None
    image: Image | None
    label: str
    label_address: str
    byline: Byline
    # How many comments readers find beneath it; 0 where its edition or story shows none.
    n_comments: int = 0

    @property
    def memo_key(self) -> Hashable:
        """All that a template shows of it (editions/memo.py)."""
        return (
            self.title,
            self.address,
            self.standfirst,
            self.moment,
            self.image and self.image.memo_key,
            self.label,
            self.label_address,
            self.byline.memo_key,
            self.n_comments,
        )

    @property
    def is_long(self) -> bool:
        return len(self.title) > LONG_TITLE


@dataclass(frozen=True)
class Recent:
    """An article in a column of dates."""

    title: str
    address: str
    moment: datetime

    memo_key = property(memo.values_of)


def recents_of(articles: Iterable[Article]) -> list[Recent]:
    return [Recent(one.title, one.get_absolute_url(), one.live_since) for one in articles]


def cards_of(articles: Iterable[Article], code: str) -> list[Card]:
    """Cards of articles that `ArticleQuerySet.for_list(code)` has read; one query more, for their people."""
    articles = list(articles)
    bylines = bylines_of({article.story_id for article in articles}, code)
    return [card_of(article, code, bylines[article.story_id]) for article in articles]


def card_of(article: Article, code: str, byline: Byline) -> Card:
    category = article.story.category
    label = getattr(category, column("name", code)) or "" if category else ""
    slug = getattr(category, column("slug", code)) or "" if category else ""
    return Card(
        title=article.title,
        address=article.get_absolute_url(),
        standfirst=article.standfirst,
        moment=article.published_at,
        image=article.story.image,
        label=label,
        label_address=address_of("articles:category", code, slug) if label and slug else "",
        byline=byline,
        n_comments=shown_count(article),
    )
