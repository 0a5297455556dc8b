"""What is done beside serving: pages are laid on the disk compressed too, however many wait for it."""

from delivery.changes.following import Follower
from delivery.pages import keeper as keepers
from delivery.pages.disk import Disk
from delivery.pages.entry import Page
from delivery.pages.keeper import Keeper
from delivery.pages.keys import Key


def test_pages_beyond_those_that_wait_whole_are_compressed_too(tmp_path, monkeypatch):
    monkeypatch.setattr(keepers, "MOST_WAITING", 2)
    disk = Disk(tmp_path, 10_000_000, lambda page: True)
    keeper = Keeper(Follower(lambda changes: None), lambda: disk, lambda opened: None)
    keeper.disk = disk
    for number in range(5):
        page = Page(
            key=Key(f"/{number}/", "", "example.org", True),
            status="200 OK",
            headers=[("Content-Type", "text/html; charset=utf-8")],
            content=b"<p>text</p>" * 100,
        )
        assert disk.put(page, lambda: False)
        keeper.encode(page)
    # One of those that wait is gone when it is its turn.
    (tmp_path / "www" / "3" / "index.html").unlink()
    for _number in range(5):
        keeper._encode_next()
    laid = {path.parent.name for path in (tmp_path / "www").rglob("index.html.br")}
    assert laid == {"0", "1", "2", "4"}
    disk.close()
