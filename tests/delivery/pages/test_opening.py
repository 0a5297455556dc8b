"""A start: what lies on the disk counts only if the log proves that nothing of it has changed."""

import os
from pathlib import Path

import pytest
from django.conf import settings as of_django

from articles.models import Article
from delivery.changes.declared import EVERYTHING
from delivery.changes.positions import Position, Seen
from delivery.changes.recent import Recent
from delivery.pages import opening
from delivery.pages.builds import LIVE, build_of, make_live
from delivery.pages.disk import Disk
from delivery.pages.entry import Page
from delivery.pages.kept import Kept
from delivery.pages.keys import Key, Keys
from delivery.pages.opening import FOLLOWED, forget_outdated, open_disk
from delivery.pages.serving import PageCache
from seeds.factories import make_article
from tests.delivery.pages.cached import HOST, SESSION, Counting, ask, make_cache

LIMIT = 10_000_000
NOW = 1_900_000_000.0


def page(path: str, tag: str, number: int) -> Page:
    """One that was made when the log's last line was `number`."""
    return Page(
        key=Key(path, "", "example.org", True),
        status="200 OK",
        headers=[("Content-Type", "text/html")],
        content=b"<p>text</p>",
        tags=[tag],
        position=str(Position(NOW + number, number)),
    )


def opened(folder: Path, recent: Recent, of: str = "this") -> Disk:
    disk = open_disk(folder, LIMIT, lambda page: True)
    forget_outdated(disk, recent, of)
    return disk


def log(*changes: tuple[int, str], known_from: int = 0) -> Recent:
    """A log that is known from a line on."""
    recent = Recent()
    recent.begin(Position(NOW + 1000, 1000), mark=known_from, at=NOW + known_from - 1)
    recent.add(Seen(frozenset([tag]), number, at=NOW + number) for number, tag in changes)
    return recent


def left(folder: Path, followed: int) -> None:
    """A disk as a process leaves it that has followed the log to a line."""
    disk = opened(folder, log())
    for made in (page("/a/", "a", 5), page("/b/", "b", 5), page("/late/", "a", 30)):
        assert disk.put(made, lambda: False)
    disk.index.set_state(FOLLOWED, str(Position(NOW + followed, followed)))
    disk.close()


@pytest.mark.parametrize(
    ("changes", "known_from", "kept"),
    [
        ((), 0, {"a", "b", "late"}),
        # Purged before the process ended; the log still tells of it.
        (((15, "a"),), 0, {"a", "b", "late"}),
        # One page was made after the change.
        (((25, "a"),), 0, {"b", "late"}),
        (((25, "a"), (26, "b")), 0, {"late"}),
        (((35, "a"),), 0, {"b"}),
        (((35, EVERYTHING),), 0, set()),
        # Nobody knows what happened between.
        ((), 25, set()),
    ],
)
def test_pages_that_nothing_has_changed_are_kept_and_no_others(tmp_path, changes, known_from, kept):
    left(tmp_path, followed=20)
    disk = opened(tmp_path, log(*changes, known_from=known_from))
    found = {name for name in ("a", "b", "late") if disk.get(page(f"/{name}/", "", 0).key)}
    lying = {path.parent.name for path in (tmp_path / "www").rglob("index.html")}
    assert found == lying == kept
    disk.close()


def test_pages_of_whoever_never_said_how_far_it_has_followed_go(tmp_path):
    left(tmp_path, followed=20)
    disk = Disk(tmp_path, LIMIT)
    disk.index.set_state(FOLLOWED, "")
    disk.close()
    disk = opened(tmp_path, log())
    assert disk.count() == 0
    disk.close()


def test_pages_from_before_the_machine_went_down_go(tmp_path, monkeypatch):
    left(tmp_path, followed=20)
    boot = tmp_path / "boot_id"
    boot.write_text("another boot")
    monkeypatch.setattr(opening, "_BOOT_ID", boot)
    disk = opened(tmp_path, log())
    assert disk.count() == 0
    assert not list((tmp_path / "www").rglob("*.html"))
    disk.close()


def test_damaged_index_is_begun_anew(tmp_path):
    left(tmp_path, followed=20)
    for name in ("index.sqlite3", "index.sqlite3-wal", "index.sqlite3-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / "index.sqlite3").write_bytes(b"no database at all" * 100)
    disk = opened(tmp_path, log())
    assert disk.count() == 0
    assert not list((tmp_path / "www").rglob("*.html"))
    assert disk.put(page("/a/", "a", 5), lambda: False)
    disk.close()


def test_build_is_another_when_code_or_settings_are(tmp_path, settings):
    base, static = tmp_path / "base", tmp_path / "static.json"
    (base / "rooms").mkdir(parents=True)
    (base / "rooms" / "page.html").write_text("<p>")
    found = [build_of(base, settings=of_django, static=static)]
    assert build_of(base, settings=of_django, static=static) == found[0]
    (base / "rooms" / "page.html").write_text("<b>")
    found.append(build_of(base, settings=of_django, static=static))
    static.write_text("{}")
    found.append(build_of(base, settings=of_django, static=static))
    settings.PEERTUBE_HOSTS = ["video.example.org"]
    found.append(build_of(base, settings=of_django, static=static))
    assert len(set(found)) == 4
    settings.PAGE_MEMORY += 1
    (base / "rooms" / "notes.log").write_text("not served")
    assert build_of(base, settings=of_django, static=static) == found[-1]


def test_builds_that_nobody_uses_go_and_the_live_one_is_led_to(tmp_path):
    first, _in_use = make_live(tmp_path, "one")
    second, _other = make_live(tmp_path, "two")
    # Somebody still serves the first.
    assert first.is_dir()
    assert (tmp_path / LIVE).resolve() == second
    os.close(_in_use)
    make_live(tmp_path, "two")
    assert not first.exists()
    (tmp_path / "old-0123").mkdir()
    make_live(tmp_path, "two")
    assert {path.name for path in tmp_path.iterdir()} == {"two", LIVE}


def test_pages_that_were_kept_with_another_database_say_nothing(tmp_path):
    left(tmp_path, followed=20)
    disk = opened(tmp_path, log(), of="another")
    assert disk.get(page("/a/", "", 0).key) is None
    disk.close()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_comes_while_the_disk_is_looked_through_is_not_missed(tmp_path, lasting_connection, monkeypatch):
    article = make_article(edition="en", title="Before", slug="bridge")
    address = "/en/articles/bridge/"
    first = make_cache(tmp_path, disk=LIMIT)
    assert b"Before" in ask(first, address).body
    first.stores.keeper.disk = first.stores.disk
    first.stores.keeper.note()
    first.stop()

    looked_through = Disk.forget

    def forget(disk: Disk, is_outdated) -> None:
        looked_through(disk, is_outdated)
        Article.objects.filter(pk=article.pk).update(title="Meanwhile")
        second.stores.follower.look()

    monkeypatch.setattr(Disk, "forget", forget)
    kept = Kept(folder=tmp_path, build="build", memory=LIMIT, disk=LIMIT)
    second = PageCache(Counting(), kept, Keys(hosts={HOST}, session_cookie=SESSION))
    second.begin()
    assert b"Meanwhile" in ask(second, address).body
    second.stop()
