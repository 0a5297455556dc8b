"""Building the index anew, while readers search and editors write.

Every batch is a transaction of its own that writes what has changed and takes out what is no longer there; nothing is
emptied first, so nothing is missing meanwhile. It may be stopped and run again at any time.
"""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.tasks import task

from editions.scripts import folding
from search.engines import engine
from search.models import Entry, Word
from search.services import refresh, refresh_shown, remove
from search.sources import sources

# Small, so that an editor who saves meanwhile waits for a fraction of a second.
BATCH = 200


def is_behind() -> bool:
    """Whether the index is empty or of another folding."""
    return not Entry.objects.exists() or Entry.objects.exclude(folding=folding.VERSION).exists()


def rebuild(
    *, anew: bool = False, is_thorough: bool = False, tell: Callable[[str, int], None] = lambda kind, done: None
) -> int:
    """Bring all of the index up to date.

    Args:
        anew: write what has not changed too, and forget words that no text has any more.
        is_thorough: do first what sources do at leisure otherwise, such as reading PDFs.
        tell: hears the kind and how many of its rows have been looked at.

    Returns:
        How many documents were written.
    """
    written = 0
    for entries in _batches(Entry.objects.exclude(kind__in=sources())):
        remove(entries)
    if anew:
        Word.objects.all().delete()
        engine().prune()
    for kind, source in sources().items():
        if is_thorough:
            source.prepare(partial(tell, f"{kind}, files"))
        after = done = 0
        while keys := source.keys(after, BATCH):
            written += _rebuild(kind, after, keys, anew=anew)
            after, done = keys[-1], done + len(keys)
            tell(kind, done)
        for entries in _batches(Entry.objects.filter(kind=kind, key__gt=after)):
            remove(entries)
    if written:
        engine().settle()
    return written


@task()
def look_again_at_edition(code: str) -> int:
    """Background task: all that the index has of an edition, after its calendar or time zone has changed; returns how
    many documents were written."""
    written = after = 0
    while some := list(Entry.objects.filter(edition=code, pk__gt=after).order_by("pk").only("kind", "key")[:BATCH]):
        written += refresh_shown([(entry.kind, [entry.key]) for entry in some if entry.kind in sources()])
        after = some[-1].pk
    return written


def look_again_later(code: str) -> None:
    """Order that, once the transaction has ended."""
    transaction.on_commit(partial(look_again_at_edition.enqueue, code), robust=True)


@transaction.atomic
def _rebuild(kind: str, after: int, keys: list[int], *, anew: bool) -> int:
    here = Entry.objects.filter(kind=kind, key__gt=after, key__lte=keys[-1])
    remove(here.exclude(key__in=keys).only("place"))
    if anew:
        here.update(digest="")
    return refresh(kind, keys)


def _batches(rows: QuerySet[Entry]) -> Iterator[list[Entry]]:
    """Rows that are removed batch by batch."""
    while some := list(rows.only("place")[:BATCH]):
        yield some
