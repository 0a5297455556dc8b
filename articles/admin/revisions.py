"""The revisions of one edition's article: a list, any of them on a page, any two against each other."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gate import may_see_drafts, may_write
from articles.admin.comparing import comparison
from articles.checklist import Point, check_article
from articles.checklist.points import blocking
from articles.enums import RevisionKind
from articles.models import Article, Revision
from articles.pending import schedule_pending
from articles.restoring import restore
from articles.revisions import Text, open_pending, text_now, text_of
from articles.services import EditConflictError
from editions.enums import State
from editions.scripts.controls import one_line

PER_PAGE = 50
# Beside their numbers, the sides of a comparison may be these.
READERS, NOW = "readers", "now"


@dataclass(frozen=True)
class Row:
    """A line of the list: a revision that was saved, or those in a row that were only kept while writing."""

    revision: Revision | None
    folded: list[Revision]


def for_members(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the article, for those who may read its drafts; moments are told in its edition's time."""

    @wraps(view)
    def checked(request: HttpRequest, object_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        found = Article.objects.select_related("edition", "pending__base", "pending__made_by")
        article = get_object_or_404(found, pk=object_id)
        if not may_see_drafts(request.user, article.edition_id, article):
            raise PermissionDenied
        with timezone.override(article.edition.zone):
            return view(request, article, *args, **kwargs)

    return checked


def revision_urls() -> list[URLPattern]:
    wrapped = admin.site.admin_view
    return [
        path("<int:object_id>/revisions/", wrapped(revision_list), name="articles_article_revisions"),
        path("<int:object_id>/revisions/compare/", wrapped(compare), name="articles_article_compare"),
        path("<int:object_id>/revisions/restore/", wrapped(restore_view), name="articles_article_restore"),
        path("<int:object_id>/revisions/<int:number>/", wrapped(revision), name="articles_article_revision"),
        path("<int:object_id>/revisions/<int:number>/name/", wrapped(name), name="articles_article_name"),
    ]


def show(request: HttpRequest, page: str, article: Article, title: str, **context: Any) -> HttpResponse:
    common = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "edition": article.edition,
        "title": title,
        "story_page": story_page(article),
        "may_restore": may_write(request.user, article),
        "is_nav_sidebar_enabled": False,
    }
    return render(request, f"admin/articles/revisions/{page}.html", common | context)


def story_page(article: Article) -> str:
    story = reverse("admin:articles_story_change", args=[article.story_id])
    return f"{story}?edition={article.edition_id}"


@require_safe
@for_members
def revision_list(request: HttpRequest, article: Article) -> HttpResponse:
    """Newest first, a page of them; `?before=` a number leads on."""
    revisions = article.revisions.select_related("made_by").defer("packed").order_by("-number")
    if before := whole_number(request.GET.get("before", "")):
        revisions = revisions.filter(number__lt=before)
    found = list(revisions[: PER_PAGE + 1])
    return show(
        request,
        "list",
        article,
        _("Revisions"),
        rows=folded(found[:PER_PAGE]),
        older=found[PER_PAGE - 1].number if len(found) > PER_PAGE else None,
        is_newest=not before,
        readers_see=None if before else seen_by_readers(article, found),
    )


def seen_by_readers(article: Article, newest: list[Revision]) -> int | None:
    """The key of the revision that readers see, among the newest; None where it is not among them."""
    if article.state != State.PUBLISHED:
        return None
    public = {RevisionKind.PUBLISHED, RevisionKind.IMPORTED}
    saved = [one for one in newest if one.kind != RevisionKind.AUTOSAVE]
    if article.pending_id is None:
        return saved[0].pk if saved else None
    return next((one.pk for one in saved if one.kind in public), None)


def folded(revisions: list[Revision]) -> list[Row]:
    rows: list[Row] = []
    for one in revisions:
        if one.kind != RevisionKind.AUTOSAVE or one.name:
            rows.append(Row(one, []))
        elif rows and rows[-1].revision is None:
            rows[-1].folded.append(one)
        else:
            rows.append(Row(None, [one]))
    return rows


def whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def revision_of(article: Article, number: int) -> Revision:
    found = article.revisions.select_related("base", "made_by")
    return get_object_or_404(found, number=number)


