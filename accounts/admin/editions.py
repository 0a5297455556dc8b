"""The editions themselves."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin.edition_form import EditionForm
from accounts.audit import record_change
from accounts.desk.rights import ConfiningThings, InlineOfParent, SiteAdminOnly
from accounts.desk.words import endonym
from accounts.enums import AuditAction
from editions.models import Edition, SocialLink
from editions.models.frame import touch_frames
from editions.services import make_default
from search.rebuilding import look_again_later

# What says in which year a moment falls.
DATED = {"calendar", "time_zone"}


class SocialLinkInline(InlineOfParent, admin.TabularInline):
    model = SocialLink
    extra = 1


def settings_of(edition: Edition) -> dict[str, Any]:
    """What an edition is set to, as JSON can say it."""
    names = [field.attname for field in Edition._meta.concrete_fields if field.editable]
    return {name: getattr(edition, name) for name in names}


@admin.register(Edition)
class EditionAdmin(ConfiningThings, SiteAdminOnly):
    """Editions are added by the command `add_edition`, because a further language needs columns of its own."""

    confines_as = "edition"

    form = EditionForm
    inlines = (SocialLinkInline,)
    fieldsets = (
        (None, {"fields": ["code", "endonym", "is_visible", "is_first", "position"]}),
        (_("Writing"), {"fields": ["direction", "digits", "calendar", "second_calendar", "month_names", "time_zone"]}),
        (_("Identity"), {"fields": ["site_name", "tagline", "accent"]}),
        (_("What readers send"), {"fields": ["comments", "takes_wishes", "contact_address", "blocked_words"]}),
        (_("Footer and sharing"), {"fields": ["copyright_from", "share_targets"]}),
        (_("Machines"), {"fields": ["tells_search_engines", "hub", "is_in_llms"]}),
    )
    readonly_fields = ("code",)
    list_display = ("name", "code", "site_name", "direction", "is_visible", "is_default", "position")
    list_editable = ("position",)
    sortable_by = ()
    change_list_template = "admin/editions/edition/change_list.html"
    change_form_template = "admin/editions/edition/change_form.html"

    @admin.display(description=_("edition"))
    def name(self, edition: Edition) -> SafeString:
        return endonym(edition)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        # What it published protects it besides; the confirmation page says what that is.
        return super().has_delete_permission(request, obj) and not (obj and obj.is_default)

    def save_model(self, request: HttpRequest, obj: Edition, form: Any, change: bool) -> None:
        names = form.columns_to_write() if isinstance(form, EditionForm) else form.changed_data
        before = settings_of(Edition.objects.get(pk=obj.pk))
        if names:
            obj.save(update_fields=names)
        if DATED & set(form.changed_data):
            # Every text of it may fall in another year now.
            look_again_later(obj.pk)
            messages.info(request, _("The years of what search finds follow in the background, within minutes."))
        if isinstance(form, EditionForm) and form.cleaned_data["is_first"] and not obj.is_default:
            make_default(edition=obj)
        record_change(AuditAction.SETTING, obj, before, settings_of(obj), by=request.user, edition=obj.code)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # Links that a formset deletes are deleted one by one, but only after their edition was saved.
        touch_frames()
