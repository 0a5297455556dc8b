"""The sitemap: complete, reciprocal, and nothing in it that readers cannot open."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from editions.enums import State
from editions.models import Page, PageEdition
from nejat_cms.sitemaps import news, sections
from seeds import factories

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"].startswith("application/xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def maps_of(client) -> list[str]:
    found = read(client, "/sitemap.xml").findall("s:sitemap/s:loc", NS)
    return [(loc.text or "").removeprefix(SITE) for loc in found]


def urls_of(client) -> dict[str, dict[str, str]]:
    """Every listed address with its alternates; fails where one is listed twice or a sitemap is empty."""
    found: dict[str, dict[str, str]] = {}
    for path in maps_of(client):
        rows = read(client, path).findall("s:url", NS)
        assert rows, f"{path} is empty"
        for row in rows:
            loc = row.findtext("s:loc", "", NS)
            assert loc not in found, f"{loc} is listed twice"
            found[loc] = {link.get("hreflang", ""): link.get("href", "") for link in row.findall("x:link", NS)}
    return found


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def site_with_everything(editions, files_dir):
    story = factories.make_story(
        category=factories.make_category(),
        image=factories.make_image(),
        topics=[factories.make_topic()],
        authors=[factories.make_person()],
    )
    for code in ("en", "fa", "sq"):
        factories.make_article(story=story, edition=code, published_at=days_ago(10))
    factories.make_article(edition="ar")
    factories.make_media_item(kind="cartoons", editions=["en", "fa"])
    factories.make_issue(series=factories.make_series(), editions=["en", "ar"])
    factories.make_book(editions=["sq"])
    about = Page.objects.create(key="about")
    for code in ("en", "fa"):
        PageEdition.objects.create(
            page=about, edition_id=code, title="About", slug="about", state=State.PUBLISHED, published_at=days_ago(1)
        )


def test_every_listed_address_opens_and_is_its_own_canonical(client, site_with_everything):
    urls = urls_of(client)
    assert len(urls) > 40
    for loc in urls:
        response = client.get(loc.removeprefix(SITE))
        assert response.status_code == 200, loc
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', response.content.decode())
        assert canonical
        assert canonical[1] == loc


def test_translations_point_at_each_other_and_have_a_default(client, site_with_everything):
    urls = urls_of(client)
    linked = {loc: links for loc, links in urls.items() if links}
    assert linked
    for loc, links in linked.items():
        assert loc in links.values()
        assert links["x-default"] in links.values()
        for address in links.values():
            assert loc in urls[address].values(), f"{address} does not point back to {loc}"


def test_alternates_are_those_of_the_page_itself(client, site_with_everything):
    for loc, links in urls_of(client).items():
        page = client.get(loc.removeprefix(SITE)).content.decode()
        said = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page))
        if links and "/topic/" not in loc and "/people/" not in loc:
            assert links == said, loc


def test_nothing_that_readers_cannot_open_is_listed(client, editions):
    factories.make_article(title="Draft", published=False)
    factories.make_article(title="Future", published_at=timezone.now() + timedelta(hours=1))
    factories.make_article(title="Withdrawn", state=State.WITHDRAWN)
    factories.make_topic(name="Empty")
    factories.make_issue(series=factories.make_series(editions=["fa"]), editions=["en"])
    addresses = " ".join(urls_of(client))
    assert not re.search("draft|future|withdrawn|empty|/en/publications/series-", addresses)


def test_hidden_edition_is_neither_listed_nor_linked(client, site_with_everything, editions):
    editions["fa"].is_visible = False
    editions["fa"].save()
    urls = urls_of(client)
    assert not [loc for loc, links in urls.items() if "/fa/" in loc or "fa" in links]
    assert client.get("/sitemap/fa/pages.xml").status_code == 404


def test_articles_are_split_by_months_and_large_months_by_days(client, editions, monkeypatch):
    monkeypatch.setattr(sections, "SIZE", 3)
    for month, day, number in ((3, 1, 2), (3, 2, 2), (3, 9, 1), (4, 5, 5), (5, 7, 1)):
        for hour in range(number):
            factories.make_article(published_at=datetime(2024, month, day, 10 + hour, tzinfo=UTC))
    paths = [path for path in maps_of(client) if "/en/articles-" in path]
    # The second of March begins another; the ninth still has room there; a day is not split.
    days = (20240301, 20240302, 20240405, 20240507)
    assert paths == [f"/sitemap/en/articles-{day}.xml" for day in days]
    assert len([loc for loc in urls_of(client) if "/en/articles/article" in loc]) == 11
    for nothing in ("articles-20240303", "articles-20240601", f"articles-{'9' * 18}", f"articles-{'9' * 30}", "none-1"):
        assert client.get(f"/sitemap/en/{nothing}.xml").status_code == 404


def test_other_sections_are_split_by_keys(client, editions, monkeypatch):
    monkeypatch.setattr(sections, "SIZE", 3)
    items = [factories.make_media_item(kind="cartoons") for _ in range(8)]
    paths = [path for path in maps_of(client) if "/en/media-" in path]
    assert paths == [f"/sitemap/en/media-{items[first].pk}.xml" for first in (0, 3, 6)]


def test_news_lists_two_days_with_pictures_and_leaves_the_rest_to_the_articles(client, editions, files_dir):
    new = factories.make_article(
        title="Fresh <news>",
        image=factories.make_image(),
        edition="fa",
        published_at=timezone.now() - timedelta(hours=47),
    )
    old = factories.make_article(title="Yesterday", published_at=timezone.now() - timedelta(hours=49))
    rows = read(client, "/sitemap/news.xml").findall("s:url", NS)
    assert [row.findtext("s:loc", "", NS) for row in rows] == [SITE + new.get_absolute_url()]
    assert rows[0].findtext("n:news/n:title", "", NS) == "Fresh <news>"
    assert rows[0].findtext("n:news/n:publication/n:language", "", NS) == "fa"
    assert rows[0].findtext("i:image/i:loc", "", NS).startswith(f"{SITE}/files/")
    assert SITE + old.get_absolute_url() in urls_of(client)


def test_news_lists_the_newest_thousand_at_most(client, editions, monkeypatch):
    monkeypatch.setattr(news, "MOST", 3)
    for minutes in range(1, 6):
        factories.make_article(title=f"No {minutes}", published_at=timezone.now() - timedelta(minutes=minutes))
    rows = read(client, "/sitemap/news.xml").findall("s:url", NS)
    assert [row.findtext("n:news/n:title", "", NS) for row in rows] == ["No 1", "No 2", "No 3"]
    assert len([loc for loc in urls_of(client) if "/articles/no-" in loc]) == 5


def test_site_without_news_has_no_news_sitemap_in_its_index(client, editions):
    assert "/sitemap/news.xml" not in maps_of(client)


def test_robots_keeps_the_desk_out_and_names_the_sitemap(client, editions):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert f"Disallow: {reverse('admin:index')}" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines


def test_index_costs_few_queries_however_many_sections(client, site_with_everything, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/sitemap.xml")
    for path in maps_of(client):
        with django_assert_max_num_queries(6):
            client.get(path)
