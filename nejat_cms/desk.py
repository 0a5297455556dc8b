"""The desk: the stock admin, entered through the one gate."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.enums import ROLE_NAMES, Role
from accounts.gate import may_enter, may_share_things
from accounts.models import desk_languages
from accounts.notices import unread_of
from accounts.views import choose_language
from editions import registry
from nejat_cms.desk_pages import desk_pages
from nejat_cms.start_page import waiting_for

# The order of the desk: what is written every day first, what is set up once last.
ORDER = {
    "articles": ("Story", "Article", "Correction", "Category", "Topic", "Person"),
    "media_gallery": ("MediaItem", "Image"),
    "publications": ("Issue", "Book", "Series"),
    "editions": ("Page", "MenuItem", "Edition"),
    "accounts": ("User",),
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
        pages = [path(address, self.admin_view(view), name=name) for address, view, name in desk_pages()]
        return [path("language/", choose_language, name="language"), *pages, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        editions = registry.all_editions()
        held = request.user.roles().items()
        roles = [(editions[code], ROLE_NAMES[Role(role)]) for code, role in held if code in editions]
        waiting = waiting_for(request.user) if may_share_things(request.user) else []
        return super().index(request, {**(extra_context or {}), "desk_roles": roles, "waiting": waiting})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        languages = [get_language_info(code) for code, _name in desk_languages()]
        user = request.user
        return {
            **super().each_context(request),
            "desk_languages": languages,
            # Asked by the header alone: pages without one cost no query.
            "unread_notices": lambda: unread_of(user).count(),
            "works_here": lambda: may_share_things(user),
        }
