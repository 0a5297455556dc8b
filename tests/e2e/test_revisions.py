"""The history of an article in a real browser: compare, bring one paragraph back, name a version."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article
from articles.revisions import article_to_write
from articles.services import save_article
from editions.richtext.blocks import units_of
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

OLD = {
    "en": ("The miller kept bees.", "He sold honey in 2024.", "Nobody counted the hives."),
    "fa": ("آسیابان زنبور نگه می‌داشت.", "او در سال ۲۰۲۴ عسل می‌فروخت.", "هیچ‌کس کندوها را نشمرد."),
}
NEW = {
    "en": ("The miller kept goats.", "He sold honey in 2025.", "Nobody counted the hives."),
    "fa": ("آسیابان بز نگه می‌داشت.", "او در سال ۲۰۲۵ عسل می‌فروخت.", "هیچ‌کس کندوها را نشمرد."),
}
NAME = {"en": "Before the bees left", "fa": "پیش از رفتن زنبورها"}
SIDE = "element => getComputedStyle(element).direction"


@pytest.fixture(params=["en", "fa"])
def code(request) -> str:
    return request.param


@pytest.fixture
def article(code: str, editions) -> Article:
    """Published with the old words; an editor has published it anew with two of its three paragraphs rewritten."""
    editor = make_user(role="editor", username="ada", language=code)
    found = make_article(edition=code, title="Mill", body=as_html(OLD[code]))
    write_anew(found, NEW[code], editor)
    return Article.objects.get(pk=found.pk)


def as_html(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def write_anew(article: Article, paragraphs: tuple[str, ...], by: User) -> None:
    """As the editor would: each paragraph stays the one it was."""
    at_work = article_to_write(article.pk)
    for unit, words in zip(units_of(at_work.body), paragraphs, strict=True):
        at_work.body = at_work.body.replace(unit.words, words)
    save_article(at_work, by=by)


def words_of(html: str) -> list[str]:
    return [unit.words for unit in units_of(html)]


def test_one_paragraph_is_brought_back_and_the_other_stays_as_it_was_rewritten(
    page: Page, live_server, article: Article, code: str
):
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition={code}")
    page.locator(f"a[href$='/article/{article.pk}/revisions/']").first.click()
    assert page.locator("html").get_attribute("dir") == ("rtl" if code == "fa" else "ltr")
    page.check("input[name=old][value='1']")
    page.check("input[name=new][value=now]")
    with page.expect_navigation():
        page.locator(".revisions__form button").click()

    changed = page.locator(".compared__block--changed")
    expect(changed).to_have_count(2)
    assert page.locator(".compared").evaluate(SIDE) == ("rtl" if code == "fa" else "ltr")
    # Word by word: only the year of the second has changed.
    years = {"en": ("2024", "2025"), "fa": ("۲۰۲۴", "۲۰۲۵")}[code]
    old, new = changed.nth(1).locator("del"), changed.nth(1).locator("ins")
    assert (old.inner_text(), new.inner_text()) == years
    # The older year is read first, in the direction of the language.
    gone, put_in = old.bounding_box(), new.bounding_box()
    assert gone
    assert put_in
    assert (gone["x"] > put_in["x"]) == (code == "fa")

    with page.expect_navigation():
        changed.nth(0).locator("button[name=part]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    article.refresh_from_db()
    assert words_of(article.body) == list(NEW[code]), "readers see what they saw"
    expected = [OLD[code][0], *NEW[code][1:]]
    assert words_of(article_to_write(article.pk).body) == expected

    # It is published from the draft, which is what the page opens.
    page.goto(f"{live_server.url}/admin/articles/story/{article.story_id}/change/?edition={code}")
    expect(page.locator(".editor .tiptap p")).to_have_text(expected)


def test_version_is_named_and_found_by_its_name(page: Page, live_server, article: Article, code: str):
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/revisions/")
    page.locator("tbody tr", has=page.locator("input[name=old][value='1']")).locator("th a").click()
    page.fill("input[name=name]", NAME[code])
    with page.expect_navigation():
        page.locator("form:has(input[name=name]) button").first.click()
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/revisions/")
    expect(page.locator(".revisions__name bdi")).to_have_text(NAME[code])


def test_whole_revision_is_brought_back_and_what_it_replaced_stays_in_the_history(
    page: Page, live_server, article: Article, code: str
):
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/revisions/compare/?old=1&new=now")
    with page.expect_navigation():
        page.locator("#restore button[name=part]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert words_of(article_to_write(article.pk).body) == list(OLD[code])
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/revisions/compare/?old=now&new=2")
    expect(page.locator(".compared__block--changed")).to_have_count(2)
