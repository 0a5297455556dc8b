"""The strip of editions above a story, and in which of them the user works."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from accounts.desk.strip import Place, edition_to_open, strip_of
from accounts.gate import may_see_drafts, may_start, may_translate, may_write
from articles.lineage.counting import lag_of
from articles.models import Article, Story
from articles.standing import standing_of
from editions import registry
from editions.enums import State
from editions.models import Edition


def articles_of(story: Story | None) -> dict[str, Article]:
    """The story's articles by edition, without their bodies."""
    if story is None or story.pk is None:
        return {}
    # By way of the story, so that each knows it, and with it its section.
    articles = {article.edition_id: article for article in story.articles.defer("body")}
    for code, edition in registry.all_editions().items():
        if code in articles:
            articles[code].edition = edition
    return articles


def may_work_in(user: Any, code: str, article: Article | None, story: Story | None = None) -> bool:
    """Whether the user may write the article there is, or start the one there is not, of a story or a new one."""
    return may_write(user, article) if article else may_start(user, code, story)


def may_open(user: Any, code: str, article: Article | None) -> bool:
    """Whether the user may read the article at the desk: what was public anyone there, drafts the edition's members."""
    return may_see_drafts(user, code, article) or (article is not None and article.state == State.PUBLISHED)


def current_edition(request: HttpRequest, articles: dict[str, Article], story: Story | None = None) -> Edition | None:
    """The edition that `?edition=` names; else the first with an article that the user may write, or may start one."""
    user, editions = request.user, registry.all_editions()
    theirs = [code for code in editions if may_work_in(user, code, articles.get(code), story)]
    begun = [code for code in theirs if code in articles]
    readable = [code for code in editions if may_open(user, code, articles.get(code))]
    return edition_to_open(request, [*begun, *theirs, *readable])


def strip(request: HttpRequest, story: Story | None, articles: dict[str, Article], current: Edition) -> list[Place]:
    """Every edition, with where the story stands in it."""
    user = request.user
    places = strip_of(
        articles,
        current=current,
        address=reverse("admin:articles_story_change", args=[story.pk])
        if story
        else reverse("admin:articles_story_add"),
        may_work=lambda code, article: may_work_in(user, code, article, story),
        standing=standing_of,
    )
    return [
        replace(
            place,
            translate=translation_address(user, place.edition.code, story, articles),
            behind=sum(lag_of(articles[place.edition.code])) if place.edition.code in articles else 0,
        )
        for place in places
    ]


def translation_address(user: Any, code: str, story: Story | None, articles: dict[str, Article]) -> str:
    """The side by side page of the edition's translation; of an edition that has none, where one is begun."""
    article = articles.get(code)
    if article is not None:
        is_shown = article.source_id is not None and may_open(user, code, article)
        return reverse("admin:articles_article_translate", args=[article.pk]) if is_shown else ""
    may_begin = any(
        may_translate(user, code, other, story) and may_open(user, other, one) for other, one in articles.items()
    )
    if story is None or not may_begin:
        return ""
    return f"{reverse('admin:articles_article_start')}?{urlencode({'story': story.pk, 'edition': code})}"
