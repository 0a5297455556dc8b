"""What pages cost, in counts that are the same on every machine: calls of functions, and memory at its peak.

Both of the third request for a page, which finds statements prepared and parts kept. Budgets leave a fifth of room and
more for another version of Django or Python; docs/profile.md says where the rest goes.
"""

import sys
import tracemalloc
from typing import Any

import pytest
from django.test import Client

from editions import memo
from tests.site_wide.world import ADDRESSES, World

# Of the English edition: at most so many calls, in Python and in C, and so many kilobytes.
BUDGETS = {
    "home": (12_400, 180),
    "articles:list": (12_400, 205),
    "articles:detail": (15_600, 160),
    "articles:feed": (7_600, 120),
    "articles:category": (11_500, 200),
    "articles:topic": (12_100, 200),
    "articles:person": (11_900, 195),
    "articles:dossiers": (6_100, 70),
    "articles:dossier": (6_800, 80),
    "media_gallery:overview": (8_400, 125),
    "media_gallery:kind": (6_700, 90),
    "media_gallery:item": (9_300, 105),
    "media_gallery:item photos": (9_900, 115),
    "publications:overview": (8_800, 95),
    "publications:series": (24_000, 195),
    "publications:entry": (14_000, 150),
    "publications:entry book": (8_900, 105),
    "editions:page": (6_800, 70),
}


@pytest.fixture(scope="module", autouse=True)
def _kept_for_this_file_alone() -> Any:
    yield
    memo.forget()


def calls_of(client: Client, path: str) -> int:
    """Calls of functions while a page is asked for."""
    counted = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        client.get(path)
    finally:
        sys.setprofile(before)
    return counted


def kilobytes_of(client: Client, path: str) -> int:
    """The most memory that is held at once while a page is asked for, beyond what is held before."""
    tracemalloc.start()
    try:
        client.get(path)
        return tracemalloc.get_traced_memory()[1] // 1000
    finally:
        tracemalloc.stop()


def test_pages_stay_within_their_calls_and_their_memory(world: World):
    client, over = Client(), {}
    for name, (calls, kilobytes) in BUDGETS.items():
        path = ADDRESSES[name].path(world, "en")
        for _ in range(2):
            assert client.get(path).status_code == 200, path
        found = (calls_of(client, path), kilobytes_of(client, path))
        if found[0] > calls or found[1] > kilobytes:
            over[name] = found
    assert over == {}


def test_unknown_address_costs_little(world: World):
    client = Client()
    for _ in range(2):
        assert client.get("/en/nothing-is-here/").status_code == 404
    assert calls_of(client, "/en/nothing-is-here/") <= 10_200
