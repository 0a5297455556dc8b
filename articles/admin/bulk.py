"""Publishing and withdrawing many at once, in one edition, through the services and the gate."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.gate import may_publish
from articles.models import Article, Story
from articles.services import publish_articles, withdraw_articles
from articles.workflow import tell_published
from editions import registry
from editions.enums import State
from editions.models import Edition


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
    change: Callable[[list[Article]], int],
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
    articles = list(Article.objects.filter(story__in=chosen, edition=edition).defer("body"))
    before = {article.pk: article.state for article in articles}
    number = change(articles)
    if to == State.PUBLISHED:
        for article in articles:
            if before[article.pk] != article.state:
                tell_published(article, by=request.user)
    _log(request, [article.story_id for article in articles if before[article.pk] != article.state], edition, to)
    names = {"number": number, "edition": edition.endonym}
    if number:
        messages.success(request, done(number) % names)
    if left := len(chosen) - number:
        told = ngettext(
            "%(number)d story was left as it is: it has no article there to which this applies.",
            "%(number)d stories were left as they are: they have no article there to which this applies.",
            left,
        )
        messages.warning(request, told % {"number": left})


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
