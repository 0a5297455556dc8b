"""Keeping the index: plain functions that are called where something is published, changed, withdrawn or deleted.

There is one act: to look at rows again. What they publish is written, what they no longer publish goes. It happens in
the caller's transaction, so that the index is never behind.
"""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import batched
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from django.db import transaction

from editions import registry
from editions.many import create_many, reserved
from editions.scripts import calendars, folding
from search.engines import Row, engine
from search.lexemes import Spelt, lexemes_of
from search.models import Entry, Word
from search.places import place_of
from search.sources import Document, Shown, shown_of, source_of

BATCH = 500
_NONE: Mapping[int, Spelt] = MappingProxyType({})
# Words that "did you mean" may propose; shorter ones and numbers help nobody.
SHORTEST_WORD = 3
_WRITTEN = [
    *("place", "unpublish_at", "published_at", "section", "digest", "folding", "title", "address", "summary", "text")
]


@transaction.atomic
def refresh(kind: str, keys: Iterable[int]) -> int:
    """Look again at the rows of a kind with these keys, whether they are still there or not.

    Returns how many documents were written anew.
    """
    wanted, written = sorted(set(keys)), 0
    for start in range(0, len(wanted), BATCH):
        written += _refresh(kind, wanted[start : start + BATCH])
    return written


@transaction.atomic
def refresh_shown(shown: Shown) -> int:
    """Look again at what `shown_of` said of rows; returns how many documents were written anew."""
    keys: dict[str, list[int]] = {}
    for kind, some in shown:
        keys.setdefault(kind, []).extend(some)
    return sum(refresh(kind, some) for kind, some in keys.items())


@transaction.atomic
def add(kind: str, documents: Iterable[Document], spelt: Mapping[int, Spelt]) -> None:
    """Let documents of rows be found that were just made: none of them is in the index.

    It comes to what `refresh` does, and is for those who bring thousands and have everything at hand.

    Args:
        spelt: the words of documents by their keys, where they are known.
    """
    for some in batched(documents, BATCH):
        _write(kind, list(some), {}, {(one.key, one.edition): digest_of(one) for one in some}, spelt)


def refresh_things(things: Iterable[Any]) -> int:
    """Look again at all that is made of these rows, once they are saved. For what is deleted, ask `shown_of` before."""
    return refresh_shown([part for thing in things for part in shown_of(thing)])


def _refresh(kind: str, keys: list[int]) -> int:
    documents = {(one.key, one.edition): one for one in source_of(kind).documents(keys)}
    stored = {
        (entry.key, entry.edition): entry
        for entry in Entry.objects.filter(kind=kind, key__in=keys).only("key", "edition", "place", "digest")
    }
    remove([entry for at, entry in stored.items() if at not in documents])
    digests = {at: digest_of(one) for at, one in documents.items()}
    changed = [at for at in documents if at not in stored or stored[at].digest != digests[at]]
    _write(kind, [documents[at] for at in changed], stored, digests)
    return len(changed)


def remove(entries: Iterable[Entry]) -> None:
    """Take rows out of the index."""
    entries = list(entries)
    if entries:
        engine().remove([entry.place for entry in entries])
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def _write(
    kind: str,
    documents: list[Document],
    stored: dict[tuple[int, str], Entry],
    digests: dict[tuple[int, str], str],
    spelt: Mapping[int, Spelt] = _NONE,
) -> None:
    if not documents:
        return
    entries = [
        Entry(
            pk=stored[at].pk if (at := (one.key, one.edition)) in stored else None,
            kind=kind,
            edition=one.edition,
            key=one.key,
            published_at=one.published_at,
            unpublish_at=one.unpublish_at,
            section=one.section,
            digest=digests[at],
            folding=folding.VERSION,
            address=one.address,
            # Composed, as phrases are compared (editions/scripts/folding.py, `exact`).
            title=normalize("NFC", one.title)[:300],
            summary=normalize("NFC", one.summary),
            text=normalize("NFC", one.text),
        )
        for one in documents
    ]
    known = [entry for entry in entries if entry.pk is not None]
    new = [entry for entry in entries if entry.pk is None]
    for entry, key in zip(new, reserved(Entry, len(new)), strict=True):
        entry.pk = key
    for entry in entries:
        entry.place = place_of(entry.published_at, entry.pk)
    Entry.objects.bulk_update(known, _WRITTEN, batch_size=50)
    create_many(new)
    engine().remove([stored[at].place for one in documents if (at := (one.key, one.edition)) in stored])
    _write_words(kind, entries, documents, spelt)


def _write_words(kind: str, entries: list[Entry], documents: list[Document], spelt: Mapping[int, Spelt]) -> None:
    """Tell the engine the lexemes of rows, and keep their words."""
    is_name = source_of(kind).is_name
    rows, words = [], dict[tuple[str, str], str]()
    for entry, document in zip(entries, documents, strict=True):
        lexemes, spelled = lexemes_of(
            document, kind=kind, year=year_of(document), is_name=is_name, spelt=spelt.get(document.key)
        )
        rows.append(Row(entry.place, entry.edition, entry.unpublish_at, lexemes))
        for folded, spelling in spelled.items():
            words.setdefault((entry.edition, folded), spelling)
    engine().write(rows)
    keep_words(words)


def keep_words(words: dict[tuple[str, str], str]) -> None:
    """Keep spellings by (edition, form), where the form has none yet."""
    by_edition: dict[str, list[str]] = {}
    for code, folded in words:
        if len(folded) >= SHORTEST_WORD and not folded.isdecimal():
            by_edition.setdefault(code, []).append(folded)
    for code, wanted in sorted(by_edition.items()):
        # Most are known: asking is cheaper than writing. In one order, so that two who write at once wait for each
        # other, not both for ever.
        missing = sorted(set(wanted) - _known(code, wanted))
        Word.objects.bulk_create(
            [Word(edition=code, folded=folded, spelling=words[code, folded][: folding.LONGEST]) for folded in missing],
            ignore_conflicts=True,
            batch_size=300,
        )


def _known(code: str, wanted: list[str]) -> set[str]:
    """Those of these forms that have a spelling."""
    known: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        some = Word.objects.filter(edition=code, folded__in=wanted[start : start + BATCH])
        known.update(some.values_list("folded", flat=True))
    return known


def year_of(document: Document) -> int:
    """The year of its publication in the calendar and time of its edition."""
    edition = registry.all_editions().get(document.edition)
    if edition is None:
        return document.published_at.year
    return calendars.parts(calendars.local(document.published_at, edition.zone).date(), edition.date_style)[0]


def digest_of(document: Document) -> str:
    """Changes whenever anything of the document does, how words fold, or in which year it falls."""
    said = repr((folding.VERSION, year_of(document), document))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()
