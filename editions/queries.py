"""Reads of the ground floor that a page needs."""

from django.db.models import Q

from editions.columns import translated
from editions.lint.house import HouseWords
from editions.menus import Entry, target_address
from editions.models import HouseRule, MenuItem, Page, PageEdition


def menu_of(code: str) -> list[Entry]:
    """The menu's tree as the edition shows it: hidden entries, and targets it does not have, left out."""
    roots: list[Entry] = []
    by_pk: dict[int, Entry] = {}
    items = MenuItem.objects.order_by("parent_id", "position", "pk")
    # First level first, whatever order the database gives NULL.
    for item in sorted(items, key=lambda item: item.parent_id is not None):
        label = translated(item, "label", code)
        if not label or translated(item, "is_hidden", code):
            continue
        address = (target_address(item.target, code) if item.target else item.address) or None
        entry = Entry(label, address)
        if item.parent_id is None:
            by_pk[item.pk] = entry
            roots.append(entry)
        elif item.parent_id in by_pk and address:
            by_pk[item.parent_id].children.append(entry)
    return [entry for entry in roots if entry.address or entry.children]


def page_choices() -> list[tuple[str, str]]:
    return [(page.key, page.key) for page in Page.objects.all()]


def page_address(key: str, code: str) -> str | None:
    page = PageEdition.objects.in_edition(code).live().filter(page__key=key).first()
    return page.get_absolute_url() if page else None


def house_words(code: str) -> list[HouseWords]:
    """The rules of the house in force for texts of the edition, ready for the language lint."""
    rules = HouseRule.objects.filter(Q(edition=None) | Q(edition=code), is_active=True).order_by("pk")
    return [
        HouseWords(pattern, replacement, message, is_regex, pk)
        for pattern, replacement, message, is_regex, pk in rules.values_list(
            "pattern", "replacement", "message", "is_regex", "pk"
        )
    ]
