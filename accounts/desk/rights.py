"""The gate's answers, where the stock admin asks for permissions. Django's own permissions are not used."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from accounts.audit import record
from accounts.desk.counting import BoundedPaginator
from accounts.desk.names import NamedRows, name_part
from accounts.enums import AuditAction
from accounts.gate import is_admin, may_curate, may_manage_site, may_share_things
from accounts.left_alone import forget
from accounts.permissions import confined_to
from search.services import refresh_shown, refresh_things
from search.sources import shown_of


def edition_code_of(thing: Any) -> str:
    """The code of the edition it belongs to, "" where it is of all."""
    return getattr(thing, "edition_id", None) or ""


class DeletionsOnLog(admin.ModelAdmin):
    """Mixin: what is deleted here stands on the audit log, with what went along with it. Its list counts as far as
    pages are turned."""

    paginator = BoundedPaginator
    show_full_result_count = False

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Asked before anything is deleted, one thing or many, whatever deletes them."""
        for obj in queryset:
            self.record_deletion(request, obj)
        return super().log_deletions(request, queryset)

    def record_deletion(self, request: HttpRequest, obj: Any) -> None:
        record(AuditAction.DELETE, obj, by=request.user, edition=edition_code_of(obj))
        forget(obj)


class ConfiningThings(admin.ModelAdmin):
    """Mixin: what a role is confined to is not deleted before the role is changed; it would hold everywhere then."""

    confines_as: str

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], list[Any]]:
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        held = [one for obj in objs for one in confined_to(**{self.confines_as: obj})]
        protected = [*protected, *(f"{one._meta.verbose_name}: {one.user}, {one}" for one in held)]
        return to_delete, counts, set() if protected else lacking, protected


class FoundAdmin(admin.ModelAdmin):
    """Mixin: the search index follows what is saved and deleted here, in the same transaction."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        refresh_things([form.instance])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        shown = shown_of(obj)
        super().delete_model(request, obj)
        refresh_shown(shown)


class DeskAdmin(DeletionsOnLog, FoundAdmin):
    """What all pages of the desk have in common. Without one of the classes below only admins may use it."""

    list_per_page = 50

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_formset(request, formset=NamedRows, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        name_part(field)
        return field

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_admin(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_admin(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_admin(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_admin(request.user)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], list[Any]]:
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        # What uses the thing is the reason to give; whether the user might delete that too is beside the point.
        return to_delete, counts, set() if protected else lacking, protected

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        # One by one: a model's own `delete` may have more to do (PartOfFrame).
        for obj in queryset:
            self.delete_model(request, obj)


class SharedThingsAdmin(DeskAdmin):
    """Things that all editions share: every author and editor adds and changes them, editors delete."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_share_things(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_share_things(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_share_things(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_curate(request.user)


class CuratedAdmin(SharedThingsAdmin):
    """What the site is divided into: authors see it and choose from it, editors change it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_curate(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_curate(request.user)


class SiteAdminOnly(DeskAdmin):
    """What belongs to no edition alone and to no editor: editions, menus, redirects, users."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_manage_site(request.user)

    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_manage_site(request.user)


class InlineOfParent:
    """Mixin of an inline: whoever may change the parent may change its parts. The admin itself asks for the parent."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
