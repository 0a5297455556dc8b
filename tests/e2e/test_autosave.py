"""Writing in a real browser: words survive a server that goes away and a tab that is closed; two editors meet."""

import re
from collections.abc import Iterator

import pytest
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect

from articles.admin.writing import autosave_words
from articles.enums import RevisionKind
from articles.models import Article, Presence
from articles.revisions import text_now, text_of
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article
from tests.e2e.conftest import sign_in
from tests.e2e.served import Site

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# What is typed by language: with a joiner, and with words of the other direction.
BEFORE = {"en": "What readers see.", "fa": "آنچه خوانندگان می‌بینند."}
FIRST = {"en": " Written while all is well.", "fa": " وقتی همه‌چیز خوب است، در ۲۰۲۴ نوشته شد."}
SECOND = {"en": " Written without a server.", "fa": " بی سرور هم نوشته می‌شود (server)."}
THIRD = {"en": " Written before the tab was closed.", "fa": " پیش از بستن برگه."}
# The browser waits ever longer between its tries, thirty seconds at most.
PATIENCE = 45_000


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    served.start()
    yield served
    served.stop()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def at_the_desk(browser: Browser, contexts: list[BrowserContext], url: str, name: str, code: str) -> Page:
    """A browser of their own, in which they have signed in; the desk speaks their language.

    Scripts must not fail; that a server is away is told in the console, and is meant here.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    contexts.append(context)
    make_user(role="editor", username=name, language=code, first_name=name.title())
    page = context.new_page()
    watch(page)
    sign_in(page, url, name, PASSWORD)
    return page


def watch(page: Page) -> None:
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))


def open_article(page: Page, url: str, article: Article) -> None:
    page.goto(f"{url}/admin/articles/story/{article.story_id}/change/?edition={article.edition_id}")
    page.locator(".editor .tiptap").wait_for()


def write(page: Page, text: str) -> None:
    page.locator(".editor .tiptap p").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def said(code: str, word: str) -> str:
    """The longest run of what the desk says in a language: what stands before a moment or a name says too little."""
    with translation.override(code):
        return max(re.split(r"\{\w+\}", autosave_words()[word]), key=len).strip()


def local_copies(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('nejat.text.')).length")


def kept(article: Article) -> str:
    revision = article.revisions.filter(kind=RevisionKind.AUTOSAVE).order_by("-made_at").first()
    return without_ids(text_of(revision).body) if revision else ""


@pytest.mark.parametrize("code", ["en", "fa"])
def test_words_survive_a_server_that_goes_away_and_a_tab_that_is_closed(browser, contexts, site: Site, code: str):
    article = make_article(edition=code, body=f"<p>{BEFORE[code]}</p>")
    page = at_the_desk(browser, contexts, site.url, "ada", code)
    open_article(page, site.url, article)
    state = page.locator("#kept")

    write(page, FIRST[code])
    expect(state).to_contain_text(said(code, "kept"))
    assert kept(article) == f"<p>{BEFORE[code]}{FIRST[code]}</p>"
    assert local_copies(page) == 0

    site.stop()
    write(page, SECOND[code])
    expect(state).to_contain_text(said(code, "offline"))
    assert local_copies(page) == 1
    site.start()
    expect(state).to_contain_text(said(code, "kept"), timeout=PATIENCE)
    assert kept(article) == f"<p>{BEFORE[code]}{FIRST[code]}{SECOND[code]}</p>"
    assert local_copies(page) == 0

    site.stop()
    write(page, THIRD[code])
    expect(state).to_contain_text(said(code, "offline"))
    context = page.context
    page.close(run_before_unload=False)
    site.start()

    page = context.new_page()
    watch(page)
    open_article(page, site.url, article)
    assert page.locator(".editor .tiptap").inner_text().strip() == BEFORE[code]
    offer = page.locator("#unsaved")
    expect(offer).to_be_visible()
    offer.locator("[data-take-up]").click()
    whole = f"{BEFORE[code]}{FIRST[code]}{SECOND[code]}{THIRD[code]}"
    expect(page.locator(".editor .tiptap")).to_have_text(whole)
    assert page.locator(".editor .tiptap").evaluate("element => getComputedStyle(element).direction") == (
        "rtl" if code == "fa" else "ltr"
    )
    page.click("[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("#unsaved")).to_be_hidden()

    article.refresh_from_db()
    assert without_ids(text_now(article).body) == f"<p>{whole}</p>"
    assert without_ids(article.body) == f"<p>{BEFORE[code]}</p>"
    # One revision of all that typing, after the text as it came.
    assert list(article.revisions.order_by("number").values_list("kind", flat=True)) == ["imported", "saved"]
    assert local_copies(page) == 0


@pytest.mark.parametrize("code", ["en", "fa"])
def test_two_editors_on_one_article_know_of_each_other_and_lose_nothing(browser, contexts, live_server, code: str):
    article = make_article(edition=code, body=f"<p>{BEFORE[code]}</p>", published=False)
    ada = at_the_desk(browser, contexts, live_server.url, "ada", code)
    bea = at_the_desk(browser, contexts, live_server.url, "bea", code)
    open_article(ada, live_server.url, article)
    open_article(bea, live_server.url, article)
    expect(bea.locator("#others")).to_contain_text("Ada")

    write(ada, FIRST[code])
    expect(ada.locator("#others")).to_contain_text("Bea")
    ada.click("[name=_save]")
    expect(ada.locator(".messagelist .success")).to_be_visible()

    write(bea, SECOND[code])
    expect(bea.locator("#kept")).to_contain_text("Ada")
    bea.click("[name=_save]")
    theirs = bea.locator(".story__theirs")
    expect(theirs.locator("del").first).to_be_visible()
    expect(theirs.locator("ins").first).to_be_visible()
    assert theirs.locator(".compared").get_attribute("dir") == ("rtl" if code == "fa" else "ltr")
    expect(bea.locator(".editor .tiptap")).to_have_text(f"{BEFORE[code]}{SECOND[code]}")
    bea.click("[name=_save]")
    expect(bea.locator(".messagelist .success")).to_be_visible()
    bodies = {without_ids(text_of(revision).body) for revision in article.revisions.all()}
    assert {f"<p>{BEFORE[code]}{FIRST[code]}</p>", f"<p>{BEFORE[code]}{SECOND[code]}</p>"} <= bodies

    # Who goes elsewhere has left.
    expect(bea.locator("#others")).to_contain_text("Ada")
    bea.goto(f"{live_server.url}/admin/")
    expect(ada.locator("#others")).to_be_empty(timeout=PATIENCE)
    assert Presence.objects.filter(article=article, user__username="bea").count() == 0


def test_new_story_is_kept_on_this_computer_until_it_is_saved(browser, contexts, live_server):
    make_article(edition="en")
    page = at_the_desk(browser, contexts, live_server.url, "ada", "en")
    page.goto(f"{live_server.url}/admin/articles/story/add/?edition=en")
    page.locator(".editor .tiptap").wait_for()
    page.fill("[name=article-title]", "Orchards")
    write(page, "Not saved yet")
    expect(page.locator("#kept")).to_contain_text(said("en", "local"))
    page.reload()
    page.locator("[data-take-up]").click()
    assert page.input_value("[name=article-title]") == "Orchards"
    expect(page.locator(".editor .tiptap")).to_have_text("Not saved yet")
    page.click("[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert local_copies(page) == 0
    page.goto(f"{live_server.url}/admin/articles/story/add/?edition=en")
    expect(page.locator("#unsaved")).to_be_hidden()


def test_discarded_words_are_not_offered_again(browser, contexts, live_server):
    article = make_article(edition="en")
    page = at_the_desk(browser, contexts, live_server.url, "ada", "en")
    open_article(page, live_server.url, article)
    write(page, " More")
    expect(page.locator("#kept")).to_contain_text(said("en", "kept"))
    page.reload()
    page.locator("[data-discard]").click()
    expect(page.locator("#unsaved")).to_be_hidden()
    page.wait_for_timeout(500)
    page.reload()
    page.locator(".editor .tiptap").wait_for()
    expect(page.locator("#unsaved")).to_be_hidden()


def test_who_is_signed_out_keeps_their_words_until_they_are_back(browser, contexts, live_server):
    article = make_article(edition="en", body="<p>Before</p>")
    page = at_the_desk(browser, contexts, live_server.url, "ada", "en")
    open_article(page, live_server.url, article)
    page.context.clear_cookies(name="sessionid")
    write(page, " More")
    expect(page.locator("#kept")).to_contain_text(said("en", "signedOut"))
    assert local_copies(page) == 1
    elsewhere = page.context.new_page()
    sign_in(elsewhere, live_server.url, "ada", PASSWORD)
    expect(page.locator("#kept")).to_contain_text(said("en", "kept"), timeout=PATIENCE)
    page.click("[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    article.refresh_from_db()
    assert without_ids(text_now(article).body) == "<p>Before More</p>"


def test_signing_out_leaves_no_words_on_the_computer(browser, contexts, live_server):
    make_article(edition="en")
    page = at_the_desk(browser, contexts, live_server.url, "ada", "en")
    page.goto(f"{live_server.url}/admin/articles/story/add/?edition=en")
    page.locator(".editor .tiptap").wait_for()
    write(page, "Private so far")
    assert local_copies(page) == 1
    page.click("#logout-form button")
    page.wait_for_url("**/logout/")
    assert local_copies(page) == 0
