"""A draft on the real page, for those who may read it at the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation

from accounts.gate import may_publish, may_see_drafts, may_write
from articles.admin.article_form import ArticleForm
from articles.models import Article
from articles.views import render_article
from editions.richtext.sanitise import clean_html


def preview(request: HttpRequest, object_id: str) -> HttpResponse:
    """The stored article; where the story's form is posted here, the article as it is typed, which is not saved."""
    article = get_object_or_404(
        Article.objects.select_related("edition", "story__category", "story__image"), pk=object_id
    )
    if not may_see_drafts(request.user, article.edition_id, article):
        raise PermissionDenied
    if request.method == "POST" and may_write(request.user, article):
        article = as_typed(request, article)
    with translation.override(article.edition.language), timezone.override(article.edition.zone):
        response = render_article(request, article, is_preview=True)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def as_typed(request: HttpRequest, article: Article) -> Article:
    """The article with what can be used of the posted form: a missing title is no reason to show nothing."""
    edition, slug = article.edition, article.slug
    with timezone.override(edition.zone):
        form = ArticleForm(
            request.POST,
            prefix="article",
            instance=article,
            edition=edition,
            may_publish=may_publish(request.user, edition.code, article),
        )
        form.is_valid()
    # The address is the stored one's: a wrong or emptied one must not spoil the page.
    article.slug = slug
    article.body = clean_html(article.body or "")
    return article
