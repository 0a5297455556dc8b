"""What machines read of an article: schema.org's NewsArticle."""

from typing import Any

from django.urls import reverse

from articles.bylines import Name
from articles.cards import Card
from articles.models import Article, Correction
from editions.head import Head, absolute
from editions.models import Edition

# Google's limit for a headline in structured data.
HEADLINE = 110


def news_article(
    article: Article,
    edition: Edition,
    card: Card,
    head: Head,
    corrections: list[Correction],
    source: Article | None = None,
) -> dict[str, Any]:
    """schema.org/NewsArticle of an article; only what is known is said. `source`: what it is translated from."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:HEADLINE],
        "inLanguage": edition.language,
        "url": head.canonical,
        "mainEntityOfPage": head.canonical,
        "description": head.description,
        "datePublished": head.published,
        "dateModified": head.modified,
        "author": [person(name, edition) for name in card.byline.authors]
        or [{"@type": "Organization", "name": edition.site_name}],
        "publisher": {
            "@type": "Organization",
            "name": edition.site_name,
            "url": absolute(reverse("home", args=[edition])),
        },
        "image": [head.image] if head.image else None,
        "articleSection": card.label,
        "translator": [person(name, edition) for name in card.byline.translators],
        "correction": [correction.text for correction in corrections],
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
        found["url"] = absolute(reverse("articles:person", args=[edition, name.slug]))
    return found
