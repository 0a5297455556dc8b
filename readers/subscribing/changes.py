"""What becomes of a subscription: it is confirmed, changed, paused, left, silenced."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from editions.models import Edition
from readers.enums import ConsentSource, SubscriberState
from readers.models import Subscriber, Subscription
from readers.subscribing.tallies import count_joined, count_left

HERE = frozenset({SubscriberState.ACTIVE, SubscriberState.PAUSED})
# Weeks that a pause may last by the form.
PAUSES = (2, 4, 8, 12)


def _locked(subscriber: Subscriber) -> Subscriber | None:
    return Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()


@transaction.atomic
def confirm(subscriber: Subscriber) -> Subscriber | None:
    """What was asked for holds: its address is its owner's. Nothing changes the second time.

    Of the same edition it is added to what there was, of another one it takes its place. Returns the subscriber as it
    is now; None: erased meanwhile.
    """
    found = _locked(subscriber)
    if found is None or not found.asked:
        return found
    asked, now = found.asked, timezone.now()
    was_here = found.state in HERE
    moves = found.edition_id != asked["edition"]
    if was_here and moves:
        count_left(found.edition_id)
    if not was_here or moves:
        count_joined(asked["edition"])
        found.subscriptions.all().delete()
    found.edition_id = asked["edition"]
    found.state, found.paused_until, found.left_at, found.trace = SubscriberState.ACTIVE, None, None, ""
    found.consented_at, found.consent_source, found.consent_text = now, ConsentSource.FORM, asked["text"]
    found.asked, found.asked_at = {}, None
    found.save()
    _subscribe(found, asked["lists"])
    return found


def _subscribe(subscriber: Subscriber, keys: Iterable[str]) -> None:
    rows = [Subscription(subscriber=subscriber, list=key) for key in dict.fromkeys(keys)]
    Subscription.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def change(*, subscriber: Subscriber, edition: Edition, lists: list[str], text: str) -> None:
    """Another edition, other lists; none at all is to leave. Who had left is there again.

    Args:
        lists: keys, all those that are wished for from now on.
        text: the words that are agreed to, in the edition's language; kept of who comes anew.
    """
    found = _locked(subscriber)
    if found is None or found.state not in {*HERE, SubscriberState.LEFT}:
        return
    if not lists:
        leave(found)
        return
    was_here = found.state in HERE
    if found.edition_id != edition.code or not was_here:
        if was_here:
            count_left(found.edition_id)
        count_joined(edition.code)
    if not was_here:
        found.state, found.left_at = SubscriberState.ACTIVE, None
        found.consented_at, found.consent_source, found.consent_text = timezone.now(), ConsentSource.FORM, text
    found.edition = edition
    found.save()
    found.subscriptions.exclude(list__in=lists).delete()
    _subscribe(found, lists)


@transaction.atomic
def pause(*, subscriber: Subscriber, weeks: int | None) -> None:
    """No mail for some weeks; None: until it is resumed."""
    until = None if weeks is None else timezone.now() + timedelta(weeks=weeks)
    here = Subscriber.objects.filter(pk=subscriber.pk, state__in=HERE)
    here.update(state=SubscriberState.PAUSED, paused_until=until)


def resume(subscriber: Subscriber) -> None:
    paused = Subscriber.objects.filter(pk=subscriber.pk, state=SubscriberState.PAUSED)
    paused.update(state=SubscriberState.ACTIVE, paused_until=None)


@transaction.atomic
def leave(subscriber: Subscriber, key: str = "") -> None:
    """No more mail of one list, or of any; who has none left has left. The second time nothing changes.

    Of what was never confirmed the address is forgotten at once; the row stays a while, so that the link of the letter
    answers the second time as it did the first.

    Args:
        key: of the list; "": all.
    """
    found = _locked(subscriber)
    if found is None:
        return
    if found.state == SubscriberState.PENDING:
        found.state, found.left_at = SubscriberState.LEFT, timezone.now()
        found.email, found.name, found.asked = "", "", {}
        found.save(update_fields=["state", "left_at", "email", "name", "asked"])
        return
    rows = found.subscriptions.filter(list=key) if key else found.subscriptions.all()
    rows.delete()
    if found.state in HERE and not found.subscriptions.exists():
        count_left(found.edition_id)
        found.state, found.paused_until, found.left_at = SubscriberState.LEFT, None, timezone.now()
        found.asked = {}
        found.save(update_fields=["state", "paused_until", "left_at", "asked"])


@transaction.atomic
def silence(address: str) -> bool:
    """No mail reaches an address any more, or its owner called it unwanted; whether it was a subscriber's."""
    found = Subscriber.objects.select_for_update().of_address(address).filter(state__in=HERE).first()
    if found is None:
        return False
    count_left(found.edition_id)
    found.state, found.paused_until = SubscriberState.SILENCED, None
    found.save(update_fields=["state", "paused_until"])
    return True


@transaction.atomic
def hear_again(address: str) -> bool:
    """An address gets mail again, and so what it got before; whether it was a silenced subscriber's."""
    found = Subscriber.objects.select_for_update().of_address(address).filter(state=SubscriberState.SILENCED).first()
    if found is None:
        return False
    count_joined(found.edition_id)
    found.state = SubscriberState.ACTIVE
    found.save(update_fields=["state"])
    return True
