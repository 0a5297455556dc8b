"""Beginning translations at the desk, and what translators say of blocks."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.sites import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.desk.standing import Standing
from accounts.gate import may_enter, may_publish, may_translate, may_write
from articles.admin.source_pane import SourcePane
from articles.admin.strip import articles_of, may_open
from articles.history import beside_address
from articles.lineage.accepting import MovedOnError
from articles.lineage.saving import worked_on
from articles.models import Article, Story
from articles.standing import standing_of
from articles.translating import (
    AlreadyBegunError,
    accept_block,
    change_source,
    cover_block,
    leave_as_is,
    leave_out,
    start_translation,
    unlink_source,
)
from editions import registry
from editions.enums import State
from editions.models import Edition


class Choice:
    """An article that may be translated, and where it stands."""

    def __init__(self, article: Article, edition: Edition) -> None:
        self.article, self.edition = article, edition
        self.standing: Standing = standing_of(article)


def sources_for(user: Any, code: str, articles: dict[str, Article]) -> list[Choice]:
    """The story's articles from which the user may begin the edition's; originals first."""
    editions = registry.all_editions()
    found = [
        article
        for other, article in articles.items()
        if other != code
        and other in editions
        and may_translate(user, code, other, article)
        and may_open(user, other, article)
    ]
    found.sort(key=lambda article: (article.source_id is not None, editions[article.edition_id].position))
    return [Choice(article, editions[article.edition_id]) for article in found]


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin an edition's article of a story as a translation.

    Asked with `story` and, for one edition only, `edition`; sent with both and `source`, the article to translate.
    """
    asked = request.POST if request.method == "POST" else request.GET
    story = get_object_or_404(Story, pk=number(asked.get("story")))
    articles = articles_of(story)
    only = asked.get("edition", "")
    editions = {code: one for code, one in registry.all_editions().items() if only in {"", code}}
    if not editions:
        raise Http404
    if only in articles:
        messages.info(request, _("%(edition)s has begun this story already.") % {"edition": editions[only].endonym})
        return HttpResponseRedirect(story_address(story, editions[only]))
    targets = [
        (edition, choices)
        for code, edition in editions.items()
        if code not in articles and (choices := sources_for(request.user, code, articles))
    ]
    if request.method == "POST":
        return begin(request, targets, number(asked.get("source")))
    if only and not targets:
        raise PermissionDenied
    context = {"title": _("Translate"), "story": story, "targets": targets, "opts": Article._meta}
    return TemplateResponse(request, "admin/articles/translate/start.html", {**site.each_context(request), **context})


def begin(request: HttpRequest, targets: list[tuple[Edition, list[Choice]]], source: int) -> HttpResponse:
    """The one edition that was named, from the one article that was chosen; both as the gate allows."""
    if len(targets) != 1:
        raise PermissionDenied
    edition, choices = targets[0]
    chosen = next((one for one in choices if one.article.pk == source), None)
    if chosen is None:
        raise PermissionDenied
    names = {"edition": edition.endonym, "source": chosen.edition.endonym}
    try:
        article = start_translation(source=chosen.article, edition=edition, by=request.user)
    except AlreadyBegunError:
        messages.info(request, _("%(edition)s has begun this story already.") % names)
        return HttpResponseRedirect(story_address(chosen.article.story, edition))
    messages.success(request, _("A draft of %(edition)s with the text of %(source)s has been begun.") % names)
    return HttpResponseRedirect(beside_address(article.pk))


def may_change_source(user: Any, article: Article) -> bool:
    """Readers are told what a published article is translated from: that is for those who publish it to change."""
    return may_publish(user, article.edition_id, article) or (article.state == State.DRAFT and may_write(user, article))


