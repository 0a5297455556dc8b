"""The desk's keyboard: where its keys lead for somebody, and what they are called; for static/desk/keys.js."""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gate import may_share_things
from readers.reach import decides_somewhere

# The key after "g", and the kind of things whose list it opens.
LISTS = {"s": "articles.Story", "m": "media_gallery.Image"}


def pages_of(site: AdminSite, request: HttpRequest) -> list[dict[str, str]]:
    """The pages that a key leads to, those alone that the user may open, as {key, name, address}."""
    pages = [("h", _("The desk's first page"), reverse("admin:index"))]
    for key, label in LISTS.items():
        model = apps.get_model(label)
        if site.is_registered(model) and site.get_model_admin(model).has_view_permission(request):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            pages.append((key, {"s": _("Stories"), "m": _("Images")}[key], address))
    if may_share_things(request.user):
        pages.append(("b", _("Board"), reverse("admin:board")))
        pages.append(("c", _("Calendar"), reverse("admin:calendar")))
    if decides_somewhere(request.user):
        pages.append(("k", _("Comments"), reverse("admin:comments")))
    pages.append(("n", _("Notices"), reverse("admin:notices")))
    return [{"key": key, "name": name, "address": address} for key, name, address in pages]


def keys_of(site: AdminSite, request: HttpRequest) -> dict[str, Any]:
    """What the script needs, in the language of the desk."""
    return {
        "pages": pages_of(site, request),
        "words": {
            "heading": _("Keyboard"),
            "then": _("then"),
            "save": _("Save, or save the draft"),
            "search": _("Search in the list"),
            "help": _("Show these keys"),
            "single": _("Use the keys without Ctrl or ⌘"),
            "singleHelp": _("Off: the letters, / and ? do nothing on the desk. This browser remembers it."),
            "close": _("Close"),
        },
    }
