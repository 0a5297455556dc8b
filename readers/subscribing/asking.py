"""Somebody asks for mail by the form: what they ask for waits until the letter to their address is answered."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from editions.models import Edition
from readers.enums import SubscriberState
from readers.models import Subscriber
from readers.retention import prune_soon
from readers.subscribing import letters
from readers.subscribing.addresses import tidy

# Another letter to the same address only after so long, and so many within a day: nobody's box is filled by others.
AGAIN, MOST = timedelta(minutes=5), 4


@transaction.atomic
def ask(*, edition: Edition, email: str, lists: list[str], text: str) -> None:
    """Keep what is asked for, and write to the address once. Whoever asks is told the same in every case.

    Nothing changes of what a subscriber has already, and nobody but the address's owner learns that there is one.

    Args:
        lists: keys of lists of the edition, at least one.
        text: the words that were agreed to, in the edition's language.
    """
    subscriber = _held(edition, tidy(email))
    before = subscriber.asked if subscriber.asked.get("edition") == edition.code else {}
    # What was asked for a moment ago counts as well: one letter confirms both.
    wanted = [*before.get("lists", []), *lists]
    subscriber.asked = {"edition": edition.code, "lists": list(dict.fromkeys(wanted)), "text": text}
    subscriber.save(update_fields=["asked"])
    _write(subscriber, letters.ASK, edition)
    prune_soon()


@transaction.atomic
def send_link(*, edition: Edition, email: str) -> None:
    """Write the link of the page "Your subscription" to an address, where it has one; said is the same in any case."""
    found = Subscriber.objects.select_for_update().of_address(email).exclude(state=SubscriberState.PENDING).first()
    if found is not None:
        _write(found, letters.LINK, edition)


def _held(edition: Edition, email: str) -> Subscriber:
    rows = Subscriber.objects.select_for_update()
    found = rows.of_address(email).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Subscriber.objects.create(edition=edition, email=email)
    except IntegrityError:
        # Somebody asked for the same address at the same moment.
        return rows.of_address(email).get()


def _write(subscriber: Subscriber, kind: str, edition: Edition) -> None:
    if not _may_write(subscriber):
        return
    subscriber.save(update_fields=["asked_at", "n_asked"])
    letters.post_letter(kind, subscriber.pk, edition)


def _may_write(subscriber: Subscriber) -> bool:
    """Whether the address gets another letter; counts it."""
    now = timezone.now()
    last = subscriber.asked_at
    if last is not None and last > now - AGAIN:
        return False
    n_before = subscriber.n_asked if last is not None and last.date() == now.date() else 0
    if n_before >= MOST:
        return False
    subscriber.asked_at, subscriber.n_asked = now, n_before + 1
    return True
