"""A stored page: what Django answered, and the same in each encoding that somebody has asked for."""

import sys
from collections.abc import Iterable
from functools import lru_cache
from math import inf
from typing import NamedTuple

from delivery.compression import weak
from delivery.encodings import decode, encode, is_worth_compressing
from delivery.pages.keys import Key

type Headers = list[tuple[str, str]]

CACHE_STATUS = "Cache-Status"
HIT = "nejat; hit"
# What a dictionary's entry, an object and its lists cost besides the bytes in them, roughly: for honest bounds.
PAGE_COSTS, TAG_COSTS, ANSWER_COSTS = 2000, 170, 800
# Accept-Encoding headers that a page knows the answer to: browsers have four or five, of this length at most.
MOST_ACCEPTED, LONGEST_ACCEPTED = 6, 60


# Of a page's headers, those that go with 304 (RFC 9110, 15.4.5), and what SecurityMiddleware puts on every answer.
UNCHANGED = frozenset(
    {
        *("cache-control", "content-location", "date", "etag", "expires", "last-modified", "vary"),
        *("strict-transport-security", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy"),
    }
)


@lru_cache(maxsize=256)
def _once(name: str, value: str) -> tuple[str, str]:
    """The same object for the same header: pages have most of theirs in common, and what the processor has just handed
    over it finds near."""
    return name, value


class Answer(NamedTuple):
    """What is handed to the server.

    Attributes:
        hit: the headers; the last one is Cache-Status, and says that the page was stored.
        unchanged: of the answer that the browser has it already.
        body: one piece.
        etag: the validator as it is sent; "" where there is none.
    """

    hit: Headers
    unchanged: Headers
    body: list[bytes]
    etag: str


class Page:
    """One page as it was rendered, and what it was made of.

    Args:
        status: the status line, "200 OK".
        headers: of the page as it is, uncompressed.
        content: its bytes, uncompressed.
        tags: what it depends on.
        position: what its reads could see of the log of changes, as text.
        until: seconds since 1970 from which it is no longer true, whatever is changed.
    """

    __slots__ = (
        *("accepted", "answers", "bodies", "headers", "key", "outdated_at", "position", "status", "tags", "touch_at"),
        *("until", "weight"),
    )

    def __init__(
        self,
        *,
        key: Key,
        status: str,
        headers: Headers,
        content: bytes,
        tags: Iterable[str] = (),
        position: str = "",
        until: float = inf,
    ) -> None:
        self.key, self.status = key, status
        self.headers = [_once(name, value) for name, value in headers]
        # Pages share most of their tags: each is in memory once.
        self.tags = tuple(map(sys.intern, tags))
        self.position, self.until = position, until
        self.bodies = {"": content}
        # By encoding, and by what browsers say that they take, which the hot path of serving.py asks.
        self.answers: dict[str, Answer] = {}
        self.accepted: dict[str, Answer] = {}
        # Asked for again from this second on, it is noted as asked for.
        self.touch_at = 0.0
        self.outdated_at = inf
        self.weight = 0

    @property
    def content(self) -> bytes:
        """The page's bytes, uncompressed."""
        # In one step: another thread may be about to put the compressed bodies in place of the plain one.
        encoding, held = list(self.bodies.items())[0]  # noqa: RUF015
        return decode(encoding, held)

    def header(self, name: str) -> str:
        return next((value for one, value in self.headers if one.lower() == name), "")

    @property
    def is_compressed(self) -> bool:
        """Whether it goes out compressed to those who take that (delivery/compression.py says the same)."""
        plain = self.bodies.get("")
        size = len(self.content if plain is None else plain)
        return not self.header("content-encoding") and is_worth_compressing(self.header("content-type"), size)

    def answer(self, encoding: str) -> Answer:
        """For whoever takes an encoding ("": none); made when somebody first asks, and kept."""
        made = self.answers.get(encoding)
        if made is None:
            made = self._answer(encoding if encoding and self.is_compressed else "")
            self.answers[encoding] = made
        return made

    def remember(self, accepted: str, answer: Answer) -> None:
        """Know the answer to an Accept-Encoding header the next time, without reading it."""
        if accepted not in self.accepted and len(accepted) <= LONGEST_ACCEPTED:
            if len(self.accepted) >= MOST_ACCEPTED:
                # Somebody tries what there is; what browsers say is soon here again.
                self.accepted.clear()
            self.accepted[accepted] = answer

    def _answer(self, encoding: str) -> Answer:
        body = self.bodies.get(encoding)
        if body is None:
            body = self.bodies[encoding] = encode(encoding, self.content) if encoding else self.content
        if encoding and "" not in self.answers:
            # Two thirds of what a page weighs; whoever wants it as it is gets it from its compressed bytes.
            self.bodies.pop("", None)
        headers, etag = self.headers, self.header("etag")
        if encoding:
            etag = etag and weak(etag)
            changed = {"content-length": str(len(body)), "etag": etag}
            headers = [_once(name, changed.get(name.lower(), value)) for name, value in headers]
            headers.append(_once("Content-Encoding", encoding))
        told = _once(CACHE_STATUS, HIT)
        unchanged = [header for header in headers if header[0].lower() in UNCHANGED]
        return Answer([*headers, told], [*unchanged, told], [body], etag)

    def weigh(self) -> int:
        """Its bytes in memory, about; to be asked again when another encoding was made."""
        bodies = sum(len(body) for body in self.bodies.values())
        texts = len(self.key.path) + sum(len(name) + len(value) for name, value in self.headers)
        return PAGE_COSTS + bodies + texts + TAG_COSTS * len(self.tags) + ANSWER_COSTS * len(self.answers)
