"""What programs read of the site: embedding, structured data, share tags, the guide for language models."""

import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from articles.models import Correction
from articles.services import withdraw_articles
from delivery.short_links import short_path
from editions.models import Edition
from seeds.factories import (
    make_article,
    make_category,
    make_image,
    make_issue,
    make_media_item,
    make_person,
    make_series,
    make_story,
    make_topic,
)
from tests.site_wide.world import ADDRESSES, CODES, PAGES, build_world

SITE = "http://127.0.0.1:8000"


def said_by(client, path: str) -> dict[str, dict[str, Any]]:
    """What a page says in JSON-LD, by type."""
    page = client.get(path).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return {one["@type"]: one for one in map(json.loads, found)}


def tags_of(client, path: str) -> dict[str, list[str]]:
    page = client.get(path).content.decode()
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<meta (?:property|name)="((?:og|twitter|article):[^"]+)" content="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


# Embedding.


def test_article_says_where_its_embedding_is_described(client, editions):
    article = make_article(edition="fa", title="پل")
    page = client.get(article.get_absolute_url()).content.decode()
    address = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)[1]
    said = client.get(address.removeprefix(SITE)).json()
    assert said["type"] == "rich"
    assert said["title"] == "پل"
    frame = re.search(r'<iframe src="([^"]+)"', said["html"])[1]
    shown = client.get(frame.removeprefix(SITE))
    assert shown.status_code == 200
    assert '<html lang="fa" dir="rtl">' in shown.content.decode()


def test_embedded_page_may_be_framed_by_anybody_and_runs_nothing(client, editions):
    article = make_article()
    shown = client.get(article.get_absolute_url() + "embed/")
    policy = shown.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in shown.headers
    assert b"<script" not in shown.content
    assert b'content="noindex"' in shown.content
    whole = client.get(article.get_absolute_url())
    assert whole.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_drafts_and_withdrawn_articles_are_embedded_nowhere(client, editions):
    draft, gone = make_article(published=False), make_article()
    withdraw_articles([gone])
    for article in (draft, gone):
        assert client.get(article.get_absolute_url() + "embed/").status_code == 404
        assert client.get(f"/oembed/?url={SITE}{article.get_absolute_url()}").status_code == 404


def test_short_address_is_embedded_as_well(client, editions):
    article = make_article(title="The bridge")
    assert client.get(f"/oembed/?url={SITE}{short_path('a', article.pk)}").json()["title"] == "The bridge"


def test_embedding_is_described_in_xml_too(client, editions):
    article = make_article(title="Stones & <chalk>")
    response = client.get(f"/oembed/?format=xml&maxwidth=300&url={SITE}{article.get_absolute_url()}")
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    assert root.findtext("title") == "Stones & <chalk>"
    assert root.findtext("width") == "300"
    assert "&lt;chalk&gt;" in root.findtext("html")


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "/en/articles/known/", "http://evil.example/en/articles/known/", "//127.0.0.1:8000/en/articles/known/",
        "http://127.0.0.1:8000@evil.example/en/articles/known/", "http://127.0.0.1:8000.evil.example/en/articles/known/",
        "javascript:alert(1)", "file:///etc/passwd", "http://[", "http://127.0.0.1:8000/en/", "http://127.0.0.1:8000/admin/",
        "http://127.0.0.1:8000/s/q1", "http://127.0.0.1:8000/en/articles/none/", "http://127.0.0.1:8000/%00",
        "http://127.0.0.1:8000/" + "x" * 3000,
    ],
)  # fmt: skip
def test_hostile_addresses_are_not_embedded(client, editions, url):
    make_article(slug="known")
    response = client.get(f"/oembed/?url={quote(url, safe='')}")
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/plain")


def test_formats_that_nobody_speaks_are_refused(client, editions):
    assert client.get(f"/oembed/?format=yaml&url={SITE}/en/").status_code == 501


# Structured data and share tags.


def test_article_is_described_with_its_people_corrections_and_translations(client, editions, files_dir):
    story = make_story(
        image=make_image(), authors=[make_person(name="Mira Halvorsen")], topics=[make_topic(name="Water")],
        category=make_category(name="Heritage"),
    )  # fmt: skip
    source = make_article(edition="en", story=story, title="T" * 150)
    article = make_article(edition="fa", story=story, title="پل", source=source)
    Correction.objects.create(article=article, text="سه دهانه")
    said = said_by(client, article.get_absolute_url())
    news, way = said["NewsArticle"], said["BreadcrumbList"]
    assert news["inLanguage"] == "fa"
    assert news["translationOfWork"]["url"] == SITE + source.get_absolute_url()
    assert [one["text"] for one in news["correction"]] == ["سه دهانه"]
    assert news["publisher"]["logo"]["url"].startswith(SITE)
    assert news["keywords"] == ["Water"]
    assert [one["position"] for one in way["itemListElement"]] == [1, 2, 3, 4]
    assert way["itemListElement"][-1]["item"] == SITE + article.get_absolute_url()
    english = said_by(client, source.get_absolute_url())["NewsArticle"]
    assert english["headline"] == "T" * 150
    assert [one["inLanguage"] for one in english["workTranslation"]] == ["fa"]


