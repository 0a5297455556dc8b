"""The menu: one of the old site's becomes ours, where an edition has none yet."""

import re
from collections.abc import Callable, Mapping
from html import unescape

from django.db import transaction
from django.utils.translation import gettext_noop

from articles.models import Category
from editions.columns import any_label, column, translated
from editions.models import MenuItem, PageEdition
from editions.models.frame import touch_frames
from wordpress.importing.links import Links
from wordpress.importing.origins import ITEM, MENU, Origins
from wordpress.importing.report import Report
from wordpress.importing.things import address_of, things_of
from wordpress.importing.told import told_of
from wordpress.importing.words import plain
from wordpress.models import Origin
from wordpress.wxr.items import Item, Site

KIND = "nav_menu_item"
LABEL = 60
_MAIN = re.compile(r"main|primary|header|top|اصلی|رئيسي|الرئيسية|kryesor", re.IGNORECASE)
_HAS_ONE = gettext_noop("the edition has a menu already")
_ANOTHER = gettext_noop("it belongs to another menu of the old site (“%(menu)s”)")
_NOWHERE = gettext_noop("what it leads to is not here")
_NO_NAME = gettext_noop("it has no name here, nor has what it leads to")


@transaction.atomic
def take_menu(
    items: list[Item],
    *,
    site: Site,
    edition: str,
    edition_of: Callable[[Item], str],
    origins: Origins,
    categories: Mapping[int, int],
    report: Report,
) -> None:
    """Make the entries of the site's main menu ours, or say why not.

    Args:
        edition: code of the edition of entries that name no language.
        categories: number of a term -> the key of the category that it is here.
    """
    if not items:
        return
    report.came(KIND, len(items))
    by_edition: dict[str, list[Item]] = {}
    for item in items:
        by_edition.setdefault(edition_of(item) or edition, []).append(item)
    known = origins.find(MENU, [item.number for item in items])
    for code, entries in by_edition.items():
        _take(entries, code, Links(site), known, origins=origins, categories=categories, report=report)
    touch_frames()


def _take(
    items: list[Item],
    code: str,
    links: Links,
    known: dict[str, Origin],
    *,
    origins: Origins,
    categories: Mapping[int, int],
    report: Report,
) -> None:
    was_taken = any(str(item.number) in known for item in items)
    has_one = MenuItem.objects.filter(**{f"{column('label', code)}__gt": ""}).exists()
    chosen = _main(items) if was_taken or not has_one else ""
    made: dict[int, MenuItem] = {}
    for item in sorted(items, key=lambda one: (one.order, one.number)):
        menu = _menu_of(item)
        if str(item.number) in known:
            report.here(KIND, "unchanged")
        elif has_one and not was_taken:
            report.skip(KIND, item.number, _HAS_ONE, title=item.title)
        elif menu != chosen:
            report.skip(KIND, item.number, _ANOTHER, title=item.title, menu=menu[:60])
        elif was_taken:
            # Whoever took it out, or edited the menu since, knows it better than an old export.
            report.skip(KIND, item.number, _HAS_ONE, title=item.title)
        else:
            _add(item, code, made, links=links, origins=origins, categories=categories, report=report)


def _main(items: list[Item]) -> str:
    """The menu whose name says that it is the main one, else that with the most entries."""
    counts: dict[str, int] = {}
    for item in items:
        counts[_menu_of(item)] = counts.get(_menu_of(item), 0) + 1
    named = [name for name in counts if _MAIN.search(name)]
    return max(named or counts, key=lambda name: counts[name], default="")


def _menu_of(item: Item) -> str:
    return next((term.name or term.slug for term in item.terms_of("nav_menu")), "")


def _add(
    item: Item,
    code: str,
    made: dict[int, MenuItem],
    *,
    links: Links,
    origins: Origins,
    categories: Mapping[int, int],
    report: Report,
) -> None:
    found = _target(item, code, links, origins, categories)
    if found is None:
        report.skip(KIND, item.number, _NOWHERE, title=item.title)
        return
    target, address, name = found
    label = plain(item.title, longest=LABEL) or plain(name, longest=LABEL)
    if not label:
        report.skip(KIND, item.number, _NO_NAME)
        return
    above = item.meta_of("_menu_item_menu_item_parent")
    parent = made.get(int(above)) if above.isdigit() else None
    # A menu has two levels here: what lay deeper stands beside what it lay under.
    parent = parent.parent if parent is not None and parent.parent is not None else parent
    position = told_of(item).whole("at", 32_000) or min(item.order, 32_000)
    entry = MenuItem(parent=parent, position=position, target=target, address=address)
    setattr(entry, column("label", code), label)
    MenuItem.objects.bulk_create([entry])
    made[item.number] = entry
    origins.write([origins.new(MENU, item.number, entry, edition_code=code)])
    report.here(KIND, "new")


def _target(
    item: Item, code: str, links: Links, origins: Origins, categories: Mapping[int, int]
) -> tuple[str, str, str] | None:
    """What an entry leads to: our target or an address, and what that is called; None: nothing that is here."""
    kind, thing = item.meta_of("_menu_item_type"), item.meta_of("_menu_item_object")
    number = item.meta_of("_menu_item_object_id")
    told = told_of(item)
    if kind == "custom" and (own := told.text("target", 80)):
        return own, "", ""
    if kind == "custom" and (own := told.text("address", 300)):
        return _custom(own, code)
    if kind == "custom":
        address = unescape(item.meta_of("_menu_item_url")).strip()
        if address in {"", "#"}:
            # It is there for what stands under it.
            return "", "", item.title
        links.look_up([address])
        new = links.new(address)
        return _custom(new or address, code)
    if kind == "post_type":
        origin = origins.find(ITEM, [number]).get(number)
        return _text_target(origin, code) if origin else None
    if kind == "taxonomy" and thing == "category" and number.isdigit():
        if not (key := categories.get(int(number))):
            return None
        category = Category.objects.get(pk=key)
        return f"category:{key}", "", translated(category, "name", code) or any_label(category, "name")
    return None


def _custom(address: str, code: str) -> tuple[str, str, str] | None:
    if address == f"/{code}/" or address == "/":
        return "articles:home", "", ""
    if not address.startswith(("/", "https://", "http://", "mailto:")) or address.startswith("//"):
        return None
    return "", address[:300], ""


def _text_target(origin: Origin, code: str) -> tuple[str, str, str] | None:
    if origin.model == "editions.pageedition":
        page = PageEdition.objects.select_related("page").filter(pk=origin.object_id or 0).first()
        return (f"page:{page.page.key}", "", page.title) if page else None
    thing = next(iter(things_of([origin]).values()), None)
    address = address_of(thing, code) if thing else ""
    return ("", address[:300], str(thing)) if address else None
