"""What an HTTP server's answer means for a file that was asked for."""

import http.client
import re

from django.utils.translation import gettext as _

_RANGE = re.compile(r"bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\*)")
_MISSING = frozenset({404, 410})
# What may be otherwise a moment later.
_PASSING = frozenset({408, 421, 423, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class NotFetchedError(Exception):
    """A file did not come and will not by asking again; the message says why.

    Attributes:
        is_missing: the server says that there is none.
        is_unwanted: there is one, and it is not what can be kept.
    """

    def __init__(self, message: str, *, is_missing: bool = False, is_unwanted: bool = False) -> None:
        super().__init__(message)
        self.is_missing = is_missing
        self.is_unwanted = is_unwanted


class AgainError(Exception):
    """A file did not come, but may by asking again.

    Attributes:
        after: so many seconds at the earliest.
        is_stale: what has come of it so far is of no use.
    """

    def __init__(self, message: str, *, after: float = 0.0, is_stale: bool = False) -> None:
        super().__init__(message)
        self.after = after
        self.is_stale = is_stale


def is_redirect(answer: http.client.HTTPResponse) -> bool:
    return answer.status in _REDIRECTS and bool(answer.headers.get("Location"))


def check_status(answer: http.client.HTTPResponse) -> None:
    """Go on only with an answer that brings a file, or the rest of one."""
    status = answer.status
    if status in _MISSING:
        raise NotFetchedError(_("It is not there any more (%(status)s).") % {"status": status}, is_missing=True)
    if status in _PASSING:
        told = _("The server answered with an error (%(status)s).") % {"status": status}
        raise AgainError(told, after=_asked_for(answer.headers.get("Retry-After", "")))
    if status == 416:
        raise AgainError(_("What had come of it does not fit what is there now."), is_stale=True)
    if status not in {200, 206}:
        raise NotFetchedError(_("The server refuses it (%(status)s).") % {"status": status})
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
        raise NotFetchedError(_("The server sends it in a form that was not asked for."))


def part_begins_at(answer: http.client.HTTPResponse, have: int) -> int:
    """How many of the bytes that are here already are kept: all or none.

    Raises:
        AgainError: the server sent another part than was asked for.
    """
    if answer.status == 200:
        return 0
    found = _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip())
    if not have or found is None or int(found[1]) != have:
        raise AgainError(_("The server sent another part than was asked for."), is_stale=True)
    return have


def expected_size(answer: http.client.HTTPResponse, start: int) -> int | None:
    """How many bytes the whole file has; None where the server does not say."""
    length = answer.headers.get("Content-Length", "")
    if answer.headers.get("Transfer-Encoding") or not (length.isascii() and length.isdigit() and len(length) < 16):
        return None
    return start + int(length)


def validator_of(answer: http.client.HTTPResponse) -> str:
    """What tells this very file from others at its address: a strong entity tag, else its date."""
    tag = answer.headers.get("ETag", "").strip()
    if tag.startswith('"'):
        return tag
    return answer.headers.get("Last-Modified", "").strip()


def _asked_for(header: str) -> float:
    """Seconds that a Retry-After header asks for; 0 for one that names a date or nothing."""
    return float(header) if header.isascii() and header.isdigit() and len(header) < 6 else 0.0
