"""Pages that nodes share, in Redis or Valkey.

It is a bag and no more: each page lies there with its tags and the position of its reads, and whoever takes one out
proves by what it has itself seen of the log that nothing has changed since. So nobody purges there, nothing is wrong if
the engine forgets a page, or if a node stores one that is outdated already; and after an hour, which is as far as the
log remembers, it goes.
"""

import json
import time
from collections.abc import Callable
from math import inf
from typing import Any
from uuid import uuid4

import redis
import zstandard

from delivery.pages.entry import Page
from delivery.pages.keys import Key
from delivery.pages.places import digest_of

# Seconds; the log of changes is trimmed after an hour.
KEPT_FOR = 3000
# Milliseconds for which others wait for whoever renders.
RENDERS_WITHIN = 10_000
# Seconds: a store that is slower than a render is of no use.
_TIMEOUT = 0.5
# Seconds for which nobody asks again after it did not answer: no reader shall wait for that.
_LEFT_ALONE = 5.0
# Whoever has waited too long has lost its turn, and must not end another's.
_END = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"
# Bytes of the length of what stands before the content.
_LENGTH = 4


class Shared:
    """The pages of one build in Redis. Where it does not answer there are no pages, and nobody waits.

    Args:
        url: as CACHE_URL.
        is_outdated: whether a change has overtaken what was made of `tags` as seen from `position`.
        log: which log the positions are of: those of another database say nothing in this one.
    """

    def __init__(
        self, url: str, build: str, is_outdated: Callable[[list[str], str], bool], log: Callable[[], str]
    ) -> None:
        self.is_outdated, self._log = is_outdated, log
        self._redis = redis.Redis.from_url(url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)
        self._end = self._redis.register_script(_END)
        self._build = build
        self._away_until = 0.0

    @property
    def _name(self) -> str:
        return f"nejat:pages:{self._build}:{self._log()}:"

    def get(self, key: Key) -> Page | None:
        """A page that nothing has changed since; None where there is none."""
        found = self._ask(lambda: self._redis.get(self._name + digest_of(key).hex()))
        if not isinstance(found, bytes):
            return None
        end = _LENGTH + int.from_bytes(found[:_LENGTH], "big")
        head = json.loads(found[_LENGTH:end])
        if self.is_outdated(head["tags"], head["position"]):
            return None
        return Page(
            key=key,
            status="200 OK",
            headers=[(name, value) for name, value in head["headers"]],
            content=zstandard.ZstdDecompressor().decompress(found[end:]),
            tags=head["tags"],
            position=head["position"],
            until=head["until"] if head["until"] is not None else inf,
        )

    def put(self, page: Page) -> None:
        head = json.dumps(
            {
                "headers": page.headers,
                "tags": page.tags,
                "position": page.position,
                "until": None if page.until == inf else page.until,
            }
        ).encode()
        packed = len(head).to_bytes(_LENGTH, "big") + head + zstandard.ZstdCompressor(level=3).compress(page.content)
        self._ask(lambda: self._redis.set(self._name + digest_of(page.key).hex(), packed, ex=KEPT_FOR))

    def begin(self, key: Key) -> str | None:
        """A mark of our turn to render a page; None while another node has it. Without Redis it is always ours."""
        mark = uuid4().hex
        is_ours = self._ask(lambda: self._redis.set(self._turn(key), mark, nx=True, px=RENDERS_WITHIN) or False)
        return None if is_ours is False else mark

    def end(self, key: Key, mark: str) -> None:
        self._ask(lambda: self._end(keys=[self._turn(key)], args=[mark]))

    def close(self) -> None:
        self._redis.close()

    def _turn(self, key: Key) -> str:
        return f"{self._name}turn:{digest_of(key).hex()}"

    def _ask(self, question: Callable[[], Any]) -> Any:
        """What Redis answers; None where it does not."""
        if time.monotonic() < self._away_until:
            return None
        try:
            return question()
        except redis.RedisError:
            self._away_until = time.monotonic() + _LEFT_ALONE
            return None
