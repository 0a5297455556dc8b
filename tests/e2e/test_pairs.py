"""An admin joins what two sites told apart, by the keyboard alone, and tells another pair apart."""

import pytest
from playwright.sync_api import Page, expect

from articles.joining.offers import Offer, offer_pairs, open_pairs
from articles.joining.reasons import Reason, Sign
from articles.models import Story
from seeds.factories import PASSWORD, make_article, make_editions, make_image, make_user
from tests.e2e.conftest import sign_in
from tests.e2e.looking import axe_findings, sideways

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_pairs_are_joined_and_told_apart(page: Page, live_server):
    make_editions()
    make_user(role="admin", username="ada")
    image = make_image(size=(60, 40))
    english, persian = make_article(edition="en", title="The old gate", image=image), make_article(edition="fa")
    other, albanian = make_article(edition="en", title="The new gate"), make_article(edition="sq")
    reasons = (Reason(Sign.PICTURE, 40), Reason(Sign.DAY, 25))
    offer_pairs([Offer(english.pk, persian.pk, 65, reasons, True), Offer(other.pk, albanian.pk, 42, reasons, False)])
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/pairs/")
    assert [*axe_findings(page), *sideways(page)] == []
    ticks = page.locator("input[name=pair]")
    expect(ticks).to_have_count(2)
    expect(ticks.first).to_be_checked()
    expect(ticks.last).not_to_be_checked()
    expect(ticks.first).to_have_accessible_description("the same picture the same day")
    page.get_by_role("button", name="They are one story").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("1 pair is one story now.")
    assert Story.objects.get(articles=english) == Story.objects.get(articles=persian)
    page.get_by_role("checkbox", name="The new gate").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.get_by_role("button", name="They are two").press("Enter")
    expect(page.get_by_text("No pair waits.")).to_be_visible()
    assert not open_pairs().exists()
