"""/llms.txt (llmstxt.org): a short guide to the site for language models. Off unless an edition asks for it."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Category
from editions import registry
from editions.head import absolute
from editions.models import Edition


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """The guide to those editions that are listed."""
    listed = [edition for edition in registry.visible_editions() if edition.is_in_llms]
    default = registry.default_edition()
    if not listed or default is None:
        raise Http404
    main = default if default in listed else listed[0]
    categories = list(Category.objects.all())
    lines = [f"# {main.site_name}", "", f"> {main.tagline or main.site_name}", ""]
    for edition in listed:
        lines += [f"## {edition.endonym} ({edition.code})", "", *lines_of(edition, categories), ""]
    lines += ["## For programs", "", f"- [API]({absolute(reverse('api:openapi'))}): OpenAPI 3.1, read-only"]
    lines += [f"- [Sitemap]({absolute(reverse('sitemap'))})", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def lines_of(edition: Edition, categories: list[Category]) -> Iterator[str]:
    yield f"- [{edition.site_name}]({absolute(reverse('home', args=[edition]))}): {edition.tagline}"
    yield f"- [JSON Feed]({absolute(reverse('articles:feed-json', args=[edition]))}): the newest articles, whole"
    for category in categories:
        if path := category.address_in(edition.code):
            yield f"- [{category.name_in(edition.code)}]({absolute(path)})"
