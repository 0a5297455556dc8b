"""The desk: the stock admin, entered through the one gate."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.gate import may_enter


class DeskSite(AdminSite):
    site_title = _("Nejat CMS")
    site_header = _("Nejat CMS")
    index_title = _("The desk")
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)
