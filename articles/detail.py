"""All that an article's page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from articles.archive.months import month_of
from articles.bylines import Byline, bylines_of
from articles.cards import LONG_TITLE, card_of
from articles.dossiers import parts_of
from articles.lineage.counting import lag_of
from articles.models import Article, Correction, Topic
from articles.parallel import are_paired
from articles.related import neighbours
from articles.structured import news_article
from delivery.short_links import short_path
from editions import memo, registry
from editions.addresses import address_of, path_to
from editions.columns import column
from editions.head import Head, absolute
from editions.models import Edition
from editions.prepared import prepared
from editions.richtext.plain import excerpt, plain_text
from editions.scripts.words import count_words, reading_minutes
from editions.share import share_links
from media_gallery.pictures import illustrate
from media_gallery.share_cards.card import ShareCard, card_in, show_card

# Letters.
DESCRIPTION = 200


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
    corrections = _corrections(article=article.pk) if article.pk else []
    card = card_of(article, code, byline)
    said = said_in(article.own_body, edition.language)
    head = article_head(article, translations, said)
    illustrate(head, [card.image], code)
    source = source_of(article, translations)
    short = short_path("a", article.pk)
    is_live = article.published_at is not None and any(one.pk == article.pk for one in translations)
    if is_live:
        show_card(head, short, card_in(edition, article.title, label=card.label, image=card.image))
        head.oembed = f"{absolute(reverse('oembed'))}?{urlencode({'url': head.canonical})}"
    keywords = [name for _pk, name, _address in topics]
    head.json_ld = [news_article(article, edition, card, head, corrections, source, keywords)]
    return {
        "edition": edition,
        "head": head,
        "article": article,
        "card": card,
        "minutes": said.minutes,
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
        "untold": [language_name(one.code) for one in wished_editions(edition, translations)] if is_live else [],
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
        "trail": [(_("Articles"), path_to("articles:list", code)), (card.label, card.label_address)],
        "share": share_links(
            edition.share_targets,
            url=absolute(short),
            title=article.title,
            picture=head.image,
        ),
    }


@prepared
def _corrections(*, article: int) -> QuerySet[Correction]:
    return Correction.objects.filter(article=article)


def wished_editions(edition: Edition, translations: list[Article]) -> list[Edition]:
    """Editions that have no such translation yet, and of which readers of `edition` may wish to be told."""
    has = {one.edition_id for one in translations}
    takes = [one for one in registry.visible_editions() if one.takes_wishes and one.code not in has]
    return takes if edition.takes_wishes else []


def share_card_of(number: int, _code: str) -> ShareCard | None:
    """The share card of an article that readers see."""
    related = ("edition", "story__category", "story__image")
    article = Article.objects.live().filter(pk=number).select_related(*related).defer("body", "lineage").first()
    if article is None:
        return None
    category, edition = article.story.category, article.edition
    label = category.name_in(edition.code) if category else ""
    return card_in(edition, article.title, label=label, image=article.story.image)


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
    return _with_addresses(_topics(code, story=story), code) if story else []


@prepared
def _topics(code: str, /, *, story: int) -> QuerySet[Any]:
    return _named(Topic.objects.filter(story_topics__content_object=story).order_by("story_topics__pk"), code)


def topics_typed(keys: list[int], code: str) -> list[tuple[int, str, str]]:
    """The same of topics by their keys, in the order of these."""
    found = {row[0]: row for row in _with_addresses(_named(Topic.objects.filter(pk__in=keys), code), code)}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _named(topics: QuerySet[Topic], code: str) -> QuerySet[Any]:
    return topics.values_list("pk", column("name", code), column("slug", code))


def _with_addresses(rows: Iterable[tuple[int, str, str]], code: str) -> list[tuple[int, str, str]]:
    # Left out here rather than in the query, so that a page depends on the story's topics and not on all there are.
    return [(pk, name, address_of("articles:topic", code, slug)) for pk, name, slug in rows if slug]


class Said(NamedTuple):
    """What a page says of a text: how long it takes to read, and how it begins."""

    minutes: int
    beginning: str


def said_in(body: str, language: str) -> Said:
    return memo.of(("said", language, memo.digest(body)), partial(_said_in, body, language))


def _said_in(body: str, language: str) -> Said:
    minutes = reading_minutes(count_words(plain_text(body)), language)
    return Said(minutes, excerpt(plain_text(body, with_notes=False), DESCRIPTION))


def article_head(article: Article, translations: list[Article], said: Said) -> Head:
    return Head(
        title=article.title,
        path=article.get_absolute_url(),
        description=excerpt(article.standfirst, DESCRIPTION) or said.beginning,
        alternates={one.edition_id: one.get_absolute_url() for one in translations},
        kind="article",
        published=article.published_at.isoformat() if article.published_at else "",
        modified=article.updated_at.isoformat(),
    )
