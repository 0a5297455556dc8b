"""Signing in: who guesses is made to wait, and learns nothing of which names there are.

Attempts are counted in the cache, by name and address and by address alone. Where each process has a cache of its own
(no CACHE_URL), each counts for itself: there are then at most as many attempts more as there are processes.
"""

import hashlib
import logging
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import ngettext

# Attempts to sign in that fail, before further ones are refused for as long as `WAIT` since the first.
OF_A_NAME = 5
OF_AN_ADDRESS = 50
WAIT = 15 * 60

logger = logging.getLogger("accounts.sign_in")
LOCAL = ("127.", "::1")


def address_of(request: HttpRequest) -> str:
    """The visitor's network address: what the proxy on this machine says, else where the request came from.

    The site listens on this machine alone, and the proxy sets the header itself (manage.py proxy_config); what somebody
    from elsewhere sends in it stands before the proxy's own word.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return told[:64] if told and (not direct or direct.startswith(LOCAL)) else direct


def keys_of(request: HttpRequest, username: str) -> list[tuple[str, int]]:
    """The counters of an attempt, and how many each allows."""
    address = address_of(request)
    return [
        (key_of("name", address, username.strip().casefold()), OF_A_NAME),
        (key_of("address", address), OF_AN_ADDRESS),
    ]


def key_of(*parts: str) -> str:
    # Typed by anybody: of any length, with any characters.
    return f"sign-in:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:40]}"


def count(key: str) -> int:
    """One attempt more; how many there have been. Counted before the password is looked at, so that many at once
    are counted too."""
    cache.add(key, 0, WAIT)
    try:
        return cache.incr(key)
    except ValueError:
        # It ran out between the two.
        cache.set(key, 1, WAIT)
        return 1


class SignInForm(AdminAuthenticationForm):
    """The stock form, which says the same of a wrong name, a wrong password and who has no business here."""

    is_locked = False
    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        keys = keys_of(self.request, self.cleaned_data.get("username") or "")
        # Each is counted, also where the first would do.
        counts = [(count(key), most) for key, most in keys]
        if any(number > most for number, most in counts):
            self._refuse()
        cleaned = super().clean()
        # Only who has signed in is forgiven, and only for their own name: guessing others goes on being counted.
        cache.delete(keys[0][0])
        return cleaned

    def _refuse(self) -> None:
        self.is_locked = True
        logger.warning("Too many attempts to sign in from %s.", address_of(self.request))
        minutes = WAIT // 60
        raise ValidationError(
            ngettext(
                "There were too many attempts to sign in. Wait %(minutes)d minute, then try again.",
                "There were too many attempts to sign in. Wait %(minutes)d minutes, then try again.",
                minutes,
            )
            % {"minutes": minutes},
            code="locked",
        )
