"""A handful of invented subscribers, whose addresses lead nowhere, and how they came in the last year."""

from datetime import date, datetime, timedelta

from django.utils import translation

from editions.models import Edition
from readers.enums import ConsentSource, SubscriberState
from readers.models import Subscriber, Subscription, Tally
from readers.subscribing.forms import consent_text
from readers.subscribing.lists import lists_of
from readers.subscribing.tallies import this_month

# In each edition, one after the other.
STATES = [*[SubscriberState.ACTIVE] * 5, SubscriberState.PAUSED, SubscriberState.LEFT, SubscriberState.SILENCED]
# Joined and left, month by month; the newest last.
MONTHS = [(3, 0), (4, 1), (6, 0), (5, 2), (9, 1), (7, 1), (4, 3), (8, 0), (12, 2), (10, 1), (6, 2), (8, 1)]


def load_subscribers(*, now: datetime) -> None:
    """After the series, which are what they get."""
    for edition in Edition.objects.order_by("position"):
        with translation.override(edition.language):
            offers = lists_of(edition.code)
            text = consent_text([offer.name for offer in offers])
        for number, state in enumerate(STATES, start=1):
            since = now - timedelta(days=31 * number)
            subscriber = Subscriber.objects.create(
                email=f"reader-{number}.{edition.code}@example.org",
                edition=edition,
                state=state,
                made_at=since,
                consented_at=since,
                consent_source=ConsentSource.FORM,
                consent_text=text,
                paused_until=now + timedelta(weeks=4) if state == SubscriberState.PAUSED else None,
                left_at=now - timedelta(days=9) if state == SubscriberState.LEFT else None,
            )
            gets = offers[: 1 + number % 2] if state != SubscriberState.LEFT else []
            Subscription.objects.bulk_create(Subscription(subscriber=subscriber, list=one.key) for one in gets)
        _load_months(edition)


def _load_months(edition: Edition) -> None:
    month = this_month()
    for joined, left in reversed(MONTHS):
        Tally.objects.create(edition=edition, month=month, n_joined=joined, n_left=left)
        month = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
