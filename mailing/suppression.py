"""Addresses that get no mail any more: kept as keyed digests, so that one can be asked for and none be read."""

from collections.abc import Callable, Iterable
from contextlib import suppress as suppress_error

from django.db import transaction

from mailing.enums import Reason
from mailing.keys import keyed_digest
from mailing.models import Suppressed


def normal_address(address: str) -> str:
    """As mailboxes are compared: without case, the host in its form for the wire."""
    local, _at, host = address.strip().rpartition("@")
    if not host.isascii():
        with suppress_error(UnicodeError):
            host = host.encode("idna").decode("ascii")
    return f"{local}@{host}".casefold()


def digest_of(address: str) -> str:
    return keyed_digest("mailing.suppressed", normal_address(address))


_hooks: list[Callable[[str], object]] = []


def register_silenced(hook: Callable[[str], object]) -> None:
    """Have a room above told of each address that gets no mail any more; in its `ready()`."""
    if hook not in _hooks:
        _hooks.append(hook)


@transaction.atomic
def suppress(address: str, reason: Reason) -> None:
    """Never write to an address again. A complaint is not made less by what comes after it."""
    kept, is_new = Suppressed.objects.get_or_create(digest=digest_of(address), defaults={"reason": reason})
    if not is_new and reason == Reason.COMPLAINT and kept.reason != reason:
        kept.reason = reason
        kept.save(update_fields=["reason"])
    for hook in _hooks:
        hook(address)


def is_suppressed(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that get no mail any more; one query for each thousand."""
    by_digest: dict[str, list[str]] = {}
    for address in addresses:
        by_digest.setdefault(digest_of(address), []).append(address)
    digests = list(by_digest)
    found: set[str] = set()
    for start in range(0, len(digests), 1000):
        for digest in Suppressed.objects.filter(digest__in=digests[start : start + 1000]).values_list(
            "digest", flat=True
        ):
            found.update(by_digest[digest])
    return found


def suppressed(address: str) -> Suppressed | None:
    """What is kept of one address."""
    return Suppressed.objects.filter(digest=digest_of(address)).first()


def release(address: str) -> bool:
    """Let an address get mail again; whether it got none."""
    return bool(Suppressed.objects.filter(digest=digest_of(address)).delete()[0])
