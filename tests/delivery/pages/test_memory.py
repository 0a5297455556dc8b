"""Pages in memory: bounds, order, purges."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.changes.declared import EVERYTHING
from delivery.pages.entry import LONGEST_ACCEPTED, MOST_ACCEPTED, Page
from delivery.pages.keys import Key
from delivery.pages.memory import STALE_FOR, Memory

HTML = [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"x"')]


def page(name: str, *tags: str, size: int = 1000) -> Page:
    noise = random.Random(name).randbytes(size)  # noqa: S311
    return Page(key=Key(f"/{name}/", "", "h", False), status="200 OK", headers=HTML, content=noise, tags=tags)


def test_page_that_nobody_has_asked_for_longest_goes_first():
    memory = Memory(66_000)
    for name in "abcd":
        memory.put(page(name, size=6000))
    memory.get(page("a").key)
    for name in "efghi":
        memory.put(page(name, size=6000))
    assert [key.path for key in memory.pages] == [f"/{name}/" for name in "cdaefghi"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9000), st.sampled_from(["put", "br", "outdate", "drop"]))))
def test_size_is_that_of_its_pages_and_within_the_limit_whatever_happens(steps):
    memory = Memory(60_000)
    for number, size, what in steps:
        made = page(str(number), f"t{number % 5}", f"row{number}", size=size)
        held = memory.pages.get(made.key)
        if what == "put":
            memory.put(made)
        elif what == "outdate":
            memory.outdate([f"t{number % 5}"], at=0.0 if size % 2 else None)
        elif held is not None and what == "drop":
            memory.drop(held)
        elif held is not None:
            held.answer("br")
            memory.reweigh(held)
        kept = [*memory.pages.values(), *memory._outdated.values()]
        assert memory.size == sum(one.weight for one in kept) <= 60_000
        indexed = {one for held in memory._by_tag.values() for one in (held if isinstance(held, set) else {held})}
        assert indexed == set(memory.pages.values())


def test_page_larger_than_an_eighth_is_not_kept():
    memory = Memory(80_000)
    memory.put(page("a"))
    memory.put(page("a", size=10_001))
    assert memory.size == len(memory.pages) == 0


def test_purge_takes_exactly_the_pages_that_depend_on_a_tag():
    memory = Memory(1_000_000)
    for made in (page("a", "x", "y"), page("b", "y"), page("c", "z")):
        memory.put(made)
    assert memory.outdate(["y", "nobody"]) == 2
    assert [key.path for key in memory.pages] == ["/c/"]
    assert memory.outdate([EVERYTHING]) == 1
    assert not memory.pages
    assert not memory._by_tag


def test_purged_page_may_stand_in_for_less_than_a_second():
    memory = Memory(1_000_000)
    memory.put(page("a", "x"))
    memory.outdate(["x"])
    key = page("a").key
    assert memory.get(key) is None
    outdated = memory.outdated(key)
    assert outdated is not None
    assert STALE_FOR < 1
    assert memory.outdated(key, now=outdated.outdated_at + STALE_FOR - 0.01) is outdated
    assert memory.outdated(key, now=outdated.outdated_at + STALE_FOR) is None
    # A clock that was put back makes no page young again.
    assert memory.outdated(key, now=outdated.outdated_at - 1) is None


def test_newer_page_takes_the_place_of_the_one_before_and_of_its_tags():
    memory = Memory(1_000_000)
    memory.put(page("a", "x"))
    memory.put(page("a", "y"))
    assert memory.outdate(["x"]) == 0
    assert memory.outdate(["y"]) == 1


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip"])
def test_page_weighs_little_once_it_is_compressed_and_is_still_whole(encoding):
    text = b"<p>The bridge is old.</p>" * 1000
    made = Page(key=page("a").key, status="200 OK", headers=HTML, content=text)
    before = made.weigh()
    made.answer(encoding)
    assert made.weigh() < before / 4
    assert made.content == made.answer("").body[0] == text
    assert made.answer(encoding).hit[-2] == ("Content-Encoding", encoding)
    assert made.answer(encoding).etag == 'W/"x"'


def test_page_remembers_what_browsers_say_and_no_more_than_that():
    one = page("one")
    for number in range(100):
        one.remember(f"gzip;q=0.{number}", one.answer("gzip"))
        assert len(one.accepted) <= MOST_ACCEPTED
    one.remember("br, " * 1000, one.answer("br"))
    one.remember("br", one.answer("br"))
    assert max(map(len, one.accepted)) <= LONGEST_ACCEPTED
    assert one.accepted["br"] is one.answer("br")
