"""Search as `wagtail start` writes it, and a feed by Django's own framework."""

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from wagtail.rich_text import expand_db_html

from newsroom.models import ArticlePage, newest


def search(request):
    asked = request.GET.get("q", "")
    found = ArticlePage.objects.live().search(asked) if asked else ArticlePage.objects.none()
    page = Paginator(found, 12).get_page(request.GET.get("page"))
    return TemplateResponse(request, "newsroom/search.html", {"asked": asked, "articles": page})


class ArticleFeed(Feed):
    title, link, description = "Newsroom", "/", "The newest articles"

    def items(self):
        return newest().defer(None).select_related("category")[:20]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return f"<p>{item.standfirst}</p>{expand_db_html(item.body)}"

    def item_link(self, item):
        return item.full_url

    def item_pubdate(self, item):
        return item.date

    def item_categories(self, item):
        return [item.category.title]
