"""What a statement depends on, as it is found once and applied to the values and rows of each call."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

from delivery.recording.bounds import Value

# More sets than these are as good as all of them.
MOST_SETS = 64

Params = Any


@dataclass(frozen=True, slots=True)
class Wide:
    """All of a table, or all its members."""

    table: str
    tag: str


@dataclass(frozen=True, slots=True)
class Bound:
    """Rows or a set of a table that the values of a call name.

    Attributes:
        tag: of one value of each column.
        values: of each column what it is bound to, and how a value of it is written.
        otherwise: what counts if a value is not one of the column's kind.
        names_rows: whether it is rows that are named.
    """

    tag: Callable[[tuple[str, ...]], str]
    values: tuple[tuple[tuple[Value, ...], Callable[[Any], str | None]], ...]
    otherwise: Wide
    names_rows: bool = False

    def tags(self, params: Params) -> list[str] | None:
        """None: see `otherwise`."""
        columns = []
        for values, text in self.values:
            given: list[Any] = []
            for one in values:
                if one.place < 0:
                    given.append(one.given)
                elif one.is_list:
                    given += params[one.place]
                else:
                    given.append(params[one.place])
            written = {text(value) for value in given}
            if None in written:
                return None
            columns.append(written)
        if len(columns) == 1:
            return [self.tag((value,)) for value in columns[0] if value is not None]
        found = [self.tag(values) for values in product(*columns)]  # type: ignore[arg-type]
        return found if len(found) <= MOST_SETS else None


@dataclass(frozen=True, slots=True)
class Found:
    """A set whose value is that of a column of the result: what is read is bound to what another query gives.

    Attributes:
        place: the column of the result, which is the same in all rows.
        otherwise: what counts if there are no rows.
    """

    place: int
    tag: Callable[[tuple[str, ...]], str]
    text: Callable[[Any], str | None]
    otherwise: Wide

    def tag_of(self, row: Any) -> str:
        value = row[self.place]
        text = None if value is None else self.text(value)
        return self.otherwise.tag if text is None else self.tag((text,))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a statement depends on, whatever its values.

    Attributes:
        unkept: why what it gives cannot be kept; "": it can.
        notes: columns of the result that hold keys, and what stands before each in the row's tag.
        bound, wide, found: see there.
    """

    unkept: str = ""
    bound: tuple[Bound, ...] = ()
    wide: tuple[Wide, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    found: tuple[Found, ...] = ()
