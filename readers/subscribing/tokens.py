"""The addresses that a subscriber gets by mail: who holds one may act for them.

Each subscriber has a secret of their own, made by chance when they come and gone when they are erased: nothing of it
can be guessed from another's, and links go on working for years, whatever becomes of the site's key.
"""

import re
import secrets
from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

# In signs, of every token: moulds of mails leave room for it.
LENGTH = 32
_TOKEN = re.compile(rf"[0-9a-f]{{{LENGTH}}}")
_CONFIRM = TimestampSigner(salt="readers.subscribe")
# How long the link that confirms an address may be used.
CONFIRM_WITHIN = timedelta(days=3)


def new_secret() -> str:
    return secrets.token_hex(LENGTH // 2)


def is_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def token(subscriber: Any) -> str:
    """The same length for everybody; another one once they were erased and came again."""
    return subscriber.secret


def manage_path(subscriber: Any) -> str:
    """Of the page on which a subscriber changes what they get, leaves or is erased."""
    return manage_path_of(subscriber.edition_id, token(subscriber))


def manage_path_of(code: str, held: str) -> str:
    """The same for a token that is at hand, or what stands in its place in a mould."""
    return reverse("subscribing:manage", args=[code, held])


def leave_path(subscriber: Any, key: str = "") -> str:
    """Of the page that leaves: a POST acts at once (RFC 8058), a GET asks.

    Args:
        key: of the list that the mail belongs to; "": all lists are left.
    """
    return leave_path_of(subscriber.edition_id, token(subscriber), key)


def leave_path_of(code: str, held: str, key: str = "") -> str:
    """The same for a token that is at hand, or what stands in its place in a mould."""
    if key:
        return reverse("subscribing:leave-list", args=[code, key, held])
    return reverse("subscribing:leave", args=[code, held])


def confirm_token(subscriber: Any) -> str:
    return _CONFIRM.sign(str(subscriber.pk))


def key_of_confirm_token(held: str) -> int | None:
    """Key of the subscriber whose letter carried the token; None: it is false, or too old."""
    try:
        return int(_CONFIRM.unsign(held, max_age=CONFIRM_WITHIN))
    except (BadSignature, ValueError):
        return None


def confirm_path(subscriber: Any, code: str) -> str:
    """Of the page that confirms what was asked for in an edition."""
    return reverse("subscribing:confirm", args=[code, confirm_token(subscriber)])
