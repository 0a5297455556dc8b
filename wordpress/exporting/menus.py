"""The menu as WordPress's: one of each edition, with the entries that the edition shows."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from editions.columns import translated
from editions.head import absolute
from editions.menus import target_address
from editions.models import MenuItem, PageEdition
from wordpress.exporting.numbers import number
from wordpress.exporting.outgoing import Outgoing
from wordpress.exporting.shelves import term_written
from wordpress.exporting.texts import Room
from wordpress.exporting.told import told
from wordpress.serialised import write_value


def menu_name(code: str) -> str:
    with translation.override(code):
        return _("Main menu")


def menu_terms(room: Room) -> Iterator[str]:
    for place, code in enumerate(room.scope.codes, 1):
        yield term_written(place, "nav_menu", f"main-{code}", menu_name(code))


def menus(room: Room) -> Iterator[list[Outgoing]]:
    rows = list(MenuItem.objects.order_by("position", "pk"))
    for code in room.scope.codes:
        shown = [row for row in rows if translated(row, "label", code) and not translated(row, "is_hidden", code)]
        first = [row for row in shown if row.parent_id is None]
        ordered = [one for top in first for one in (top, *(row for row in shown if row.parent_id == top.pk))]
        pages = dict(PageEdition.objects.filter(edition=code).values_list("page__key", "pk"))
        yield [_entry(room, row, code, pages) for row in ordered]


def _entry(room: Room, row: MenuItem, code: str, pages: dict[str, int]) -> Outgoing:
    kind, _colon, key = row.target.partition(":")
    leads, thing, what, address = "custom", "custom", 0, ""
    category = room.shelves.categories.get((int(key), code)) if kind == "category" and key.isdigit() else None
    if kind == "page" and key in pages:
        leads, thing, what = "post_type", "page", number("page", pages[key])
    elif category is not None:
        leads, thing, what = "taxonomy", "category", category.number
    else:
        path = (target_address(row.target, code) if row.target else row.address) or "#"
        address = absolute(path) if path.startswith("/") else path
    own = number("menu", row.pk, code)
    meta = [
        ("_menu_item_type", leads),
        ("_menu_item_menu_item_parent", str(number("menu", row.parent_id, code) if row.parent_id else 0)),
        ("_menu_item_object_id", str(what or own)),
        ("_menu_item_object", thing),
        ("_menu_item_target", ""),
        ("_menu_item_classes", write_value({0: ""})),
        ("_menu_item_xfn", ""),
        ("_menu_item_url", address),
        *told(target=row.target if leads == "custom" else "", address=row.address, at=row.position),
    ]
    name = menu_name(code)
    return Outgoing(
        number=own,
        kind="nav_menu_item",
        title=translated(row, "label", code),
        link=address if address != "#" else absolute(f"/{code}/"),
        slug=str(own),
        order=row.position,
        terms=[*room.language_terms(code, {}), ("nav_menu", f"main-{code}", name)],
        meta=meta,
    )
