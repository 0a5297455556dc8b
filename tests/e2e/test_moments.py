"""The picker of days and moments, in the Jalali and the Gregorian calendar."""

from datetime import UTC, date, datetime, timedelta

import jdatetime
import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from publications.models import Book
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_story
from seeds.factories.editions import make_editions
from seeds.factories.publications import make_book
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
# The Jalali date of every day there may be, as the script counts it, and whether it finds its way back.
EVERY_DAY = """async ([first, last]) => {
  const url = document.querySelector("script[src*='desk/moment.']").src
  const source = await (await fetch(url)).text()
  const path = /["']([^"']*calendars[^"']*)["']/.exec(source)[1]
  const { calendars, dayOf } = await import(new URL(path, url))
  const found = []
  for (let day = dayOf(first); day <= dayOf(last); day++) {
    const parts = calendars.jalali.parts(day)
    found.push(`${parts.join("-")} ${calendars.jalali.day(...parts) === day}`)
  }
  return found
}"""


def sign_in_as(page: Page, address: str, language: str) -> None:
    make_editions()
    make_user(role="admin", username="ada", language=language)
    sign_in(page, address, "ada", PASSWORD)


def test_script_counts_days_as_the_server_does(page: Page, live_server):
    sign_in_as(page, live_server.url, "en")
    found = page.evaluate(EVERY_DAY, [FIRST.isoformat(), LAST.isoformat()])
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    expected = [f"{one.year}-{one.month}-{one.day} true" for one in map(jalali, days)]
    assert len(found) == len(expected)
    assert [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]] == []


def jalali(day: date) -> jdatetime.date:
    return jdatetime.date.fromgregorian(date=day)


def open_picker(page: Page, name: str) -> None:
    page.locator(f".moment-field:has([name={name}]) .moment-button").click()
    expect(page.locator("dialog.moment")).to_be_visible()


def test_persian_moment_is_chosen_with_the_keys_alone(page: Page, live_server):
    article = make_article(
        story=make_story(), edition="fa", published=False, published_at=datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
    )
    sign_in_as(page, live_server.url, "fa")
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition=fa")
    field = page.locator("[name=article-published_at]")
    # What the plain field holds is said in the edition's calendar and digits, too.
    expect(field).to_have_value("2026-03-20T11:30")
    reading = page.locator(".moment-reading").first
    expect(reading).to_have_text("۲۹ اسفند ۱۴۰۴، ۱۱:۳۰")
    page.locator(".moment-button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".moment__month")).to_have_text("اسفند ۱۴۰۴")
    # In a page that runs from right to left, left is onward; 1404 has 29 days in its last month.
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".moment__month")).to_have_text("فروردین ۱۴۰۵")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("PageDown")
    expect(page.locator(".moment__day[tabindex='0']")).to_have_text("۷")
    expect(page.locator(".moment__month")).to_have_text("اردیبهشت ۱۴۰۵")
    page.keyboard.press("Enter")
    page.fill("dialog.moment input[type=time]", "18:05")
    page.locator("dialog.moment").press("Tab")
    page.locator(".moment__button--main").press("Enter")
    expect(page.locator("dialog.moment")).to_have_count(0)
    expect(page.locator(".moment-button").first).to_be_focused()
    expect(field).to_have_value("2026-04-27T18:05")
    expect(reading).to_have_text("۷ اردیبهشت ۱۴۰۵، ۱۸:۰۵")
    page.click("[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().published_at == datetime(2026, 4, 27, 14, 35, tzinfo=UTC)


def test_calendar_is_the_editions_until_somebody_chooses_another(page: Page, live_server):
    story = make_story()
    moment = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    for code in ("en", "fa"):
        make_article(story=story, edition=code, published_at=moment)
    sign_in_as(page, live_server.url, "en")
    address = f"{live_server.url}/admin/articles/story/{story.pk}/change/?edition="
    page.goto(f"{address}en")
    expect(page.locator(".moment-reading").first).to_have_text("")
    page.goto(f"{address}fa")
    expect(page.locator(".moment-reading").first).to_contain_text("5 Azar 1405")
    open_picker(page, "article-published_at")
    page.locator("dialog.moment button[value=gregorian]").click()
    expect(page.locator(".moment__month")).to_have_text("November 2026")
    page.keyboard.press("Escape")
    expect(page.locator("[name=article-published_at]")).to_have_value("2026-11-26T12:30")
    expect(page.locator(".moment-reading").first).to_have_text("")
    page.goto(f"{address}fa")
    expect(page.locator(".moment-reading").first).to_have_text("")


def test_what_is_typed_is_read_back_and_clearing_empties(page: Page, live_server):
    article = make_article(story=make_story(), edition="fa", published=False)
    sign_in_as(page, live_server.url, "en")
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition=fa")
    page.fill("[name=article-unpublish_at]", "2045-03-21T00:00")
    expect(page.locator(".moment-reading").nth(1)).to_have_text("2 Farvardin 1424, 00:00")
    open_picker(page, "article-unpublish_at")
    expect(page.locator(".moment__grid [aria-selected=true]")).to_have_text("2")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[name=article-unpublish_at]")).to_have_value("")
    expect(page.locator(".moment-reading").nth(1)).to_have_text("")


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_stock_fields_of_days_hold_what_they_would_hold_without_it(page: Page, live_server, language: str):
    book = make_book(published_at=datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    sign_in_as(page, live_server.url, language)
    page.goto(f"{live_server.url}/admin/publications/book/{book.pk}/change/")
    open_picker(page, "published_at_0")
    expect(page.locator(".moment__grid [aria-selected=true]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.moment")).to_have_count(0)
    page.click("[name=_save]")
    page.wait_for_url(f"{live_server.url}/admin/publications/book/")
    assert Book.objects.get().published_at == datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
