"""Making the PDF and the EPUB of an issue in the background, and keeping them with it.

A file is written whole under a name of its own before anything says that it is there; what it takes the place of goes
after that. A PDF that somebody has uploaded is never touched.
"""

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.tasks import task
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from editions.enums import State
from publications.documents import document_path, epub_path
from publications.enums import PrintState
from publications.models import IssueEdition, Printing
from publications.printing.epub.book import write_epub
from publications.printing.making import NotMadeError, draw_pdf
from publications.printing.outdated import articles_in, digest_of, with_drafts
from publications.printing.parts import read_issue
from search.services import refresh

log = logging.getLogger(__name__)

# What has been under way for longer was cut off: it may be ordered anew.
GIVEN_UP = timedelta(minutes=30)


def texts() -> Any:
    """Texts of issues with all that making them needs."""
    return IssueEdition.objects.select_related("edition", "issue__series", "issue__cover")


def is_under_way(printing: Printing | None) -> bool:
    if printing is None or printing.asked_at is None:
        return False
    return printing.state in {PrintState.WAITING, PrintState.MAKING} and timezone.now() - printing.asked_at < GIVEN_UP


@transaction.atomic
def ask(text: IssueEdition) -> bool:
    """Let the worker make what can be made of an issue, once the transaction has ended; False if it is under way."""
    printing, _is_new = Printing.objects.select_for_update().get_or_create(text_id=text.pk)
    # One that is just being drawn may not know of what was saved last: it is made again after that.
    if is_under_way(printing) and printing.state == PrintState.WAITING:
        return False
    printing.state, printing.asked_at, printing.fault = PrintState.WAITING, timezone.now(), ""
    printing.save(update_fields=["state", "asked_at", "fault"])
    transaction.on_commit(partial(keep_pdf.enqueue, text.pk), robust=True)
    return True


def print_by_itself(numbers: list[int]) -> None:
    """Order those of the texts that are published, in a series that is printed by itself, and not as they were made."""
    found = texts().filter(pk__in=numbers, state=State.PUBLISHED, issue__series__is_printed=True)
    made = dict(Printing.objects.filter(text__in=numbers).values_list("text_id", "digest"))
    for text in found:
        if made.get(text.pk) != digest_of(text):
            ask(text)


@task(queue_name="renditions")
def keep_pdf(pk: int) -> str:
    """Background task: make and keep the PDF and the EPUB of an issue's text; what became of it."""
    text = texts().filter(pk=pk).first()
    if text is None or not Printing.objects.filter(text=pk).update(state=PrintState.MAKING):
        return "gone"
    with translation.override(text.edition.language), timezone.override(text.edition.zone):
        try:
            return make(text)
        except NotMadeError as error:
            return failed(pk, str(error))
        except Exception:
            # Whatever it is, the desk learns of it, and the worker goes on.
            log.exception("The files of issue %s could not be made", pk)
            return failed(pk, _("It could not be made; the reason is in the site’s log."))


def make(text: IssueEdition) -> str:
    """Make both files and keep them. Raises NotMadeError where the PDF could not be made; the EPUB is kept then."""
    digest, articles = digest_of(text), articles_in(text)
    issue = read_issue(text, with_drafts=with_drafts(text))
    # Said first: a file with what readers do not see is never open to them.
    Printing.objects.filter(text=text.pk).update(articles=articles)
    keep(text, "epub", write_epub(issue))
    pages, broken = 0, 0
    if text.pdf_is_made or not text.pdf:
        # The machine's lack is told, but what needs nothing of it was made.
        made = draw_pdf(issue)
        pages, broken = made.pages, made.broken
        keep(text, "pdf", made.pdf)
    fault = _("%(number)s pictures could not be read and are not in it.") % {"number": broken} if broken else ""
    Printing.objects.filter(text=text.pk).exclude(state=PrintState.WAITING).update(state=PrintState.MADE)
    Printing.objects.filter(text=text.pk).update(made_at=timezone.now(), pages=pages, digest=digest, fault=fault)
    refresh("issue", [text.pk])
    return PrintState.MADE


def keep(text: IssueEdition, kind: str, data: bytes) -> None:
    """Put a file in its place with the text; kind: "pdf" or "epub". A PDF uploaded meanwhile stays, and ours goes."""
    issue = text.issue
    stem = f"{issue.series.slug}-{issue.number}-{text.edition_id}"
    path = document_path(text, f"{stem}.pdf") if kind == "pdf" else epub_path(text, f"{stem}.epub")
    name = default_storage.save(path, ContentFile(data))
    with transaction.atomic():
        current = IssueEdition.objects.select_for_update().filter(pk=text.pk).first()
        is_wanted = current is not None and (kind == "epub" or current.pdf_is_made or not current.pdf)
        old = getattr(current, kind).name if current and is_wanted else name
        if is_wanted:
            values: dict[str, Any] = {kind: name, f"{kind}_size": len(data)}
            if kind == "pdf":
                values["pdf_is_made"] = True
            IssueEdition.objects.filter(pk=text.pk).update(**values)
        if old:
            transaction.on_commit(partial(default_storage.delete, old), robust=True)


def failed(pk: int, why: str) -> str:
    Printing.objects.filter(text=pk).update(state=PrintState.FAILED, fault=why[:300])
    return PrintState.FAILED
