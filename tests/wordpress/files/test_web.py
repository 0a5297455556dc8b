"""Files are fetched whole or not at all, from nowhere but the public network, and on from where they were cut off."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.wordpress.files.old_site import (
    OldSite,
    begins_slowly,
    fails_first,
    in_chunks,
    is_cut_off,
    is_endless,
    is_silent,
    is_slow,
    leads_to,
    picture,
)
from wordpress.files.hosts import Limits
from wordpress.files.responses import NotFetchedError
from wordpress.files.web import Web

BODY = bytes(range(256)) * 64
HERE = ("127.0.0.1",)
MOST = 1_000_000


@pytest.fixture
def web(tmp_path: Path, quick: Limits) -> Iterator[Web]:
    found = Web(tmp_path / "spool", private_hosts=HERE, limits=quick)
    yield found
    found.close()


def fetch(web: Web, address: str, most: int = MOST) -> bytes:
    path = web.fetch(address, lambda head: most)
    content = path.read_bytes()
    path.unlink()
    return content


def left_in(web: Web) -> list[str]:
    return sorted(path.suffix for path in web.spool.iterdir()) if web.spool.exists() else []


def test_a_file_comes_whole_and_nothing_else_stays(web: Web, site: OldSite):
    assert fetch(web, site.has("a.bin", BODY)) == BODY
    assert left_in(web) == []


def test_one_connection_serves_many_files(web: Web, site: OldSite):
    for number in range(5):
        fetch(web, site.has(f"{number}.bin", BODY))
    assert len(web._connections) == 1


def test_names_in_other_scripts_and_with_spaces_are_asked_for(web: Web, site: OldSite):
    site.has("عکس باغ.jpg", BODY)
    assert fetch(web, site.address("عکس باغ.jpg")) == BODY
    assert fetch(web, site.address("%D8%B9%DA%A9%D8%B3%20%D8%A8%D8%A7%D8%BA.jpg")) == BODY


def test_what_is_missing_is_asked_for_once(web: Web, site: OldSite):
    with pytest.raises(NotFetchedError) as caught:
        fetch(web, site.address("gone.jpg"))
    assert caught.value.is_missing
    assert site.times("gone.jpg") == 1


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_passing_trouble_is_waited_out(web: Web, site: OldSite, status):
    assert fetch(web, site.has("a.bin", fails_first(2, BODY, status))) == BODY
    assert site.times("a.bin") == 3


def test_lasting_trouble_is_given_up_and_named(web: Web, site: OldSite):
    with pytest.raises(NotFetchedError, match="503"):
        fetch(web, site.has("a.bin", fails_first(99, BODY, 503)))
    assert site.times("a.bin") == 3


def test_a_file_that_is_refused_is_not_asked_for_again(web: Web, site: OldSite):
    with pytest.raises(NotFetchedError, match="403"):
        fetch(web, site.has("a.bin", fails_first(99, BODY, 403)))
    assert site.times("a.bin") == 1


def test_what_was_cut_off_is_continued(web: Web, site: OldSite):
    assert fetch(web, site.has("a.bin", is_cut_off(BODY, 5000, tag='"one"'))) == BODY
    assert site.ranges == ["", "bytes=5000-"]


def test_what_was_cut_off_begins_anew_where_the_server_vouches_for_nothing(web: Web, site: OldSite):
    assert fetch(web, site.has("a.bin", is_cut_off(BODY, 5000))) == BODY
    assert site.ranges == ["", ""]


def test_the_next_run_continues_what_a_killed_one_left(web: Web, site: OldSite, quick: Limits):
    address = site.has("a.bin", is_cut_off(BODY, 5000, tag='"one"', times=1))
    with pytest.raises(NotFetchedError):
        web.fetch(address, lambda head: MOST, attempts=1)
    # A run that gives up leaves the part where it is, as one that is killed does.
    assert left_in(web) == [".mark", ".part"]
    again = Web(web.spool, private_hosts=HERE, limits=quick)
    assert fetch(again, address) == BODY
    assert site.ranges[-1] == "bytes=5000-"


def test_a_part_of_what_has_changed_meanwhile_is_thrown_away(web: Web, site: OldSite):
    address = site.has("a.bin", is_cut_off(BODY, 5000, tag='"one"', times=1))
    with pytest.raises(NotFetchedError):
        web.fetch(address, lambda head: MOST, attempts=1)
    site.has("a.bin", is_cut_off(b"other" * 999, 0, tag='"two"', times=0))
    assert fetch(web, address) == b"other" * 999


def test_a_part_that_the_server_calls_too_long_is_thrown_away(web: Web, site: OldSite):
    address = site.has("a.bin", is_cut_off(BODY, 5000, tag='"one"', times=1))
    with pytest.raises(NotFetchedError):
        web.fetch(address, lambda head: MOST, attempts=1)
    site.has("a.bin", lambda handler: handler.answer(416 if handler.headers.get("Range") else 200, b"short"))
    assert fetch(web, address) == b"short"


def test_a_length_that_is_announced_and_never_comes_is_no_whole_file(web: Web, site: OldSite):
    with pytest.raises(NotFetchedError, match="cut off"):
        fetch(web, site.has("a.bin", lambda handler: (handler.answer(200, b"short", length=99), handler.wfile.close())))


def test_a_file_in_chunks_comes_whole_and_one_that_breaks_off_does_not(web: Web, site: OldSite):
    assert fetch(web, site.has("a.bin", in_chunks(BODY))) == BODY
    with pytest.raises(NotFetchedError):
        fetch(web, site.has("b.bin", in_chunks(BODY, is_whole=False)))


@pytest.fixture
def hasty(tmp_path: Path, impatient: Limits) -> Iterator[Web]:
    """A web that waits for nobody."""
    found = Web(tmp_path / "spool", private_hosts=HERE, limits=impatient)
    yield found
    found.close()


def test_a_server_that_says_nothing_is_given_up(hasty: Web, site: OldSite):
    with pytest.raises(NotFetchedError, match="too long"):
        fetch(hasty, site.has("a.bin", is_silent(2)))


def test_an_answer_that_never_comes_to_its_file_is_given_up(hasty: Web, site: OldSite):
    before = time.monotonic()
    with pytest.raises(NotFetchedError, match="Nothing came"):
        hasty.fetch(site.has("a.bin", begins_slowly(0.05)), lambda head: MOST, attempts=1)
    assert time.monotonic() - before < 20


def test_a_file_that_drips_is_given_up(hasty: Web, site: OldSite):
    with pytest.raises(NotFetchedError, match="slowly"):
        fetch(hasty, site.has("a.bin", is_slow(BODY, 0.05)))


def test_a_file_without_an_end_is_given_up_at_the_limit(web: Web, site: OldSite):
    with pytest.raises(NotFetchedError, match="larger"):
        fetch(web, site.has("a.jpg", is_endless(picture())), most=300_000)
    assert left_in(web) == []


def test_a_file_that_announces_too_much_is_not_fetched(web: Web, site: OldSite):
    with pytest.raises(NotFetchedError, match="larger") as caught:
        fetch(web, site.has("a.bin", BODY), most=1000)
    assert caught.value.is_unwanted


def test_redirects_are_followed_to_the_file(web: Web, site: OldSite):
    end = site.has("end.bin", BODY)
    assert fetch(web, site.has("start.bin", leads_to(site.has("middle.bin", leads_to(end, 307))))) == BODY
    assert fetch(web, site.has("relative.bin", leads_to("end.bin", 302))) == BODY


def test_redirects_in_a_circle_are_named(web: Web, site: OldSite):
    first, second = site.address("1.bin"), site.address("2.bin")
    site.has("1.bin", leads_to(second))
    site.has("2.bin", leads_to(first))
    with pytest.raises(NotFetchedError, match="circle"):
        fetch(web, first)


def test_redirects_without_end_are_given_up(web: Web, site: OldSite):
    for number in range(20):
        site.has(f"{number}.bin", leads_to(site.address(f"{number + 1}.bin")))
    with pytest.raises(NotFetchedError, match="too often"):
        fetch(web, site.address("0.bin"))


@pytest.mark.parametrize(
    "address",
    ["http://localhost:1/a.jpg", "http://[::1]/a.jpg", "http://169.254.169.254/latest/", "http://10.0.0.1/a.jpg"],
)
def test_a_redirect_into_a_private_network_is_not_followed(web: Web, site: OldSite, address):
    with pytest.raises(NotFetchedError, match="public network"):
        fetch(web, site.has("a.jpg", leads_to(address)))


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/a.jpg", "http://u:p@127.0.0.1/a", "nothing", ""]
)
def test_what_is_no_address_of_the_web_is_not_asked(web: Web, address):
    with pytest.raises(NotFetchedError):
        fetch(web, address)


def test_a_redirect_to_a_file_of_this_machine_is_not_followed(web: Web, site: OldSite):
    with pytest.raises(NotFetchedError):
        fetch(web, site.has("a.jpg", leads_to("file:///etc/passwd")))


def test_a_private_host_is_asked_only_where_somebody_said_so(tmp_path, site: OldSite, quick: Limits):
    address = site.has("a.bin", BODY)
    with pytest.raises(NotFetchedError, match="public network"):
        fetch(Web(tmp_path / "other", limits=quick), address)
    assert site.times("a.bin") == 0


def test_an_unknown_host_is_named_and_looked_up_once(web: Web, monkeypatch):
    with pytest.raises(NotFetchedError, match="unknown"):
        fetch(web, "http://no-such-host.invalid/a.jpg")
    monkeypatch.setattr("wordpress.files.hosts.resolve", None)
    with pytest.raises(NotFetchedError, match="unknown"):
        fetch(web, "http://no-such-host.invalid/b.jpg")


def test_a_host_that_never_answers_is_left_alone(tmp_path, quick: Limits):
    web = Web(tmp_path, private_hosts=HERE, limits=replace(quick, failures=4))
    for number in range(2):
        with pytest.raises(NotFetchedError, match="did not answer"):
            web.fetch(f"http://127.0.0.1:9/{number}.jpg", lambda head: MOST, attempts=2)
    with pytest.raises(NotFetchedError, match="not asked any more"):
        web.fetch("http://127.0.0.1:9/last.jpg", lambda head: MOST)


def test_a_page_in_place_of_a_file_is_left_after_its_first_bytes(web: Web, site: OldSite):
    def most(head: bytes) -> int:
        raise NotFetchedError("a page", is_unwanted=True)

    address = site.has("a.jpg", is_endless(b"<html>"))
    with pytest.raises(NotFetchedError, match="a page"):
        web.fetch(address, most)
    assert site.times("a.jpg") == 1
