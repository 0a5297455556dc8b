"""Things as the API says them; addresses are full ones, moments ISO 8601 with their offset, absent things null."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from articles.bylines import Byline, Name
from articles.models import Article, Correction
from articles.models.named import Named
from delivery.short_links import short_path
from editions.columns import translated
from editions.head import absolute
from editions.models import Edition
from editions.richtext.blocks import units_of, without_ids
from editions.richtext.portable import portable
from media_gallery.bodies import draw_body
from media_gallery.models import Image, MediaItem
from media_gallery.pictures import alt_of, full_size_url
from media_gallery.sections import SHORT_KIND
from publications import books, issues
from publications.covers.shown import cover_of
from publications.models import Book, IssueEdition
from publications.printing.unseen import offered


def said(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def edition_data(edition: Edition) -> dict[str, Any]:
    return {
        "code": edition.code,
        "name": edition.endonym,
        "direction": edition.direction,
        "site_name": edition.site_name,
        "tagline": edition.tagline,
        "is_default": edition.is_default,
        "url": absolute(reverse("home", args=[edition])),
        "feed_url": absolute(reverse("articles:feed-json", args=[edition])),
        "articles_url": absolute(reverse("api:articles", args=[edition])),
    }


def image_data(image: Image | None, code: str) -> dict[str, Any] | None:
    if image is None:
        return None
    return {
        "url": absolute(full_size_url(image)),
        "width": image.width,
        "height": image.height,
        "focal_point": [image.focal_x, image.focal_y],
        "alt": alt_of(image, code),
        "caption": translated(image, "caption", code),
        "credit": translated(image, "credit", code),
    }


def named_data(thing: Named, code: str) -> dict[str, Any]:
    path = thing.address_in(code)
    return {
        "id": thing.pk,
        "name": thing.name_in(code),
        "slug": thing.slug_in(code),
        "url": absolute(path) if path else None,
    }


def people_data(byline: Byline, code: str) -> list[dict[str, Any]]:
    roles = (
        ("author", byline.authors), ("translator", byline.translators), ("photographer", byline.photographers),
        ("cartoonist", byline.cartoonists), ("source", byline.sources),
    )  # fmt: skip
    return [person_data(name, code, role) for role, names in roles for name in names]


def person_data(name: Name, code: str, role: str) -> dict[str, Any]:
    url = absolute(reverse("articles:person", args=[code, name.slug])) if name.slug else name.address or None
    return {"role": role, "name": name.text, "slug": name.slug or None, "url": url}


def article_data(article: Article, byline: Byline) -> dict[str, Any]:
    """What lists show of an article."""
    code, category = article.edition_id, article.story.category
    return {
        "id": article.pk,
        "story": article.story_id,
        "edition": code,
        "title": article.title,
        "slug": article.slug,
        "standfirst": article.standfirst,
        "url": absolute(article.get_absolute_url()),
        "short_url": absolute(short_path("a", article.pk)),
        "api_url": absolute(reverse("api:article", args=[code, article.slug])),
        "published_at": said(article.published_at),
        "updated_at": said(article.updated_at),
        "category": named_data(category, code) if category and category.name_in(code) else None,
        "image": image_data(article.story.image, code),
        "people": people_data(byline, code),
    }


def whole_article(
    article: Article,
    edition: Edition,
    byline: Byline,
    *,
    topics: list[dict[str, Any]],
    translations: list[Article],
    corrections: list[Correction],
) -> dict[str, Any]:
    """An article with its text: as HTML that stands by itself, and block by block; `own_body` has been read."""
    others = [one for one in translations if one.pk != article.pk]
    source = next((one for one in others if one.pk == article.source_id), None)
    return {
        **article_data(article, byline),
        "language": edition.language,
        "direction": edition.direction,
        "html": portable(
            draw_body(article.own_body, edition, key=article.pk),
            language=edition.language,
            direction=edition.direction,
        ),
        "blocks": [
            {
                "id": unit.id or None,
                "tag": unit.tag,
                "list": unit.list_tag or None,
                "depth": unit.depth,
                "text": unit.words,
                "html": without_ids(unit.own_html),
            }
            for unit in units_of(article.own_body)
        ],
        "topics": topics,
        "corrections": [{"kind": one.kind, "text": one.text, "made_at": said(one.made_at)} for one in corrections],
        "translations": [translation_data(one) for one in others],
        "translated_from": translation_data(source) if source else None,
    }


def translation_data(article: Article) -> dict[str, Any]:
    return {
        "edition": article.edition_id,
        "title": article.title,
        "url": absolute(article.get_absolute_url()),
        "api_url": absolute(reverse("api:article", args=[article.edition_id, article.slug])),
    }


def issue_data(text: IssueEdition) -> dict[str, Any]:
    code, issue = text.edition_id, text.issue
    pdf, epub = offered(text)
    return {
        "id": text.pk,
        "edition": code,
        "series": {"slug": issue.series.slug, "name": translated(issue.series, "name", code)},
        "number": issue.number,
        "issued_on": issue.issued_on.isoformat(),
        "title": text.title,
        "url": absolute(text.get_absolute_url()),
        "short_url": absolute(short_path(issues.SHORT_KIND, text.pk)),
        "published_at": said(text.published_at),
        "updated_at": said(text.updated_at),
        "cover": image_data(cover_of(text), code),
        "pdf_url": absolute(pdf.address) if pdf else None,
        "pdf_size": pdf.size if pdf else None,
        "epub_url": absolute(epub.address) if epub else None,
        "epub_size": epub.size if epub else None,
    }


def book_data(book: Book, code: str) -> dict[str, Any]:
    return {
        "id": book.pk,
        "edition": code,
        "series": {"slug": book.series.slug, "name": translated(book.series, "name", code)},
        "title": translated(book, "title", code),
        "subtitle": translated(book, "subtitle", code),
        "publisher": translated(book, "publisher", code),
        "isbn": book.isbn or None,
        "year": book.year,
        "url": absolute(book.address_in(code) or ""),
        "short_url": absolute(short_path(books.SHORT_KIND, book.pk, code)),
        "published_at": said(book.published_at),
        "updated_at": said(book.updated_at),
        "cover": image_data(book.cover, code),
        "pdf_url": absolute(book.file.url) if book.file else None,
        "pdf_size": book.file_size,
    }


def media_data(item: MediaItem, edition: Edition) -> dict[str, Any]:
    code = edition.code
    return {
        "id": item.pk,
        "edition": code,
        "kind": item.kind,
        "title": translated(item, "title", code),
        "slug": translated(item, "slug", code),
        "html": portable(
            draw_body(translated(item, "text", code), edition, {}),
            language=edition.language,
            direction=edition.direction,
        ),
        "url": absolute(item.address_in(code) or ""),
        "short_url": absolute(short_path(SHORT_KIND, item.pk, code)),
        "published_at": said(item.published_at),
        "updated_at": said(item.updated_at),
        "image": image_data(item.image, code),
        "video_url": item.video_url or (absolute(item.video_file.url) if item.video_file else None),
    }
