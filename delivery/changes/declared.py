"""Which tables public pages are made of, and what a change of a row in them means for pages.

Each app declares its own tables in its module `ingredients.py`, called by `ready()`. A table that nobody declares is
private: a page that reads it is never kept.

A change of a row gives tags, a page depends on tags, and a page is outdated when the two have one in common:

- `articles_article`                             any change of any row
- `articles_article.id=5`                        any change of this row
- `articles_article.edition_id=fa`               a set: a row that has, or had, these values came, went, or changed in
                                                 one of the columns that decide where it stands
- `articles_article.*`                           the same, whatever the values
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model


@dataclass(frozen=True)
class Watched:
    """What is declared of a table.

    Attributes:
        model: whose table it is.
        public: a condition in SQL over the columns of one row, without which no reader sees anything of it, as
            "state = 'published'"; "": all rows are public. A change of a row that meets it neither before nor after
            gives no tags.
        sets: columns, one or several, by whose values pages read several rows at once: (("edition_id",), …). Of a
            moment also its day in UTC: "published_at__date". No SQL is seen to be bound to a day; who reads such a set
            says so (`editions.making.narrowed`).
        members: columns that decide whether and where a row stands in a list: conditions and orders of public reads.
            Those of `sets` and of `moments` count among them by themselves.
        moments: columns that public reads compare with the clock. When such a moment comes, the row counts as changed.
        carried: lists of other tables, joined by a key of theirs to this row, on which `members` of this row decide:
            ((Placement, "article_id"),). A change of `members` here gives the set tags of those rows too.
        private: columns that no public page shows or asks for: an update of these alone gives no tags.
    """

    model: type[Model]
    public: str = ""
    sets: tuple[tuple[str, ...], ...] = ()
    members: frozenset[str] = frozenset()
    moments: tuple[str, ...] = ()
    carried: tuple[tuple[type[Model], str], ...] = ()
    private: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        """The column of the primary key."""
        return str(self.model._meta.pk.column)

    @cached_property
    def booleans(self) -> frozenset[str]:
        """Columns of booleans, which SQLite has as numbers."""
        fields = self.model._meta.concrete_fields
        return frozenset(str(one.column) for one in fields if one.get_internal_type() == "BooleanField")

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(str(one.column) for one in self.model._meta.concrete_fields)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Columns whose changes are told."""
        return tuple(column for column in self.columns if column not in self.private)

    @cached_property
    def deciding(self) -> frozenset[str]:
        """All columns that decide where a row stands."""
        return self.members | {column_of(name) for one in self.sets for name in one} | set(self.moments)


_DAY = "__date"


def is_day(name: str) -> bool:
    """Whether a name in a set means the day of a moment."""
    return name.endswith(_DAY)


def column_of(name: str) -> str:
    """The column of a name in a set."""
    return name.removesuffix(_DAY)


# What stands for all that there is: every page is outdated.
EVERYTHING = "everything"

_watched: dict[str, Watched] = {}


def watch(
    model: type[Model],
    *,
    public: str = "",
    sets: Iterable[Sequence[str]] = (),
    members: Iterable[str] = (),
    moments: Iterable[str] = (),
    carried: Iterable[tuple[type[Model], str]] = (),
    private: Iterable[str] = (),
) -> None:
    """Declare a table that public pages are made of; the arguments are those of `Watched`, in names of columns."""
    one = Watched(
        model=model,
        public=public,
        sets=tuple(tuple(columns) for columns in sets),
        members=frozenset(members),
        moments=tuple(moments),
        carried=tuple(carried),
        private=frozenset(private),
    )
    _watched[one.table] = one


def watched() -> dict[str, Watched]:
    """What is declared, by the names of tables."""
    return _watched


def carriers(one: Watched) -> list[tuple[Watched, str]]:
    """Tables whose rows carry rows of this one, and the column of this one that names them."""
    return [(other, column) for other in _watched.values() for model, column in other.carried if model is one.model]


def row_tag(table: str, pk: Any) -> str:
    return f"{table}.id={pk}"


def set_tag(table: str, columns: Sequence[str], values: Sequence[Any]) -> str:
    """The tag of a set; columns in the order in which it was declared.

    Values as the database has them; of a column of booleans also 0 and 1, of a day a date.
    """
    booleans = _watched[table].booleans if table in _watched else frozenset()
    parts = []
    for column, value in zip(columns, values, strict=True):
        text = str(bool(value) if column in booleans and value is not None else value)
        # Tags are joined by newlines; the triggers do the same.
        parts.append(f"{column}={text.replace(chr(10), ' ') if chr(10) in text else text}")
    return f"{table}.{','.join(parts)}"


def members_tag(table: str) -> str:
    """Of all sets of a table."""
    return f"{table}.*"
