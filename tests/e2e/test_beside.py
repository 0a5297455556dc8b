"""The side by side page, with a real keyboard and mouse: a translation from its beginning to its update."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.lineage.counting import lag_of
from articles.models import Article
from articles.services import save_article
from articles.translating import start_translation
from editions.enums import State
from editions.models import Edition
from editions.richtext.blocks import units_of
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.media import make_image
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORDS = {
    "fa": ("چاهی با دو نام", "نخستین بند", "دومین بند", "سومین بند", "بند تازه", "دست‌خورده"),
    "en": ("The well", "First paragraph", "Second paragraph", "Third paragraph", "Fresh paragraph", "touched"),
}
BODY = {
    "en": "<p>The well has two names.</p><p>Each village keeps its own.</p><h2>Cheese</h2>",
    "fa": "<p>چاه دو نام دارد.</p><p>هر ده نام خود را می‌گوید.</p><h2>پنیر</h2>",
}


def again(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def row(page: Page, place: int):
    """The row of the nth block of the body."""
    return page.locator(".beside__row--unit").nth(place)


def state_of(found) -> str:
    return re.search(r"beside__row--(?!title|standfirst|unit|gone)([\w-]+)", found.get_attribute("class"))[1]


def type_into(page: Page, block: int, words: str) -> None:
    """Write a block of the translation anew."""
    target = page.locator(".tiptap > *").nth(block)
    target.click(click_count=3)
    page.keyboard.type(words)


def open_page(page: Page, address: str, article: Article, language: str) -> None:
    page.goto(f"{address}/admin/articles/article/{article.pk}/translate/")
    page.locator(".tiptap").wait_for()


@pytest.mark.parametrize(("code", "source_code"), [("fa", "en"), ("en", "fa")])
def test_a_translation_from_its_beginning_through_a_change_of_its_source_to_its_update(
    page, live_server, editions, code, source_code
):
    title, first, second, third, fresh, touched = WORDS[code]
    source = make_article(
        edition=source_code,
        title="Source",
        standfirst="",
        body=BODY[source_code],
        story=make_story(category=make_category()),
    )
    editor = make_user(role="editor", username="ada", editions=[code], language=code)
    sign_in(page, live_server.url, "ada", PASSWORD)

    # Begin it from the strip of the story page.
    page.goto(f"{live_server.url}/admin/articles/story/{source.story_id}/change/?edition={code}")
    page.locator(".strip__translate").click()
    page.locator(".choices button").click()
    page.wait_for_url("**/translate/")
    article = Article.objects.get(story=source.story_id, edition=code)
    assert article.created_by == editor
    assert [state_of(row(page, place)) for place in range(3)] == ["untranslated"] * 3

    # Each side in its own direction.
    directions = [
        page.locator(place).first.evaluate("element => getComputedStyle(element).direction")
        for place in (".beside__text", ".tiptap")
    ]
    assert directions == (["rtl", "ltr"] if source_code == "fa" else ["ltr", "rtl"])

    # Translate and publish it.
    page.fill("[name=article-title]", title)
    for place, words in enumerate((first, second, third)):
        type_into(page, place, words)
    with page.expect_navigation(url="**/translate/"):
        page.locator(".story__buttons [name=_publish]").click()
    assert [state_of(row(page, place)) for place in range(3)] == ["fresh"] * 3
    article = again(article)
    assert article.state == State.PUBLISHED
    assert lag_of(article) == (0, 0, 0)
    assert article.slug != source.slug

    # The source changes one block, moves another, and has one more.
    source = again(source)
    one, two, three = (unit.html for unit in units_of(source.body))
    source.body = two + one.replace("</p>", " 1402</p>") + three + "<p>12 &amp; words more</p>"
    save_article(source)
    open_page(page, live_server.url, article, code)
    assert [state_of(row(page, place)) for place in range(4)] == ["fresh", "changed", "fresh", "missing"]
    assert row(page, 1).locator("ins").inner_text().strip() == "1402"

    # Update it by keyboard alone: next, the words, "brought up to date"; next, insert.
    page.keyboard.press("Alt+j")
    # The editor takes the focus in its next frame.
    expect(page.locator(".tiptap")).to_be_focused()
    page.wait_for_timeout(100)
    page.keyboard.press("End")
    page.keyboard.type(f" {touched}")
    page.keyboard.press("Alt+u")
    assert state_of(row(page, 1)) == "ready"
    assert lag_of(again(article)) == (1, 0, 1), "only what is saved counts"
    page.keyboard.press("Alt+j")
    page.keyboard.press("Alt+c")
    assert state_of(row(page, 3)) == "new"
    type_into(page, 3, fresh)
    with page.expect_navigation(url="**/translate/"):
        page.locator(".beside__publish").click()
    assert [state_of(row(page, place)) for place in range(4)] == ["fresh"] * 4
    article = again(article)
    assert lag_of(article) == (0, 0, 0)
    assert [unit.words for unit in units_of(article.body)] == [f"{first} {touched}", second, third, fresh]


@pytest.fixture
def pair(editions) -> tuple[Article, Article]:
    """An English source and its finished, published Persian translation."""
    source = make_article(
        edition="en", title="The well", standfirst="", body=BODY["en"], story=make_story(category=make_category())
    )
    article = start_translation(source=source, edition=Edition.objects.get(pk="fa"))
    article.title, article.state, article.published_at = "چاه", State.PUBLISHED, timezone.now()
    article.body = re.sub(r">[^<]+<", ">متن فارسی<", article.body)
    save_article(article)
    return again(source), again(article)


def change(source: Article, old: str, new: str) -> Article:
    source = again(source)
    source.body = source.body.replace(old, new)
    save_article(source)
    return again(source)


def test_no_effect_is_said_without_leaving_the_page_and_refused_when_the_source_has_moved_on(page, live_server, pair):
    source, article = pair
    change(source, "two names", "three names")
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    open_page(page, live_server.url, article, "en")
    page.evaluate("window.stays = true")
    change(source, "three names", "four names")
    page.locator("[data-act=no_effect]").click()
    expect(page.locator(".beside__message")).to_contain_text("has changed meanwhile")
    assert lag_of(again(article)) == (1, 0, 0)
    open_page(page, live_server.url, article, "en")
    page.evaluate("window.stays = true")
    page.locator("[data-act=no_effect]").click()
    expect(row(page, 0)).to_have_class(re.compile("beside__row--fresh"))
    assert page.evaluate("window.stays")
    assert lag_of(again(article)) == (0, 0, 0)
    assert again(article).version == article.version


def test_what_the_source_has_no_more_stands_where_it_was_and_may_stay_here_alone(page, live_server, pair):
    source, article = pair
    change(source, units_of(source.body)[1].html, "")
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    open_page(page, live_server.url, article, "en")
    gone = page.locator(".beside__row--gone")
    assert gone.locator("del").inner_text() == "Each village keeps its own."
    page.locator("[data-act=only_here]").click()
    expect(gone).to_have_count(0)
    assert lag_of(again(article)) == (0, 0, 0)


def test_pairs_stand_level_and_light_each_other_up(page, live_server, pair):
    source, article = pair
    image = make_image()
    source = again(source)
    source.body = source.body.replace("two names.", "two names. " + "And many words more about it. " * 20)
    source.body += f'<figure class="picture" data-image="{image.pk}"><figcaption>Map</figcaption></figure><p>End</p>'
    save_article(source)
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    open_page(page, live_server.url, article, "en")
    page.wait_for_timeout(500)
    before = page.locator("textarea.rich-text").input_value()

    def tops() -> list[float]:
        return page.evaluate(
            """() => [...document.querySelectorAll(".beside__row--unit[data-row]")].flatMap((row) => {
              const other = document.querySelector(`.tiptap [data-block="${row.dataset.row}"]`)
              if (!other) return []
              const space = parseFloat(getComputedStyle(row).paddingBlockStart)
              return [row.getBoundingClientRect().top + space - other.getBoundingClientRect().top]
            })"""
        )

    assert len(tops()) == 3
    assert max(map(abs, tops())) < 1.5
    page.locator(".tiptap > *").nth(2).click()
    expect(row(page, 2)).to_have_class(re.compile("is-lit"))
    row(page, 1).hover()
    assert page.locator(".tiptap > *").nth(1).get_attribute("data-lag-lit") == ""
    # A narrower page is levelled anew.
    page.set_viewport_size({"width": 1100, "height": 800})
    page.wait_for_timeout(600)
    assert max(map(abs, tops())) < 1.5
    # Marks, light and spacing never get into the text.
    assert page.locator("textarea.rich-text").input_value() == before == again(article).body


def test_a_block_of_the_source_is_inserted_in_its_place_and_copied_over_its_counterpart(page, live_server, pair):
    source, article = pair
    source = again(source)
    one, two, three = (unit.html for unit in units_of(source.body))
    source.body = one + "<ul><li><p>A thing</p></li></ul>" + two + three
    save_article(source)
    make_user(role="admin", username="ada")
    sign_in(page, live_server.url, "ada", PASSWORD)
    open_page(page, live_server.url, article, "en")
    page.locator("[data-act=insert]").click()
    assert page.locator(".tiptap > *").nth(1).inner_text().strip() == "A thing"
    row(page, 0).locator("[data-act=copy]").click()
    assert page.locator(".tiptap > *").nth(0).inner_text() == "The well has two names."
    with page.expect_navigation(url="**/translate/"):
        page.locator(".beside__publish").click()
    article = again(article)
    assert [unit.id for unit in units_of(article.body)] == [unit.id for unit in units_of(again(source).body)]
    assert [state_of(row(page, place)) for place in range(4)] == ["untranslated", "untranslated", "fresh", "fresh"]
    # Undone, it is as if nothing had been copied.
    row(page, 2).locator("[data-act=copy]").click()
    page.locator(".tiptap").press("Control+z")
    page.wait_for_timeout(100)
    assert page.locator("textarea.rich-text").input_value() == article.body


def test_without_script_the_source_stands_beside_the_form(browser, live_server, pair):
    source, article = pair
    change(source, "two names", "three names")
    make_user(role="admin", username="ada")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, live_server.url, "ada", PASSWORD)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/translate/")
    assert page.locator(".beside__row ins").inner_text().strip() == "three"
    page.fill("[name=article-title]", "چاه تازه")
    with page.expect_navigation(url="**/translate/"):
        page.locator(".beside__publish").click()
    assert again(article).title == "چاه تازه"
    context.close()


def test_translator_updates_what_is_published_and_an_editor_publishes_it(page, live_server, pair):
    """In Persian, from the board: readers see nothing of it before."""
    source, article = pair
    change(source, "two names", "three names")
    make_user(role="translator", username="mira", editions=["fa"], language="fa").memberships.get().translates_from.set(
        ["en"]
    )
    make_user(role="editor", username="omid", editions=["fa"], language="fa")
    sign_in(page, live_server.url, "mira", PASSWORD)
    page.goto(f"{live_server.url}/admin/board/")
    page.locator(f"a[href='/admin/articles/article/{article.pk}/translate/']").click()
    page.locator(".tiptap").wait_for()
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("[name=_publish]")).to_have_count(0)
    assert state_of(row(page, 0)) == "changed"
    type_into(page, 0, "چاه سه نام دارد.")
    page.keyboard.press("Alt+u")
    assert state_of(row(page, 0)) == "ready"
    with page.expect_navigation(url="**/translate/"):
        page.locator("[name=_stage][value=review]").click()
    expect(page.locator(".messagelist .success")).to_have_count(2)
    expect(page.locator(".tiptap")).to_have_count(0)
    readers = page.context.browser.new_context().new_page()
    readers.goto(f"{live_server.url}{article.get_absolute_url()}")
    expect(readers.locator(".prose")).not_to_contain_text("سه نام")
    assert lag_of(again(article)) == (1, 0, 0)

    editor = page.context.browser.new_context().new_page()
    sign_in(editor, live_server.url, "omid", PASSWORD)
    editor.goto(f"{live_server.url}/admin/articles/article/{article.pk}/translate/")
    editor.locator(".tiptap").wait_for()
    with editor.expect_navigation(url="**/translate/"):
        editor.locator(".beside__publish").click()
    assert lag_of(again(article)) == (0, 0, 0)
    readers.reload()
    expect(readers.locator(".prose")).to_contain_text("سه نام")
    # Who wrote it is told.
    page.goto(f"{live_server.url}/admin/notices/")
    expect(page.locator("main")).to_contain_text("چاه")
    for other in (readers, editor):
        other.context.close()