def test_person_issue_album_and_video_are_described_as_what_they_are(client, editions, files_dir):
    person = make_person(name="Mira Halvorsen", portrait=make_image())
    make_article(authors=[person])
    assert said_by(client, person.address_in("en"))["Person"]["name"] == "Mira Halvorsen"
    album = make_media_item(kind="photos", title="Harbour", image=make_image())
    assert said_by(client, album.address_in("en"))["ImageGallery"]["image"][0]["@type"] == "ImageObject"
    video = make_media_item(kind="videos", title="Film", video_url="https://www.youtube.com/watch?v=abcdefghijk")
    data = said_by(client, video.address_in("en"))["VideoObject"]
    assert data["embedUrl"].startswith("https://www.youtube-nocookie.com/embed/abcdefghijk")
    assert data["uploadDate"]
    assert data["thumbnailUrl"]
    make_issue(series=make_series(slug="newsletter", name="Letter"), number=3, editions=["en"])
    issue = said_by(client, "/en/publications/newsletter/3/")["PublicationIssue"]
    assert issue["issueNumber"] == 3
    assert issue["isPartOf"]["name"] == "Letter"


def test_every_page_has_all_share_tags(client, db, files_dir):
    world = build_world()
    for name in PAGES:
        path = ADDRESSES[name].path(world, "fa")
        tags = tags_of(client, path)
        for wanted in ("title", "type", "url", "image", "image:width", "image:height", "site_name", "description"):
            assert tags.get(f"og:{wanted}"), (path, wanted)
        assert tags["og:locale"] == ["fa_IR"]
        others = {"en_US", "ar_AR", "sq_AL"} if ADDRESSES[name].codes else set()
        assert set(tags.get("og:locale:alternate", [])) == others, path
        assert tags["twitter:card"] == ["summary_large_image"]
        assert said_by(client, path), path


def test_lists_say_the_way_to_them(client, db, files_dir):
    world = build_world()
    for code in CODES:
        path = ADDRESSES["articles:topic"].path(world, code)
        assert said_by(client, path)["BreadcrumbList"]["itemListElement"][-1]["item"] == SITE + path


# Feeds and guides.


def test_feeds_name_their_hub_where_there_is_one(client, editions):
    make_article()
    assert "Link" not in client.get("/en/feed/").headers
    Edition.objects.filter(code="en").update(hub="https://hub.example.org/")
    for path in ("feed/", "feed/atom/", "feed.json"):
        response = client.get(f"/en/{path}")
        assert response.headers["Link"] == f'<https://hub.example.org/>; rel="hub", <{SITE}/en/{path}>; rel="self"'
        assert "https://hub.example.org/" in response.content.decode()


def test_topics_and_people_have_feeds_in_the_language_of_their_edition(client, editions):
    topic, person = make_topic(name="Water", name_fa="آب"), make_person(name="Mira", name_fa="میرا")
    article = make_article(edition="fa", title="پل", body="<p>پل.</p>", topics=[topic], authors=[person])
    make_article(edition="fa", title="دیگر")
    for thing in (topic, person):
        address = thing.address_in("fa")
        page = client.get(address).content.decode()
        assert f'type="application/rss+xml" title="{thing.name_in("fa")}" href="{address}feed/"' in page
        feed = client.get(f"{address}feed/").content.decode()
        assert f"<title>{article.title}</title>" in feed
        assert "دیگر" not in feed
        assert '&lt;div lang="fa" dir="rtl"&gt;&lt;p dir="rtl"&gt;' in feed
        assert "<language>fa</language>" in feed


def test_guide_for_language_models_is_there_only_if_an_edition_asks_for_it(client, editions):
    make_category(name="Heritage")
    assert client.get("/llms.txt").status_code == 404
    Edition.objects.filter(code="fa").update(is_in_llms=True)
    guide = client.get("/llms.txt").content.decode()
    assert "/fa/category/heritage/" in guide
    assert "/en/category/heritage/" not in guide
    assert f"{SITE}/api/v1/openapi.json" in guide


def test_sitemap_of_articles_names_their_pictures(client, editions, files_dir):
    make_article(image=make_image(), published_at=timezone.now() - timedelta(days=5))
    index = client.get("/sitemap.xml").content.decode()
    path = re.search(rf"{SITE}(/sitemap/en/articles-\d+\.xml)", index)[1]
    assert "<image:loc>" in client.get(path).content.decode()
