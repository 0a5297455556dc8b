"""Correct is proved, not hoped: whatever is edited, what the page cache answers is what Django would answer.

Edits are drawn at random, by the ways that they really take; after each, the site's addresses are asked for twice,
through the page cache and afresh, and compared: status, headers and every byte. Two of the four editions have texts,
other two in each run. After each twentieth edit all pages are compared; after the others those of one of the two and
those of none, so that a thousand edits take minutes: what is old stays old until then. A run is known by its seed: what
it prints when it fails is enough to see it again.

    FRESH_EDITS=20 FRESH_SEEDS=7 pytest tests/delivery/pages/test_fresh.py
"""

import os
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from delivery.pages.kept import Kept
from delivery.pages.keys import Keys
from delivery.pages.serving import PageCache
from tests.delivery.pages import edits_of_frames, edits_of_publications, edits_of_texts, edits_of_things
from tests.delivery.pages.comparing import ROOTS, Asking
from tests.delivery.pages.edits import Clock, Desk, any_edit
from tests.delivery.pages.small_site import CODES, build
from tests.delivery.pages.walking import EVERY, Walk

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]

SEEDS = [int(seed) for seed in os.environ.get("FRESH_SEEDS", "1 2 3 4 5 6 7 8").split()]
EDITS = int(os.environ.get("FRESH_EDITS", "125"))
# Editions in the order in which seeds take two of them.
PAIRS = [*pairwise([*CODES, CODES[0]]), ("en", "fa"), ("ar", "sq")]
# Of the pages that are compared, how many may have been made anew although they had not changed.
MOST_NEEDLESS = 0.3
DRAWN = (edits_of_texts, edits_of_things, edits_of_publications, edits_of_frames)


@pytest.fixture
def cache(tmp_path: Path, clock: Clock):
    kept = Kept(folder=tmp_path / "pages", build="one", memory=64_000_000)
    cache = PageCache(WSGIHandler(), kept, Keys(hosts=["testserver"], session_cookie="sessionid"))
    yield cache
    cache.stop()


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_are_the_same_bytes_as_made_afresh_after_any_edits(
    seed: int, cache: PageCache, files_dir: Path, client: Client, clock: Clock, lasting_connection: None
):
    site = build(PAIRS[seed % len(PAIRS)])
    client.force_login(site.editor)
    desk = Desk(site, Random(seed), client, clock)  # noqa: S311 - a test's own
    cache.start()
    assert cache.stores.wait_until_ready(10)
    walk = Walk(Asking(cache), Asking(WSGIHandler()))
    said = ["the site is built"]
    for number in range(EDITS + 1):
        clock.tick()
        if number:
            said.append(any_edit(desk))
            cache.stores.look()
        is_whole = number in {0, EDITS} or number % EVERY == 0
        differences = walk.compare(ROOTS) if is_whole else walk.compare(code=site.codes[number % 2])
        if differences:
            shown = "\n".join(map(str, differences[:5]))
            before = "\n".join(f"  {n}: {words}" for n, words in list(enumerate(said))[-5:])
            pytest.fail(f"seed {seed}, after edit {number}, {len(differences)} pages differ:\n{before}\n{shown}")
    print(f"seed {seed}: {dict(walk.counts)}")
    # What is edited concerns few pages, and few others are made anew with them.
    assert walk.counts["needlessly"] < MOST_NEEDLESS * walk.counts["compared"]
