"""What a letter is known by outside: its Message-ID and return path, both signed, so that reports can be believed."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare

from mailing.keys import keyed_digest

_TOKEN = re.compile(r"\bnejat\.(\d{1,19})\.([0-9a-f]{20})\b")


def token_of(number: int) -> str:
    """Of a letter, by its key."""
    return f"nejat.{number}.{_signature(number)}"


def _signature(number: int) -> str:
    return keyed_digest("mailing.letter", str(number))[:20]


def letter_of(text: str) -> int | None:
    """The key of the letter that a Message-ID or a return path speaks of; None: it is none of ours."""
    found = _TOKEN.search(text.lower())
    if found is None or not constant_time_compare(_signature(int(found[1])), found[2]):
        return None
    return int(found[1])


def site_host() -> str:
    return _host_of(settings.SITE_URL)


@lru_cache(maxsize=2)
def _host_of(address: str) -> str:
    return urlsplit(address).hostname or "localhost"


def message_id(number: int) -> str:
    """The same at every attempt, so that who gets a letter twice can tell."""
    return f"<{token_of(number)}@{site_host()}>"


def return_path(number: int, sender: str) -> str:
    """Where reports of a letter go: MAIL_RETURN_PATH with the letter's token after a plus sign, else to its sender."""
    if not settings.MAIL_RETURN_PATH:
        return sender
    local, _at, host = settings.MAIL_RETURN_PATH.rpartition("@")
    return f"{local}+{token_of(number)}@{host}"
