"""All that an article's page shows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from articles.archive.months import month_of
from articles.bylines import Byline, bylines_of
from articles.cards import LONG_TITLE, card_of
from articles.dossiers import parts_of
from articles.enums import Shelf
from articles.lineage.counting import lag_of
from articles.models import Article, Correction, Placement, Topic
from articles.parallel import are_paired
from articles.structured import news_article
from delivery.short_links import short_path
from editions import registry
from editions.columns import column
from editions.head import Head, absolute
from editions.models import Edition
from editions.richtext.plain import excerpt, plain_text
from editions.scripts.words import count_words, reading_minutes
from editions.share import share_links
from editions.unions import fetch_union
from media_gallery.pictures import illustrate

RELATED = 3


@dataclass(frozen=True)
class Typed:
    """What a form says of a story that is not saved: its topics, by key, and its byline."""

    topics: list[int]
    byline: Byline


def article_page(
    article: Article, edition: Edition, translations: list[Article], typed: Typed | None = None
) -> dict[str, Any]:
    """The context of `articles/article_detail.html`.

    Args:
        article: with `own_body`, its story, category and picture.
        translations: live articles of the same story, its own included where it is live.
        typed: what stands for the story's own topics and people in a preview.
    """
    code = edition.code
    topics = topics_typed(typed.topics, code) if typed else topics_of(article.story_id, code)
    older, newer, related = neighbours(article, [pk for pk, _name, _address in topics])
    others = [one for one in (older, newer, *related) if one]
    bylines = bylines_of({article.story_id, *(one.story_id for one in others)}, code)
    byline = typed.byline if typed else bylines[article.story_id]
    corrections = list(Correction.objects.filter(article=article.pk)) if article.pk else []
    card = card_of(article, code, byline)
    head = article_head(article, translations)
    illustrate(head, [card.image], code)
    source = source_of(article, translations)
    head.json_ld = [news_article(article, edition, card, head, corrections, source)]
    short = short_path("a", article.pk)
    is_live = article.published_at is not None and any(one.pk == article.pk for one in translations)
    return {
        "edition": edition,
        "head": head,
        "article": article,
        "card": card,
        "minutes": reading_minutes(count_words(plain_text(article.own_body)), edition.language),
        "title_is_long": len(article.title) > LONG_TITLE,
        "source": source,
        "source_language": language_name(source.edition_id) if source else "",
        "is_behind": source is not None and any(lag_of(article)),
        "beside": [
            (one, reverse("articles:parallel", args=[code, article.slug, one.edition_id]))
            for one in translations
            if are_paired(article, one)
        ],
        # Editions that readers may wish to have it in (readers/wishes.py).
        "untold": [
            language_name(one.code)
            for one in registry.visible_editions()
            if is_live and all(other.edition_id != one.code for other in translations)
        ],
        "also_in": [one for one in translations if one.edition_id != code],
        "topics": topics,
        "corrections": corrections,
        # A draft has no month that readers could open.
        "month": month_of(article.live_since.astimezone(edition.zone), edition) if is_live else None,
        "dossiers": parts_of(article.story_id, code) if is_live else [],
        "older": older,
        "newer": newer,
        "related": [card_of(one, code, bylines[one.story_id]) for one in related],
        "short_path": short,
        "trail": [(_("Articles"), reverse("articles:list", args=[code])), (card.label, card.label_address)],
        "share": share_links(
            edition.share_targets,
            url=absolute(short),
            title=article.title,
            picture=head.image,
        ),
    }


def source_of(article: Article, translations: list[Article]) -> Article | None:
    """What the article is translated from, where readers see it."""
    return next((one for one in translations if one.pk == article.source_id), None)


def language_name(code: str) -> str:
    """The name of an edition's language in the language of the page; of one that Django does not know, its own."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return registry.all_editions()[code].endonym


def topics_of(story: int, code: str) -> list[tuple[int, str, str]]:
    """(number, name, address) of the story's topics that the edition names."""
    return _named(Topic.objects.filter(story_topics__content_object=story).order_by("story_topics__pk"), code)


def topics_typed(keys: list[int], code: str) -> list[tuple[int, str, str]]:
    """The same of topics by their keys, in the order of these."""
    found = {row[0]: row for row in _named(Topic.objects.filter(pk__in=keys), code)}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _named(topics: QuerySet[Topic], code: str) -> list[tuple[int, str, str]]:
    rows = topics.filter(**{f"{column('slug', code)}__isnull": False})
    return [
        (pk, name, reverse("articles:topic", args=[code, slug]))
        for pk, name, slug in rows.values_list("pk", column("name", code), column("slug", code))
    ]


def neighbours(article: Article, topics: list[int]) -> tuple[Article | None, Article | None, list[Article]]:
    """The next older and newer articles, and those related by shared topics, else by category, in two queries.

    Of each topic only the newest are looked at, so that the size of the archive does not matter.
    """
    if article.pk is None or article.published_at is None:
        return None, None, []
    moment = article.published_at
    live = Article.objects.in_edition(article.edition_id).live()
    parts = [
        live.filter(published_at__lte=moment).exclude(pk=article.pk).newest_first().values_list("pk")[:1],
        live.filter(published_at__gt=moment).order_by("published_at", "pk").values_list("pk")[:1],
        *(shelf_of(article, Shelf.TOPIC, topic)[:20] for topic in topics),
    ]
    if article.story.category_id:
        parts.append(shelf_of(article, Shelf.CATEGORY, article.story.category_id)[: RELATED + 1])
    rows = fetch_union(parts)
    ends = {part: pk for part, (pk,) in rows if part < 2}
    shared = Counter(pk for part, (pk,) in rows if part >= 2 and pk != article.pk)
    related = [pk for pk, _count in sorted(shared.items(), key=lambda item: (-item[1], -item[0]))[:RELATED]]
    found = live.for_list(article.edition_id).in_bulk([*ends.values(), *related])
    return found.get(ends.get(0)), found.get(ends.get(1)), [found[pk] for pk in related if pk in found]


def shelf_of(article: Article, shelf: Shelf, target: int) -> Any:
    return (
        Placement.objects.filter(edition=article.edition_id, shelf=shelf, target_id=target)
        .order_by("-published_at", "-article_id")
        .values_list("article_id")
    )


def article_head(article: Article, translations: list[Article]) -> Head:
    return Head(
        title=article.title,
        path=article.get_absolute_url(),
        description=excerpt(article.standfirst or plain_text(article.own_body), 200),
        alternates={one.edition_id: one.get_absolute_url() for one in translations},
        kind="article",
        published=article.published_at.isoformat() if article.published_at else "",
        modified=article.updated_at.isoformat(),
    )
