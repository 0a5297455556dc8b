"""The strip of editions above a story, and in which of them the user works."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gate import may_see_drafts, may_start, may_write
from articles.enums import Stage
from articles.models import Article, Story
from editions import registry
from editions.enums import State
from editions.models import Edition


@dataclass(frozen=True)
class Standing:
    """Where an article stands: a name for the style sheet's shape, and the word."""

    shape: str
    word: str


def standing_of(article: Article | None) -> Standing:
    """In words: not begun, draft, in review, approved, scheduled, published, over, withdrawn."""
    if article is None:
        return Standing("none", _("not begun"))
    if article.state == State.DRAFT and article.stage != Stage.WRITING:
        return Standing(
            str(article.stage), {Stage.REVIEW: _("in review"), Stage.APPROVED: _("approved")}[Stage(article.stage)]
        )
    if article.is_scheduled:
        return Standing("scheduled", _("scheduled"))
    if article.state == State.PUBLISHED and not article.is_live():
        return Standing("withdrawn", _("over"))
    words = {
        State.DRAFT: _("draft"),
        State.PUBLISHED: _("published"),
        State.WITHDRAWN: _("withdrawn"),
    }
    return Standing(str(article.state), words[State(article.state)])


@dataclass(frozen=True)
class Place:
    """One edition in the strip."""

    edition: Edition
    standing: Standing
    address: str
    is_current: bool
    may_write: bool
    may_open: bool


def articles_of(story: Story | None) -> dict[str, Article]:
    """The story's articles by edition, without their bodies."""
    if story is None or story.pk is None:
        return {}
    return {article.edition_id: article for article in Article.objects.filter(story=story).defer("body")}


def may_work_in(user: Any, code: str, article: Article | None) -> bool:
    """Whether the user may write the article there is, or start the one there is not."""
    return may_write(user, article) if article else may_start(user, code)


def may_open(user: Any, code: str, article: Article | None) -> bool:
    """Whether the user may read the article at the desk: what was public anyone there, drafts the edition's members."""
    return may_see_drafts(user, code) or (article is not None and article.state == State.PUBLISHED)


def current_edition(request: HttpRequest, articles: dict[str, Article]) -> Edition | None:
    """The edition that `?edition=` names; else the first with an article that the user may write, or may start one."""
    editions = registry.all_editions()
    if (code := request.GET.get("edition", "")) in editions:
        return editions[code]
    user = request.user
    theirs = [code for code in editions if may_work_in(user, code, articles.get(code))]
    begun = [code for code in theirs if code in articles]
    readable = [code for code in editions if may_open(user, code, articles.get(code))]
    first = next(iter([*begun, *theirs, *readable, *editions]), None)
    return editions[first] if first else None


def strip(request: HttpRequest, story: Story | None, articles: dict[str, Article], current: Edition) -> list[Place]:
    """Every edition, with where the story stands in it."""
    base = reverse("admin:articles_story_change", args=[story.pk]) if story else reverse("admin:articles_story_add")
    user = request.user
    return [
        Place(
            edition=edition,
            standing=standing_of(articles.get(code)),
            address=f"{base}?edition={code}",
            is_current=code == current.code,
            may_write=may_work_in(user, code, articles.get(code)),
            may_open=may_open(user, code, articles.get(code)),
        )
        for code, edition in registry.all_editions().items()
    ]
