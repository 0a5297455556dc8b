"""Periodicals and lists of books."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.desk.linting import LintedAdmin
from accounts.desk.rights import CuratedAdmin
from accounts.desk.words import EditionFieldsetsMixin
from editions.columns import columns
from publications.covers.making import draw_later
from publications.enums import CoverFrom
from publications.models import IssueEdition, Series


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

    def save_model(self, request: HttpRequest, obj: Series, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        # Its name stands on the covers that are drawn.
        drawn = IssueEdition.objects.filter(issue__series=obj, issue__cover_from=CoverFrom.MADE)
        draw_later(drawn.values_list("pk", flat=True))

    def get_readonly_fields(self, request: HttpRequest, obj: Series | None = None) -> tuple[str, ...]:
        # All addresses of its issues and books are made of it.
        return ("kind", "slug") if obj else ()
