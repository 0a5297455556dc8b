"""Reads of subscribers."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.utils import timezone

from readers.enums import SubscriberState
from readers.subscribing.addresses import tidy


class SubscriberQuerySet(models.QuerySet):
    def of_address(self, email: str) -> Self:
        """The one that has the address, however it was spelled; none of ""."""
        # As the index has it.
        folded = self.alias(folded=Lower("email")).exclude(email="")
        return folded.filter(folded=tidy(email).lower())

    def known(self) -> Self:
        """Without what is left of who was never confirmed and gave it up."""
        return self.exclude(email="", trace="")

    def reached(self, *, now: datetime | None = None) -> Self:
        """Those who get mail: confirmed, neither gone nor silenced, and not pausing at the moment."""
        over = Q(state=SubscriberState.PAUSED, paused_until__lte=now or timezone.now())
        return self.filter(Q(state=SubscriberState.ACTIVE) | over)

    def receiving(self, code: str, key: str, *, now: datetime | None = None) -> Self:
        """Those who get a list of an edition. Each once; take them by key, `filter(pk__gt=…).order_by("pk")`.

        Whose address was suppressed is silenced at once (`changes.silence`), and not among them.

        Args:
            key: of the list, such as "series:newsletter" (readers/subscribing/lists.py).
        """
        return self.reached(now=now).filter(edition=code, subscriptions__list=key)

    def counted(self, code: str) -> dict[str, int]:
        """How many of an edition are in each state."""
        return dict(self.known().filter(edition=code).order_by().values_list("state").annotate(Count("pk")))
