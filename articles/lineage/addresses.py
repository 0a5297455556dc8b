"""Addresses of translations: begun with one made of the source's title, they get their own with their own title."""

from articles.lineage.records import Lineage
from articles.models import Article
from editions.enums import State
from editions.scripts.slugs import MAX_CHARACTERS, slugify


def free_address(title: str, code: str, key: int | None = None) -> str:
    """An address made from the title; where another article of the edition has it, a number follows. "" of no words."""
    base, slug, number = slugify(title), slugify(title), 2
    taken = Article.objects.in_edition(code).exclude(pk=key or 0)
    while slug and taken.filter(slug=slug).exists():
        slug = f"{base[: MAX_CHARACTERS - 5].rstrip('-')}-{number}"
        number += 1
    return slug


def own_address(article: Article, row: Article, lineage: Lineage) -> None:
    """A translation that still has the address it was begun with gets one of its title once that is its own.

    Not what readers may know already, and not what somebody has typed.
    """
    if not lineage.address:
        return
    if row.state != State.DRAFT or article.slug != lineage.address:
        lineage.address = ""
    elif article.title != row.title:
        article.slug = free_address(article.title, article.edition_id, article.pk) or article.slug
        lineage.address = article.slug if article.state == State.DRAFT else ""
