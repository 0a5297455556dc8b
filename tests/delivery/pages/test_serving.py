"""Who gets a stored page, who does not, and what can fill the cache."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Article
from delivery.pages.serving import SURE_FOR, PageCache
from seeds.factories import make_article, make_story, make_user
from tests.delivery.pages.cached import SESSION, ask, make_cache

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lasting_connection")]
STORED = "fwd=miss; stored"


@pytest.fixture
def article(editions) -> Article:
    return make_article(story=make_story(), edition="en", title="The bridge")


@pytest.fixture
def cache(article, tmp_path: Path) -> Iterator[PageCache]:
    made = make_cache(tmp_path, disk=10_000_000)
    yield made
    made.stop()


def rename(article: Article, title: str) -> None:
    Article.objects.filter(pk=article.pk).update(title=title)


def test_change_shows_at_once_on_the_pages_that_show_it_and_leaves_the_others(cache, article):
    for address in ("/en/", "/en/articles/", "/sq/"):
        assert [ask(cache, address).came for _time in range(2)] == [STORED, "hit"]
    rename(article, "The ferry")
    cache.stores.look()
    assert "The ferry" in ask(cache, "/en/articles/").body.decode()
    assert ask(cache, "/en/").came == STORED
    assert ask(cache, "/sq/").came == "hit"


def test_who_has_written_meets_no_old_page(cache, article):
    """The worker that was sent something looks before it answers, the others at their next request."""
    other = make_cache(cache.kept.folder)
    for one in (cache, other):
        ask(one, "/en/articles/")
    rename(article, "The ferry")
    ask(cache, "/en/contact/", "POST")
    for one in (cache, other):
        assert "The ferry" in ask(one, "/en/articles/").body.decode()
    other.stop()


def test_moment_that_comes_is_looked_for_at_every_hit(cache, article, clock):
    later = make_article(
        story=make_story(), edition="en", title="The lighthouse", published_at=timezone.now() + timedelta(hours=1)
    )
    cache.stores.look()
    assert later.title not in ask(cache, "/en/articles/").body.decode()
    assert ask(cache, "/en/articles/").came == "hit"
    clock.ahead = 3601
    assert later.title in ask(cache, "/en/articles/").body.decode()


def test_signed_in_people_get_djangos_own_answer(cache, client):
    client.force_login(make_user(role="editor"))
    cookie = f"theme=dark; {SESSION}={client.cookies[SESSION].value}"
    ask(cache, "/en/")
    assert ask(cache, "/en/", COOKIE=cookie).came == "fwd=bypass"
    assert ask(cache, "/en/", COOKIE="theme=dark").came == "hit"


def test_what_is_not_public_is_not_kept(cache):
    for address in ("/healthz", "/", "/admin/login/", "/en/search/?q=bridge", "/en/no-such-page/", "/static/none.css"):
        for _time in range(3):
            assert ask(cache, address).came.partition(";")[0] in {"fwd=miss", "fwd=bypass"}, address
    assert not cache.stores.plain.pages
    assert cache.stores.disk is not None
    assert cache.stores.disk.count() == 0


def test_strangers_cannot_fill_the_cache(cache):
    ask(cache, "/en/")
    filled = cache.stores.plain.size, cache.stores.asked.size, cache.stores.disk.count()
    for number in range(40):
        ask(cache, "/en/", host=f"host{number}.example")
        ask(cache, "/en/", host=f"testserver:{number}")
        ask(cache, f"/en/?x{number}=1")
        ask(cache, f"/en/?utm_source={number}")
        ask(cache, f"/en/nothing-{number}/")
        ask(cache, f"/en/articles/?before=x{number}")
        ask(cache, "/en/", ACCEPT_ENCODING=f"x{number}")
        ask(cache, "/en/", COOKIE=f"a={number}", USER_AGENT=f"{number}", ACCEPT_LANGUAGE=f"{number}")
    assert (cache.stores.plain.size, cache.stores.asked.size, cache.stores.disk.count()) == filled
    assert cache.passing.count() <= cache.passing.most


def test_made_up_places_in_a_list_take_a_quarter_at_most(article, tmp_path):
    cache = make_cache(tmp_path, memory=400_000)
    ask(cache, "/en/articles/")
    for number in range(30):
        # Every key behind the newest article is an address: the list from there on.
        ask(cache, f"/en/articles/?before=90000000000000{number:02}-1")
    assert cache.stores.asked.size <= 100_000
    assert len(cache.stores.asked.pages) < 30
    assert ask(cache, "/en/articles/").came == "hit"
    cache.stop()


def test_tracking_is_told_to_nobody(cache):
    page = ask(cache, "/en/articles/?utm_source=letter&fbclid=1")
    assert page.came == STORED
    assert b"utm_source" not in page.body
    assert ask(cache, "/en/articles/").came == "hit"


def test_page_is_over_at_the_moment_that_it_names(cache, clock):
    ask(cache, "/en/")
    page = next(iter(cache.stores.plain.pages.values()))
    page.until = time.time() + 100
    assert ask(cache, "/en/").came == "hit"
    cache.stores.disk.clear()
    clock.ahead = 101
    assert ask(cache, "/en/").came == STORED


@pytest.mark.parametrize("is_known", [True, False])
def test_page_that_a_change_has_overtaken_is_not_kept(article, tmp_path, is_known):
    """Whether the change is known already when the page is about to be kept, or comes to be known right after."""

    def between_render_and_keeping(tags: Any, until: Any) -> list[tuple[str, str]]:
        if article.title in Article.objects.values_list("title", flat=True):
            rename(article, "The ferry")
            if is_known:
                cache.stores.look()
        return []

    cache = make_cache(tmp_path, disk=10_000_000)
    cache.more_headers = between_render_and_keeping
    first = ask(cache, "/en/articles/")
    assert "The bridge" in first.body.decode()
    assert first.came == ('fwd=miss; detail="changed"' if is_known else STORED)
    assert cache.stores.disk is not None
    assert cache.stores.disk.count() == len(cache.stores.plain.pages) == 0
    assert "The ferry" in ask(cache, "/en/articles/").body.decode()
    assert ask(cache, "/en/articles/").came == "hit"
    cache.stop()


def test_outdated_page_stands_in_while_the_new_one_is_made_and_no_longer(cache, article, clock):
    old = ask(cache, "/en/articles/")
    rename(article, "The ferry")
    cache.stores.look()
    turn = cache.turns.of(next(iter(cache.stores.plain._outdated)))
    assert turn.begin()
    meanwhile = ask(cache, "/en/articles/")
    turn.end()
    assert meanwhile.body == old.body
    assert meanwhile.came == "hit; detail=stale"
    assert "The ferry" in ask(cache, "/en/articles/").body.decode()


def test_nothing_is_kept_where_the_database_does_not_tell_of_changes(cache):
    ask(cache, "/en/")
    cache.stores.follower.is_blind = True
    time.sleep(2 * SURE_FOR)
    assert [ask(cache, "/en/").came for _time in range(2)] == ["fwd=bypass"] * 2
    cache.stores.follower.is_blind = False
    assert ask(cache, "/en/").came == STORED


def test_other_process_finds_what_this_one_has_made(cache, tmp_path):
    other = make_cache(tmp_path, disk=10_000_000)
    assert ask(cache, "/en/").came == STORED
    assert ask(other, "/en/").came == "hit"
    assert other.application.asked == []
    other.stop()


def test_error_is_answered_with_the_page_of_a_moment_ago(cache, article):
    old = ask(cache, "/en/articles/")
    rename(article, "The ferry")
    cache.stores.look()
    cache.application = failing
    found = ask(cache, "/en/articles/")
    assert (found.body, found.came) == (old.body, "hit; detail=stale")
    assert ask(cache, "/en/").status == 500


def failing(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
    return [b"no"]
