"""The newest articles for Google News, whose rules these are: at most two days old, at most a thousand.

An address stands in one sitemap only: what is listed here is left out of the articles' own until its two days are over.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils import timezone

from articles.models import Article
from articles.querysets import IMAGE_FIELDS, ArticleQuerySet
from editions import registry
from editions.making import until
from media_gallery.pictures import image_url
from nejat_cms.sitemaps.document import News, Url

AGE = timedelta(hours=48)
MOST = 1000


def published_after(moment: datetime) -> ArticleQuerySet:
    # The editions are named, so that their index serves it.
    codes = [edition.code for edition in registry.visible_editions()]
    return Article.objects.live().filter(edition__in=codes, published_at__gt=moment)


def beginning() -> datetime:
    """What was published after this moment is news: 48 hours ago, or later where there is more than may be listed."""
    since = timezone.now() - AGE
    first_left_out = published_after(since).newest_first().values_list("published_at", flat=True)[MOST : MOST + 1]
    return next(iter(first_left_out), None) or since


def has_news(since: datetime) -> bool:
    """Whether anything is news since then; the page that is being made is true until the oldest of it is none."""
    oldest = published_after(since).order_by("published_at").values_list("published_at", flat=True)[:1]
    moment = next(iter(oldest), None)
    if moment is not None:
        until(moment + AGE)
    return moment is not None


def news_urls() -> list[Url]:
    """The news of all editions, newest first, with their translations and pictures."""
    articles = list(
        published_after(beginning())
        .newest_first()
        .select_related("story__image")
        .only(
            "edition_id", "slug", "title", "published_at", "updated_at", "story_id",
            *(f"story__image__{name}" for name in IMAGE_FIELDS),
        )
    )  # fmt: skip
    if articles:
        until(articles[-1].live_since + AGE)
    editions = registry.all_editions()
    paths: dict[int, dict[str, str]] = defaultdict(dict)
    translations = Article.objects.live().filter(story__in={article.story_id for article in articles})
    for one in translations.only("story_id", "edition_id", "slug"):
        paths[one.story_id][one.edition_id] = one.get_absolute_url()
    return [
        Url(
            path=article.get_absolute_url(),
            changed=max(article.updated_at, article.live_since),
            alternates=paths[article.story_id],
            image=image_url(article.story.image, 1280) if article.story.image else "",
            news=News(
                name=editions[article.edition_id].site_name,
                language=editions[article.edition_id].language,
                title=article.title,
                published=article.live_since,
            ),
        )
        for article in articles
    ]
