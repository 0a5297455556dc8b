"""A front page, a list, categories and articles, as Wagtail's tutorial has a blog."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

PAGE_SIZE = 12


def newest():
    """Published articles with what a list shows of them, in as few queries as Wagtail knows."""
    return (
        ArticlePage.objects.live()
        .order_by("-date", "-pk")
        .select_related("category", "picture")
        .prefetch_related("picture__renditions")
        .defer("body", "category__search_description")
    )


def page_of(articles, request):
    return Paginator(articles, PAGE_SIZE).get_page(request.GET.get("page"))


class HomePage(Page):
    """The front page: the newest articles, and the newest of each category."""

    max_count = 1

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["articles"] = newest()[:PAGE_SIZE]
        context["bands"] = [
            (category, newest().filter(category=category)[:3])
            for category in CategoryPage.objects.live().order_by("path")[:4]
        ]
        return context


class ArticleIndexPage(Page):
    """All articles, the newest first."""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["articles"] = page_of(newest(), request)
        return context


class CategoryPage(Page):
    """The articles of a category, the newest first."""

    template = "newsroom/article_index_page.html"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["articles"] = page_of(newest().filter(category=self), request)
        return context


class ArticlePage(Page):
    date = models.DateTimeField(db_index=True)
    standfirst = models.TextField(blank=True)
    body = RichTextField()
    category = models.ForeignKey(CategoryPage, models.PROTECT, related_name="articles")
    picture = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")

    content_panels = [*Page.content_panels, *map(FieldPanel, ("date", "standfirst", "body", "category", "picture"))]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["related"] = newest().filter(category=self.category_id).exclude(pk=self.pk)[:3]
        return context
