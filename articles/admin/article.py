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

from accounts.desk.dates import moment_column
from accounts.desk.rights import DeletionsOnLog
from accounts.desk.standing_column import standing_html
from accounts.gate import may_delete, may_enter
from articles.admin import lineage
from articles.admin.beside import side_by_side
from articles.admin.filters import ArticleStateFilter, AuthorOfStoryFilter, CategoryOfStoryFilter
from articles.admin.preview import preview
from articles.admin.preview_links import links
from articles.admin.revisions import revision_urls
from articles.desk_search import articles_found
from articles.lineage.counting import lag_of
from articles.models import Article
from articles.reach import articles_seen_by
from articles.standing import standing_of
from articles.translating import unlink_source


@admin.register(Article)
class ArticleAdmin(DeletionsOnLog):
    list_display = (
        "titled",
        "edition",
        "stands",
        moment_column("published_at", _("published at")),
        moment_column("updated_at", _("updated at")),
    )
    list_filter = ("edition", ArticleStateFilter, CategoryOfStoryFilter, AuthorOfStoryFilter)
    list_select_related = ("edition",)
    list_per_page = 50
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
        articles = super().get_queryset(request).with_section().defer("body", "standfirst", "lineage")
        return articles.filter(articles_seen_by(request.user))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Of one edition, where the form that asks names it: an issue links the articles of its own."""
        code = request.GET.get("edition") or ""
        if code:
            queryset = queryset.filter(edition_id=code)
        if search_term.strip():
            queryset = queryset.filter(pk__in=articles_found(search_term, code))
        return queryset, False

    @admin.display(description=_("title"), ordering="title")
    def titled(self, article: Article) -> SafeString:
        edition = article.edition
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', edition.language, edition.direction, article.title)

    @admin.display(description=_("state"), ordering="state")
    def stands(self, article: Article) -> SafeString:
        return format_html(
            '{}<span class="stands-more">{}</span>', standing_html(standing_of(article)), self._translating(article)
        )

    def _translating(self, article: Article) -> SafeString:
        """To its side by side page, and to where another edition begins a translation of it."""
        start = reverse("admin:articles_article_start")
        begin = format_html('<a href="{}?story={}">{}</a>', start, article.story_id, _("Translate into …"))
        if article.source_id is None:
            return begin
        behind = sum(lag_of(article))
        told = format_html(' <span class="lag lag--changed">{}</span>', behind) if behind else ""
        beside = reverse("admin:articles_article_translate", args=[article.pk])
        return format_html('<a href="{}">{}{}</a> {}', beside, _("Side by side"), told, begin)

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        """What was translated from it is a translation of nothing then."""
        for translation in obj.translations.defer("body"):
            unlink_source(translation)
        super().delete_model(request, obj)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """An article is written on its story's page."""
        number = int(object_id) if object_id.isascii() and object_id.isdigit() and len(object_id) < 19 else None
        article = get_object_or_404(Article.objects.only("story_id", "edition_id"), pk=number)
        story = reverse("admin:articles_story_change", args=[article.story_id])
        return HttpResponseRedirect(f"{story}?edition={article.edition_id}")

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            path("<int:object_id>/preview/", wrap(preview), name="articles_article_preview"),
            path("start/", wrap(lineage.start), name="articles_article_start"),
            path("<int:object_id>/translate/", wrap(side_by_side), name="articles_article_translate"),
            path("<int:object_id>/source/", wrap(lineage.source), name="articles_article_source"),
            path("<int:object_id>/lineage/", wrap(lineage.act), name="articles_article_lineage"),
            path("<int:object_id>/links/", wrap(links), name="articles_article_links"),
            *revision_urls(),
            *super().get_urls(),
        ]
