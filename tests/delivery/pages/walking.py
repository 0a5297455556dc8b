"""Compares a site through the page cache with the same site made afresh, after each edit."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from editions import memo
from tests.delivery.pages.comparing import Answer, Asking, links_of, nothing_kept
from tests.delivery.pages.small_site import CODES

# Answers that are gone for so many rounds are asked for no more.
GONE_FOR = 3
# After each of so many edits all pages are compared; after the others one edition's, and what belongs to none. What is
# the same page but for what surrounds it, or was made of another, waits for those.
EVERY = 20
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


def is_lively(address: str, code: str) -> bool:
    others = [one for one in CODES if one != code]
    elsewhere = tuple(f"{before}/{other}/" for other in others for before in ("", "/api/v1", "/sitemap"))
    return not (address.startswith(elsewhere) or "lite" in address or any(part in address for part in _DULL))


@dataclass
class Walk:
    """
    Attributes:
        kept, fresh: the site through the page cache, and without it.
        counts: pages that were compared, that were made anew, and that were made anew although they had not changed.
    """

    kept: Asking
    fresh: Asking
    counts: Counter[str] = field(default_factory=Counter)
    last: dict[str, Answer] = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)

    def addresses(self, code: str) -> list[str]:
        known = (address for address in sorted(self.last) if self.gone[address] < GONE_FOR)
        return [address for address in known if not code or is_lively(address, code)]

    def compare(self, roots: tuple[str, ...] = (), *, code: str = "") -> list[Difference]:
        """Ask for every address that is known, or for those of an edition, and for those that answers lead to."""
        found, asked = [], set()
        # Parts are kept by their values, so the page cache's renders and these may share them, but for one round.
        memo.forget()
        todo = list(chain(roots, self.addresses(code)))
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
