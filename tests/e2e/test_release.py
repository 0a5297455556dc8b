"""A release of three editions, made and set with a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.enums import Stage
from articles.models import Article
from publications.models import Release
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TITLES = {"en": "Lamps before the season", "fa": "چراغ‌ها پیش از فصل", "sq": "Llambat para stinës"}


def choose(page: Page, field: str, title: str) -> None:
    """Find a text by typing, and take the one that is found."""
    page.locator(f".story__field:has([name={field}]) .select2-selection").click()
    page.keyboard.type(title)
    page.locator(".select2-results__option--highlighted", has_text=title).click()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_three_editions_go_live_at_one_instant_or_not_at_all(page: Page, live_server, language: str):
    story = make_story(category=make_category())
    articles = {
        code: make_article(
            story=story, edition=code, title=title, slug=f"lamps-{code}", published=False, stage=Stage.APPROVED
        )
        for code, title in TITLES.items()
    }
    Article.objects.filter(edition="sq").update(stage=Stage.WRITING)
    make_user(role="publisher", username="pia", language=language)
    sign_in(page, live_server.url, "pia", PASSWORD)
    page.goto(f"{live_server.url}/admin/publications/release/add/")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
    page.fill("[name=name]", "Autumn special")
    moment = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    page.fill("[name=goes_live_at]", f"{moment:%Y-%m-%dT%H:%M}")
    for title in TITLES.values():
        choose(page, "add_articles", title)
    page.click("[name=_save]")

    # One is not ready, and so nothing is released.
    expect(page.locator(".release__part")).to_have_count(3)
    expect(page.locator(".release__part .readiness--lacking")).to_have_count(1)
    page.click("[name=_set]")
    expect(page.locator(".messagelist .error")).to_contain_text(TITLES["sq"])
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}

    Article.objects.filter(edition="sq").update(stage=Stage.APPROVED)
    page.click("[name=_set]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert set(Article.objects.values_list("state", "published_at")) == {("published", moment)}
    for article in articles.values():
        assert page.request.get(live_server.url + article.get_absolute_url()).status == 404
    # The story says so, and leads back.
    page.locator(".release__title a").first.click()
    page.locator(".remarks a", has_text="Autumn special").click()

    page.click("[name=act][value=call_off]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}
    page.click("[name=_now]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    for article in articles.values():
        page.goto(live_server.url + article.get_absolute_url())
        expect(page.locator("h1")).to_have_text(article.title)
    assert Release.objects.get().stands == "done"
