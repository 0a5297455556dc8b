"""What is known of a subscriber, for themselves; and their being erased."""

from typing import Any

from django.db import transaction

from readers.models import Subscriber
from readers.subscribing.addresses import shown
from readers.subscribing.changes import HERE
from readers.subscribing.tallies import count_left


def data_of(subscriber: Subscriber) -> dict[str, Any]:
    """Everything that is kept of a subscriber, to be written as JSON."""
    rows = subscriber.subscriptions.order_by("pk").values_list("list", "made_at")
    return {
        "address": shown(subscriber.email),
        "name": subscriber.name,
        "edition": subscriber.edition_id,
        "state": subscriber.state,
        "paused_until": subscriber.paused_until,
        "lists": [{"list": key, "since": since} for key, since in rows],
        "consent": {
            "given_at": subscriber.consented_at,
            "by": subscriber.consent_source,
            "words": subscriber.consent_text,
        },
        "asked_for": subscriber.asked,
        "made_at": subscriber.made_at,
        "left_at": subscriber.left_at,
    }


@transaction.atomic
def erase_subscribers(subscribers: list[Subscriber]) -> int:
    """Take subscribers away wholly; how many there were.

    Where mail to an address was refused or unwanted, its keyed hash stays on the list of those that get none
    (`mailing`): nobody can write to it again by mistake.
    """
    for subscriber in subscribers:
        if subscriber.state in HERE:
            count_left(subscriber.edition_id)
    number, _rows = Subscriber.objects.filter(pk__in=[one.pk for one in subscribers]).delete()
    return len(subscribers) if number else 0
