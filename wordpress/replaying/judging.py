"""What an answer to an old address is worth."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

from delivery.redirects.addresses import normal_host, own_host, stored_address
from delivery.redirects.checks import split_host
from wordpress.replaying.asking import Answer, Ask, host_header, is_served
from wordpress.replaying.known import Asked

_MOVED = frozenset({301, 302, 303, 307, 308})
# Leads on from there: the site's own entry, a slash; more is a chain.
_MOST_STEPS = 3


class Verdict(Enum):
    """HERE: 200. MOVED: led to the right one, which is here. GONE: 410 on purpose. LOST: anything else."""

    HERE = "here"
    MOVED = "moved"
    GONE = "gone"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Lost:
    """An address that leads nowhere, or to something else than it meant."""

    address: str
    reason: str


@dataclass
class Judged:
    """What came of all of them."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    lost: list[Lost] = field(default_factory=list)
    # Names of old sites that this one does not answer to: what they share in spelling cannot be told apart.
    strangers: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        return self.counts.total()

    def add(self, more: "Judged") -> None:
        """Put with it what came of others."""
        self.counts.update(more.counts)
        self.lost += more.lost
        self.strangers |= more.strangers


class Judge:
    """Asks for addresses and judges the answers; may be used by several threads."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.judged = Judged()
        self._lock = threading.Lock()
        # Thousands of old addresses lead to one new one, which is asked for once.
        self._ends: dict[str, str] = {}

    def __call__(self, asked: Asked) -> Verdict:
        verdict, reason = self._judge(asked)
        with self._lock:
            self.judged.counts[verdict] += 1
            if asked.host and not is_served(asked.host):
                self.judged.strangers.add(asked.host)
            if verdict is Verdict.LOST:
                self.judged.lost.append(Lost(str(asked), reason))
        return verdict

    def _judge(self, asked: Asked) -> tuple[Verdict, str]:
        answer = self.ask(asked.path, asked.host)
        if answer.status == 200:
            return (Verdict.HERE, "") if is_same_place(asked) else (Verdict.LOST, "another page stands there")
        if answer.status == 410:
            return Verdict.GONE, ""
        if answer.status not in _MOVED:
            return Verdict.LOST, _words_of(answer)
        expected = expected_of(asked)
        if expected is not None and not is_same(answer.location, expected):
            return Verdict.LOST, f"leads to {answer.location}, not to {expected or '410'}"
        end = self._end_of(answer.location)
        return (Verdict.LOST, f"leads to {answer.location}: {end}") if end else (Verdict.MOVED, "")

    def _end_of(self, location: str) -> str:
        """Why what an answer leads to is not there; "" where it is."""
        if location not in self._ends:
            self._ends[location] = self._follow(location)
        return self._ends[location]

    def _follow(self, location: str) -> str:
        for _step in range(_MOST_STEPS):
            parts = urlsplit(location)
            if parts.netloc and normal_host(parts.netloc) != own_host():
                # Elsewhere: what stands there is not ours to ask.
                return ""
            answer = self.ask(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", "")
            if answer.status == 200:
                return ""
            if answer.status not in _MOVED:
                return _words_of(answer)
            location = answer.location
        return "leads on and on"


def is_same(location: str, expected: str) -> bool:
    """Whether an answer leads where it must, however the two are spelt."""
    (host, path), (right_host, right_path) = split_host(location), split_host(expected)
    ours = {"", own_host()}
    return stored_address(path) == stored_address(right_path) and (host == right_host or {host, right_host} <= ours)


def is_same_place(asked: Asked) -> bool:
    """Whether a page that answers at the old address itself is the one that was meant."""
    return asked.expected is None or is_same(asked.path.partition("?")[0], asked.expected.partition("?")[0])


def expected_of(asked: Asked) -> str | None:
    """Where an address must lead; the root of this very site leads each reader to an edition of theirs."""
    at_home = asked.path == "/" and normal_host(host_header(asked.host)) == own_host()
    return None if at_home else asked.expected


def _words_of(answer: Answer) -> str:
    return f"{answer.status}" if answer.status else f"no answer: {answer.location}"
