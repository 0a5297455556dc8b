"""Compares a site through the page cache with the same site made afresh, after each edit."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from editions import memo
from tests.delivery.pages.comparing import Answer, Asking, links_of, nothing_kept
from tests.delivery.pages.small_site import CODES

# Answers that are gone for so many rounds are asked for no more.
GONE_FOR = 3
# What is the same page but for what surrounds it is asked for after each tenth edit alone.
EVERY = 10
_DULL = ("/subscribe/", "/thanks/", "/tell/", "/offline/", "/manifest.webmanifest", "/search/", "/api/openapi.json")


@dataclass
class Difference:
    address: str
    kept: Answer
    fresh: Answer

    def __str__(self) -> str:
        if self.kept.status != self.fresh.status:
            return f"{self.address}: {self.kept.status} instead of {self.fresh.status}"
        if self.kept.headers != self.fresh.headers:
            told = set(self.kept.headers) ^ set(self.fresh.headers)
            return f"{self.address}: {sorted(told)}"
        pairs = zip(self.kept.body.splitlines(), self.fresh.body.splitlines(), strict=False)
        lines = next(((old, new) for old, new in pairs if old != new), (self.kept.body[-90:], self.fresh.body[-90:]))
        return f"{self.address}: kept  {lines[0]!r}\n    fresh {lines[1]!r}"


@dataclass
class Walk:
    """
    Attributes:
        kept, fresh: the site through the page cache, and without it.
        codes: editions of which every address is asked for after each edit; of the others, and of what hardly differs
            from page to page, after each tenth.
        counts: pages that were compared, that were made anew, and that were made anew although they had not changed.
    """

    kept: Asking
    fresh: Asking
    codes: tuple[str, ...]
    counts: Counter[str] = field(default_factory=Counter)
    last: dict[str, Answer] = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)

    def addresses(self, *, every: bool) -> list[str]:
        known = (address for address in sorted(self.last) if self.gone[address] < GONE_FOR)
        return [address for address in known if every or self.is_lively(address)]

    def is_lively(self, address: str) -> bool:
        others = tuple(f"/{code}/" for code in CODES if code not in self.codes)
        return not (address.startswith(others) or "lite" in address or any(part in address for part in _DULL))

    def compare(self, roots: tuple[str, ...] = (), *, every: bool = True) -> list[Difference]:
        """Ask for every address that is known, and for those that their answers lead to."""
        found, asked = [], set()
        # Parts are kept by their values, so the page cache's renders and these may share them, but for one round.
        memo.forget()
        todo = list(chain(roots, self.addresses(every=every)))
        while todo:
            address = todo.pop()
            if address in asked:
                continue
            asked.add(address)
            fresh = self.ask_afresh(address)
            kept = self.kept.get(address)
            self.count(address, kept, fresh)
            if (kept.status, kept.headers, kept.body) != (fresh.status, fresh.headers, fresh.body):
                found.append(Difference(address, kept, fresh))
            if fresh != self.last.get(address):
                todo += sorted(links_of(fresh) - self.last.keys() - asked)
            self.last[address] = fresh
            self.gone[address] = self.gone[address] + 1 if fresh.status >= 300 else 0
        return found

    def ask_afresh(self, address: str) -> Answer:
        with nothing_kept():
            return self.fresh.get(address)

    def count(self, address: str, kept: Answer, fresh: Answer) -> None:
        before = self.last.get(address)
        self.counts["compared"] += 1
        if before is None or fresh.status != 200:
            return
        is_same = (before.headers, before.body) == (fresh.headers, fresh.body)
        self.counts["changed"] += not is_same
        if kept.came != "hit":
            self.counts["made"] += 1
            self.counts["needlessly"] += is_same
            if is_same:
                self.counts[f"needlessly {kept.came}"] += 1
