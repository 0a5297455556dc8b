"""What the desk answers where it does not answer: in its own language and layout, with a way on."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def is_of_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("admin:index"))


def desk_error(request: HttpRequest, *, status: int, title: str, words: str) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, "words": words, "is_nav_sidebar_enabled": False}
    return render(request, "admin/error.html", context, status=status)


def desk_not_found(request: HttpRequest) -> HttpResponse:
    words = _("The address may have been mistyped, or what stood here may have been deleted.")
    return desk_error(request, status=404, title=_("This page is not here"), words=words)


def desk_refused(request: HttpRequest) -> HttpResponse:
    words = _("Your roles do not reach to it. An admin gives roles; what you may do stands on your start page.")
    return desk_error(request, status=403, title=_("You may not do this"), words=words)


def not_confirmed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without the token of the one who is signed in; Django's `CSRF_FAILURE_VIEW`."""
    words = _(
        "Nothing was saved. You have signed in or out since the page was opened, or the browser keeps no cookies. "
        "Go back and load the page again: what you wrote in a story is offered to you there."
    )
    return desk_error(request, status=403, title=_("This page is out of date"), words=words)
