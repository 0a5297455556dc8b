"""What machines read of an article: schema.org's NewsArticle."""

from typing import Any

from articles.bylines import Name
from articles.cards import Card
from articles.models import Article, Correction, Person
from editions.addresses import address_of, path_to
from editions.columns import translated
from editions.head import Head, absolute
from editions.models import Edition
from editions.structured import publisher
from media_gallery.pictures import image_url


def news_article(
    article: Article,
    edition: Edition,
    card: Card,
    head: Head,
    corrections: list[Correction],
    source: Article | None = None,
    keywords: list[str] | None = None,
) -> dict[str, Any]:
    """schema.org/NewsArticle of an article; only what is known is said.

    Args:
        source: what it is translated from.
        keywords: the names of its topics.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "inLanguage": edition.language,
        "url": head.canonical,
        "mainEntityOfPage": head.canonical,
        "description": head.description,
        "datePublished": head.published,
        "dateModified": head.modified,
        "author": [person(name, edition) for name in card.byline.authors]
        or [{"@type": "Organization", "name": edition.site_name, "url": absolute(path_to("home", edition.code))}],
        "publisher": publisher(edition),
        "image": [head.image or head.card] if head.image or head.card else None,
        "thumbnailUrl": head.card,
        "articleSection": card.label,
        "translator": [person(name, edition) for name in card.byline.translators],
        "keywords": keywords,
        "isAccessibleForFree": True,
        "correction": [
            {"@type": "CorrectionComment", "text": one.text, "datePublished": one.made_at.isoformat()}
            for one in corrections
        ],
        "translationOfWork": work(source.edition_id, source.get_absolute_url()) if source else None,
        "workTranslation": [
            work(code, path)
            for code, path in head.alternates.items()
            if code != edition.code and not (source and source.edition_id == code)
        ],
    }
    return {key: value for key, value in data.items() if value}


def work(code: str, path: str) -> dict[str, str]:
    """The same story in another edition."""
    return {"@type": "NewsArticle", "url": absolute(path), "inLanguage": code}


def person(name: Name, edition: Edition) -> dict[str, str]:
    found = {"@type": "Person", "name": name.text}
    if name.slug:
        found["url"] = absolute(address_of("articles:person", edition.code, name.slug))
    return found


def profile(found: Person, edition: Edition, head: Head) -> list[dict[str, Any]]:
    """schema.org/ProfilePage and the Person, or Organization, that it is about."""
    name = f"{head.canonical}#person"
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization" if found.is_organisation else "Person",
        "@id": name,
        "name": head.title,
        "url": head.canonical,
        "description": translated(found, "biography", edition.code),
        "image": absolute(image_url(found.portrait, 960)) if found.portrait else "",
        "sameAs": [found.address] if found.address else None,
    }
    page = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "name": head.title,
        "url": head.canonical,
        "inLanguage": edition.language,
        "mainEntity": {"@id": name},
    }
    return [page, {key: value for key, value in about.items() if value}]
