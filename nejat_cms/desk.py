"""The desk: the stock admin, entered through the one gate."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.gate import may_enter
from accounts.models import desk_languages
from accounts.views import choose_language


class DeskSite(AdminSite):
    site_title = _("Nejat CMS")
    site_header = _("Nejat CMS")
    index_title = _("The desk")
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def get_urls(self) -> list:
        return [path("language/", choose_language, name="language"), *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        languages = [get_language_info(code) for code, _name in desk_languages()]
        return {**super().each_context(request), "desk_languages": languages}
