"""Categories of one language each that are one: sites that moved in apart have brought their own."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.audit import record
from accounts.enums import AuditAction
from accounts.models import Membership
from articles.models import Article, Category, Story
from articles.services import place
from editions.columns import column
from editions.models import MenuItem
from editions.models.frame import touch_frames

FIELDS = ("name", "slug", "description")


def names_every(category: Category, codes: Iterable[str]) -> bool:
    """Whether it has a name in each of these editions."""
    return all(category.name_in(code) for code in codes)


def are_one(category: Category, other: Category) -> bool:
    """Whether two may be one: no edition has a name for both, and neither stands beneath the other."""
    codes = settings.MODELTRANSLATION_LANGUAGES
    if any(category.name_in(code) and other.name_in(code) for code in codes):
        return False
    return other not in _above(category) and category not in _above(other)


@transaction.atomic
def join_categories(*, category: Category, other: Category, by: Any = None) -> Category:
    """Give `category` the names and addresses that `other` has, and all that is filed under it; `other` goes.

    Readers' addresses stay as they are. Stories, categories beneath it, entries of the menu and the sections of members
    follow.

    Raises:
        ValueError: they cannot be one (`are_one`).
    """
    rows = {row.pk: row for row in Category.objects.select_for_update().filter(pk__in=[category.pk, other.pk])}
    category, other = rows[category.pk], rows[other.pk]
    if not are_one(category, other):
        raise ValueError(f"{category} and {other}")
    words = {
        column(field, code): getattr(other, column(field, code))
        for code in settings.MODELTRANSLATION_LANGUAGES
        for field in FIELDS
        if other.name_in(code)
    }
    moved = list(Story.objects.filter(category=other).values_list("pk", flat=True))
    Story.objects.filter(category=other).update(category=category)
    Category.objects.filter(parent=other).update(parent=category)
    MenuItem.objects.filter(target=f"category:{other.pk}").update(target=f"category:{category.pk}")
    for membership in Membership.objects.filter(sections=other):
        membership.sections.add(category)
    record(AuditAction.DELETE, other, by=by, detail={"joined_to": str(category)})
    # Its addresses must be free before the other has them.
    other.delete()
    for name, value in words.items():
        setattr(category, name, value)
    category.save()
    for some in range(0, len(moved), 500):
        place(Article.objects.filter(story__in=moved[some : some + 500]).defer("body"))
    touch_frames()
    return category


def _above(category: Category) -> list[Category]:
    """A category and those above it."""
    chain: list[Category] = []
    one: Category | None = category
    while one is not None and one not in chain:
        chain.append(one)
        one = one.parent
    return chain
