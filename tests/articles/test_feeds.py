"""Feeds as readers' programs get them."""

import html
import json
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from articles.models import Article, StoryTopic
from editions.enums import State
from seeds.factories import (
    make_article,
    make_category,
    make_credit,
    make_image,
    make_person,
    make_story,
    make_topic,
)

pytestmark = pytest.mark.django_db
FEEDS = ["feed/", "feed/atom/"]


def entries_of(client, path):
    found = feedparser.parse(client.get(path).content)
    assert not found.bozo, found.get("bozo_exception")
    return found.entries


def content_of(entry):
    return entry.content[0].value


@pytest.fixture
def story(editions, files_dir):
    person = make_person(name="Mira Halvorsen")
    category = make_category(name="Heritage", name_fa="میراث")
    return make_story(category=category, image=make_image(), topics=[make_topic(name="Water")], authors=[person])


@pytest.mark.parametrize("path", FEEDS)
def test_feed_carries_the_whole_text_with_full_addresses(client, story, path):
    inside = make_image()
    body = (
        '<p>See <a href="/en/about/">this</a> and <a href="#note">that</a>.</p>'
        f'<figure class="picture" data-image="{inside.pk}"><figcaption>By the river</figcaption></figure>'
        "<table><tbody><tr><td>1</td></tr></tbody></table>"
    )
    make_article(story=story, body=body)
    (entry,) = entries_of(client, f"/en/{path}")
    content = content_of(entry)
    assert 'href="http://127.0.0.1:8000/en/about/"' in content
    assert 'href="#note"' in content
    assert 'src="http://127.0.0.1:8000/files/' in content
    assert "By the river" in content
    assert 'src="/' not in content
    assert "srcset" not in content
    assert "<script" not in content


@pytest.mark.parametrize("path", FEEDS)
def test_entry_says_who_what_about_and_when(client, story, path):
    make_credit(story=story, person=make_person(name="Ali Rezai"), position=1)
    article = make_article(story=story, title="Stones & chalk", standfirst="Seven arches.")
    (entry,) = entries_of(client, f"/en/{path}")
    assert html.unescape(entry.title) == "Stones & chalk"
    assert [author.name for author in entry.authors if author.get("name")] == ["Mira Halvorsen", "Ali Rezai"]
    assert [tag.term for tag in entry.tags] == ["Heritage", "Water"]
    assert entry.media_content[0]["url"].startswith("http://127.0.0.1:8000/files/")
    assert entry.link == f"http://127.0.0.1:8000{article.get_absolute_url()}"
    assert entry.published_parsed[:5] == article.published_at.utctimetuple()[:5]


def test_guid_stays_when_title_and_address_change(client, story):
    article = make_article(story=story)
    before = [entries_of(client, f"/en/{path}")[0].id for path in FEEDS]
    article.title, article.slug = "Another title", "another-title"
    article.save()
    assert [entries_of(client, f"/en/{path}")[0].id for path in FEEDS] == before
    assert client.get(before[0].removeprefix("http://127.0.0.1:8000")).headers["Location"] == article.get_absolute_url()


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("sq", "ltr")])
def test_text_says_its_language_and_direction_itself(client, story, code, direction):
    make_article(story=story, edition=code, body="<p>1405</p>")
    for path in FEEDS:
        found = feedparser.parse(client.get(f"/{code}/{path}").content)
        assert found.feed.language == code
    raw = client.get(f"/{code}/feed.json").json()
    assert raw["language"] == code
    assert f'<div lang="{code}" dir="{direction}"><p dir="{direction}">' in raw["items"][0]["content_html"]


@pytest.mark.parametrize("path", [*FEEDS, "feed.json", "category/heritage/feed/"])
def test_draft_future_and_withdrawn_articles_are_absent(client, story, path):
    category = story.category
    make_article(category=category, title="Draft", published=False)
    make_article(category=category, title="Future", published_at=timezone.now() + timedelta(hours=1))
    make_article(category=category, title="Withdrawn", state=State.WITHDRAWN)
    make_article(category=category, title="Over", unpublish_at=timezone.now() - timedelta(minutes=1))
    make_article(category=category, title="Live")
    content = client.get(f"/en/{path}").content.decode()
    assert "Live" in content
    assert not [
        word for word in ("Draft", "Future", "Withdrawn", "Over") if f"{word}<" in content or f'"{word}"' in content
    ]


@pytest.mark.parametrize("path", [*FEEDS, "feed.json", "category/heritage/feed/"])
def test_unchanged_feed_is_not_sent_twice(client, story, path):
    article = make_article(story=story)
    first = client.get(f"/en/{path}")
    etag, since = first.headers["ETag"], first.headers["Last-Modified"]
    assert client.get(f"/en/{path}", headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"/en/{path}", headers={"If-Modified-Since": since}).status_code == 304
    Article.objects.filter(pk=article.pk).update(title="Changed")
    assert client.get(f"/en/{path}", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("path", [*FEEDS, "feed.json"])
def test_feed_of_an_edition_without_articles_is_valid_and_stays_the_same(client, editions, path):
    first, second = client.get(f"/sq/{path}"), client.get(f"/sq/{path}")
    assert first.status_code == 200
    assert first.headers["ETag"] == second.headers["ETag"]


def test_json_feed_follows_version_1_1(client, story):
    make_article(story=story, standfirst="Seven arches.")
    response = client.get("/en/feed.json")
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    data = json.loads(response.content)
    (item,) = data["items"]
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == "http://127.0.0.1:8000/en/feed.json"
    assert item["authors"][0]["name"] == "Mira Halvorsen"
    assert item["authors"][0]["url"].startswith("http")
    assert item["tags"] == ["Heritage", "Water"]
    assert item["summary"] == "Seven arches."
    assert item["image"].startswith("http://127.0.0.1:8000/files/")


def test_category_feed_holds_its_own_and_those_under_it(client, editions):
    heritage = make_category(name="Heritage")
    bridges = make_category(name="Bridges", parent=heritage)
    make_article(category=heritage, title="A well")
    make_article(category=bridges, title="A bridge")
    make_article(category=make_category(name="Bread"), title="A loaf")
    assert {entry.title for entry in entries_of(client, "/en/category/heritage/feed/")} == {"A well", "A bridge"}
    assert client.get("/en/category/none/feed/").status_code == 404


def test_feed_names_the_topics_that_the_edition_names(client, story):
    StoryTopic.objects.create(content_object=story, tag=make_topic(name="Maps", editions=["fa"]))
    make_article(story=story, edition="fa")
    make_article(story=story, edition="en")
    assert [tag.term for tag in entries_of(client, "/en/feed/")[0].tags] == ["Heritage", "Water"]
    assert [tag.term for tag in entries_of(client, "/fa/feed/")[0].tags] == ["میراث", "Water", "Maps"]


@pytest.mark.parametrize("path", [*FEEDS, "feed.json", "category/heritage/feed/"])
def test_feed_has_twenty_entries_in_six_queries(client, story, path, django_assert_max_num_queries):
    for number in range(22):
        body = f'<figure class="picture" data-image="{make_image().pk}"></figure>'
        make_article(
            category=story.category, authors=[make_person()], topics=[make_topic()], body=body, title=f"No {number}."
        )
    with django_assert_max_num_queries(6):
        content = client.get(f"/en/{path}").content.decode()
    assert sum(f"No {number}." in content for number in range(22)) == 20
