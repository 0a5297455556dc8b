"""The desk: the stock admin, entered through the one gate."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.desk.language import check_language
from accounts.desk.moments import picker_settings
from accounts.enums import ROLE_NAMES, Role
from accounts.gate import may_enter
from accounts.models import desk_languages
from accounts.views import choose_language
from editions import registry

# The order of the desk: what is written every day first, what is set up once last.
ORDER = {
    "articles": ("Story", "Article", "Correction", "Category", "Topic", "Person"),
    "media_gallery": ("MediaItem", "Image"),
    "publications": ("Issue", "Release", "Book", "Series"),
    "editions": ("Page", "HouseRule", "MenuItem", "Edition"),
    "accounts": ("User", "AuditEntry"),
    "delivery": ("Redirect",),
}


def place_in(names: Iterable[str], name: str) -> tuple[int, str]:
    """Where `name` stands; what is not named comes last, by its name."""
    known = list(names)
    return (known.index(name) if name in known else len(known), name)


class DeskSite(AdminSite):
    site_title = _("Nejat CMS")
    site_header = _("Nejat CMS")
    index_title = _("The desk")
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """What the user may use, and nothing else, in the order of the house."""
        apps = list(self._build_app_dict(request, app_label).values())
        for app in apps:
            order = ORDER.get(app["app_label"], ())
            app["models"].sort(key=lambda model: place_in(order, model["object_name"]))
        return sorted(apps, key=lambda app: place_in(ORDER, app["app_label"]))

    def get_urls(self) -> list:
        return [
            path("language/", choose_language, name="language"),
            path("language/check/", self.admin_view(check_language), name="check-language"),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        editions = registry.all_editions()
        held = request.user.roles().items()
        roles = [(editions[code], ROLE_NAMES[Role(role)]) for code, role in held if code in editions]
        return super().index(request, {**(extra_context or {}), "desk_roles": roles})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        languages = [get_language_info(code) for code, _name in desk_languages()]
        context = super().each_context(request)
        return {**context, "desk_languages": languages, "picker_settings": picker_settings()}
