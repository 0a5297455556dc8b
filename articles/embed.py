"""An article as other sites show it in a frame: picture, title, standfirst, and the way to the whole."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from articles.cards import cards_of
from articles.models import Article
from editions.head import absolute
from editions.models import Edition

# Any page may frame this one; it runs no script and sends no form.
POLICY: dict[str, list[str]] = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": [str(source) for source in settings.SECURE_CSP["img-src"]],  # type: ignore[attr-defined]
    "font-src": ["'self'"],
    "frame-ancestors": ["*"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}


@require_safe
@xframe_options_exempt
@csp_override(POLICY)
def article_embed(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """One live article, as a card."""
    code = edition.code
    article = Article.objects.in_edition(code).live().filter(slug=slug).for_list(code).first()
    if article is None:
        raise Http404
    (card,) = cards_of([article], code)
    context = {"edition": edition, "card": card, "canonical": absolute(card.address)}
    return render(request, "articles/article_embed.html", context)