@require_safe
@for_members
def revision(request: HttpRequest, article: Article, number: int) -> HttpResponse:
    """One revision as its readers would see it."""
    found = revision_of(article, number)
    numbers = article.revisions.exclude(kind=RevisionKind.AUTOSAVE).order_by("-number")
    return show(
        request,
        "revision",
        article,
        _("Revision %(number)s") % {"number": number},
        revision=found,
        # Nothing in it against itself: the same drawing, with its pictures.
        compared=comparison(text_of(found), text_of(found)),
        before=numbers.filter(number__lt=number).values_list("number", flat=True).first(),
    )


@dataclass(frozen=True)
class Side:
    """One of two texts that are compared: by what `?old=` or `?new=` calls it."""

    key: str
    text: Text
    revision: Revision | None = None


def side(article: Article, key: str) -> Side:
    """What a key stands for: a revision's number, "readers" (the stored text) or "now" (the one being worked on)."""
    if key == READERS:
        return Side(key, Text.of(article))
    if key == NOW:
        return Side(key, text_now(article), article.pending)
    number = whole_number(key)
    if number is None:
        raise Http404
    found = revision_of(article, number)
    return Side(key, text_of(found), found)


@require_safe
@for_members
def compare(request: HttpRequest, article: Article) -> HttpResponse:
    """What became of `?old=` in `?new=`."""
    old, new = (side(article, request.GET.get(name, "")) for name in ("old", "new"))
    if old.revision and new.revision and old.revision.number > new.revision.number and NOW not in (old.key, new.key):
        old, new = new, old
    return show(
        request,
        "compare",
        article,
        _("Changes"),
        old=old,
        new=new,
        compared=comparison(old.text, new.text),
        # Parts of the older text are put into the one of today.
        may_put_back=may_write(request.user, article) and old.key != NOW,
    )


@require_POST
@for_members
def restore_view(request: HttpRequest, article: Article) -> HttpResponse:
    """Bring back the text that `old` names, or the `part` of it."""
    if not may_write(request.user, article):
        raise PermissionDenied
    source, part = side(article, request.POST.get("old", "")), request.POST.get("part", "")
    old = str(source.revision.number) if source.revision else _("what readers see")
    note = _("a paragraph of %(number)s") if part else _("restored from %(number)s")
    back = (
        f"{reverse('admin:articles_article_compare', args=[article.pk])}?{urlencode({'old': source.key, 'new': NOW})}"
    )
    try:
        if request.POST.get("version") != str(article.version):
            raise EditConflictError
        with transaction.atomic():
            made = restore(open_pending(article), source.text, part=part, by=request.user, note=note % {"number": old})
            held = hold_back(article, by=request.user) if made else []
    except EditConflictError:
        messages.error(request, _("Somebody has saved this article since; look again before you bring something back."))
        return HttpResponseRedirect(back)
    except LookupError:
        raise Http404 from None
    if made is None:
        messages.info(request, _("The text says so already: nothing was changed."))
    elif held:
        told = _("Brought back into the draft, which does not go live by itself any more:")
        messages.warning(request, " ".join([told, *(point.message for point in held)]))
    elif article.state == State.DRAFT:
        messages.success(request, _("Brought back and saved."))
    else:
        messages.success(request, _("Brought back into the draft; readers see it when it is published."))
    return HttpResponseRedirect(back if part else story_page(article))


def hold_back(article: Article, *, by: Any) -> list[Point]:
    """Take a change that the clock was to publish off its schedule, where the checklist blocks what it says now."""
    if article.pending is None or article.pending_at is None or article.state != State.PUBLISHED:
        return []
    points = blocking(check_article(article, text_of(article.pending), article.edition))
    if points:
        schedule_pending(article, at=None, by=by)
    return points


@require_POST
@for_members
def name(request: HttpRequest, article: Article, number: int) -> HttpResponse:
    """Give a revision a name, or take it away; a named one is kept."""
    if not may_write(request.user, article):
        raise PermissionDenied
    found = revision_of(article, number)
    found.name = one_line(request.POST.get("name", ""))[:80]
    found.save(update_fields=["name"])
    messages.success(request, _("Revision %(number)s is named.") % {"number": number})
    return HttpResponseRedirect(reverse("admin:articles_article_revision", args=[article.pk, number]))
