"""What a process needs to draft the items of an export, and which of them are its own."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wordpress.drafting.drafts import Drafted, Drafter
from wordpress.importing.destinations import INTERNAL, Place
from wordpress.importing.overview import KEPT
from wordpress.importing.standing import why_left_out
from wordpress.wxr.items import Item
from wordpress.wxr.reader import Export

# Items that are drafted, sent and written together.
BATCH = 200


@dataclass(frozen=True)
class Share:
    """Every `of`-th batch of an export, from the batch `number` on, but none before `first`."""

    number: int = 0
    of: int = 1
    first: int = 0

    def has(self, batch: int) -> bool:
        return batch % self.of == self.number and batch >= self.first

    def batches(self) -> Iterator[int]:
        batch = self.number
        while True:
            if batch >= self.first:
                yield batch
            batch += self.of


@dataclass(frozen=True)
class Job:
    """An export, and who drafts its items.

    Attributes:
        known: what `numbers_of` makes of the digests of items that are here as they are there: these need no draft.
    """

    path: Path
    drafter: Drafter
    known: array = field(default_factory=lambda: array("Q"))

    def batches(self, share: Share) -> Iterator[list[Drafted]]:
        """The batches of a share in their order, the empty ones among them.

        What lies in another share is not read more closely than its end is found. So an export with a piece that is
        broken, of which the next begins in the middle, has one share only.
        """
        numbers, some = share.batches(), list[Drafted]()
        at = next(numbers)
        export = Export(self.path, zone=self.drafter.zone, wanted=lambda number: share.has(number // BATCH))
        for thing in export:
            while at < export.n_items // BATCH and share.has(export.n_items // BATCH):
                yield some
                some, at = [], next(numbers)
            if isinstance(thing, Item) and thing.kind not in KEPT:
                some.append(self._drafted(thing))
        yield some

    def _drafted(self, item: Item) -> Drafted:
        one = self.drafter.looked_at(item)
        goal = one.goal
        if goal is None or not one.edition or goal.place == Place.SKIP or item.kind in INTERNAL or why_left_out(item):
            return one
        if self._is_known(one.digest):
            return one
        return one._replace(draft=self.drafter.draft(item, one.edition, goal))

    def _is_known(self, digest: str) -> bool:
        number = _number_of(digest)
        place = bisect_left(self.known, number)
        return place < len(self.known) and self.known[place] == number


def numbers_of(digests: Iterable[str]) -> array:
    """Digests in little room, to be looked up in."""
    return array("Q", sorted(_number_of(digest) for digest in digests if digest))


def _number_of(digest: str) -> int:
    return int(digest[:16], 16)
