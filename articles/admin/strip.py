"""The strip of editions above a story, and in which of them the user works."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.gate import may_see_drafts, may_start, may_translate, may_write
from articles.enums import Stage
from articles.lineage.counting import lag_of
from articles.models import Article, Story
from editions import registry
from editions.enums import State
from editions.models import Edition


@dataclass(frozen=True)
class Standing:
    """Where an article stands: a name for the style sheet's shape, and the word; what waits beside it, if anything."""

    shape: str
    word: str
    waiting: str = ""


def standing_of(article: Article | None) -> Standing:
    """In words: not begun, draft, in review, approved, scheduled, published, over, withdrawn; and what waits."""
    if article is None:
        return Standing("none", _("not begun"))
    waiting = waiting_of(article)
    if article.state == State.DRAFT and article.stage != Stage.WRITING:
        words = {Stage.REVIEW: _("in review"), Stage.APPROVED: _("approved")}
        return Standing(str(article.stage), words[Stage(article.stage)])
    if article.is_scheduled:
        return Standing("scheduled", _("scheduled"), waiting)
    if article.state == State.PUBLISHED and not article.is_live():
        return Standing("withdrawn", _("over"), waiting)
    words = {
        State.DRAFT: _("draft"),
        State.PUBLISHED: _("published"),
        State.WITHDRAWN: _("withdrawn"),
    }
    return Standing(str(article.state), words[State(article.state)], waiting)


def waiting_of(article: Article) -> str:
    """What became of a pending change, in words; empty where there is none."""
    if article.pending_id is None:
        return ""
    if article.pending_at is None or article.state != State.PUBLISHED:
        return _("changes pending")
    return _("change is overdue") if article.pending_at <= timezone.now() else _("change scheduled")


@dataclass(frozen=True)
class Place:
    """One edition in the strip."""

    edition: Edition
    standing: Standing
    address: str
    is_current: bool
    may_write: bool
    may_open: bool
    # Where its translation is written beside its source, or begun; "" where neither is for the user.
    translate: str = ""
    # How many blocks of it lag behind its source, or are missing.
    behind: int = 0


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
    editions = registry.all_editions()
    if (code := request.GET.get("edition", "")) in editions:
        return editions[code]
    user = request.user
    theirs = [code for code in editions if may_work_in(user, code, articles.get(code), story)]
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
            may_write=may_work_in(user, code, articles.get(code), story),
            may_open=may_open(user, code, articles.get(code)),
            translate=translation_address(user, code, story, articles),
            behind=sum(lag_of(articles[code])) if code in articles else 0,
        )
        for code, edition in registry.all_editions().items()
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
