"""What can be found: rooms above register the kinds of documents that they have; this one knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Document:
    """A published text of an edition, as it is to be found: plain words, no HTML.

    Args:
        edition: its code, by whose language the words fold.
        key: of the row that it was made of; one of a kind and edition.
        summary: what stands under the title; the text is about these words.
        names: (kind, key) of the topics and people that it belongs to, found by their names as they are at the time.
        section: key of its category.
    """

    edition: str
    key: int
    title: str
    address: str
    published_at: datetime
    unpublish_at: datetime | None = None
    summary: str = ""
    text: str = ""
    names: tuple[tuple[str, int], ...] = ()
    section: int | None = None


@dataclass(frozen=True)
class Source:
    """A kind of documents.

    Args:
        label: what readers call one of them.
        documents: those of the rows with these keys that are published, now or at a moment to come.
        keys: the next so many keys after one, in their order, of rows that may have documents.
        is_name: whether they are names (topics, people), under which others are found, and that are suggested.
        prepare: what takes long and is kept, done before the index is rebuilt thoroughly; tells how many it has done.
    """

    label: "StrOrPromise"
    documents: Callable[[list[int]], Iterable[Document]]
    keys: Callable[[int, int], list[int]]
    is_name: bool = False
    prepare: Callable[[Callable[[int], None]], int] = lambda tell: 0


@dataclass(frozen=True)
class Section:
    """A category that readers can narrow their search to; `keys` are its own and those of all below it."""

    slug: str
    name: str
    keys: tuple[int, ...]


# What search shows of a row: kinds of documents, with keys.
Shown = list[tuple[str, list[int]]]

_SOURCES: dict[str, Source] = {}
_SHOWN: dict[str, Callable[[Any], Shown]] = {}
_SECTIONS: list[Callable[[str], list[Section]]] = []


def register_source(kind: str, source: Source) -> None:
    """Let documents of this kind be found (called by an app's `ready`). A kind is made of small Latin letters."""
    _SOURCES[kind] = source


def register_shown(model: str, shown: Callable[[Any], Shown]) -> None:
    """Say which documents are made of a row of `model` ("app.Model"): what is to be looked at again with it."""
    _SHOWN[model.lower()] = shown


def shown_of(thing: Any) -> Shown:
    """The documents that are made of a row; none of rows whose kind nobody has registered."""
    shown = _SHOWN.get(thing._meta.label_lower)
    return shown(thing) if shown else []


def register_sections(sections: Callable[[str], list[Section]]) -> None:
    """Say which sections an edition has, by its code."""
    _SECTIONS[:] = [sections]


def source_of(kind: str) -> Source:
    return _SOURCES[kind]


def sources() -> dict[str, Source]:
    """All kinds in the order of their registration."""
    return dict(_SOURCES)


def document_kinds() -> dict[str, Source]:
    """Kinds that results consist of."""
    return {kind: source for kind, source in _SOURCES.items() if not source.is_name}


def sections_of(code: str) -> list[Section]:
    return _SECTIONS[0](code) if _SECTIONS else []


def keys_of(model: type[Model]) -> Callable[[int, int], list[int]]:
    """The keys of a model's rows, as a source gives them."""

    def keys(after: int, size: int) -> list[int]:
        return list(model._default_manager.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:size])

    return keys
