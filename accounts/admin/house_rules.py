"""Rules of the house for the words of texts, in one place; the language lint applies them while somebody writes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.desk.rights import DeskAdmin
from accounts.desk.words import edition_attrs, endonym
from accounts.gate import editions_with, is_admin, may_release, may_share_things
from editions import registry
from editions.models import Edition, HouseRule


def ruled_editions(user: Any) -> list[Edition]:
    """The editions for which the user may make rules."""
    return [edition for code, edition in registry.all_editions().items() if may_release(user, code)]


class HouseRuleForm(forms.ModelForm):
    """Offers the editions for which the user may make rules; "all editions" is for admins."""

    # Set by the admin, which makes a class for each request.
    user: Any = None

    class Meta:
        model = HouseRule
        fields = ["edition", "pattern", "is_regex", "replacement", "message", "is_active"]
        help_texts = {
            "pattern": _("Whole words. Without capitals of their own they are found with one too."),
            "is_regex": _("Python’s; what a group has found may stand in the replacement, as \\1."),
            "replacement": _("What the fix key writes. Empty: the rule only warns."),
            "message": _("What the writer reads beside it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "edition" in self.fields:
            field = self.fields["edition"]
            codes = [edition.code for edition in ruled_editions(self.user)]
            field.queryset = Edition.objects.filter(code__in=codes)
            field.required = not is_admin(self.user)
            if field.required:
                field.help_text = ""
        written = edition_attrs(self.instance.edition) if self.instance.edition else {"dir": "auto"}
        for name in ("pattern", "replacement"):
            if name in self.fields:
                self.fields[name].widget.attrs |= written
                # Spaces at an end may be meant in an expression.
                self.fields[name].strip = False


@admin.register(HouseRule)
class HouseRuleAdmin(DeskAdmin):
    """Members see the rules that hold for their texts; publishers make those of their edition, admins all."""

    form = HouseRuleForm
    fields = ("edition", "pattern", "is_regex", "replacement", "message", "is_active")
    list_display = ("written", "instead", "holds_in", "message", "is_active")
    list_display_links = ("written",)
    list_filter = (("edition", admin.RelatedOnlyFieldListFilter), "is_active", "is_regex")
    list_select_related = ("edition",)
    search_fields = ("pattern", "replacement", "message")
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rules = super().get_queryset(request)
        codes = editions_with(request.user)
        return rules if codes is None else rules.filter(Q(edition=None) | Q(edition__in=codes))

    def has_view_permission(self, request: HttpRequest, obj: HouseRule | None = None) -> bool:
        return may_share_things(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(ruled_editions(request.user))

    def has_change_permission(self, request: HttpRequest, obj: HouseRule | None = None) -> bool:
        if obj is None:
            return self.has_add_permission(request)
        return is_admin(request.user) or (obj.edition_id is not None and may_release(request.user, obj.edition_id))

    has_delete_permission = has_change_permission

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Deleting many at once would ask for none of them alone."""
        actions = super().get_actions(request, action_location)
        if not is_admin(request.user):
            actions.pop("delete_selected", None)
        return actions

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    @admin.display(description=_("write not"))
    def written(self, rule: HouseRule) -> SafeString:
        return self._in_language(rule, rule.pattern)

    @admin.display(description=_("but"))
    def instead(self, rule: HouseRule) -> SafeString:
        return self._in_language(rule, rule.replacement)

    @admin.display(description=_("edition"))
    def holds_in(self, rule: HouseRule) -> str:
        return endonym(rule.edition) if rule.edition else str(_("all editions"))

    def _in_language(self, rule: HouseRule, words: str) -> SafeString:
        if not words:
            return format_html("{}", "–")
        if rule.is_regex:
            return format_html('<code dir="ltr">{}</code>', words)
        if rule.edition:
            return format_html('<bdi lang="{}" dir="{}">{}</bdi>', rule.edition.language, rule.edition.direction, words)
        return format_html("<bdi>{}</bdi>", words)
