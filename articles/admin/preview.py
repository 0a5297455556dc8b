"""A draft on the real page, for those who may read it at the desk."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.gate import may_publish, may_see_drafts, may_shape, may_write
from articles.admin.article_form import ArticleForm
from articles.admin.strip import may_open
from articles.admin.typed import typed_in
from articles.detail import Typed
from articles.models import Article, Category
from articles.revisions import open_pending
from articles.views import render_article
from editions import registry
from editions.enums import State
from editions.models import Edition
from editions.richtext.sanitise import clean_html
from media_gallery.models import Image

RELATED = ("edition", "story__category", "story__image", "pending__base")


def preview(request: HttpRequest, object_id: int) -> HttpResponse:
    """The article as it stands; where the story's form is posted here, as it is typed, which is not saved.

    `?text=published` asks for what readers see of it; `?framed` leaves out the words that it is a preview, for who
    shows it in a frame that says so.
    """
    article = get_object_or_404(Article.objects.select_related(*RELATED), pk=object_id)
    wants_published = request.GET.get("text") == "published" and article.state == State.PUBLISHED
    is_open = may_open if wants_published else may_see_drafts_of
    if not is_open(request.user, article.edition_id, article):
        raise PermissionDenied
    typed = None
    if not wants_published:
        article = open_pending(article)
        if request.method == "POST" and may_write(request.user, article):
            article, typed = as_typed(request, article)
    with translation.override(article.edition.language):
        notice = _("Preview: readers do not see this.") if not wants_published else _("Preview of the published text.")
    return render_article(request, article, notice="" if "framed" in request.GET else notice, typed=typed)


def may_see_drafts_of(user: Any, code: str, article: Article) -> bool:
    return may_see_drafts(user, code, article)


def as_typed(request: HttpRequest, article: Article) -> tuple[Article, Typed | None]:
    """The article with what can be used of the posted form, and its story's topics and people.

    A missing title is no reason to show nothing. What all editions share follows the form of those who may change it.
    """
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
    was_public = Article.objects.filter(story=article.story_id).exclude(state=State.DRAFT).exists()
    if may_shape(request.user, article.story, was_public=was_public):
        story = article.story
        story.category = chosen(request, "category", Category, story.category)
        story.image = chosen(request, "image", Image, story.image)
        return article, typed_in(request, edition.code)
    return article, None


def chosen(request: HttpRequest, name: str, model: Any, stored: Any) -> Any:
    """What the form's field `name` chooses: nothing where it is empty, what is stored where it makes no sense."""
    key = request.POST.get(name)
    if key is None or key == str(getattr(stored, "pk", "")):
        return stored
    if not key:
        return None
    is_key = key.isascii() and key.isdigit() and len(key) < 19
    return (model.objects.filter(pk=key).first() if is_key else None) or stored


@dataclass(frozen=True)
class Version:
    """One text of a story that the preview beside the text can show."""

    edition: Edition
    word: str
    address: str
    # The text in the form, sent along as it is typed.
    is_typed: bool = False


def versions_of(user: Any, articles: dict[str, Article], current: Edition, *, is_written: bool) -> list[Version]:
    """What the user may look at of a story, that of the page's own edition first.

    Args:
        articles: of the story, by edition.
        is_written: the page has the form of the current edition's article.
    """
    editions = registry.all_editions()
    found = []
    for code in [current.code, *(code for code in editions if code != current.code)]:
        article = articles.get(code)
        if article is None or code not in editions:
            continue
        address = f"{reverse('admin:articles_article_preview', args=[article.pk])}?framed"
        is_typed = is_written and code == current.code
        has_own_draft = article.state != State.PUBLISHED or article.pending_id is not None
        if is_typed:
            found.append(Version(editions[code], _("as typed"), address, is_typed=True))
        elif has_own_draft and may_see_drafts(user, code, article):
            word = _("withdrawn") if article.state == State.WITHDRAWN else _("draft")
            found.append(Version(editions[code], word, address))
        if article.state == State.PUBLISHED and may_open(user, code, article):
            word = _("scheduled") if article.is_scheduled else _("published")
            found.append(Version(editions[code], word, f"{address}&text=published"))
    return found
