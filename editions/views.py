"""Standing pages."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from editions.accent import dark_partner
from editions.head import Head
from editions.models import Edition, PageEdition
from editions.page_parts import part_of_page
from editions.prepared import prepared
from editions.richtext.plain import excerpt, plain_text


def page_detail(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """One standing page of an edition."""
    pages = PageEdition.objects.in_edition(edition.code)
    page = next(iter(_live_at(edition.code, now=timezone.now(), slug=slug)), None)
    if page is None:
        get_object_or_404(pages.was_live(), slug=slug)
        return render(request, "errors/410.html", {"edition": edition, "status": 410}, status=410)
    return render_page(request, page, edition)


def render_page(request: HttpRequest, page: PageEdition, edition: Edition, *, is_preview: bool = False) -> HttpResponse:
    """A standing page, whatever its state: a preview is for the desk, behind the gate."""
    head = page_head(page)
    head.is_indexed = not is_preview
    part = None if is_preview else part_of_page(page.page.key, edition)
    context = {"page": page, "head": head, "edition": edition, "is_preview": is_preview, "part": part}
    return render(request, "editions/page_detail.html", context)


@require_safe
def accent(request: HttpRequest, colour: str) -> HttpResponse:
    """A site's own accent colour as a style sheet, for ever: the address carries the colour."""
    css = f":root{{--accent-light:#{colour};--accent-dark:{dark_partner('#' + colour)}}}"
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def page_head(page: PageEdition) -> Head:
    return Head(
        title=page.title,
        path=page.get_absolute_url(),
        description=excerpt(plain_text(page.body, with_notes=False), 160),
        alternates={
            other.edition_id: other.get_absolute_url() for other in _live_of(now=timezone.now(), page=page.page_id)
        },
    )


@prepared
def _live_at(code: str, /, *, now: datetime, slug: str) -> QuerySet[PageEdition]:
    return PageEdition.objects.in_edition(code).live(now).filter(slug=slug).select_related("page")


@prepared
def _live_of(*, now: datetime, page: int) -> QuerySet[PageEdition]:
    """A page as editions publish it, in their order."""
    pages = PageEdition.objects.live(now).filter(page_id=page).order_by("edition__position")
    return pages.only("edition_id", "slug")
