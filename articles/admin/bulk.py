"""Publishing and withdrawing many at once, in one edition, through the services and the gate."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.desk.dates import desk_moment_in
from accounts.gate import may_publish
from articles.checklist import Point, check_articles
from articles.checklist.points import blocking
from articles.models import Article, Story
from articles.revisions import Text
from articles.services import publish_articles, withdraw_articles
from articles.workflow import tell_published
from editions import registry
from editions.enums import State
from editions.models import Edition
from editions.scripts.controls import one_line

# So many of those that are kept back are named in one message.
NAMED = 20


def publishing_editions(user: Any) -> list[Edition]:
    """The editions in which the user may publish."""
    return [edition for code, edition in registry.all_editions().items() if may_publish(user, code)]


class EditionActionForm(ActionForm):
    """Says for which edition a bulk action is meant, and why, for the history.

    Which editions a user may choose is the view's to say.
    """

    edition = forms.ChoiceField(label=gettext_lazy("in"), required=False)
    note = forms.CharField(label=gettext_lazy("why"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(registry.all_editions().values())

    def offer(self, editions: Iterable[Edition]) -> None:
        self.fields["edition"].choices = [("", "—"), *((one.code, one.endonym) for one in editions)]


def publish(admin: Any, request: HttpRequest, stories: QuerySet) -> None:
    """Publish the chosen edition's articles of the chosen stories: now, or at the moment that each has to come."""
    _change(request, stories, _Act(State.PUBLISHED, publish_articles, _tell_published))


def withdraw(admin: Any, request: HttpRequest, stories: QuerySet) -> None:
    """Withdraw the chosen edition's articles of the chosen stories."""
    _change(request, stories, _Act(State.WITHDRAWN, withdraw_articles, _tell_withdrawn))


publish.short_description = gettext_lazy("Publish in an edition")
withdraw.short_description = gettext_lazy("Withdraw in an edition")


@dataclass(frozen=True)
class _Act:
    """What is done to the articles: the state it leads to, the service, and what is said of those it changed."""

    state: State
    change: Callable[..., list[Article]]
    tell: Callable[[HttpRequest, list[Article], Edition], None]


def _tell_published(request: HttpRequest, articles: list[Article], edition: Edition) -> None:
    """How many readers see now, and which of them they will see when."""
    scheduled = sorted((one for one in articles if one.is_scheduled), key=lambda article: article.live_since)
    names = {"number": len(articles) - len(scheduled), "edition": edition.endonym}
    if names["number"]:
        told = ngettext(
            "%(number)d article published in %(edition)s.",
            "%(number)d articles published in %(edition)s.",
            names["number"],
        )
        messages.success(request, told % names)
    if scheduled:
        told = ngettext(
            "%(number)d article scheduled in %(edition)s:",
            "%(number)d articles scheduled in %(edition)s:",
            len(scheduled),
        )
        rows = [(article.title, desk_moment_in(article.live_since, edition.zone)) for article in scheduled]
        messages.success(request, _listed(told % {**names, "number": len(scheduled)}, rows))


def _tell_withdrawn(request: HttpRequest, articles: list[Article], edition: Edition) -> None:
    told = ngettext(
        "%(number)d article withdrawn in %(edition)s.", "%(number)d articles withdrawn in %(edition)s.", len(articles)
    )
    messages.success(request, told % {"number": len(articles), "edition": edition.endonym})


def _listed(told: str, rows: list[tuple[str, str]]) -> SafeString:
    """A message with a line for each title, and what is to be said of it; not of more than can be read."""
    lines = format_html_join("", "<br><bdi>{}</bdi>: {}", rows[:NAMED])
    number = len(rows) - NAMED
    rest = ngettext("and %(number)d more", "and %(number)d more", number) % {"number": number}
    more = format_html("<br>{}", rest) if number > 0 else ""
    return format_html("{}{}{}", told, lines, more)


def _change(request: HttpRequest, stories: QuerySet, act: _Act) -> None:
    edition = registry.all_editions().get(request.POST.get("edition", ""))
    if edition is None:
        messages.error(request, _("Choose the edition, too."))
        return
    if not may_publish(request.user, edition.code):
        messages.error(request, _("You may not publish or withdraw in %(edition)s.") % {"edition": edition.endonym})
        return
    chosen = list(stories.values_list("pk", flat=True))
    try:
        done = _do(request, chosen, edition, act)
    except IntegrityError:
        # Somebody began to write one of them at the same moment, and took the number of its revision.
        done = _do(request, chosen, edition, act)
    if done.held:
        _tell_held(request, done.held)
    if done.changed:
        act.tell(request, done.changed, edition)
    if left := len(chosen) - len(done.changed) - len(done.held):
        told = ngettext(
            "%(number)d story was left as it is: it has no article there to which this applies.",
            "%(number)d stories were left as they are: they have no article there to which this applies.",
            left,
        )
        messages.warning(request, told % {"number": left})


@dataclass(frozen=True)
class _Done:
    """The articles that were changed, and those that the checklist keeps back, with why."""

    changed: list[Article]
    held: list[tuple[Article, list[Point]]]


@transaction.atomic
def _do(request: HttpRequest, chosen: list[int], edition: Edition, act: _Act) -> _Done:
    """In as many queries, however many stories are chosen."""
    # Locked, so that what was checked is what goes out, and nobody's save is counted as the one before it.
    rows = Article.objects.select_for_update(of=("self",)).filter(story__in=chosen, edition=edition)
    rows = rows.with_section().select_related("created_by").order_by("pk")
    articles = [article for article in rows if may_publish(request.user, edition.code, article)]
    held = _held_back(articles) if act.state == State.PUBLISHED else []
    kept = {article.pk for article, _points in held}
    note = one_line(request.POST.get("note", ""))[:200]
    changed = act.change([one for one in articles if one.pk not in kept], by=request.user, note=note)
    if act.state == State.PUBLISHED:
        tell_published(changed, by=request.user)
    _log(request, [article.story_id for article in changed], edition, act.state)
    return _Done(changed, held)


def _held_back(articles: list[Article]) -> list[tuple[Article, list[Point]]]:
    """Those that the checklist keeps back, with why."""
    unpublished = [article for article in articles if article.state != State.PUBLISHED]
    points = check_articles((article, Text.of(article)) for article in unpublished)
    return [(article, found) for article in unpublished if (found := blocking(points[article.pk]))]


def _tell_held(request: HttpRequest, held: list[tuple[Article, list[Point]]]) -> None:
    told = ngettext(
        "%(number)d article is kept back by the checklist.",
        "%(number)d articles are kept back by the checklist.",
        len(held),
    )
    rows = [(article.title, " ".join(point.message for point in found)) for article, found in held]
    messages.error(request, _listed(told % {"number": len(held)}, rows))


def _log(request: HttpRequest, keys: list[int], edition: Edition, to: State) -> None:
    """Every publication and withdrawal stands in the history of its story."""
    if not keys:
        return
    LogEntry.objects.log_actions(
        user_id=request.user.pk,
        queryset=Story.objects.filter(pk__in=keys),
        action_flag=CHANGE,
        change_message=f"{edition.endonym}: {to.label}",
    )
