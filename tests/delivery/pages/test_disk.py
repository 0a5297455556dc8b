"""Pages on the disk: kept, bounded, purged by whichever process, and correct whatever ends one."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from delivery.changes.declared import EVERYTHING
from delivery.pages.disk import Disk
from delivery.pages.entry import Page
from delivery.pages.keys import Key
from delivery.pages.places import place_of

HTML = [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')]
LIMIT = 10_000_000


def page(path: str, *tags: str, size: int = 3000, query: str = "", kind: str = "text/html") -> Page:
    return Page(
        key=Key(path.encode().decode("latin-1"), query, "example.org", True),
        status="200 OK",
        headers=[("Content-Type", kind), ("ETag", '"x"')],
        content=(path * size).encode()[:size],
        tags=tags,
        position="7.0/3/0:0:/",
    )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "build", LIMIT, is_standard=lambda page: True)
    yield made
    made.close()


def put(disk: Disk, *pages: Page) -> list[bool]:
    return [disk.put(one, lambda: False) for one in pages]


def files(disk: Disk, folder: str = "www") -> set[str]:
    root = disk.folder / folder
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_page_is_found_again_with_all_that_is_known_of_it(disk):
    made = page("/fa/articles/پل-کهنه/", "articles_article", "articles_article.id=5")
    made.until = 4_000_000_000.5
    assert put(disk, made) == [True]
    found = disk.get(made.key)
    assert found is not None
    for name in ("key", "status", "headers", "content", "tags", "position", "until"):
        assert getattr(found, name) == getattr(made, name)
    assert files(disk) == {"fa/articles/پل-کهنه/index.html"}
    assert disk.get(page("/fa/").key) is None


def test_server_in_front_finds_compressed_bodies_beside_it(disk):
    made = page("/en/about/", "x")
    put(disk, made)
    disk.put_encoded(made)
    assert files(disk) == {f"en/about/index.html{ending}" for ending in ("", ".br", ".gz", ".zst")}
    times = {path.stat().st_mtime for path in (disk.folder / "www/en/about").iterdir()}
    assert len(times) == 1
    disk.outdate(["x"])
    assert files(disk) == set()
    other = page("/en/about/", "x")
    other.bodies[""] = b"y" * 3000
    put(disk, other)
    assert (disk.folder / "www/en/about/index.html").stat().st_mtime not in times


def test_compressed_bodies_of_a_page_that_is_gone_are_not_laid_beside_its_successor(disk):
    first, second = page("/en/", "x"), page("/en/", "x")
    second.bodies[""] = b"another" * 500
    put(disk, first)
    disk.outdate(["x"])
    disk.put_encoded(first)
    assert files(disk) == set()
    put(disk, second)
    disk.put_encoded(first)
    assert files(disk) == {"en/index.html"}


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/en/", "text/html; charset=utf-8", "www/en/index.html"),
        ("/en/feed/", "application/rss+xml", "www/en/feed/index.rss"),
        ("/en/feed.json", "application/feed+json", "www/en/feed.json"),
        ("/sitemap.xml", "application/xml", "www/sitemap.xml"),
        ("/robots.txt", "text/plain", "www/robots.txt"),
        ("/en/about", "text/html", ""),
        ("/robots.txt", "text/html", ""),
        ("//", "text/html", ""),
        ("/../secret/", "text/html", ""),
        ("/en/./", "text/html", ""),
        ("/.well-known/", "text/html", ""),
        ("/en/\0/", "text/html", ""),
        ("/en/\xff/", "text/html", ""),
        ("/" + "x" * 300 + "/", "text/html", ""),
        ("/en/a\\..\\b/", "text/html", "www/en/a\\..\\b/index.html"),
    ],
)
def test_address_has_a_file_where_servers_look_for_it_or_none(path, kind, name):
    found = place_of(Key(path, "", "h", True), kind, is_standard=True)
    assert found == name or (not name and found.startswith("other/"))


def test_pages_that_a_server_in_front_may_not_serve_lie_elsewhere(disk, tmp_path):
    strict = Disk(tmp_path / "strict", LIMIT)
    put(strict, page("/en/", "x"))
    put(disk, page("/en/articles/", "x", query="before=7-1"))
    assert files(strict) == files(disk) == set()
    assert len(files(strict, "other")) == len(files(disk, "other")) == 1
    assert strict.get(page("/en/").key) is not None
    strict.close()


def test_purge_by_another_process_is_a_purge(disk):
    other = Disk(disk.folder, LIMIT, is_standard=lambda page: True)
    put(disk, page("/a/", "x", "y"), page("/b/", "y"), page("/c/", "z"))
    other.outdate(["y", *(f"nobody.id={number}" for number in range(2000))])
    assert files(disk) == {"c/index.html"}
    assert disk.get(page("/a/").key) is None
    other.outdate([EVERYTHING])
    assert disk.count() == disk.size == len(files(disk)) == 0
    put(disk, page("/a/", "x"))
    assert files(other) == {"a/index.html"}
    other.close()


def test_purge_of_most_pages_takes_them_at_a_stroke(disk):
    put(disk, page("/other/", "x"), *(page(f"/{number}/", "all", size=100) for number in range(310)))
    disk.outdate(["all"])
    assert disk.count() == disk.size == len(files(disk)) == 0
    disk.sweep()
    assert not (disk.folder / "old").exists()


def test_page_that_a_change_overtakes_is_not_kept(disk):
    assert disk.put(page("/a/", "x"), lambda: True) is False
    assert disk.count() == len(files(disk)) == 0


def test_purge_that_comes_while_a_page_is_laid_down_finds_it(disk):
    """The change is not known to whoever stores the page, and purged by another process before the page lies there."""
    other = Disk(disk.folder, LIMIT, is_standard=lambda page: True)

    def not_yet_known() -> bool:
        other.outdate(["x"])
        return False

    assert disk.put(page("/a/", "x"), not_yet_known) is False
    assert disk.count() == len(files(disk)) == 0
    other.close()


def test_disk_keeps_to_its_bytes_and_to_a_quarter_for_queries(tmp_path):
    disk = Disk(tmp_path / "build", 400_000, is_standard=lambda page: True)
    for number in range(60):
        put(disk, page(f"/{number}/", "x", size=9000), page(f"/{number}/", "x", size=9000, query="lite"))
        assert disk.size <= 400_000
    taken = sum(-(-path.stat().st_size // 4096) * 4096 for path in disk.folder.rglob("*/*") if path.is_file())
    assert 300_000 < taken <= 400_000
    assert disk.get(page("/59/").key) is not None
    assert disk.get(page("/0/").key) is None
    with disk.index.read() as rows:
        plain, asked = (size for (size,) in rows.execute("SELECT size FROM shelf ORDER BY id"))
    assert 250_000 < plain <= 300_000
    assert 80_000 < asked <= 100_000
    assert len(files(disk)) + len(files(disk, "other")) == disk.count()
    disk.close()


def test_damaged_body_is_no_page(disk):
    put(disk, page("/a/", "x"))
    (disk.folder / "www/a/index.html").write_bytes(b"half of")
    assert disk.get(page("/a/").key) is None
    assert disk.count() == len(files(disk)) == 0


def test_disk_that_cannot_even_purge_takes_all_pages_away(disk):
    put(disk, page("/a/", "x"))
    disk.index._connection.execute("DROP TABLE tag")
    disk.outdate(["x"])
    assert not disk.folder.exists()
    assert put(disk, page("/b/", "x")) == [False]


WRITING = """
import sys
from pathlib import Path
from tests.delivery.pages.test_disk import Disk, page
disk = Disk(Path(sys.argv[1]), 600_000, is_standard=lambda page: True)
number = 0
while True:
    made = page(f"/{number % 40}/", f"t{number % 7}", "all", size=4000 + number % 9000)
    disk.put(made, lambda: False)
    disk.put_encoded(made)
    if number % 5 == 0:
        disk.outdate([f"t{number % 7}"])
    if number % 200 == 0:
        disk.clear()
    if number == 20:
        print("writing", flush=True)
    number += 1
