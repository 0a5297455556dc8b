"""The entries of an issue in its form: a formset as any other, whose rows the composer draws."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.desk.linting import text_attrs
from accounts.desk.rights import InlineOfParent
from articles.models import Article
from media_gallery.desk import PicturesMixin
from publications.enums import EntryKind
from publications.models import IssueEdition, IssueEntry


class KindField(forms.ChoiceField):
    """An article where nothing is said; a row of which nothing else is said is empty all the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=EntryKind, required=False, widget=forms.HiddenInput, **kwargs)

    def clean(self, value: Any) -> str:
        return super().clean(value) or EntryKind.ARTICLE

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data) and super().has_changed(initial, data)


class IssueEntryForm(forms.ModelForm):
    kind = KindField()
    is_right = forms.BooleanField(label=_("Right as it is"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False

    def clean_position(self) -> int:
        return self.cleaned_data.get("position") or 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # Of words that came from another edition: who writes them has translated them.
        if cleaned.get("is_right") or {"heading", "teaser"} & set(self.changed_data):
            self.instance.is_untranslated = False
        return cleaned

    def _post_clean(self) -> None:
        # One message: an article that was refused is not missing too.
        if not self.errors:
            super()._post_clean()


class IssueEntryFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        """One leads the issue: of two the one that was ticked now."""
        super().clean()
        leads = [form for form in self.kept if form.cleaned_data.get("is_lead")]
        newest = sorted(leads, key=lambda form: "is_lead" in form.changed_data)[-1:]
        for form in leads:
            if form not in newest:
                form.cleaned_data["is_lead"] = form.instance.is_lead = False

    @property
    def kept(self) -> list[Any]:
        return [form for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """With those that lost the lead to another, of which their own fields say nothing."""
        saved = super().save_existing_objects(commit)
        for form in self.initial_forms:
            if form.initial.get("is_lead") and not form.instance.is_lead and form.instance.pk and commit:
                IssueEntry.objects.filter(pk=form.instance.pk).update(is_lead=False)
        return saved


class IssueEntryInline(PicturesMixin, InlineOfParent, admin.StackedInline):
    """What stands inside this issue, in the edition on the page."""

    model = IssueEntry
    form = IssueEntryForm
    formset = IssueEntryFormSet
    template = "admin/publications/issue/composer.html"
    extra = 0
    fields = ("position", "kind", "article", "heading", "teaser", "link", "image", "is_lead", "is_right")
    raw_id_fields = ("image", "article")

    def __init__(self, parent_model: Any, admin_site: Any) -> None:
        # Entries belong to an edition's text, not to the issue.
        super().__init__(IssueEdition, admin_site)

    @property
    def media(self) -> forms.Media:
        # Rows are added by the composer's own script.
        return forms.Media()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("article", "image")
        return rows.defer("article__body", "article__lineage", "article__standfirst")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "article":
            # Chosen in the composer; here is kept what was chosen.
            articles = Article.objects.in_edition(request.desk_edition.code).defer("body", "lineage")
            return db_field.formfield(queryset=articles, widget=forms.HiddenInput, required=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        if db_field.name == "article":
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        if db_field.name in {"heading", "teaser"}:
            field.widget.attrs |= text_attrs(request.desk_edition)
        if db_field.name == "teaser":
            field.widget.attrs["rows"] = 3
        if db_field.name in {"link", "position"}:
            field.widget.attrs["dir"] = "ltr"
        return field
