"""The people of the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.acts import acts_in, acts_of_all
from accounts.admin.memberships import MembershipInline
from accounts.audit import record
from accounts.desk.dates import moment_column
from accounts.desk.rights import SiteAdminOnly
from accounts.desk.words import endonym
from accounts.enums import ROLE_NAMES, ROLE_WORDS, AuditAction, Role
from accounts.models import User
from accounts.permissions import permissions_of, record_permissions
from editions import registry
from editions.columns import any_label

ADMIN_LABEL = _("Admin")
ADMIN_HELP = _("May do everything in every edition: editions, menus and users too. Needs no role below.")
# In the list and on the page, as the desk writes moments.
LAST_LOGIN = moment_column("last_login", User._meta.get_field("last_login").verbose_name)
DATE_JOINED = moment_column("date_joined", User._meta.get_field("date_joined").verbose_name)


class UserForm(UserChangeForm):
    """Refuses to lock the last admin out."""

    class Meta(UserChangeForm.Meta):
        model = User
        labels = {"is_superuser": ADMIN_LABEL, "is_active": _("Works here")}
        help_texts = {
            "is_superuser": ADMIN_HELP,
            "is_active": _("Unticked: cannot sign in; what they wrote stays. Better than deleting."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and not (cleaned.get("is_active") and cleaned.get("is_superuser")):
            others = User.objects.filter(is_active=True, is_superuser=True).exclude(pk=self.instance.pk)
            if not others.exists():
                raise ValidationError(_("This is the only admin; make another one first."))
        return cleaned


@admin.register(User)
class UserAdmin(SiteAdminOnly, StockUserAdmin):
    form = UserForm
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "wants_mail", "language")}),
        (_("At the desk"), {"fields": ("is_active", "is_superuser", "signed_in", "joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2"), "classes": ("wide",)}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("At the desk"), {"fields": ("is_superuser",)}),
    )
    readonly_fields = ("signed_in", "joined")
    signed_in, joined = staticmethod(LAST_LOGIN), staticmethod(DATE_JOINED)
    filter_horizontal = ()
    inlines = (MembershipInline,)
    list_display = (
        "username",
        "full_name",
        "email",
        "standing",
        "is_active",
        LAST_LOGIN,
    )
    list_filter = ("memberships__edition", "memberships__role", "is_superuser", "is_active")
    search_fields = ("username", "first_name", "last_name", "email")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("memberships")

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple[type, ...]:
        return self.inlines

    def get_inline_instances(self, request: HttpRequest, obj: User | None = None) -> list:
        # The stock class hides inlines while adding; a new user's roles belong to the same form.
        return admin.ModelAdmin.get_inline_instances(self, request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "is_superuser" and field is not None:
            field.label, field.help_text = ADMIN_LABEL, ADMIN_HELP
        return field

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        request.permissions_before = permissions_of(obj) if change else {}
        if not change:
            # Whoever is made here is to work here.
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record_permissions(form.instance, request.permissions_before, by=request.user)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        """The page that sets somebody's password says so here and nowhere else."""
        if request.resolver_match and request.resolver_match.url_name == "auth_user_password_change":
            record(AuditAction.PERMIT, obj, by=request.user, detail={"changed": ["password"]})
        return super().log_change(request, obj, message)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> Any:
        user = kwargs.get("obj")
        context["roles_explained"] = [(ROLE_NAMES[role], words) for role, words in ROLE_WORDS.items()]
        context["reach"] = reach_of(user) if user else None
        return super().render_change_form(request, context, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # Nobody deletes the account they are signed in with.
        return super().has_delete_permission(request, obj) and obj != request.user

    @admin.display(description=_("name"))
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("may"))
    def standing(self, user: User) -> SafeString | str:
        if user.is_superuser:
            return str(ADMIN_LABEL)
        roles = ((one.edition_id, ROLE_NAMES[Role(one.role)]) for one in user.memberships.all())
        return format_html_join(", ", "{}: {}", roles)


def reach_of(user: User) -> dict[str, Any]:
    """What somebody may do, for the page that says it: in each edition, and to what all of them share."""
    held = {one.edition_id: one for one in user.memberships.prefetch_related("translates_from", "sections")}
    editions = [
        {
            "edition": edition,
            "role": ROLE_NAMES[Role(held[code].role)] if code in held else "",
            "sections": [any_label(one, "name") for one in held[code].sections.all()] if code in held else [],
            "sources": [endonym(one) for one in held[code].translates_from.all()] if code in held else [],
            "acts": acts_in(user, code),
        }
        for code, edition in registry.all_editions().items()
    ]
    return {"editions": editions, "all": acts_of_all(user), "is_inactive": not user.is_active}
