"""Lists of articles: each article once, at any depth, by an index."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.services import place_story
from editions.paging import PAGE_SIZE
from seeds.factories.articles import make_article, make_category, make_person, make_story, make_topic

COUNT = 2 * PAGE_SIZE + 5


@pytest.fixture
def shelf(editions) -> dict[str, str]:
    """The addresses of one list of each kind, with articles in all of them, some at one moment."""
    parent = make_category(name="Culture")
    category, topic, person = (
        make_category(name="Heritage", parent=parent),
        make_topic(name="Water"),
        make_person(name="Ada"),
    )
    moment = timezone.now() - timedelta(days=1)
    for number in range(COUNT):
        story = make_story(category=category, topics=[topic], authors=[person])
        # Five at each moment, so that a page's edge falls between equal ones.
        make_article(
            story=story, edition="en", title=f"Piece {number}.", published_at=moment - timedelta(hours=number // 5)
        )
        place_story(story)
    return {
        "all": "/en/articles/",
        "parent": parent.address_in("en"),
        "category": category.address_in("en"),
        "topic": topic.address_in("en"),
        "person": person.address_in("en"),
    }


def titles(html: str) -> list[str]:
    return re.findall(r'card__title"?[^>]*><a [^>]*>Piece (\d+)\.', html)


def link(html: str, rel: str) -> str | None:
    found = re.search(rf'<a class="pager__\w+" rel="{rel}" href="([^"]+)"', html)
    return found[1].replace("&amp;", "&") if found else None


@pytest.mark.parametrize("kind", ["all", "parent", "category", "topic", "person"])
def test_older_posts_lead_through_every_article_once_and_newer_posts_back(shelf, client: Client, kind: str):
    address: str | None = shelf[kind]
    pages = []
    while address:
        html = client.get(address).content.decode()
        pages.append(titles(html))
        last, address = html, link(html, "next")
    seen = [title for page in pages for title in page]
    assert len(seen) == COUNT
    assert len(set(seen)) == COUNT
    back = [pages[-1]]
    while address := link(last, "prev"):
        last = client.get(address).content.decode()
        back.insert(0, titles(last))
    assert [title for page in back for title in page] == seen


def test_withdrawn_article_leaves_every_list(shelf, client: Client):
    from articles.models import Article
    from articles.services import withdraw_articles

    withdraw_articles(Article.objects.filter(title="Piece 0."))
    for address in shelf.values():
        assert "0" not in titles(client.get(address).content.decode())


@pytest.mark.parametrize("kind", ["category", "topic", "person"])
def test_a_list_is_read_by_its_index_without_sorting(shelf, client: Client, kind: str):
    address = link(client.get(shelf[kind]).content.decode(), "next")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    (query,) = [one["sql"] for one in captured if one["sql"].startswith('SELECT "articles_placement"')]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            plan = " ".join(str(row[3]) for row in cursor.fetchall())
            assert "articles_placement_list" in plan
            assert "TEMP B-TREE" not in plan
        else:
            # Few rows tempt the planner to sort them: what is asked is whether the index can serve.
            cursor.execute(
                "SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off"
            )
            cursor.execute(f"EXPLAIN {query}")
            plan = " ".join(str(row[0]) for row in cursor.fetchall())
            assert "articles_placement_list" in plan