@require_http_methods(["GET", "POST"])
def source(request: HttpRequest, object_id: int) -> HttpResponse:
    """What an article is translated from: another article of its story, sent as `source`, or nothing ("")."""
    article = get_object_or_404(Article.objects.select_related("edition", "story"), pk=object_id)
    if not may_change_source(request.user, article):
        raise PermissionDenied
    choices = sources_for(request.user, article.edition_id, articles_of(article.story))
    if request.method == "POST":
        return change(request, article, choices)
    context = {
        "title": _("What it is translated from"),
        "article": article,
        "edition": article.edition,
        "choices": [one for one in choices if one.article.pk != article.source_id],
        "current": next((one for one in choices if one.article.pk == article.source_id), None),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/articles/translate/source.html", {**site.each_context(request), **context})


def change(request: HttpRequest, article: Article, choices: list[Choice]) -> HttpResponse:
    key = request.POST.get("source", "")
    if not key:
        unlink_source(article)
        messages.success(request, _("The article is not a translation any more."))
        return HttpResponseRedirect(story_address(article.story, article.edition))
    chosen = next((one for one in choices if one.article.pk == number(key)), None)
    if chosen is None:
        raise PermissionDenied
    try:
        change_source(article, chosen.article)
    except ValueError:
        messages.error(request, _("%(edition)s is translated from this article itself.")
                       % {"edition": chosen.edition.endonym})  # fmt: skip
        return HttpResponseRedirect(reverse("admin:articles_article_source", args=[article.pk]))
    messages.success(
        request, _("The article is translated from %(edition)s now.") % {"edition": chosen.edition.endonym}
    )
    return HttpResponseRedirect(beside_address(article.pk))


@require_POST
def act(request: HttpRequest, object_id: int) -> JsonResponse:
    """What a translator says of a block; answers with how everything stands then. 409: the source has moved on."""
    if not may_enter(request.user):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.select_related("edition", "source"), pk=object_id)
    if article.source is None:
        raise Http404
    may_read = may_open(request.user, article.source.edition_id, article.source)
    if not (may_write(request.user, article) and may_read):
        raise PermissionDenied
    chosen = ACTS.get(request.POST.get("act", ""))
    if chosen is None:
        return JsonResponse({"error": "act"}, status=400)
    by = proposer(request.user, article)
    try:
        chosen(article, request.POST.get("block", ""), request.POST.get("source", ""), seen_in(request), by)
    except MovedOnError:
        return JsonResponse({"error": "moved on"}, status=409)
    except KeyError:
        return JsonResponse({"error": "block"}, status=404)
    row = Article.objects.select_related("pending", "pending__base", "source").get(pk=article.pk)
    edition = registry.all_editions()[row.source.edition_id]
    return JsonResponse(SourcePane(row.source, worked_on(row), edition).data)


def proposer(user: Any, article: Article) -> Any:
    """The user, where what they say of a text waits for somebody who may publish it; else None."""
    return None if may_publish(user, article.edition_id, article) else user


def updated(article: Article, block: str, _source: str, seen: Any, by: Any) -> None:
    accept_block(article, block, seen, is_of_text=True, proposed_by=by)


def accepted(article: Article, block: str, _source: str, seen: Any, by: Any) -> None:
    accept_block(article, block, seen, proposed_by=by)


def covered(article: Article, block: str, source: str, seen: Any, by: Any) -> None:
    cover_block(article, block, source, seen.get(source, ""), proposed_by=by)


ACTS: dict[str, Callable[[Article, str, str, Any, Any], None]] = {
    "updated": updated,
    "no_effect": accepted,
    "only_here": accepted,
    "leave_out": lambda article, _block, source, _seen, by: leave_out(article, source, proposed_by=by),
    "take_in": lambda article, _block, source, _seen, by: leave_out(article, source, is_left_out=False, proposed_by=by),
    "as_is": lambda article, block, _source, _seen, by: leave_as_is(article, block, proposed_by=by),
    "cover": covered,
}


def seen_in(request: HttpRequest) -> dict[str, str]:
    try:
        seen = json.loads(request.POST.get("seen") or "{}")
    except ValueError:
        return {}
    return {str(source): str(mark) for source, mark in seen.items()} if isinstance(seen, dict) else {}


def number(text: str | None) -> int:
    """A key that was sent; 0, which is nobody's, of anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0


def story_address(story: Story, edition: Edition) -> str:
    return f"{reverse('admin:articles_story_change', args=[story.pk])}?edition={edition.code}"
