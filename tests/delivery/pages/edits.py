"""What people do to a site, drawn at random: each by the way that it really takes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Model, ProtectedError
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.delivery.pages.small_site import CODES, SmallSite

WORDS = ("bridge", "garden", "night", "reading room", "quince", "loom", "well", "orchard", "paper", "copper")


@dataclass
class Clock:
    """The time of the site: that of the machine, and so many seconds more.

    Once it ticks, it stands still in between, so that no moment comes while pages are compared.

    Attributes:
        seconds: of the machine, since the epoch.
        at: where it stands still; None: it goes.
    """

    seconds: Callable[[], float]
    ahead: float = 0.0
    at: float | None = None

    @property
    def now(self) -> float:
        return self.seconds() + self.ahead if self.at is None else self.at

    def tick(self) -> None:
        """Go on to this moment, a second later at least, and stand still.

        Not by whole seconds, which moments are set by: they are told of a thousandth later than they come
        (delivery/changes/log.py), and the clock would stand still in between.
        """
        self.at = max((self.at or 0.0) + 1.0151, self.seconds() + self.ahead)

    def pass_by(self, time: timedelta) -> None:
        self.ahead += time.total_seconds()
        if self.at is not None:
            self.at += time.total_seconds()


@dataclass
class Desk:
    """Who edits, and what they draw from.

    Attributes:
        moments: moments that were set and have not come.
    """

    site: SmallSite
    draw: Random
    client: Client
    clock: Clock
    moments: list[datetime] = field(default_factory=list)

    def one(self, rows: Any) -> Any:
        """A row of a queryset, or of a model's; NothingThereError where there is none."""
        queryset = rows._default_manager.all() if isinstance(rows, type) and issubclass(rows, Model) else rows
        keys = sorted(queryset.values_list("pk", flat=True))
        if not keys:
            raise NothingThereError
        return queryset.get(pk=self.draw.choice(keys))

    def code(self) -> str:
        return self.draw.choice(self.site.codes) if self.draw.random() < 0.85 else self.draw.choice(CODES)

    def words(self) -> str:
        return f"The {self.draw.choice(WORDS)} of {self.draw.choice(WORDS)} {self.draw.randrange(1000)}"

    def soon(self) -> datetime:
        """A moment that will come, and that a later edit may wait for."""
        moment = timezone.now() + timedelta(seconds=self.draw.choice((5, 60, 3600, 86_400)))
        self.moments.append(moment)
        return moment

    def article(self, **conditions: Any) -> Article:
        found = Article.objects.filter(**conditions).select_related("story", "edition")
        return self.one(found)


class NothingThereError(Exception):
    """What an edit would act on is not there; another one is drawn."""


Edit = Callable[[Desk], str | None]
_EDITS: list[tuple[int, Edit]] = []


def edit(weight: int) -> Callable[[Edit], Edit]:
    """Let a function be drawn, so often as `weight` says beside the others. It returns what it did, in words."""

    def kept(act: Edit) -> Edit:
        _EDITS.append((weight, act))
        return act

    return kept


def any_edit(desk: Desk) -> str:
    """Draw an edit and do it; what was done."""
    # Whatever the order in which modules were imported.
    weights, acts = zip(*sorted(_EDITS, key=lambda one: one[1].__name__), strict=True)
    while True:
        act = desk.draw.choices(acts, weights)[0]
        try:
            said = act(desk)
        except (NothingThereError, ProtectedError):
            continue
        return f"{act.__name__}: {said or ''}"
