"""Several machines with one database and one Redis."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Article
from delivery.pages.keys import Key
from delivery.pages.making import Turns
from delivery.pages.serving import PageCache
from delivery.pages.shared import Shared
from seeds.factories import make_article, make_story
from tests.delivery.pages.cached import HOST, ask, make_cache

REDIS = settings.CACHES["default"].get("LOCATION", "")
pytestmark = pytest.mark.skipif(not REDIS, reason="needs Redis: tools/with-redis")
STORED = "fwd=miss; stored"
KEY = Key("/en/", "", HOST, False)


@pytest.fixture
def article(editions) -> Article:
    return make_article(story=make_story(), edition="en", title="The bridge")


@pytest.fixture
def nodes(article, tmp_path: Path, lasting_connection) -> Iterator[tuple[PageCache, PageCache]]:
    made = tuple(make_cache(tmp_path / name, redis=REDIS, disk=10_000_000) for name in ("one", "two"))
    yield made  # type: ignore[misc]
    for node in made:
        node.stop()


@pytest.mark.django_db
def test_page_is_rendered_by_one_node_and_served_by_all(nodes):
    one, two = nodes
    first = ask(one, "/en/articles/", ACCEPT_ENCODING="br")
    second = ask(two, "/en/articles/", ACCEPT_ENCODING="br")
    assert (first.came, second.came) == (STORED, "hit")
    assert (first.own, first.body) == (second.own, second.body)
    assert two.application.asked == []


@pytest.mark.django_db
def test_page_of_another_node_is_proved_before_it_is_served(nodes, article):
    """Nobody purges what nodes share: each looks whether it has been overtaken."""
    one, two = nodes
    ask(one, "/en/articles/")
    Article.objects.filter(pk=article.pk).update(title="The ferry")
    two.stores.look()
    told = ask(two, "/en/articles/")
    assert told.came == STORED
    assert "The ferry" in told.body.decode()
    one.stores.look()
    assert ask(one, "/en/articles/").body == told.body
    assert one.application.asked == ["/en/articles/"]


@pytest.mark.django_db
def test_page_that_was_stored_after_the_change_that_overtook_it_is_not_served(nodes, article):
    one, two = nodes
    ask(one, "/en/articles/")
    late = next(iter(one.stores.plain.pages.values()))
    Article.objects.filter(pk=article.pk).update(title="The ferry")
    two.stores.look()
    one.stores.shared.put(late)
    assert "The ferry" in ask(two, "/en/articles/").body.decode()


@pytest.mark.django_db
def test_nodes_do_without_redis_while_it_is_away(article, tmp_path, lasting_connection):
    cache = make_cache(tmp_path, redis="redis://127.0.0.1:1")
    assert [ask(cache, "/en/articles/").came for _time in range(2)] == [STORED, "hit"]
    cache.stop()


@pytest.mark.django_db
def test_page_of_another_database_is_none_of_ours(nodes):
    """Its transactions have other numbers, by which nothing can be proved here."""
    one, _two = nodes
    ask(one, "/en/articles/")
    page = next(iter(one.stores.plain.pages.values()))
    names = [one.stores.follower.identity, "another"]
    found = [
        Shared(REDIS, "build", lambda tags, position: False, lambda name=name: name).get(page.key) for name in names
    ]
    assert [bool(each) for each in found] == [True, False]


def test_one_node_renders_while_the_others_wait():
    shared = [Shared(REDIS, "turns", lambda tags, position: False, lambda: "log") for _ in range(2)]
    one, two = (Turns(None, each) for each in shared)
    first = one.of(KEY)
    assert first.begin()
    assert not two.of(KEY).begin()
    waiting = two.of(KEY)
    ended: list[float] = []

    def end() -> None:
        time.sleep(0.1)
        ended.append(time.monotonic())
        first.end()

    thread = threading.Thread(target=end)
    thread.start()
    assert waiting.begin(wait=5)
    assert time.monotonic() >= ended[0]
    # Whose turn is over ends nobody else's.
    first.end()
    assert not one.of(KEY).begin()
    waiting.end()
    again = one.of(KEY)
    assert again.begin()
    again.end()
    thread.join()
