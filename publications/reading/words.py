"""What PDFs say, kept by the names of their files.

Who asks for the words of a file that was not read yet gets none now, and the worker reads it; search then looks again
at what has the file. So nothing has to think of it: whatever publishes something with a PDF makes its words known.
"""

import hashlib
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.tasks import task

from editions.enums import State
from publications.enums import ReadingState
from publications.models import Book, IssueEdition, PdfWords
from search.services import refresh

log = logging.getLogger(__name__)

# Raised with every change of how PDFs are read: those read in another way are read again by `rebuild_search`.
VERSION = 1
# A file is read so far, and no further.
MOST_PAGES, MOST_CHARACTERS, SECONDS = 500, 300_000, 20
# Beyond what it may take by itself, before it is stopped.
GRACE = 10
# Above this share of unknown signs what there is is no text.
MOST_UNKNOWN = 0.3


def words_of(names: Iterable[str | None]) -> dict[str, str]:
    """The words of files by their names; of those that were not read yet none, and they are read soon."""
    wanted = {name for name in names if name}
    rows = dict(PdfWords.objects.filter(name__in=wanted).values_list("name", "text"))
    read_later(wanted - set(rows))
    return rows


def read_later(names: Iterable[str]) -> None:
    """Let the worker read these files, once the transaction has ended; none twice."""
    for name in sorted(names):
        _row, is_new = PdfWords.objects.get_or_create(name=name)
        if is_new:
            transaction.on_commit(partial(read_pdf.enqueue, name), robust=True)


# Before the renditions of a large upload, which take much longer.
@task(priority=5)
def read_pdf(name: str) -> str:
    """Background task: read a file, and let search find what has it by its words."""
    state = read(name).state
    with transaction.atomic():
        refresh("issue", list(IssueEdition.objects.filter(pdf=name).values_list("pk", flat=True)))
        refresh("book", list(Book.objects.filter(file=name).values_list("pk", flat=True)))
    return state


def read_all(tell: Callable[[int], None] = lambda done: None) -> int:
    """Read what is published and was not read yet, or in another way, and forget files that are gone; returns how many.

    Args:
        tell: hears how many have been read.
    """
    known, had = set(PdfWords.objects.values_list("name", flat=True)), _names()
    PdfWords.objects.filter(name__in=sorted(known - had)).delete()
    unread = sorted(_names(is_published=True) - set(_done().values_list("name", flat=True)))
    for done, name in enumerate(unread, start=1):
        read(name)
        tell(done)
    return len(unread)


def read_rest_later() -> int:
    """Let the worker read what is published and nobody has asked for yet; returns how many."""
    unread = _names(is_published=True) - set(PdfWords.objects.values_list("name", flat=True))
    with transaction.atomic():
        read_later(unread)
    return len(unread)


def note_of(name: str | None) -> str:
    """What the desk says of a file: how far search knows what it says; "" of one that readers have not seen yet."""
    row = PdfWords.objects.filter(name=name).only("state").first() if name else None
    return str(ReadingState(row.state).label) if row else ""


def _done() -> Any:
    return PdfWords.objects.filter(version=VERSION).exclude(state=ReadingState.WAITING)


def _names(*, is_published: bool = False) -> set[str]:
    """Names of the files of issues and books."""
    stands = Q(state=State.PUBLISHED) if is_published else Q()
    issues = IssueEdition.objects.filter(stands).exclude(pdf="").exclude(pdf_is_made=True).values_list("pdf", flat=True)
    books = Book.objects.filter(stands).exclude(file="").values_list("file", flat=True)
    return {*issues, *books}


def read(name: str) -> PdfWords:
    """Read a file and keep its words; whatever is wrong with it is kept as its state."""
    try:
        with default_storage.open(name) as file:
            data = file.read()
    except OSError:
        return _keep(name, state=ReadingState.MISSING)
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    same = _done().filter(digest=digest).exclude(name=name).first()
    if same:
        return _keep(name, state=same.state, digest=digest, pages=same.pages, text=same.text)
    return _keep(name, digest=digest, **_found(name, data))


def _keep(name: str, **values: Any) -> PdfWords:
    row, _is_new = PdfWords.objects.update_or_create(
        name=name, defaults={"digest": "", "pages": 0, "text": "", "version": VERSION, **values}
    )
    return row


def _found(name: str, data: bytes) -> dict[str, Any]:
    """State, pages and text of a file, read by a process of its own."""
    limits = [str(number) for number in (MOST_PAGES, MOST_CHARACTERS, SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and numbers
            [sys.executable, "-m", "publications.reading.child", *limits],
            input=data,
            capture_output=True,
            check=True,
            cwd=settings.BASE_DIR,
            timeout=SECONDS + GRACE,
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        log.warning("%s could not be read for search: %s", name, type(error).__name__)
        return {"state": ReadingState.BROKEN}
    if refused := found.get("error"):
        return {"state": ReadingState(refused)}
    state, text = ReadingState.CUT if found["is_cut"] else ReadingState.READ, found["text"]
    if found["unknown"] > MOST_UNKNOWN:
        state, text = ReadingState.UNKNOWN, ""
    elif not text.strip():
        state = ReadingState.EMPTY if found["read"] else ReadingState.BROKEN
    return {"state": state, "pages": found["pages"], "text": text}
