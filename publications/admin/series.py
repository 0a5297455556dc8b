"""Periodicals and lists of books."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.desk.linting import LintedAdmin
from accounts.desk.rights import CuratedAdmin
from accounts.desk.words import EditionFieldsetsMixin
from editions.columns import columns
from publications.models import Series


@admin.register(Series)
class SeriesAdmin(LintedAdmin, EditionFieldsetsMixin, CuratedAdmin):
    words = ("name", "description")
    linted = words
    shared_fieldsets = ((None, {"fields": ["kind", "slug", "position", "is_printed"]}),)
    list_display = ("__str__", "kind", "slug", "position")
    list_editable = ("position",)
    search_fields = ("slug", *columns("name"))
    ordering = ("position", "pk")
    sortable_by = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Series | None = None) -> tuple[str, ...]:
        # All addresses of its issues and books are made of it.
        return ("kind", "slug") if obj else ()
