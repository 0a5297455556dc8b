"""A mail as its readers will have it, in a frame of the desk."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.csp import CSP
from django.views.decorators.http import require_safe

from accounts.gate import may_see_drafts
from editions.models import Edition
from mailing.composing import PLACE
from mailing.drawing import Drawn
from publications.admin.mail.common import edition_or_404
from publications.mailing.composers import NOBODY
from publications.mailing.digests import digest_mail, since_when
from publications.mailing.issues import texts
from publications.mailing.letters import draw_mail, issue_mail

# Mail has its styles within it, and no script; pictures come from where readers get them.
_POLICY: dict[str, list[Any]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, settings.SITE_URL, *settings.SECURE_CSP["img-src"][2:]],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
_DARK = "@media (prefers-color-scheme:dark)"


@require_safe
def issue_preview(request: HttpRequest, number: int) -> HttpResponse:
    """Of an issue, with articles to come as they will stand there; for whoever may read the issue's draft."""
    text = get_object_or_404(texts(), pk=number)
    if not may_see_drafts(request.user, text.edition_id, text):
        raise PermissionDenied
    edition = text.edition
    with translation.override(edition.language), timezone.override(edition.zone):
        mail = issue_mail(text, edition, with_drafts=True)
    return shown(request, draw_mail(mail, edition), edition)


@require_safe
def digest_preview(request: HttpRequest, code: str) -> HttpResponse:
    """What the next digest would have if it were sent now."""
    edition, now = edition_or_404(request, code), timezone.now()
    with translation.override(edition.language), timezone.override(edition.zone):
        day = timezone.localdate(now)
        mail = digest_mail(edition, since_when(edition, now), now, day)
    if mail is None:
        raise Http404
    return shown(request, draw_mail(mail, edition), edition)


def shown(request: HttpRequest, drawn: Drawn, edition: Edition) -> HttpResponse:
    """The mail as the address asks: `as=text`, `scheme=dark`, `pictures=off`."""
    asked = request.GET
    if asked.get("as") == "text":
        response = HttpResponse(filled(drawn.text), content_type="text/plain; charset=utf-8")
        response.headers["Content-Language"] = edition.language
    else:
        response = HttpResponse(in_frame(filled(drawn.html), is_dark=asked.get("scheme") == "dark"))
    is_off = asked.get("pictures") == "off"
    # As django.views.decorators.csp does, which knows one policy for all answers of a view.
    response._csp_config = {**_POLICY, "img-src": [CSP.NONE]} if is_off else _POLICY
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def filled(mail: str) -> str:
    """With nobody's values in the places that are each one's own."""
    return PLACE.sub(NOBODY, mail)


def in_frame(html: str, *, is_dark: bool) -> str:
    """In the colours that were asked for, whatever the browser's are; links open beside."""
    html = html.replace(_DARK, "@media all" if is_dark else "@media not all")
    html = html.replace("color-scheme:light dark", f"color-scheme:{'dark' if is_dark else 'light'}")
    return html.replace("<head>", '<head><base target="_blank">', 1)
