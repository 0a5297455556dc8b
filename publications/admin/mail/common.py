"""What the desk's pages of mailing share."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gate import may_send
from editions import registry
from editions.models import Edition
from mailing.models import Sending
from publications.mailing.issues import texts
from publications.models import IssueEdition


def editions_mailed_by(user: Any) -> list[Edition]:
    """The editions whose readers the user may send mail to."""
    return [edition for code, edition in registry.all_editions().items() if may_send(user, code)]


def text_or_404(request: HttpRequest, number: int) -> IssueEdition:
    """An issue's text that the asker may mail."""
    text = get_object_or_404(texts(), pk=number)
    if not may_send(request.user, text.edition_id):
        raise PermissionDenied
    return text


def sending_or_404(request: HttpRequest, number: int) -> Sending:
    sending = get_object_or_404(Sending.objects.defer("mould").select_related("edition", "created_by"), pk=number)
    if not may_send(request.user, sending.edition_id):
        raise PermissionDenied
    return sending


def edition_or_404(request: HttpRequest, code: str) -> Edition:
    edition = registry.all_editions().get(code)
    if edition is None:
        raise Http404
    if not may_send(request.user, code):
        raise PermissionDenied
    return edition


def page(request: HttpRequest, title: str, here: str = "", **more: Any) -> dict[str, Any]:
    """The context of a page of mailing. `here`: the tab it is under, by its address."""
    return {
        **admin.site.each_context(request),
        "title": title,
        "is_nav_sidebar_enabled": False,
        "tabs": [(address, words, address == here) for address, words in tabs_of(request.user)],
        **more,
    }


def tabs_of(user: Any) -> list[tuple[str, str]]:
    """(address, words) of the pages that stand side by side."""
    tabs = [(reverse("admin:sendings"), _("Sendings"))]
    for edition in editions_mailed_by(user):
        words = _("Settings: {edition}").format(edition=edition.endonym)
        tabs.append((reverse("admin:edition-mail", args=[edition.code]), words))
    return tabs
