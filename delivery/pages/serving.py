"""What the web server calls: stored pages, and Django for everything else.

    application = PageCache(django_application, kept, keys)
    application.start()

A page that is in memory is true: the thread that follows the log takes it out when something of it changes, and a
request looks at the log itself if somebody on this machine has written since, or if a moment has come.
"""

import re
import time
from collections.abc import Iterable
from contextlib import ExitStack

from delivery.changes.bell import Bell
from delivery.encodings import chosen
from delivery.pages.conditions import NOT_MODIFIED, is_had
from delivery.pages.entry import CACHE_STATUS, HIT, Headers, Page
from delivery.pages.kept import Kept
from delivery.pages.keys import Environ, Key, Keys
from delivery.pages.making import PATIENCE, Passing, Turns
from delivery.pages.rendering import Application, MoreHeaders, Rendered, StartResponse, render
from delivery.pages.stores import Stores

# What Cache-Status (RFC 9211) says.
STALE, COLLAPSED = f"{HIT}; detail=stale", "nejat; fwd=miss; collapsed"
MISS, STORED, BYPASS = "nejat; fwd=miss", "nejat; fwd=miss; stored", "nejat; fwd=bypass"
_UNTOLD = re.compile(r"[^a-z0-9_. -]", re.I)
# Seconds for which a page counts as asked for: which one has been waiting longest need be known no better.
TOUCHED_FOR = 1.0
# Seconds: the database may be away, or its triggers, for that long before a page says so.
SURE_FOR = 0.005
SAFE = frozenset({"GET", "HEAD"})


