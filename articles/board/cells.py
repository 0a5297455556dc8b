"""What the board says of one story in one edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.desk.addresses import page_if_any
from accounts.desk.dates import in_desk_digits
from accounts.desk.standing import Standing
from accounts.gate import may_plan, may_see_drafts, may_start, may_take, may_translate, may_write
from articles.demand import demand_for, demand_words
from articles.enums import Stage
from articles.history import desk_address
from articles.models import Article, Plan, Story
from articles.standing import standing_of
from editions.columns import columns
from editions.enums import State
from editions.models import Edition

# What cells show; no texts.
ARTICLE_FIELDS = (
    "story_id", "edition_id", "state", "stage", "published_at", "unpublish_at", "pending_id", "pending_at",
    "n_changed", "n_removed", "n_missing", "stale_since", "created_by_id", "source_id",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One story in one edition.

    Attributes:
        standing: its state, in a word and a shape.
        address: of the page to which the state leads.
        action, action_address: what the user may do about it there, in a word; "" where nothing.
        pending: where its unpublished change stands; None where there is none.
        stale: how many blocks lag behind the source, and since when.
        wishes: how many readers wait until it is published there.
    """

    edition: Edition
    standing: Standing
    address: str
    plan: Plan | None = None
    plan_address: str = ""
    action: str = ""
    action_address: str = ""
    pending: str = ""
    pending_at: datetime | None = None
    stale: int = 0
    stale_since: datetime | None = None
    wishes: int = 0

    @property
    def stale_words(self) -> str:
        told = ngettext("%(n)d block out of date", "%(n)d blocks out of date", self.stale) % {"n": self.stale}
        return in_desk_digits(told)

    @property
    def wishes_words(self) -> str:
        return demand_words(self.wishes)


@dataclass(frozen=True)
class Row:
    story: Story
    cells: list[Cell] = field(default_factory=list)


def rows_of(keys: list[int], editions: Iterable[Edition], *, user: Any, live: str = "") -> list[Row]:
    """The board's rows of these stories, in this order. Four queries, however many there are.

    Args:
        live: code of the edition that translations are rather made from, where it has the story.
    """
    names = [f"category__{name}" for name in columns("name")]
    stories = Story.objects.select_related("category").only("working_title", "created_by_id", "category_id", *names)
    found = stories.in_bulk(keys)
    articles: dict[int, dict[str, Article]] = {}
    for article in Article.objects.filter(story__in=keys).with_section().only(*ARTICLE_FIELDS).order_by():
        articles.setdefault(article.story_id, {})[article.edition_id] = article
    people = [f"assignee__{name}" for name in ("username", "first_name", "last_name")]
    plans = {
        (plan.story_id, plan.edition_id): plan
        for plan in Plan.objects.filter(story__in=keys)
        .select_related("assignee")
        .only("story_id", "edition_id", "planned_for", "is_declined", "reason", *people)
    }
    demand = demand_for(keys)
    return [
        Row(
            found[key],
            [
                cell_of(
                    found[key],
                    edition,
                    articles.get(key, {}),
                    plans.get((key, edition.code)),
                    user=user,
                    live=live,
                    wishes=demand.get((key, edition.code), 0),
                )
                for edition in editions
            ],
        )
        for key in keys
        if key in found
    ]


def cell_of(
    story: Story,
    edition: Edition,
    articles: Mapping[str, Article],
    plan: Plan | None,
    *,
    user: Any,
    live: str = "",
    wishes: int = 0,
) -> Cell:
    code = edition.code
    article = articles.get(code)
    plans = may_plan(user, code, story) or may_take(user, code, story)
    told: dict[str, Any] = {
        "plan": plan,
        "plan_address": reverse("admin:board-plan", args=[story.pk, code]) if plans else "",
        "wishes": wishes,
    }
    if plan and plan.is_declined and (article is None or article.state == State.DRAFT):
        return Cell(edition, Standing("declined", _("deliberately not")), desk_address(story.pk, code), **told)
    if article is None:
        told |= action_to_begin(user, story, code, articles, live)
    else:
        told |= what_of(article, user)
    return Cell(edition, standing_of(article), desk_address(story.pk, code), **told)


def what_of(article: Article, user: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    stale = article.n_changed + article.n_removed + article.n_missing
    # A draft can lag too, which is its own edition's affair; of what is published readers see it as well.
    is_known = article.state != State.DRAFT or may_see_drafts(user, article.edition_id, article)
    if article.stale_since and stale and is_known:
        told |= {"stale": stale, "stale_since": article.stale_since}
        if may_write(user, article):
            page = page_if_any("articles_article_translate", article.pk)
            told |= {
                "action": _("update"),
                "action_address": page or desk_address(article.story_id, article.edition_id),
            }
    if article.pending_id and article.state == State.PUBLISHED:
        told["pending"] = pending_words(article)
        told["pending_at"] = article.pending_at
    return told


def pending_words(article: Article) -> str:
    if article.pending_at and article.pending_at > timezone.now():
        return _("change scheduled")
    return {
        Stage.WRITING: _("changes pending"),
        Stage.REVIEW: _("change in review"),
        Stage.APPROVED: _("change approved"),
    }[Stage(article.stage)]


def action_to_begin(user: Any, story: Story, code: str, articles: Mapping[str, Article], live: str) -> dict[str, str]:
    """To translate what another edition has published; where nothing is, or they may not, to start."""
    source = source_among(articles, live)
    if source and may_translate(user, code, source.edition_id, story):
        begin = page_if_any("articles_article_start")
        page = f"{begin}?story={story.pk}&edition={code}" if begin else ""
        return {"action": _("translate"), "action_address": page or desk_address(story.pk, code)}
    if may_start(user, code, story):
        return {"action": _("start"), "action_address": desk_address(story.pk, code)}
    return {}


def source_among(articles: Mapping[str, Article], live: str) -> Article | None:
    """The article to translate from: of the edition that is asked for, else the one that was published first."""
    published = [article for article in articles.values() if article.is_live()]
    chosen = [article for article in published if article.edition_id == live]
    return next(iter(chosen or sorted(published, key=lambda article: article.live_since)), None)
