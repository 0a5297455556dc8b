"""What is left of who left long ago: a keyed hash, by which a file that names the address is known, and no address."""

from datetime import timedelta

from django.utils import timezone

from mailing.keys import keyed_digest
from readers.enums import SubscriberState
from readers.models import Subscriber, Subscription
from readers.subscribing.addresses import tidy

# Who left and thinks better of it finds their link working for so long.
KEEP_LEFT = timedelta(days=90)
A_BATCH = 500


def trace_of(email: str) -> str:
    return keyed_digest("readers.trace", tidy(email).lower())


def fade() -> int:
    """Forget the addresses of who left longer ago than they are kept; how many there were."""
    gone = Subscriber.objects.filter(state=SubscriberState.LEFT, left_at__lt=timezone.now() - KEEP_LEFT)
    number = 0
    while found := list(gone.exclude(email="").only("email")[:A_BATCH]):
        for subscriber in found:
            subscriber.trace = trace_of(subscriber.email)
            subscriber.email = subscriber.name = subscriber.consent_text = ""
            subscriber.asked = {}
        Subscriber.objects.bulk_update(found, ["trace", "email", "name", "consent_text", "asked"])
        Subscription.objects.filter(subscriber__in=found).delete()
        number += len(found)
    return number
