"""Pages of albums and videos as a browser lays them out."""

import pytest
from playwright.sync_api import Page

from media_gallery.enums import Kind
from seeds.factories import make_editions, make_media_item

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("code", ["en", "fa"])
def test_the_date_keeps_a_distance_from_what_stands_above_it(page: Page, live_server, kind: Kind, code: str):
    make_editions()
    page.goto(live_server.url + make_media_item(kind=kind).address_in(code))
    distance = page.locator(".media-item > .meta").evaluate(
        "line => line.getBoundingClientRect().top - line.previousElementSibling.getBoundingClientRect().bottom"
    )
    assert distance >= 12