class PageCache:
    """A WSGI application around Django's.

    Args:
        application: Django's.
        keys: which requests may be answered from what is stored.
        more_headers: what caches further out are told of a page, by its tags and the moment at which it is over.
    """

    def __init__(
        self, application: Application, kept: Kept, keys: Keys, *, more_headers: MoreHeaders | None = None
    ) -> None:
        self.application, self.kept, self.keys, self.more_headers = application, kept, keys, more_headers
        self.stores = Stores(kept)
        self.bell = Bell(kept.folder)
        self.rung = self.bell.count
        self.turns = Turns(kept.folder / "locks", self.stores.shared)
        self.passing = Passing()
        # For the way that most requests take. Until then nobody need ask whether the log is followed, and no moment
        # comes.
        self._sure_until = 0.0
        self._follower, self._pages, self._rings = self.stores.follower, self.stores.plain.pages, self.bell.rings
        self._secure_name, self._secure_value, self._session = keys.secure_name, keys.secure_value, keys.session

    def start(self) -> None:
        """Begin to follow the log; until it is followed, everything is Django's."""
        self.stores.start()

    def begin(self) -> None:
        """The same in this thread, with none beside: for tests, which see what their own transaction has written."""
        self.stores.begin()

    def stop(self) -> None:
        """End what runs beside; from now on everything is Django's."""
        self.stores.stop()
        self.stores.plain.clear()
        self.stores.asked.clear()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        # Two microseconds for a page in memory: nothing here calls what it need not.
        get = environ.get
        key = (get("PATH_INFO"), get("QUERY_STRING"), get("HTTP_HOST"), get(self._secure_name) == self._secure_value)
        now = time.time()
        if (
            (page := self._pages.get(key)) is None  # type: ignore[call-overload]
            or (answer := page.accepted.get(get("HTTP_ACCEPT_ENCODING", ""))) is None
            or now >= page.until
            or now >= self._sure_until
            or self._rings[0] != self.rung
            or environ["REQUEST_METHOD"] != "GET"
            or "HTTP_RANGE" in environ
            or "HTTP_AUTHORIZATION" in environ
            or "HTTP_IF_MATCH" in environ
            or "HTTP_IF_MODIFIED_SINCE" in environ
            or "HTTP_IF_UNMODIFIED_SINCE" in environ
            or ("HTTP_COOKIE" in environ and self._session in environ["HTTP_COOKIE"])
        ):
            return self._answer(environ, start_response)
        if now >= page.touch_at:
            page.touch_at = now + TOUCHED_FOR
            self.stores.plain.touch(page.key)
        if "HTTP_IF_NONE_MATCH" in environ:
            if environ["HTTP_IF_NONE_MATCH"] != answer.etag:
                return self._answer(environ, start_response)
            start_response(NOT_MODIFIED, answer.unchanged.copy())
            return []
        start_response("200 OK", answer.hit.copy())
        return answer.body

    def _answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Whatever is asked."""
        if environ["REQUEST_METHOD"] not in SAFE:
            return self._write(environ, start_response)
        key = self.keys.of(environ)
        if key is None or not self.stores.is_ready:
            return self._pass_on(environ, start_response, BYPASS)
        self._catch_up()
        if page := self.stores.in_memory(key):
            return self._serve(page, environ, start_response, self._hit)
        if key in self.passing:
            return self._pass_on(environ, start_response, MISS)
        return self._make(key, environ, start_response)

    @property
    def _hit(self) -> str:
        return HIT if self._follower.is_connected else STALE

    def _write(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """A request that may change something: whoever sent it meets no old page with the next one, nor does anyone."""
        result = self.application(environ, start_response)
        if self.stores.is_ready:
            self.stores.look()
        self.bell.ring()
        return result

    def _catch_up(self) -> None:
        """Look at the log, if somebody has written, or a moment has come."""
        count = self.bell.count
        if count != self.rung:
            # First noted, then looked: who rings meanwhile is heard next time.
            self.rung = count
            self.stores.look()
        now, follower = time.time(), self._follower
        if now >= follower.next_moment:
            follower.tell_due()
        if follower.is_connected:
            self._sure_until = min(now + SURE_FOR, follower.next_moment)

    def _make(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """A page that is not in memory: from further out, or rendered, once for all who ask for it."""
        with ExitStack() as ended:
            turn = self.turns.of(key)
            ended.callback(turn.end)
            is_first = turn.begin()
            if not is_first:
                if page := self.stores.memory_of(key).outdated(key):
                    return self._serve(page, environ, start_response, STALE)
                turn.begin(wait=PATIENCE)
            if page := self.stores.find(key):
                return self._serve(page, environ, start_response, self._hit if is_first else COLLAPSED)
            rendered = render(self.application, environ, key, self._follower)
            if rendered.status[0] == "5" and (page := self.stores.memory_of(key).outdated(key)):
                return self._serve(page, environ, start_response, STALE)
            if rendered.stream is not None:
                self.passing.add(key)
                start_response(rendered.status, [*rendered.headers, (CACHE_STATUS, MISS)])
                return rendered.stream
            page = rendered.page(key, self.more_headers)
            told = self._keep(page, rendered)
        return self._serve(page, environ, start_response, told)

    def _keep(self, page: Page, rendered: Rendered) -> str:
        """Keep what may be kept; what Cache-Status says of it."""
        if why := rendered.unkept:
            self.passing.add(page.key)
            # Not what comes behind a colon: the public is told no statements.
            return f'{MISS}; detail="{_UNTOLD.sub("", why.partition(":")[0])}"'
        return STORED if self.stores.keep(page) else f'{MISS}; detail="changed"'

    def _serve(self, page: Page, environ: Environ, start_response: StartResponse, told: str) -> Iterable[bytes]:
        """The page in the encoding that the browser takes, or that it has it already."""
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        encoding = chosen(accepted)
        if encoding not in page.answers:
            page.answer(encoding)
            self.stores.memory_of(page.key).reweigh(page)
        answer = page.answer(encoding)
        page.remember(accepted, answer)
        is_found = page.status[0] == "2"
        if is_found and is_had(environ, etag=answer.etag, last_modified=page.header("last-modified")):
            start_response(NOT_MODIFIED, with_status(answer.unchanged, told))
            return []
        start_response(page.status, with_status(answer.hit, told))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else answer.body

    def _pass_on(self, environ: Environ, start_response: StartResponse, told: str) -> Iterable[bytes]:
        """Django's answer, and a word that it is."""

        def start(status: str, headers: list[tuple[str, str]], *more: object) -> object:
            return start_response(status, [*headers, (CACHE_STATUS, told)], *more)

        return self.application(environ, start)


def with_status(headers: Headers, told: str) -> Headers:
    """The headers of a stored page, whose last one says how it came here."""
    return [*headers[:-1], (CACHE_STATUS, told)]
