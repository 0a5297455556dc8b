"""The signed moment at which a form was begun.

Public pages are kept whole and are the same bytes for everyone, so no stamp stands in them: it would make each page new
each hour, or be as old as the cache. A stamp is given when somebody begins to write, by the script, or with the page
that asks to look once more, where there is no script.
"""

from datetime import timedelta
from enum import Enum

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

LEAST = timedelta(seconds=3)
MOST = timedelta(hours=24)
_SIGNER = TimestampSigner(salt="readers.stamp")


class Stamped(Enum):
    """What a stamp is worth."""

    NONE = "none"
    GOOD = "good"
    TOO_QUICK = "too quick"
    TOO_OLD = "too old"
    FALSE = "false"


def stamp_for(subject: str) -> str:
    """A stamp of now, good for what the form is about alone, such as "comment:12"."""
    return _SIGNER.sign(subject)


def check_stamp(stamp: str, subject: str) -> Stamped:
    if not stamp:
        return Stamped.NONE
    try:
        said = _SIGNER.unsign(stamp, max_age=MOST)
    except SignatureExpired:
        return Stamped.TOO_OLD
    except BadSignature:
        return Stamped.FALSE
    if said != subject:
        return Stamped.FALSE
    try:
        _SIGNER.unsign(stamp, max_age=LEAST)
    except SignatureExpired:
        return Stamped.GOOD
    return Stamped.TOO_QUICK
