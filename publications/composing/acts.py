"""What the composer's buttons do to its form where no script does it: the form comes back changed, and unsaved.

Every act takes the fields as they were posted and gives them as they shall come back. Rows keep their numbers, by which
the formset knows which of them are stored; their order is what the field `position` says.
"""

from collections.abc import Iterable

from django.http import QueryDict

from publications.enums import EntryKind

# What the pressed button is called, and what the rows' names begin with.
BUTTON, PREFIX = "_compose", "entries"
# A form is no way to fill a database: beyond what one request may carry there is no row.
MOST_ROWS = 200
ADDED = {"section": EntryKind.SECTION, "own": EntryKind.OWN}


def name(row: int, field: str) -> str:
    return f"{PREFIX}-{row}-{field}"


def count_of(data: QueryDict) -> int:
    return min(_number(data.get(f"{PREFIX}-TOTAL_FORMS", "")) or 0, MOST_ROWS)


def order_of(data: QueryDict) -> list[int]:
    """The rows' numbers in the order in which they stand."""
    rows = range(count_of(data))
    return sorted(rows, key=lambda row: (_place(data.get(name(row, "position"), "")), row))


def acted(data: QueryDict, act: str) -> QueryDict:
    """The form after an act; one that means nothing changes nothing.

    Args:
        act: "pick:ARTICLE", "section", "own", "up:ROW", "down:ROW"; anything else only looks.
    """
    changed = data.copy()
    word, _colon, number = act.partition(":")
    if word == "pick" and (article := _number(number)):
        _add(changed, kind=EntryKind.ARTICLE, article=str(article))
    elif word in ADDED:
        _add(changed, kind=ADDED[word])
    elif word in {"up", "down"}:
        _place_in(changed, moved(order_of(data), _number(number), -1 if word == "up" else 1, among=_kept(data)))
    return changed


def moved(order: list[int], row: int | None, step: int, *, among: Iterable[int]) -> list[int]:
    """The order with a row one place on, past those that are not `among` what stays."""
    if row is None or row not in order:
        return order
    kept = set(among) | {row}
    place = order.index(row) + step
    while 0 <= place < len(order) and order[place] not in kept:
        place += step
    if not 0 <= place < len(order):
        return order
    rest = [one for one in order if one != row]
    return [*rest[:place], row, *rest[place:]]


def _add(data: QueryDict, **fields: str) -> None:
    row = count_of(data)
    if row >= MOST_ROWS:
        return
    order = order_of(data)
    data[f"{PREFIX}-TOTAL_FORMS"] = str(row + 1)
    for field, value in fields.items():
        data[name(row, field)] = value
    _place_in(data, [*order, row])


def _place_in(data: QueryDict, order: list[int]) -> None:
    for place, row in enumerate(order):
        data[name(row, "position")] = str(place)


def _kept(data: QueryDict) -> list[int]:
    return [row for row in range(count_of(data)) if not data.get(name(row, "DELETE"))]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _place(text: str) -> int:
    found = _number(text.strip())
    return 0 if found is None else found
