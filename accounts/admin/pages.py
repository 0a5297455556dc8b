"""Standing pages: About, Contact."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.desk.edition_text_form import MOMENTS
from accounts.desk.previews import PreviewMixin
from accounts.desk.text_form import TextForm
from accounts.desk.texts import TextsAdmin
from accounts.gate import may_curate, may_manage_site
from editions.models import Page, PageEdition
from editions.scripts.controls import one_line
from editions.scripts.slugs import slugify
from editions.views import render_page


class PageForm(TextForm):
    class Meta:
        model = PageEdition
        fields = ["title", "slug", "body", *MOMENTS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].widget.attrs["placeholder"] = slugify(self.instance.title)

    def clean_slug(self) -> str:
        slug = one_line(self.cleaned_data["slug"]).casefold()
        return slug or slugify(self.cleaned_data.get("title", ""))


@admin.register(Page)
class PageAdmin(PreviewMixin, TextsAdmin):
    text_form = PageForm
    text_key = "page"
    search_fields = ("key", "texts__title")
    ordering = ("position", "key")

    def may_shape(self, request: HttpRequest, obj: Page | None = None) -> bool:
        return may_curate(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        # Menus lead to pages by their keys, and menus are the admins'.
        return may_manage_site(request.user) and super().has_delete_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Page | None = None) -> list[tuple[Any, dict[str, Any]]]:
        return [(None, {"fields": ["key", "position"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> list[str]:
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or "key" in fields else [*fields, "key"]

    def previewed(self) -> QuerySet:
        return PageEdition.objects.select_related("edition")

    def render_preview(self, request: HttpRequest, text: PageEdition) -> HttpResponse:
        return render_page(request, text, text.edition, is_preview=True)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return ["key", "position", *self.standings]
