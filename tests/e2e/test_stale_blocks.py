"""A source is rewritten in a real browser, and exactly what was rewritten turns stale in each of its translations."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.lineage.counting import lag_of
from articles.models import Article
from articles.services import publish_articles, save_article
from articles.translating import start_translation
from editions.models import Edition
from editions.richtext.blocks import units_of
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category, make_story
from tests.e2e.carets import caret_into
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """What Chromium puts on its clipboard has inline styles; that the page's policy refuses them is told, and meant."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(str(error)))
    yield opened
    context.close()


# The source by the language of the desk, and what is typed into its first and its last paragraph.
SOURCE = {
    "en": ("The ferry left at noon.", "It carried apples.", "The pilot was asleep.", "Nobody noticed it."),
    "fa": ("کشتی نیم‌روز راه افتاد.", "بارش سیب بود.", "راننده خواب بود.", "کسی نفهمید."),
}
TYPED = {"en": (" It was late.", " Not even the dog."), "fa": (" دیر شده بود.", " حتی سگ هم نه.")}
TRANSLATED = ("Alpha beta.", "Gamma delta.", "Epsilon zeta.", "Eta theta.")


def as_html(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def translated(source: Article, code: str) -> Article:
    """A finished, published translation of all that the source says."""
    article = start_translation(source=source, edition=Edition.objects.get(pk=code))
    article.title, article.slug = f"Ferry {code}", f"ferry-{code}"
    for unit, words in zip(units_of(article.body), TRANSLATED, strict=True):
        article.body = article.body.replace(unit.words, words)
    save_article(article)
    publish_articles([article])
    return Article.objects.get(pk=article.pk)


def write_at_end_of(page: Page, paragraph: int, words: str) -> None:
    caret_into(page, paragraph)
    page.keyboard.type(words)


def move_below(page: Page, paragraph: int) -> None:
    """Cut a paragraph and paste it below the one that follows it, by keyboard; the room it leaves is closed."""
    caret_into(page, paragraph, what="words")
    page.keyboard.press("Control+x")
    page.keyboard.press("Delete")
    # The one that followed stands there now.
    caret_into(page, paragraph)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+v")


def stale_rows(page: Page) -> list[str]:
    """How each block of the translation stands to its source, in the source's order."""
    rows = page.locator(".beside__row--unit")
    classes = [rows.nth(place).get_attribute("class") or "" for place in range(rows.count())]
    return [re.search(r"beside__row--(?!unit)([\w-]+)", found)[1] for found in classes]


@pytest.mark.parametrize("code", ["en", "fa"])
def test_two_rewritten_paragraphs_and_a_moved_one_make_two_stale_in_each_translation(
    page: Page, live_server, editions, code: str
):
    source = make_article(
        edition=code,
        title="Ferry",
        standfirst="",
        body=as_html(SOURCE[code]),
        story=make_story(category=make_category()),
    )
    others = [translated(source, other) for other in ("ar", "sq", "fa" if code == "en" else "en")]
    bodies = {article.pk: article.body for article in others}
    make_user(role="editor", username="ada", language=code)
    sign_in(page, live_server.url, "ada", PASSWORD)
    address = f"{live_server.url}/admin/articles/story/{source.story_id}/change/?edition={code}"
    page.goto(address)
    page.locator(".editor .tiptap").wait_for()
    assert page.locator("html").get_attribute("dir") == ("rtl" if code == "fa" else "ltr")

    first, last = TYPED[code]
    write_at_end_of(page, 0, first)
    write_at_end_of(page, 3, last)
    move_below(page, 1)
    one, two, three, four = SOURCE[code]
    expected = [one + first, three, two, four + last]
    expect(page.locator(".editor .tiptap > p")).to_have_text(expected)

    # A draft of it is nobody's business yet.
    with page.expect_navigation():
        page.click("[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert {lag_of(Article.objects.get(pk=pk)) for pk in bodies} == {(0, 0, 0)}
    with page.expect_navigation():
        page.click("[name=_publish]")
    expect(page.locator(".messagelist .success")).to_be_visible()

    assert [unit.words for unit in units_of(Article.objects.get(pk=source.pk).body)] == expected
    for article in others:
        found = Article.objects.get(pk=article.pk)
        assert lag_of(found) == (2, 0, 0), article.edition_id
        assert found.body == bodies[article.pk], "nobody's work is overwritten"
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/translate/")
        page.locator(".tiptap").wait_for()
        assert stale_rows(page) == ["changed", "fresh", "fresh", "changed"]
        marked = page.locator(".beside__row--unit ins")
        expect(marked).to_have_text([re.compile(re.escape(first.strip())), re.compile(re.escape(last.strip()))])

    # Readers of a translation are told, in their own language, and led to the original.
    page.context.clear_cookies()
    for article in others:
        page.goto(f"{live_server.url}{article.get_absolute_url()}")
        assert page.locator(f"main a[href='{Article.objects.get(pk=source.pk).get_absolute_url()}']").count() >= 1