"""


@pytest.mark.once
def test_process_that_is_killed_while_it_writes_leaves_nothing_that_a_purge_would_not_find(tmp_path):
    folder = tmp_path / "build"
    for attempt in range(4):
        command = [sys.executable, "-c", WRITING, str(folder)]
        writers = [subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE) for _ in range(2)]
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"writing\n"
        time.sleep(attempt * 0.023)
        for writer in writers:
            writer.kill()
            writer.communicate()
        disk = Disk(folder, LIMIT, is_standard=lambda page: True)
        with disk.index.read() as rows:
            known = {place for (place,) in rows.execute("SELECT place FROM page")}
        lying = {f"www/{name.removesuffix('.br').removesuffix('.gz').removesuffix('.zst')}" for name in files(disk)}
        assert lying <= known
        for number in range(40):
            found = disk.get(page(f"/{number}/").key)
            assert found is None or set(found.content) <= set(f"/{number}/".encode())
        disk.outdate(["all"])
        assert files(disk) == set()
        assert disk.count() == 0
        disk.close()


FULL = """
import sys
from pathlib import Path
from tests.delivery.pages.test_disk import LIMIT, Disk, files, page
disk = Disk(Path(sys.argv[1]) / "build", LIMIT, is_standard=lambda page: True)
kept = [disk.put(page(f"/{number}/", "x", f"n{number}", size=20_000), lambda: False) for number in range(80)]
assert any(kept) and not all(kept), kept
whole = [number for number in range(80) if disk.get(page(f"/{number}/", size=20_000).key)]
assert whole == [number for number in range(80) if kept[number]], (whole, kept)
assert not files(disk, "new")
disk.outdate([f"n{whole[0]}"])
assert disk.get(page(f"/{whole[0]}/").key) is None
assert f"{whole[0]}/index.html" not in files(disk)
disk.outdate(["x"])
assert files(disk) == set()
assert disk.put(page("/again/", "x"), lambda: False)
print("correct")
"""


@pytest.mark.once
@pytest.mark.skipif(not shutil.which("unshare"), reason="a small disk is made with unshare(1)")
def test_full_disk_keeps_what_it_has_and_still_purges(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = 'mount -t tmpfs -o size=700k tmpfs "$1" && exec "$2" -c "$3" "$1"'
    command = ["unshare", "-rm", "sh", "-c", mounted, "sh", str(small), sys.executable, FULL]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120, check=False)
    if "unshare" in done.stderr and "Operation not permitted" in done.stderr:
        pytest.skip("this system lets nobody make a small disk")
    assert done.stdout == "correct\n", done.stderr


def test_many_threads_and_processes_agree_on_what_is_kept(disk):
    others = [Disk(disk.folder, LIMIT, is_standard=lambda page: True) for _ in range(3)]

    def work(one: Disk, offset: int) -> None:
        for number in range(40):
            put(one, page(f"/{(number + offset) % 20}/", f"t{number % 3}", size=2000))
            if number % 7 == offset:
                one.outdate([f"t{number % 3}"])

    threads = [threading.Thread(target=work, args=(one, place)) for place, one in enumerate([disk, *others])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with disk.index.read() as rows:
        known = {place.removeprefix("www/") for (place,) in rows.execute("SELECT place FROM page")}
        summed = rows.execute("SELECT sum(size) FROM page").fetchone()[0]
    assert files(disk) == known
    assert disk.size == summed
    for one in others:
        one.close()
