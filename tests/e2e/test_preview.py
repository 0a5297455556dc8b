"""The page in preview beside the text, with a real keyboard."""

import re

import pytest
from django.test import Client
from playwright.sync_api import FrameLocator, Page, expect

from articles.models import Article, Revision
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_person, make_story, make_topic
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORDS = {"en": ("A bench", "Four letters carved"), "fa": ("نیمکتی", "می‌خواهم بمانم")}
DARK_PAPER, LIGHT_PAPER = "rgb(23, 22, 20)", "rgb(253, 252, 249)"
SHOWN = ".preview__frame:not(.preview__frame--waiting)"


def open_story(page: Page, address: str, article: Article) -> None:
    make_user(role="admin", username="ada")
    sign_in(page, address, "ada", PASSWORD)
    page.goto(f"{address}/admin/articles/story/{article.story_id}/change/?edition={article.edition_id}")
    page.locator(".editor .tiptap").wait_for()


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator(SHOWN)


def paper(page: Page) -> str:
    return frame_of(page).locator("body").evaluate("body => getComputedStyle(body).backgroundColor")


@pytest.mark.parametrize("code", ["en", "fa"])
def test_what_is_typed_appears_in_the_preview_and_is_not_saved(page: Page, live_server, code: str):
    title, words = WORDS[code]
    article = make_article(story=make_story(), edition=code, title="Old", body="<p>First.</p>", published=False)
    open_story(page, live_server.url, article)
    page.click("[data-preview-toggle]")
    frame = frame_of(page)
    expect(frame.locator("h1")).to_have_text("Old")
    assert frame.locator("html").get_attribute("dir") == ("rtl" if code == "fa" else "ltr")
    page.fill("[name=article-title]", title)
    expect(frame.locator("h1")).to_have_text(title)
    page.locator(".editor .tiptap").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    expect(frame.locator(".prose")).to_contain_text(words)
    assert page.locator(".preview__frame").count() == 1
    article.refresh_from_db()
    assert (article.title, without_ids(article.body), Revision.objects.exclude(kind="autosave").count()) == (
        "Old",
        "<p>First.</p>",
        0,
    )


def test_pane_is_remembered_and_nothing_in_it_is_a_change(page: Page, live_server):
    article = make_article(story=make_story(), published=False)
    open_story(page, live_server.url, article)
    expect(page.locator("#preview")).to_be_hidden()
    page.click("[data-preview-toggle]")
    expect(page.locator("#preview-heading")).to_be_focused()
    page.click("[data-width='768']")
    page.click("[data-scheme=dark]")
    # A page with changes would ask before it is left.
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.reload()
    expect(page.locator("#preview")).to_be_visible()
    expect(page.locator("[data-width='768']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-scheme=dark]")).to_have_attribute("aria-pressed", "true")
    expect(frame_of(page).locator("h1")).to_have_text(article.title)
    page.click("[data-preview-close]")
    expect(page.locator("[data-preview-toggle]")).to_be_focused()
    page.reload()
    expect(page.locator("#preview")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_page_is_as_wide_as_the_device_and_fits_the_pane(page: Page, live_server, width: int):
    open_story(page, live_server.url, make_article(story=make_story(), published=False))
    page.click("[data-preview-toggle]")
    expect(frame_of(page).locator("h1")).to_be_visible()
    page.click(f"[data-width='{width}']")
    assert frame_of(page).locator("html").evaluate("html => html.ownerDocument.defaultView.innerWidth") == width
    frame, stage = page.locator(SHOWN).bounding_box(), page.locator(".preview__stage").bounding_box()
    assert frame["x"] >= stage["x"] - 1
    assert frame["x"] + frame["width"] <= stage["x"] + stage["width"] + 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_dark_and_light_are_the_pages_own_whatever_the_browser_is_set_to(page: Page, live_server):
    open_story(page, live_server.url, make_article(story=make_story(), published=False))
    for preferred in ("light", "dark"):
        page.emulate_media(color_scheme=preferred)
        page.goto(page.url)
        if page.locator("#preview").is_hidden():
            page.click("[data-preview-toggle]")
        expect(frame_of(page).locator("h1")).to_be_visible()
        page.click("[data-scheme=dark]")
        assert paper(page) == DARK_PAPER
        page.click("[data-scheme=light]")
        assert paper(page) == LIGHT_PAPER
    # A page drawn anew is as the one before.
    page.click("[data-scheme=dark]")
    page.fill("[name=article-title]", "Anew")
    expect(frame_of(page).locator("h1")).to_have_text("Anew")
    assert paper(page) == DARK_PAPER


def test_preview_keeps_its_place_while_the_text_changes(page: Page, live_server):
    body = "".join(f"<p>Paragraph {number}.</p>" for number in range(200))
    article = make_article(story=make_story(), body=body, published=False)
    open_story(page, live_server.url, article)
    page.click("[data-preview-toggle]")
    frame = frame_of(page)
    frame.locator("html").evaluate("html => html.ownerDocument.defaultView.scrollTo(0, 1500)")
    page.fill("[name=article-title]", "Anew")
    expect(frame.locator("h1")).to_have_text("Anew")
    assert frame.locator("html").evaluate("html => html.ownerDocument.defaultView.scrollY") == 1500


def test_other_editions_of_the_story_are_shown_as_they_are(page: Page, live_server):
    story = make_story()
    english = make_article(story=story, title="A bench", published=False)
    make_article(story=story, edition="fa", title="نیمکت")
    open_story(page, live_server.url, english)
    page.click("[data-preview-toggle]")
    page.select_option("[data-preview-version]", label="فارسی: published")
    expect(frame_of(page).locator("h1")).to_have_text("نیمکت")
    assert frame_of(page).locator("html").get_attribute("dir") == "rtl"


def test_link_for_somebody_outside_is_made_without_losing_what_was_typed(page: Page, live_server, settings):
    settings.SITE_URL = live_server.url
    article = make_article(story=make_story(), title="A bench", published=False)
    open_story(page, live_server.url, article)
    page.fill("[name=article-title]", "A longer bench")
    page.click("#links summary")
    page.select_option("#link-days", "1")
    page.click("button[form=links-make]")
    address = page.locator(".links__address")
    expect(address).to_have_value(re.compile(f"{re.escape(live_server.url)}/preview/"))
    assert page.input_value("[name=article-title]") == "A longer bench"
    path = address.input_value().removeprefix(live_server.url)
    stranger = page.context.browser.new_page()
    stranger.goto(live_server.url + path)
    expect(stranger.locator("h1")).to_have_text("A bench")
    assert stranger.context.cookies() == []
    stranger.close()
    page.click("button[form=links-withdraw]")
    expect(page.locator("#links [role=status]")).to_contain_text("withdrawn")
    assert Client().get(path).status_code == 410


def test_topics_and_people_appear_as_they_are_chosen(page: Page, live_server):
    article = make_article(story=make_story(authors=[make_person(name="Arash")]), title="A bench", published=False)
    make_topic(name="Hedges")
    open_story(page, live_server.url, article)
    page.click("[data-preview-toggle]")
    frame = frame_of(page)
    expect(frame.locator(".article__byline")).to_contain_text("Arash")
    # As a person chooses from the stock admin's list, which tells of it by jQuery alone.
    page.locator(".field-topics .select2-selection").click()
    page.locator(".select2-results__option", has_text="Hedges").click()
    expect(frame.locator(".topics")).to_contain_text("Hedges")
    page.locator("#id_credits-0-DELETE").check()
    expect(frame.locator(".article__byline")).to_have_count(0)
    assert not article.story.topics.exists()
