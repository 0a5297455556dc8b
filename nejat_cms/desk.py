"""The desk: the stock admin, entered through the one gate."""

import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.desk.language import check_language
from accounts.desk.moments import picker_settings
from accounts.enums import ROLE_NAMES, Role
from accounts.gate import may_enter, may_send, may_share_things
from accounts.middleware import RENEWED
from accounts.models import desk_languages
from accounts.notices import unread_of
from accounts.sign_in import WAIT, SignInForm
from accounts.views import choose_language
from editions import registry
from nejat_cms.desk_keys import keys_of
from nejat_cms.desk_pages import desk_pages
from nejat_cms.start_page import waiting_for
from readers.reach import decides_somewhere

# The order of the desk: what is written every day first, what is set up once last.
ORDER = {
    "articles": ("Story", "Article", "Correction", "Category", "Topic", "Dossier", "Person"),
    "media_gallery": ("MediaItem", "Image"),
    "publications": ("Issue", "Release", "Book", "Series"),
    "editions": ("Page", "HouseRule", "MenuItem", "Edition"),
    "accounts": ("User", "AuditEntry", "NoticeMail"),
    "delivery": ("Redirect", "Webhook", "Ping"),
    "wordpress": ("ImportRun",),
}


def place_in(names: Iterable[str], name: str) -> tuple[int, str]:
    """Where `name` stands; what is not named comes last, by its name."""
    known = list(names)
    return (known.index(name) if name in known else len(known), name)


def view_on_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
    """To where readers find a thing; 404 for what they do not see."""
    kind = get_object_or_404(ContentType, pk=content_type_id)
    model = kind.model_class()
    try:
        thing = model._base_manager.filter(pk=object_id).first() if model else None
    except (ValueError, ValidationError):
        thing = None
    if thing is None or not getattr(thing, "is_live", bool)() or not hasattr(thing, "get_absolute_url"):
        raise Http404
    return HttpResponseRedirect(thing.get_absolute_url())


class DeskSite(AdminSite):
    site_title = _("Nejat CMS")
    site_header = _("Nejat CMS")
    index_title = _("The desk")
    enable_nav_sidebar = True
    login_form = SignInForm

    def has_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """The stock gate, and before it what the stock pages do not look at.

        Their dialogs name a field of what they open. An empty name is taken away: they would look for a field of that
        name. A number in a query that no row can have leads to nothing.
        """

        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            for name in ("GET", "POST"):
                given = getattr(request, name)
                if TO_FIELD_VAR in given and not given[TO_FIELD_VAR]:
                    given = given.copy()
                    del given[TO_FIELD_VAR]
                    setattr(request, name, given)
            try:
                return view(request, *args, **kwargs)
            except (OverflowError, DataError) as error:
                # SQLite and PostgreSQL, asked for a number that is larger than any of theirs.
                if request.method != "GET":
                    raise
                raise Http404 from error

        return super().admin_view(asked, cacheable)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The stock page; who is made to wait is told so by the status too (RFC 6585, 4)."""
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            request.session[RENEWED] = int(time.time())
        form = (getattr(response, "context_data", None) or {}).get("form")
        if getattr(form, "is_locked", False):
            response.status_code = 429
            response.headers["Retry-After"] = str(WAIT)
        return response

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """What the user may use, and nothing else, in the order of the house."""
        apps = list(self._build_app_dict(request, app_label).values())
        for app in apps:
            order = ORDER.get(app["app_label"], ())
            app["models"].sort(key=lambda model: place_in(order, model["object_name"]))
        return sorted(apps, key=lambda app: place_in(ORDER, app["app_label"]))

    def get_urls(self) -> list:
        pages = [path(address, self.admin_view(view), name=name) for address, view, name in desk_pages()]
        return [
            path("language/", choose_language, name="language"),
            path("language/check/", self.admin_view(check_language), name="check-language"),
            # Before the stock one, which leads anybody to the address of a draft.
            path("r/<int:content_type_id>/<path:object_id>/", self.admin_view(view_on_site), name="view_on_site"),
            *pages,
            *super().get_urls(),
        ]

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
            "picker_settings": picker_settings(),
            # Asked by the header alone: pages without one cost no query.
            "unread_notices": lambda: unread_of(user).count(),
            "decides_on_comments": lambda: decides_somewhere(user),
            "works_here": lambda: may_share_things(user),
            "sends_mail": lambda: any(may_send(user, code) for code in registry.all_editions()),
            "desk_keys": lambda: keys_of(self, request),
        }
