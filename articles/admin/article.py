"""The list of articles by edition; each leads to its story's page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from accounts.gate import may_delete, may_enter
from articles.admin.preview import preview
from articles.models import Article


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "edition", "state", "published_at", "updated_at"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may_enter(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Of one draft, by those who could publish it; the confirmation of its story's deletion asks this too."""
        return obj is not None and may_delete(request.user, obj)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """An article is written on its story's page."""
        article = get_object_or_404(Article.objects.only("story_id", "edition_id"), pk=object_id)
        story = reverse("admin:articles_story_change", args=[article.story_id])
        return HttpResponseRedirect(f"{story}?edition={article.edition_id}")

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(preview)
        return [path("<int:object_id>/preview/", view, name="articles_article_preview"), *super().get_urls()]
