"""Notes on an article: the addresses that the panel on the story page posts to, with script and without."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gate import may_see_drafts
from articles.admin.side import notes_context
from articles.history import desk_address
from articles.models import Article, Note
from articles.notes import add_note, reopen_note, resolve_note
from editions.scripts.controls import strip_controls

PANEL = "admin/articles/story/notes.html"
MAX_TEXT = Note._meta.get_field("text").max_length or 4000
MAX_BLOCK = Note._meta.get_field("block").max_length or 16


def wants_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") and "application/json" in request.headers.get("Accept", "")


def answer(
    request: HttpRequest, article: Article, *, error: str = "", unknown: list[str] | None = None
) -> HttpResponse:
    """The panel as it is now, or back to the story page; `error`: what kept the note from being made."""
    warning = ""
    if unknown:
        names = ", ".join(f"@{name}" for name in unknown)
        warning = _("Nobody who may read this text is called %(names)s.") % {"names": names}
    if wants_json(request):
        context = {"edition": article.edition, "begun": article, **notes_context(article, request.user)}
        panel = render_to_string(PANEL, context, request)
        told = {"panel": panel, "open": context["open_notes"], "error": error, "warning": warning}
        return JsonResponse(told, status=400 if error else 200)
    if error:
        messages.error(request, error)
    if warning:
        messages.warning(request, warning)
    return HttpResponseRedirect(f"{desk_address(article.story_id, article.edition_id)}#notes")


def readable_article(request: HttpRequest, number: int) -> Article:
    """For those who may read what its edition has not published, whatever its own state.

    Raises:
        Http404: there is none.
        PermissionDenied: the user is none of them.
    """
    articles = Article.objects.select_related("edition", "story", "created_by").defer("body")
    article = get_object_or_404(articles, pk=number)
    if not may_see_drafts(request.user, article.edition_id, article):
        raise PermissionDenied
    return article


@require_http_methods(["GET", "HEAD", "POST"])
def notes_of_article(request: HttpRequest, article: int) -> HttpResponse:
    """The notes; posted: another one, on the article, on a block, or as the answer to a note."""
    found = readable_article(request, article)
    if request.method != "POST":
        return answer(request, found)
    parent = _parent(request, found)
    # One form holds all answers, so each has a field of its own.
    text = strip_controls(request.POST.get(f"answer-{parent.pk}" if parent else "note", "")).strip()
    if not text:
        return answer(request, found, error=_("Write something first."))
    if len(text) > MAX_TEXT:
        return answer(request, found, error=_("A note has at most %(number)d characters.") % {"number": MAX_TEXT})
    block = request.POST.get("block", "")
    is_block = block.isascii() and block.replace("-", "").replace("_", "").isalnum() and len(block) <= MAX_BLOCK
    added = add_note(
        found,
        text=text,
        by=request.user,
        block=block if is_block else "",
        quote=request.POST.get("quote", "")[:1000],
        parent=parent,
    )
    return answer(request, found, unknown=added.unknown)


def _parent(request: HttpRequest, article: Article) -> Note | None:
    number = request.POST.get("parent", "")
    if not number:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise PermissionDenied
    return get_object_or_404(Note.objects.select_related("parent"), pk=int(number), article=article)


@require_POST
def change_note(request: HttpRequest, note: int) -> HttpResponse:
    """Resolve a note or open it again: `do`."""
    found = get_object_or_404(Note, pk=note, parent=None)
    article = readable_article(request, found.article_id)
    changes: dict[str, Any] = {
        "resolve": lambda: resolve_note(found, by=request.user),
        "reopen": lambda: reopen_note(found),
    }
    if change := changes.get(request.POST.get("do", "")):
        change()
    return answer(request, article)
