"""Issues: number, date and cover are of all editions; title, lead, PDF and contents of one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.desk.previews import PreviewMixin
from accounts.desk.rights import InlineOfParent
from accounts.desk.text_form import MOMENTS, TextForm
from accounts.desk.texts import TextsAdmin
from accounts.desk.words import edition_attrs
from accounts.gate import may_curate, may_start, may_write
from articles.models import Article
from editions.models import Edition
from media_gallery.desk import PicturesMixin
from publications.admin.issue_preview import entries_typed, render_issue
from publications.enums import SeriesKind
from publications.models import Issue, IssueEdition, IssueEntry, Series


class IssueTextForm(TextForm):
    class Meta:
        model = IssueEdition
        fields = ["title", "lead", "pdf", *MOMENTS]


class EditionArticleSelect(AutocompleteSelect):
    """Finds articles of one edition, and shows them in its direction."""

    def __init__(self, field: Any, admin_site: Any, edition: Edition) -> None:
        super().__init__(field, admin_site, attrs={"dir": edition.direction})
        self.edition = edition

    def get_url(self) -> str:
        return f"{super().get_url()}?edition={self.edition.code}"


class IssueEntryForm(forms.ModelForm):
    def _post_clean(self) -> None:
        # One message: an article that was refused is not missing too.
        if not self.errors:
            super()._post_clean()


class IssueEntryInline(InlineOfParent, admin.TabularInline):
    """What stands inside this issue, in the edition on the page."""

    model = IssueEntry
    form = IssueEntryForm
    extra = 1
    fields = ("position", "article", "heading", "teaser")
    # Only so that no links to add and change articles are put beside the field; its widget is given below.
    raw_id_fields = ("article",)

    def __init__(self, parent_model: Any, admin_site: Any) -> None:
        # Entries belong to an edition's text, not to the issue.
        super().__init__(IssueEdition, admin_site)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("article").defer("article__body")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "article":
            edition = request.desk_edition
            kwargs["widget"] = EditionArticleSelect(db_field, self.admin_site, edition)
            kwargs["queryset"] = Article.objects.in_edition(edition.code).defer("body")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in {"heading", "teaser"}:
            field.widget.attrs |= edition_attrs(request.desk_edition)
            if db_field.name == "teaser":
                field.widget.attrs["rows"] = 3
        return field


@admin.register(Issue)
class IssueAdmin(PreviewMixin, PicturesMixin, TextsAdmin):
    text_form = IssueTextForm
    text_key = "issue"
    inlines = (IssueEntryInline,)
    raw_id_fields = ("cover",)
    list_display = ("__str__", "issued_on")
    list_filter = ("series",)
    search_fields = ("number", "texts__title")
    list_select_related = ("series",)
    ordering = ("-issued_on", "-number")

    def may_shape(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        return may_curate(request.user)

    def may_work(self, request: HttpRequest, code: str, text: IssueEdition | None) -> bool:
        return may_write(request.user, text) if text else may_start(request.user, code)

    def new_text(self, request: HttpRequest, obj: Issue | None) -> IssueEdition:
        text = super().new_text(request, obj)
        text.created_by = request.user
        return text

    def get_fieldsets(self, request: HttpRequest, obj: Issue | None = None) -> list[tuple[Any, dict[str, Any]]]:
        return [(None, {"fields": ["series", "number", "issued_on", "cover"]})]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*self.list_display, *self.standings]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("series")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "series":
            kwargs["queryset"] = Series.objects.exclude(kind=SeriesKind.BOOKS)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # Previews.

    def previewed(self) -> QuerySet:
        return IssueEdition.objects.select_related("edition", "issue__series", "issue__cover")

    def as_typed(self, request: HttpRequest, text: IssueEdition) -> None:
        super().as_typed(request, text)
        inline = IssueEntryInline(Issue, self.admin_site)
        formset = inline.get_formset(request)(
            request.POST, prefix="entries", instance=text, queryset=inline.get_queryset(request)
        )
        request.entries_typed = entries_typed(formset)

    def render_preview(self, request: HttpRequest, text: IssueEdition) -> HttpResponse:
        stored = IssueEntry.objects.filter(text=text.pk).select_related("article").defer("article__body")
        entries = getattr(request, "entries_typed", None)
        return render_issue(request, text, list(stored) if entries is None else entries)

    # The entries of the edition on the page.

    def get_inline_instances(self, request: HttpRequest, obj: Issue | None = None) -> list[Any]:
        begun = self.texts_of(request, obj).get(request.desk_edition.code)
        may = self.may_work(request, request.desk_edition.code, begun)
        return super().get_inline_instances(request, obj) if may else []

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**kwargs, "instance": obj.desk_form.text_form.instance}

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)
        if request.method == "POST" and any(formset.has_changed() for formset in formsets):
            # Entries need a text to stand in.
            obj.desk_form.text_form.empty_permitted = False
        return formsets, inlines
