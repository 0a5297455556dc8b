"""Old addresses of a site that has moved in, asked for as readers, feed readers and search engines ask."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from delivery.redirects.addresses import Address
from delivery.redirects.finding import find
from delivery.services import Move, remember
from editions import registry
from editions.models import Edition
from seeds.factories.articles import make_article, make_category, make_person, make_topic

POST, PAGE, CATEGORY, TOPIC, PERSON = (
    "/en/articles/the-bridge/",
    "/en/about-the-library/",
    "/en/category/gardens/",
    "/en/topic/rivers/",
    "/en/people/mira-holt/",
)
HOME, PICTURE = "/en/", "/files/pictures/bridge.jpg"
# What is kept of the old site.
KEPT = {
    "/": HOME,
    "/2012/03/the-bridge/": POST,
    "/2012/03/15/14/": POST,
    "/?p=12": POST,
    "/?name=the-bridge": POST,
    "/library/about/": PAGE,
    "/?p=7": PAGE,
    "/?page_id=7": PAGE,
    "/?pagename=about": PAGE,
    "/category/gardens/": CATEGORY,
    "/?category_name=gardens": CATEGORY,
    "/?cat=3": CATEGORY,
    "/tag/rivers/": TOPIC,
    "/?tag=rivers": TOPIC,
    "/author/mira/": PERSON,
    "/?author_name=mira": PERSON,
    "/?author=2": PERSON,
    "/the-bridge/picture/": POST,
    "/?attachment_id=31": POST,
    "/?attachment=picture": POST,
    "/wp-content/uploads/2012/03/bridge.jpg": PICTURE,
    "/wp-content/uploads/2012/03/large-scaled.jpg": PICTURE,
    "/wp-content/uploads/2012/03/باغ.jpg": PICTURE,
}
# Old address -> where it leads.
LEADS = {
    # A post, in every way that it was linked to.
    "/2012/03/the-bridge": POST,
    "/2012//03/the-bridge//": POST,
    "/2012/03/The-Bridge/": POST,
    "/2012/03/the%2Dbridge/": POST,
    "/index.php/2012/03/the-bridge/": POST,
    "/2012/03/the-bridge/?utm_source=mail&fbclid=x": POST,
    "/2012/03/the-bridge/?replytocom=5": POST,
    "/2012/03/the-bridge/feed/": POST,
    "/2012/03/the-bridge/feed/atom/": POST,
    "/2012/03/the-bridge/trackback/": POST,
    "/2012/03/the-bridge/embed/": POST,
    "/2012/03/the-bridge/amp/": POST,
    "/2012/03/the-bridge/?amp=1": POST,
    "/2012/03/the-bridge/2/": POST,
    "/2012/03/the-bridge/comment-page-3/": POST,
    # A title that is a number, and its second page.
    "/2012/03/15/14/": POST,
    "/2012/03/15/14/2/": POST,
    "/2012/03/the-bridge/?unheard=of": POST,
    "/?p=12": POST,
    "/?P=12": POST,
    "/index.php?p=12": POST,
    "/?p=12&lang=fa": POST,
    "/?lang=en&p=12&paged=2": POST,
    "/?post_type=post&p=12": POST,
    "/?feed=rss2&p=12": POST,
    "/en/?p=12": POST,
    "/fa/?p=12": POST,
    # What earlier structures made of it, and WordPress found all the same.
    "/the-bridge/": POST,
    "/2012/03/15/the-bridge/": POST,
    "/gardens/the-bridge/": POST,
    "/gardens/the-bridge.html": POST,
    "/archives/12": POST,
    "/archives/12.html": POST,
    "/12/": POST,
    "/12-the-bridge/": POST,
    "/fa/2012/03/the-bridge/": POST,
    "/?name=the-bridge": POST,
    # A page, an attachment.
    "/library/about": PAGE,
    "/about/": PAGE,
    "/?page_id=7": PAGE,
    "/?page_id=7&preview=true": PAGE,
    "/the-bridge/picture/": POST,
    "/2012/03/the-bridge/attachment/picture/": POST,
    "/2012/03/the-bridge/unknown-picture/": POST,
    "/?attachment_id=31": POST,
    # Lists and their pages.
    "/category/gardens/page/4/": CATEGORY,
    "/category/outdoors/gardens/": CATEGORY,
    "/category/outdoors/gardens/page/2/": CATEGORY,
    "/fa/category/outdoors/gardens/page/2/": CATEGORY,
    "/?cat=3": CATEGORY,
    "/?cat=3&paged=7": CATEGORY,
    "/?category_name=outdoors/gardens": CATEGORY,
    "/tag/rivers/page/2/": TOPIC,
    "/?tag=rivers&paged=2": TOPIC,
    "/author/mira/page/2/": PERSON,
    "/?author=2": PERSON,
    "/page/2/": "/en/articles/",
    "/?paged=12": "/en/articles/",
    "/sq/page/3/": "/sq/articles/",
    # Archives by date, also by Jalali years.
    "/2012/": "/en/archive/2012/",
    "/2012/03/": "/en/archive/2012/3/",
    "/2012/03/15/": "/en/archive/2012/3/",
    "/2012/03/page/6/": "/en/archive/2012/3/",
    "/date/2012/03/": "/en/archive/2012/3/",
    "/fa/2012/03/": "/fa/archive/2012/3/",
    "/fa/1391/01/20/": "/fa/archive/2012/4/",
    "/fa/۱۳۹۱/۰۱/": "/fa/archive/2012/4/",
    "/?m=201203": "/en/archive/2012/3/",
    "/?m=20120315": "/en/archive/2012/3/",
    "/?m=201203&paged=2": "/en/archive/2012/3/",
    "/?year=2012&monthnum=3": "/en/archive/2012/3/",
    "/?m=201203&lang=fa": "/fa/archive/2012/3/",
    # Feeds.
    "/feed/": "/en/feed/",
    "/feed": "/en/feed/",
    "/feed/rss2/": "/en/feed/",
    "/rss2": "/en/feed/",
    "/feed/atom/": "/en/feed/atom/",
    "/atom/": "/en/feed/atom/",
    "/comments/feed/": "/en/feed/",
    "/wp-rss2.php": "/en/feed/",
    "/wp-atom.php": "/en/feed/atom/",
    "/?feed=rss2": "/en/feed/",
    "/?feed=atom": "/en/feed/atom/",
    "/?feed=comments-rss2": "/en/feed/",
    "/?feed=rss2&lang=fa": "/fa/feed/",
    "/sq/feed/rss/": "/sq/feed/",
    "/fa/?feed=rss2": "/fa/feed/",
    "/category/gardens/feed/": "/en/category/gardens/feed/",
    "/category/outdoors/gardens/feed/atom/": "/en/category/gardens/feed/",
    "/?cat=3&feed=rss2": "/en/category/gardens/feed/",
    "/?feed=rss2&cat=3": "/en/category/gardens/feed/",
    "/tag/rivers/feed/": "/en/topic/rivers/feed/",
    "/author/mira/feed/": "/en/people/mira-holt/feed/",
    # Files, in all their sizes.
    "/wp-content/uploads/2012/03/bridge.jpg": PICTURE,
    "/wp-content/uploads/2012/03/bridge-300x200.jpg": PICTURE,
    "/wp-content/uploads/2012/03/bridge-1024x768@2x.jpg": PICTURE,
    "/wp-content/uploads/2012/03/bridge-scaled.jpg": PICTURE,
    "/wp-content/uploads/2012/03/bridge-e1331800000000-150x150.jpg": PICTURE,
    "/wp-content/uploads/2012/03/bridge-rotated-300x400.jpg": PICTURE,
    "/wp-content/uploads/2012/03/Bridge-300x200.JPG?resize=200": PICTURE,
    "/wp-content/uploads/2012/03/bridge-300x200.jpg.webp": PICTURE,
    "/wp-content/uploads/2012/03/bridge-300x200.webp": PICTURE,
    "/wp-content/uploads/2012/03/large-1024x683.jpg": PICTURE,
    "/wp-content/uploads/2012/03/%D8%A8%D8%A7%D8%BA-300x200.jpg": PICTURE,
    "/wp-content/uploads/2012/03/%d8%a8%d8%a7%d8%ba.jpg": PICTURE,
    # Others.
    "/?s=old+bridges": "/en/search/?q=old+bridges",
    "/?lang=fa": "/fa/",
    "/wp-sitemap.xml": "/sitemap.xml",
    "/sitemap_index.xml": "/sitemap.xml",
}
NOWHERE = [
    "/nothing-of-this-name/",
    "/category/the-bridge/",
    "/tag/gardens/",
    "/2012/13/45/",
    "/0000/",
    "/?p=9999",
    "/wp-content/uploads/2012/03/other-300x200.jpg",
    "/wp-content/uploads/2012/04/bridge.jpg",
    "/wp-login.php",
    "/xmlrpc.php",
]


@pytest.fixture
def moved_in(editions: dict[str, Edition]) -> None:
    remember(moves=[Move("testserver", old, new) for old, new in KEPT.items()])


def test_old_addresses_lead_to_what_they_meant(moved_in, client: Client):
    answers = {old: client.get(old) for old in LEADS}
    assert {old: answer.headers.get("Location") for old, answer in answers.items()} == LEADS
    assert {answer.status_code for answer in answers.values()} == {301}


def test_what_nobody_knows_leads_nowhere(moved_in, client: Client):
    # The front page is there, whatever is asked of it.
    statuses = {old: 302 if old.startswith("/?") else 404 for old in NOWHERE}
    assert {old: client.get(old).status_code for old in NOWHERE} == statuses


def test_an_unknown_address_costs_one_query_for_all_rules(moved_in, django_assert_num_queries):
    address = Address.read("/category/a/b/2012/title-of-it/page/3/?lang=fa&unheard=of", "other.example")
    registry.begin_request()
    registry.all_editions()
    with django_assert_num_queries(1):
        assert find(address) is None


def test_every_address_that_a_rule_answers_is_there(editions, client: Client):
    category, topic = make_category(name="Gardens"), make_topic(name="Rivers")
    person = make_person(name="Mira Holt")
    article = make_article(
        edition="en",
        title="The bridge",
        slug="the-bridge",
        category=category,
        topics=[topic],
        authors=[person],
        published=True,
        published_at=datetime(2012, 3, 15, 12, tzinfo=UTC),
    )
    assert article.get_absolute_url() == POST
    remember(moves=[Move("testserver", old, new) for old, new in KEPT.items()])
    for old, new in LEADS.items():
        if new.startswith("/en/") and new != PAGE:
            answer = client.get(old, follow=True)
            assert (answer.status_code, len(answer.redirect_chain)) == (200, 1), old
