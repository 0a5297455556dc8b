"""Shared things that are published in all editions at once: media items, books."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.audit import Was, record_standing
from accounts.desk.linting import LintedAdmin
from accounts.desk.rights import SharedThingsAdmin
from accounts.desk.words import EditionFieldsetsMixin, WordsForm, installed_editions
from accounts.gate import may_curate
from accounts.services import publish_things, withdraw_things
from editions.columns import column, columns, translated
from editions.enums import State


class PublishedForm(WordsForm):
    """State and moment of a shared thing."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("state") == State.PUBLISHED:
            self._make_publishable(cleaned)
        return cleaned

    def _make_publishable(self, cleaned: dict[str, Any]) -> None:
        if "published_at" in cleaned and cleaned["published_at"] is None:
            cleaned["published_at"] = timezone.now()
            self.derived.add("published_at")
        titles = columns("title")
        if not any(name in self.errors for name in titles) and not any(cleaned.get(name) for name in titles):
            self.add_error(column("title", self.first_code), _("Give it a title in at least one edition."))

    @property
    def first_code(self) -> str:
        return installed_editions()[0].code


class InEditionFilter(admin.SimpleListFilter):
    """Things that an edition has words for."""

    title = gettext_lazy("edition")
    parameter_name = "edition"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(edition.code, edition.endonym) for edition in installed_editions()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        code = self.value()
        return (
            queryset.filter(**{f"{column('title', code)}__gt": ""}) if code in dict(self.lookup_choices) else queryset
        )


class PublishedThingsAdmin(LintedAdmin, EditionFieldsetsMixin, SharedThingsAdmin):
    """Every author and editor makes and changes drafts; what readers see, and what they saw, editors change."""

    form = PublishedForm
    publication_fields: tuple[str, ...] = ("state", "published_at")
    actions = ("publish", "withdraw")
    search_fields = columns("title")

    class Media:
        css = {"all": ["desk/story.css"]}

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is not None and getattr(obj, "state", State.DRAFT) != State.DRAFT:
            return may_curate(request.user)
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if may_curate(request.user) else (*fields, *self.publication_fields)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        was = Was.stored(obj)
        super().save_model(request, obj, form, change)
        changes = {"changed": sorted(form.changed_data)} if form.changed_data else {}
        record_standing(obj, was, by=request.user, **changes)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        # What was public is withdrawn instead.
        is_draft = obj is None or getattr(obj, "state", State.DRAFT) == State.DRAFT
        return is_draft and super().has_delete_permission(request, obj)

    def has_curate_permission(self, request: HttpRequest) -> bool:
        return may_curate(request.user)

    @admin.action(description=gettext_lazy("Publish"), permissions=["curate"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        nameless = [thing for thing in queryset if not self._editions_of(thing)]
        named = (thing for thing in queryset if thing not in nameless)
        count = publish_things(things=named, by=request.user)
        messages.success(request, ngettext("%(n)s published.", "%(n)s published.", count) % {"n": count})
        if nameless:
            number = len(nameless)
            told = ngettext("%(n)s has no title yet.", "%(n)s have no title yet.", number)
            messages.warning(request, told % {"n": number})

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["curate"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        count = withdraw_things(things=queryset, by=request.user)
        messages.success(request, ngettext("%(n)s withdrawn.", "%(n)s withdrawn.", count) % {"n": count})

    # Columns of the list.

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, thing: Any) -> SafeString:
        scheduled = thing.state == State.PUBLISHED and thing.published_at and thing.published_at > timezone.now()
        shape, word = ("scheduled", _("scheduled")) if scheduled else (thing.state, thing.get_state_display())
        return format_html('<span class="standing standing--{}">{}</span>', shape, word)

    @admin.display(description=gettext_lazy("editions"))
    def in_editions(self, thing: Any) -> SafeString:
        return format_html('<span dir="ltr">{}</span>', " ".join(self._editions_of(thing)) or "—")

    def _editions_of(self, thing: Any) -> list[str]:
        return [code for code in settings.MODELTRANSLATION_LANGUAGES if translated(thing, "title", code)]
