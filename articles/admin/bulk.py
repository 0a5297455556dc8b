"""Publishing and withdrawing many at once, in one edition, through the services and the gate."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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

# So many of those that are kept back are named in one message.
NAMED = 20


def publishing_editions(user: Any) -> list[Edition]:
    """The editions in which the user may publish."""
    return [edition for code, edition in registry.all_editions().items() if may_publish(user, code)]


class EditionActionForm(ActionForm):
    """Says for which edition a bulk action is meant. Which of them a user may choose is the view's to say."""

    edition = forms.ChoiceField(label=gettext_lazy("in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(registry.all_editions().values())

    def offer(self, editions: Iterable[Edition]) -> None:
        self.fields["edition"].choices = [("", "—"), *((one.code, one.endonym) for one in editions)]


def publish(admin: Any, request: HttpRequest, stories: QuerySet) -> None:
    """Publish the chosen edition's articles of the chosen stories, now."""
    _change(request, stories, to=State.PUBLISHED, change=publish_articles, done=_published)


def withdraw(admin: Any, request: HttpRequest, stories: QuerySet) -> None:
    """Withdraw the chosen edition's articles of the chosen stories."""
    _change(request, stories, to=State.WITHDRAWN, change=withdraw_articles, done=_withdrawn)


publish.short_description = gettext_lazy("Publish in an edition")
withdraw.short_description = gettext_lazy("Withdraw in an edition")


def _published(number: int) -> str:
    return ngettext(
        "%(number)d article published in %(edition)s.", "%(number)d articles published in %(edition)s.", number
    )


def _withdrawn(number: int) -> str:
    return ngettext(
        "%(number)d article withdrawn in %(edition)s.", "%(number)d articles withdrawn in %(edition)s.", number
    )


def _change(
    request: HttpRequest,
    stories: QuerySet,
    *,
    to: State,
    change: Callable[..., int],
    done: Callable[[int], str],
) -> None:
    edition = registry.all_editions().get(request.POST.get("edition", ""))
    if edition is None:
        messages.error(request, _("Choose the edition, too."))
        return
    if not may_publish(request.user, edition.code):
        messages.error(request, _("You may not publish or withdraw in %(edition)s.") % {"edition": edition.endonym})
        return
    chosen = list(stories.values_list("pk", flat=True))
    rows = Article.objects.filter(story__in=chosen, edition=edition).with_section()
    articles = [article for article in rows if may_publish(request.user, edition.code, article)]
    held = _held_back(request, articles) if to == State.PUBLISHED else set()
    articles = [article for article in articles if article.pk not in held]
    before = {article.pk: article.state for article in articles}
    number = change(articles, by=request.user)
    if to == State.PUBLISHED:
        for article in articles:
            if before[article.pk] != article.state:
                tell_published(article, by=request.user)
    _log(request, [article.story_id for article in articles if before[article.pk] != article.state], edition, to)
    names = {"number": number, "edition": edition.endonym}
    if number:
        messages.success(request, done(number) % names)
    if left := len(chosen) - number - len(held):
        told = ngettext(
            "%(number)d story was left as it is: it has no article there to which this applies.",
            "%(number)d stories were left as they are: they have no article there to which this applies.",
            left,
        )
        messages.warning(request, told % {"number": left})


def _held_back(request: HttpRequest, articles: list[Article]) -> set[int]:
    """Keys of those that the checklist keeps back; they are named, with why."""
    unpublished = [article for article in articles if article.state != State.PUBLISHED]
    points = check_articles((article, Text.of(article)) for article in unpublished)
    kept = [(article, blocking(points[article.pk])) for article in unpublished if blocking(points[article.pk])]
    if kept:
        lines = format_html_join("", "<br><bdi>{}</bdi>: {}", [_why(article, found) for article, found in kept[:NAMED]])
        more = format_html("<br>{}", _("and %(number)d more") % {"number": len(kept) - NAMED}) if kept[NAMED:] else ""
        told = ngettext(
            "%(number)d article is kept back by the checklist.",
            "%(number)d articles are kept back by the checklist.",
            len(kept),
        )
        messages.error(request, format_html("{}{}{}", told % {"number": len(kept)}, lines, more))
    return {article.pk for article, _points in kept}


def _why(article: Article, points: list[Point]) -> tuple[str, str]:
    return article.title, " ".join(point.message for point in points)


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
