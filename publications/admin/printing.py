"""The panel "Paper" on the page of an issue: its PDF and EPUB made, and what became of that."""

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from accounts.gate import may_see_drafts
from editions.models import Edition
from publications.admin.shown import Version
from publications.enums import PrintState
from publications.models import IssueEdition, Printing
from publications.printing.keeping import ask, is_under_way, print_by_itself, texts
from publications.printing.needs import printable
from publications.printing.outdated import digest_of
from publications.printing.unseen import holds_unseen

# Pages of a made PDF that are shown, and how wide they are drawn, in pixels.
SHOWN, PAGE_WIDTH = 8, 700


def panel_of(text: IssueEdition, edition: Edition, *, may_make: bool) -> dict[str, Any]:
    """What the panel says of the text's files."""
    printing = Printing.objects.filter(text=text.pk).first()
    is_busy = is_under_way(printing)
    state = "" if printing is None else printing.state
    if printing is not None and not is_busy and state in {PrintState.WAITING, PrintState.MAKING}:
        # The worker was stopped meanwhile.
        state = PrintState.FAILED
    is_made = printing is not None and printing.made_at is not None
    shown = min(SHOWN, printing.pages) if printing is not None and text.pdf_is_made else 0
    return {
        "text": text,
        "edition": edition,
        "printing": printing,
        "state": state,
        "is_busy": is_busy,
        "is_made": is_made,
        "is_outdated": is_made and not is_busy and printing.digest != digest_of(text),
        "is_closed": is_made and text.is_live() and holds_unseen(printing.articles),
        "is_early": is_made and not text.is_live(),
        "is_uploaded": bool(text.pdf) and not text.pdf_is_made,
        "missing": printable() or "",
        "may_make": may_make,
        "address": reverse("admin:publications_issue_print", args=[text.issue_id, text.edition_id]),
        "pages": [
            reverse("admin:publications_issue_paper", args=[text.issue_id, text.edition_id, number])
            for number in range(1, shown + 1)
        ],
    }


def paper_version(request: HttpRequest, text: IssueEdition, _is_written: bool) -> list[Version]:
    """The pages of the PDF, in the preview beside the text."""
    if not may_see_drafts(request.user, text.edition_id, text):
        return []
    address = reverse("admin:publications_issue_sheets", args=[text.issue_id, text.edition_id])
    return [Version(text.edition, _("paper"), address)]


class PrintingMixin:
    """Mixin of the admin of issues."""

    # Of the admin class that it is mixed into.
    admin_site: Any
    may_work: Any
    texts_of: Any

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:object_id>/print/<str:code>/", wrap(self.print_text), name="publications_issue_print"),
            path("<int:object_id>/paper/<str:code>/", wrap(self.sheets), name="publications_issue_sheets"),
            path("<int:object_id>/paper/<str:code>/<int:page>/", wrap(self.paper), name="publications_issue_paper"),
            *super().get_urls(),
        ]

    def print_text(self, request: HttpRequest, object_id: int, code: str) -> HttpResponse:
        """POST: let the worker make the files of one edition's text."""
        text = texts().filter(issue=object_id, edition=code).first()
        if text is None:
            raise Http404
        if not self.may_work(request, code, text):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if ask(text):
            messages.success(request, _("The PDF and the EPUB are being made. That takes a minute."))
        else:
            messages.info(request, _("They are being made already."))
        page = reverse("admin:publications_issue_change", args=[object_id])
        return HttpResponseRedirect(f"{page}?edition={code}#paper")

    def sheets(self, request: HttpRequest, object_id: int, code: str) -> HttpResponse:
        """The first pages below each other, for the preview beside the text."""
        text = self.readable_text(request, object_id, code)
        panel = panel_of(text, text.edition, may_make=False)
        response = render(request, "admin/publications/issue/paper.html", {"paper": panel})
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def paper(self, request: HttpRequest, object_id: int, code: str, page: int) -> HttpResponse:
        """A page of the PDF that was made, as a picture, for those who may read the edition's drafts."""
        text = self.readable_text(request, object_id, code)
        if not text.pdf_is_made or not 1 <= page <= SHOWN:
            raise Http404
        response = HttpResponse(picture_of(text, page), content_type="image/png")
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def readable_text(self, request: HttpRequest, object_id: int, code: str) -> IssueEdition:
        """The text, if the user may read the edition's drafts."""
        text = texts().filter(issue=object_id, edition=code).first()
        if text is None:
            raise Http404
        if not may_see_drafts(request.user, code, text):
            raise PermissionDenied
        return text

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        issue, edition = kwargs.get("obj"), request.desk_edition
        begun = self.texts_of(request, issue).get(edition.code) if issue else None
        if begun is not None and may_see_drafts(request.user, edition.code, begun):
            may_make = self.may_work(request, edition.code, begun)
            context["paper"] = panel_of(texts().get(pk=begun.pk), edition, may_make=may_make)
        return super().render_change_form(request, context, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        text = form.text_form.instance if form.text_form else None
        if text is not None and text.pk:
            print_by_itself([text.pk])


def picture_of(text: IssueEdition, page: int) -> bytes:
    """A page of the text's own PDF as PNG; 404 where there is no such file or page."""
    # Only here: it is large, and web workers seldom draw a page.
    import pypdfium2

    try:
        with text.pdf.open() as file:
            document = pypdfium2.PdfDocument(file.read())
        drawn = document[page - 1]
    except (OSError, pypdfium2.PdfiumError, IndexError) as error:
        raise Http404 from error
    picture = drawn.render(scale=PAGE_WIDTH / drawn.get_width()).to_pil()
    document.close()
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()
