"""Subscribers as CSV, as they can be taken in again; for who may see their addresses."""

import csv
from collections.abc import Iterator

from django.db.models import QuerySet

from readers.models import Subscriber
from readers.subscribing.files.cells import guarded

HEADER = ("address", "edition", "series", "name", "state", "consent date", "consent source")
_A_CHUNK = 2000
# Excel takes a file without it for one in the old letters of its country.
BOM = "\ufeff"


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def lines_of(subscribers: QuerySet[Subscriber]) -> Iterator[str]:
    """The lines of a file with those that have an address, in the order in which they came."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow(HEADER)
    rows = subscribers.exclude(email="").order_by("pk").prefetch_related("subscriptions")
    for one in rows.iterator(chunk_size=_A_CHUNK):
        lists = "|".join(row.list for row in one.subscriptions.all())
        since = one.consented_at.isoformat(sep=" ", timespec="seconds").partition("+")[0] if one.consented_at else ""
        proof = " ".join(one.consent_text.split())
        cells = (one.email, one.edition_id, lists, one.name, one.state, since, proof)
        yield writer.writerow([guarded(cell) for cell in cells])
