"""How many subscribers there are, by edition, list and state: no address, so that who sends may see it."""

from dataclasses import dataclass

from django.db.models import Count

from editions.models import Edition
from readers.enums import SubscriberState
from readers.models import Subscriber
from readers.subscribing.lists import lists_of
from readers.subscribing.tallies import months_of


@dataclass(frozen=True)
class EditionNumbers:
    """One edition's subscribers.

    Attributes:
        states: (label, how many), of every state.
        lists: (name, key, how many get it at the moment), of every list that the edition sends.
        months: (first day, joined, left) of the last year, oldest first.
    """

    edition: Edition
    states: list[tuple[str, int]]
    lists: list[tuple[str, str, int]]
    months: list[tuple]

    @property
    def total(self) -> int:
        return sum(number for _label, number in self.states)


def numbers_of(edition: Edition) -> EditionNumbers:
    counts = Subscriber.objects.counted(edition.code)
    here = Subscriber.objects.reached().filter(edition=edition)
    by_list = dict(here.order_by().values_list("subscriptions__list").annotate(Count("pk")))
    return EditionNumbers(
        edition,
        [(str(label), counts.get(value, 0)) for value, label in SubscriberState.choices],
        [(offer.name, offer.key, by_list.get(offer.key, 0)) for offer in lists_of(edition.code)],
        months_of([edition.code]),
    )
