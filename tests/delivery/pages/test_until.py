"""What pages say by the clock: until when they are true, whatever is changed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from delivery.recording.recorder import Recording, recording
from nejat_cms.sitemaps.news import AGE
from seeds.factories import make_article, make_editions
from tests.delivery.pages.comparing import Asking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lasting_connection")]


def made_of(address: str) -> Recording:
    with recording() as made:
        assert Asking(WSGIHandler()).get(address).status == 200
    return made


@pytest.mark.parametrize(("code", "month"), [("en", 1), ("fa", 3), ("ar", 1)])
def test_page_with_this_year_in_its_foot_is_true_until_the_year_of_its_calendar_ends(code, month):
    edition = make_editions()[code]
    until = made_of(f"/{code}/").until
    assert until is not None
    local = until.astimezone(ZoneInfo(edition.time_zone))
    assert (local.month, local.hour, local.minute) == (month, 0, 0)
    assert timezone.now() < until < timezone.now() + timedelta(days=367)


@pytest.mark.parametrize("address", ["/sitemap/news.xml", "/sitemap.xml", "/sitemap/en/articles-{day:%Y%m%d}.xml"])
def test_sitemaps_are_true_until_the_oldest_of_the_news_is_none(address):
    zone = make_editions()["en"].zone
    # An hour old, and older than any news.
    published: datetime = timezone.now() - timedelta(hours=5)
    make_article(published_at=published)
    make_article(published_at=timezone.now() - timedelta(hours=1))
    old = make_article(published_at=timezone.now() - timedelta(days=9))
    assert made_of(address.format(day=old.live_since.astimezone(zone))).until == published + AGE
