"""The mail of an issue in the frame beside its form, as it is typed, before it is saved."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gate import may_see_drafts
from editions import registry
from mailing.drawing import draw_linked, whole_sheet
from publications.admin.mail.preview import filled
from publications.admin.shown import Version
from publications.contents import sections_from
from publications.mailing.letters import context_of, issue_mail
from publications.models import IssueEdition, IssueEntry


def render_mail(text: IssueEdition, entries: list[IssueEntry]) -> HttpResponse:
    """Of a text and entries that need not be saved, in the language that is active: the edition's."""
    edition = text.edition
    contents = sections_from(entries, edition.code, now=timezone.now(), with_drafts=True)
    mail = issue_mail(text, edition, contents=contents)
    sheet = reverse("admin:mail-look", args=[edition.code])
    html = draw_linked("issue", context_of(mail, edition), edition, sheet=sheet, accent=edition.accent)
    return HttpResponse(filled(html))


@require_safe
def mail_look(request: HttpRequest, code: str) -> HttpResponse:
    """The styles of an edition's mails as a sheet: frames of the desk allow none within a page."""
    edition = registry.all_editions().get(code)
    if edition is None:
        raise Http404
    response = HttpResponse(whole_sheet(edition, accent=edition.accent), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def mail_version(request: HttpRequest, text: IssueEdition, is_written: bool) -> list[Version]:
    """The mail among what can be shown beside the form of an issue."""
    if not may_see_drafts(request.user, text.edition_id, text):
        return []
    address = reverse("admin:publications_issue_preview", args=[text.issue_id, text.edition_id])
    return [Version(text.edition, _("mail"), f"{address}?as=mail", is_typed=is_written)]
