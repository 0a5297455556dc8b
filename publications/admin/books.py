"""Books."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.desk.dates import moment_column
from accounts.desk.published import InEditionFilter, PublishedForm, PublishedThingsAdmin
from accounts.desk.rights import InlineOfParent
from editions.columns import columns
from media_gallery.desk import PicturesMixin
from publications.models import Book, BookAuthor
from publications.reading.words import note_of


class BookForm(PublishedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = note_of(self.instance.file.name)

    def clean_isbn(self) -> str:
        # Spaces and hyphens are typed more than fit into the column; Book.clean writes it without.
        return self.cleaned_data["isbn"].strip()


class BookAuthorInline(InlineOfParent, admin.TabularInline):
    model = BookAuthor
    extra = 0
    autocomplete_fields = ("person",)
    fields = ("position", "person")


@admin.register(Book)
class BookAdmin(PicturesMixin, PublishedThingsAdmin):
    form = BookForm
    words = ("title", "subtitle", "slug", "description", "publisher")
    linted = ("title", "subtitle", "description")
    shared_fieldsets = (
        (None, {"fields": ["series", "cover", ("state", "published_at")]}),
        (_("The book"), {"fields": [("isbn", "year"), "file"]}),
    )
    raw_id_fields = ("cover",)
    inlines = (BookAuthorInline,)
    list_display = (
        "__str__",
        "series",
        "year",
        "standing",
        moment_column("published_at", _("published at")),
        "in_editions",
    )
    list_filter = ("series", "state", InEditionFilter)
    search_fields = (*columns("title"), "isbn")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("series")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in {"isbn", "year"}:
            field.widget.attrs["dir"] = "ltr"
        return field

    def written_with(self, names: list[str]) -> list[str]:
        return ["file_size"] if "file" in names else []
