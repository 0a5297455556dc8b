"""The database goes away while the site is served: what is stored goes on being served, and says so."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from articles.models import Article
from delivery.pages.serving import SURE_FOR
from seeds.factories import make_article, make_editions, make_story
from tests.delivery.pages.cached import ask, make_cache
from tests.e2e.served import Site, database_url

STALE = "hit; detail=stale"


@pytest.mark.django_db
@pytest.mark.usefixtures("lasting_connection")
def test_stored_pages_are_served_and_marked_while_nobody_can_say_whether_they_are_true(editions, tmp_path: Path):
    make_article(story=make_story(), edition="en", title="The bridge")
    cache = make_cache(tmp_path, disk=10_000_000)
    before = ask(cache, "/en/articles/")
    page = next(iter(cache.stores.plain.pages.values()))
    cache.stores.follower._is_connected = False
    time.sleep(2 * SURE_FOR)
    told = ask(cache, "/en/articles/")
    assert (told.came, told.body) == (STALE, before.body)
    # What is over by the clock is better than nothing, for as long as nobody can make another.
    page.until = time.time() - 1
    assert ask(cache, "/en/articles/").came == STALE
    cache.stores.plain.clear()
    assert ask(cache, "/en/articles/").came == STALE
    cache.stores.look()
    assert ask(cache, "/en/articles/").came == "hit"
    cache.stop()


class Line:
    """The line to a database server, which can be cut and mended."""

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.open: list[socket.socket] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self._accept()

    def _accept(self) -> None:
        threading.Thread(target=self._run, args=(self.listening,), daemon=True).start()

    def _run(self, listening: socket.socket) -> None:
        while True:
            try:
                near, _address = listening.accept()
                far = socket.create_connection(self.server)
            except OSError:
                return
            self.open += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while sent := one.recv(65536):
                other.sendall(sent)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for one in self.open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open.clear()

    def mend(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", self.port))
        self._accept()


@pytest.fixture
def line() -> Iterator[Line]:
    if connection.vendor == "sqlite":
        pytest.skip("a file does not go away: tools/with-postgres")
    parts = urlsplit(database_url())
    made = Line(parts.hostname or "", parts.port or 5432)
    yield made
    made.cut()


def get(site: Site, path: str) -> tuple[int, str, str]:
    asked = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    # By the site's own name: pages for other hosts are not kept.
    asked.request("GET", path, headers={"Host": "127.0.0.1:8000"})
    answer = asked.getresponse()
    came = (answer.getheader("Cache-Status") or "").removeprefix("nejat; ")
    return answer.status, came, answer.read().decode()


def eventually(site: Site, path: str, came: str) -> str:
    """The page, once it comes in this way."""
    end = time.monotonic() + 20
    while (told := get(site, path))[1] != came and time.monotonic() < end:
        time.sleep(0.02)
    assert told[1] == came, told
    return told[2]


@pytest.mark.django_db(transaction=True)
def test_site_goes_on_without_its_database_and_catches_up_with_it(line):
    make_editions()
    article = make_article(story=make_story(), edition="en", title="The bridge")
    parts = urlsplit(database_url())
    own = parts.netloc.replace(f"{parts.hostname}:{parts.port}", f"127.0.0.1:{line.port}")
    site = Site(urlunsplit(parts._replace(netloc=own)))
    site.start()
    try:
        before = eventually(site, "/en/articles/", "hit")
        line.cut()
        assert eventually(site, "/en/articles/", STALE) == before
        # What is not stored cannot be made.
        assert get(site, "/fa/articles/")[0] == 500
        Article.objects.filter(pk=article.pk).update(title="The ferry")
        assert get(site, "/en/articles/")[2] == before
        line.mend()
        end = time.monotonic() + 20
        while "The ferry" not in (told := get(site, "/en/articles/"))[2] and time.monotonic() < end:
            # Never the old page as a true one, once the database is there again.
            assert told[1] == STALE
            time.sleep(0.02)
        assert "The ferry" in told[2]
        assert eventually(site, "/fa/articles/", "hit")
    finally:
        site.stop()
