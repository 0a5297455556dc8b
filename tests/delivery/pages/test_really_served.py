"""The page cache as it is really served: two web workers, real connections, real clocks."""

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from tests.delivery.pages.running import Running, make_running

# All in one process of the suite: an installation takes seconds to prepare. What the database does differently is
# tried in test_away.py.
pytestmark = [pytest.mark.once, pytest.mark.xdist_group("really-served")]

RENAME = """
from articles.models import Article
Article.objects.filter(slug="bridge").update(title={title!r})
"""
LIST, OTHER = "/en/articles/", "/sq/"


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Running:
    return make_running(tmp_path_factory.mktemp("running"))


def rename(running: Running, title: str) -> None:
    running.run(RENAME.format(title=title))


def test_page_that_was_just_purged_is_rendered_once_for_two_hundred_who_ask(running):
    with running.serving():
        running.warm(LIST)
        before = running.get(LIST)[1]
        answers: list[tuple[str, str]] = []
        begin = threading.Barrier(201)

        def ask() -> None:
            begin.wait()
            answers.append(running.get(LIST))

        clients = [threading.Thread(target=ask) for _ in range(200)]
        for client in clients:
            client.start()
        rename(running, "The stampede")
        begin.wait()
        for client in clients:
            client.join()
        came = Counter(status for status, _text in answers)
        assert len(answers) == 200
        assert came["fwd=miss; stored"] == 1, came
        assert set(came) <= {"fwd=miss; stored", "fwd=miss; collapsed", "hit", "hit; detail=stale"}
        assert {text for status, text in answers if "stale" not in status} == {running.get(LIST)[1]}
        assert {text for status, text in answers if "stale" in status} <= {before}
        assert "The stampede" in running.get(LIST)[1]


def test_restarted_site_serves_what_has_not_changed_meanwhile_and_nothing_else(running):
    rename(running, "The bridge")
    with running.serving():
        for path in (LIST, OTHER):
            running.warm(path)
    rename(running, "The tower")
    with running.serving():
        until_kept(running, OTHER, "hit")
        status, text = running.get(LIST)
        assert status in {"fwd=miss; stored", "hit"}
        assert "The tower" in text


def until_kept(running: Running, path: str, first: str) -> None:
    """Until the workers have begun to keep pages; what they then say of a page must be `first`."""
    end = time.monotonic() + 20
    while (status := running.get(path)[0]) == "fwd=bypass" and time.monotonic() < end:
        time.sleep(0.01)
    assert status == first


LOOKED_AT = """
import json, sys, io
from pathlib import Path
import django
django.setup()
from tests.delivery.pages.cached import ask
from nejat_cms.page_cache import keys, kept
from dataclasses import replace
from delivery.pages.serving import PageCache
from django.core.handlers.wsgi import WSGIHandler
cache = PageCache(WSGIHandler(), kept(), keys())
cache.start()
assert cache.stores.wait_until_ready(20)
told = ask(cache, sys.argv[1], host=sys.argv[2], ACCEPT_ENCODING="br")
print(json.dumps([told.status, told.came, len(told.body)]))
cache.stop()
"""


def test_many_processes_render_a_page_once(running):
    rename(running, "Once more")
    environment = {**running.environment, "DJANGO_SETTINGS_MODULE": "nejat_cms.settings"}
    command = [sys.executable, "-c", LOOKED_AT, LIST, f"127.0.0.1:{running.port}"]
    started = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = [json.loads(process.communicate(timeout=120)[0]) for process in started]
    came = Counter(status for _number, status, _size in told)
    assert came["fwd=miss; stored"] == 1, came
    assert len({size for _number, _status, size in told}) == 1


def test_pages_of_another_release_are_not_served(running):
    live = running.folder / "pages" / "live"
    with running.serving():
        running.warm(LIST)
        before = live.resolve()
        assert (before / "www/en/articles/index.html").exists()
    other = Running(running.folder, port=running.port, more={"PEERTUBE_HOSTS": "video.example.org"})
    with other.serving():
        until_kept(other, LIST, "fwd=miss; stored")
        assert live.resolve() != before
        assert not before.exists()
        assert (live / "www/en/articles/index.html").exists()
    assert Path(live).is_symlink()
