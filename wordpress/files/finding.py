"""The best file there is for an attachment: from the folder, else from the web. Runs in many threads at once."""

import logging
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from wordpress.files.addresses import name_of, original_address
from wordpress.files.attachments import Attachment
from wordpress.files.folder import Folder
from wordpress.files.judging import Judged, NotKeptError, judge, most_of
from wordpress.files.outcomes import Fate
from wordpress.files.parts import DiskError
from wordpress.files.responses import NotFetchedError
from wordpress.files.web import Web

logger = logging.getLogger(__name__)

# Of a picture that is missing so many addresses are tried.
MOST_ADDRESSES = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A file that can be kept: where it came from, whether it lies in the spool, whether it is but a smaller copy."""

    judged: Judged
    source: str
    is_ours: bool
    is_copy: bool


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why there is none."""

    fate: Fate
    reason: str


class Finder:
    """Finds files in a folder and on the web, whichever there are.

    Args:
        known: digests of the pictures in the library, added to while it works.
    """

    def __init__(self, folder: Folder | None, web: Web | None, known: Container[str]) -> None:
        self._folder = folder
        self._web = web
        self._known = known
        self._language = translation.get_language()

    def find(self, attachment: Attachment) -> Found | NotFound:
        """The best file there is for an attachment. Nothing that a file or a server does stops the others.

        Raises:
            DiskError: there is no room for what comes.
        """
        with translation.override(self._language):
            try:
                return self._best(attachment)
            except DiskError:
                raise
            except Exception:
                logger.exception("Taking over %s failed.", attachment.address)
                return NotFound(Fate.REFUSED, _("Something unforeseen went wrong; the log says what."))

    def _best(self, attachment: Attachment) -> Found | NotFound:
        """A file that cannot be kept gives way to the next best."""
        problems: list[NotFound] = []
        for source, is_ours, path in self._files(attachment, problems):
            try:
                judged = judge(path, attachment.name if is_ours else path.name, self._known)
            except (NotKeptError, OSError) as error:
                problems.append(NotFound(Fate.REFUSED, str(error)))
                if is_ours:
                    path.unlink(missing_ok=True)
                continue
            return Found(judged, source, is_ours, is_copy(source, attachment))
        # A file that is there and cannot be kept says more than that others are missing.
        refused = next((problem for problem in problems if problem.fate is Fate.REFUSED), None)
        return refused or next(iter(problems), NotFound(Fate.MISSING, self._nowhere(attachment)))

    def _nowhere(self, attachment: Attachment) -> str:
        if self._web is not None and not attachment.address:
            return _("The export names no address.")
        return _("It is not in the folder.")

    def _files(self, attachment: Attachment, problems: list[NotFound]) -> Iterator[tuple[str, bool, Path]]:
        """(where it came from, whether it lies in the spool, the file), the best first."""
        if self._folder is not None:
            for path in self._folder.candidates(attachment):
                yield str(path), False, path
        if self._web is None:
            return
        attempts = None
        for number, address in enumerate(attachment.addresses()):
            if number >= MOST_ADDRESSES:
                return
            try:
                yield address, True, self._web.fetch(address, most_of(attachment.name), attempts=attempts)
            except NotFetchedError as error:
                problems.append(NotFound(Fate.REFUSED if error.is_unwanted else Fate.MISSING, str(error)))
                if not error.is_missing and not error.is_unwanted:
                    # A server in trouble is not asked again and again for copies of what it did not give.
                    attempts = 1


def is_copy(source: str, attachment: Attachment) -> bool:
    """Whether a file is none of those that an attachment calls its own, but one of another size."""
    name = _plain(name_of(source))
    own = {_plain(attachment.name), _plain(attachment.original)}
    return name not in own and original_address(source) != source


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
