"""The list of articles by edition; each leads to its story's page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.desk.rights import DeletionsOnLog
from accounts.gate import may_delete, may_enter
from articles.admin.filters import ArticleStateFilter, AuthorOfStoryFilter, CategoryOfStoryFilter
from articles.admin.lists import standing
from articles.admin.preview import preview
from articles.models import Article
from articles.reach import articles_seen_by


@admin.register(Article)
class ArticleAdmin(DeletionsOnLog):
    list_display = ("titled", "edition", "stands", "published_at", "updated_at")
    list_filter = ("edition", ArticleStateFilter, CategoryOfStoryFilter, AuthorOfStoryFilter)
    list_select_related = ("edition",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("title", "story__working_title")
    ordering = ("-updated_at", "-pk")
    actions = None

    class Media:
        css = {"all": ["desk/story.css"]}

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

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Drafts that the user may read, and of every edition what was published."""
        articles = super().get_queryset(request).with_section().defer("body", "standfirst")
        return articles.filter(articles_seen_by(request.user))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Of one edition, where the form that asks names it: an issue links the articles of its own."""
        if code := request.GET.get("edition"):
            queryset = queryset.filter(edition_id=code)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("title"), ordering="title")
    def titled(self, article: Article) -> SafeString:
        edition = article.edition
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', edition.language, edition.direction, article.title)

    @admin.display(description=_("state"), ordering="state")
    def stands(self, article: Article) -> SafeString:
        return standing(article)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """An article is written on its story's page."""
        number = int(object_id) if object_id.isascii() and object_id.isdigit() and len(object_id) < 19 else None
        article = get_object_or_404(Article.objects.only("story_id", "edition_id"), pk=number)
        story = reverse("admin:articles_story_change", args=[article.story_id])
        return HttpResponseRedirect(f"{story}?edition={article.edition_id}")

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(preview)
        return [path("<int:object_id>/preview/", view, name="articles_article_preview"), *super().get_urls()]
