"""What goes out by itself and is tried again: a list for admins to look at, in which nothing is written by hand."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.rights import SiteAdminOnly
from accounts.gate import may_manage_site


class GivenUpFilter(admin.SimpleListFilter):
    """What is given up, and what is tried again at the moment in the column `tried_at_next`, which is empty else."""

    title = gettext_lazy("state")
    parameter_name = "state"
    tried_at_next: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("given-up", _("given up")), ("waiting", _("tried again by itself"))]

    def given_up(self, queryset: Any) -> QuerySet:
        return queryset.filter(**{self.tried_at_next: None})

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "given-up":
                return self.given_up(queryset)
            case "waiting":
                return queryset.exclude(**{self.tried_at_next: None})
        return queryset


class WaitingAdmin(SiteAdminOnly):
    """Rows are not added, changed or opened; admins may send them again."""

    list_display_links = None
    ordering = ("-pk",)
    actions = ("send_again",)

    class Media:
        css = {"all": ["desk/story.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        return may_manage_site(request.user)
