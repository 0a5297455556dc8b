"""Comments and messages in a real browser: with script and without, in both directions; and the queue by its keys."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles.models import Article
from editions.enums import CommentPolicy, State
from editions.models import Edition, PageEdition
from editions.models import Page as StandingPage
from readers.enums import CommentState
from readers.guards import stamp
from readers.models import Comment, ContactMessage
from seeds.factories import make_article, make_comment, make_editions, make_user
from seeds.factories.accounts import PASSWORD
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TEXTS = {"en": "I crossed it last autumn.", "fa": "پاییز از روی پل گذشتیم."}


@pytest.fixture
def articles(monkeypatch) -> dict[str, Article]:
    # Who fills in a form by machine is quick; the guard itself has its own tests.
    monkeypatch.setattr(stamp, "LEAST", timedelta(seconds=-1))
    make_editions()
    Edition.objects.update(comments=CommentPolicy.ON)
    contact = StandingPage.objects.create(key="contact")
    for code in TEXTS:
        PageEdition.objects.create(
            page=contact, edition_id=code, title="Contact us", slug="contact", body="<p>Do write.</p>",
            state=State.PUBLISHED, published_at=timezone.now() - timedelta(days=1),
        )  # fmt: skip
    return {code: make_article(edition=code, title={"en": "The bridge", "fa": "پل"}[code]) for code in TEXTS}


@pytest.fixture
def plain(browser: Browser):
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    assert context.cookies() == []
    context.close()


def fill_comment(page: Page, code: str) -> None:
    page.fill("#comments [name=text]", TEXTS[code])
    page.fill("#comments [name=name]", "Ada")


@pytest.mark.parametrize("code", TEXTS)
def test_comment_is_sent_at_once_with_script(page: Page, live_server, articles, code: str):
    page.goto(f"{live_server.url}{articles[code].get_absolute_url()}")
    fill_comment(page, code)
    expect(page.locator("#comments [name=stamp]")).to_have_count(1)
    page.click("#comments form .button")
    page.wait_for_url("**/comments/thanks/")
    assert Comment.objects.get().text == TEXTS[code]
    assert page.context.cookies() == []


@pytest.mark.parametrize("code", TEXTS)
def test_comment_is_sent_after_another_look_without_script(plain: Page, live_server, articles, code: str):
    plain.goto(f"{live_server.url}{articles[code].get_absolute_url()}")
    fill_comment(plain, code)
    plain.click("#comments form .button")
    expect(plain.locator(".look .comment__text")).to_have_text(TEXTS[code])
    plain.click("main form .button")
    plain.wait_for_url("**/comments/thanks/")
    assert Comment.objects.get().text == TEXTS[code]


@pytest.mark.parametrize("code", TEXTS)
def test_mistake_without_script_loses_nothing(plain: Page, live_server, articles, code: str):
    plain.goto(f"{live_server.url}{articles[code].get_absolute_url()}")
    fill_comment(plain, code)
    plain.fill("#comments [name=text]", f"{TEXTS[code]} http://a.example http://b.example http://c.example")
    plain.click("#comments form .button")
    expect(plain.locator("#problems")).to_be_visible()
    expect(plain.locator("[name=name]")).to_have_value("Ada")
    plain.fill("[name=text]", TEXTS[code])
    plain.click("main form .button")
    plain.wait_for_url("**/comments/thanks/")


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("has_script", [True, False])
def test_message_is_sent(page: Page, plain: Page, live_server, articles, code: str, has_script: bool):
    here = page if has_script else plain
    here.goto(f"{live_server.url}/{code}/contact/")
    for name, value in (("name", "Ada"), ("email", "ada@example.org"), ("subject", "?"), ("text", TEXTS[code])):
        here.fill(f"[name={name}]", value)
    if has_script:
        expect(here.locator("[name=stamp]")).to_have_count(1)
    here.click("main form .button")
    if not has_script:
        expect(here.locator(".look")).to_be_visible()
        here.click("main form .button")
    here.wait_for_url("**/contact/thanks/")
    assert ContactMessage.objects.get().text == TEXTS[code]


def test_queue_is_worked_off_by_its_keys(page: Page, live_server, articles):
    make_user(role="admin", username="root", password=PASSWORD)
    moment = timezone.now()
    for number in range(4):
        at = moment - timedelta(minutes=number)
        make_comment(article=articles["en"], name=f"N{number}", state=CommentState.HELD, made_at=at)
    sign_in(page, live_server.url, "root", PASSWORD)
    page.goto(f"{live_server.url}/admin/comments/")

    def press(*keys: str) -> None:
        for key in keys[:-1]:
            page.keyboard.press(key)
        with page.expect_navigation():
            page.keyboard.press(keys[-1])

    press("j", "j", "a")
    assert Comment.objects.get(state=CommentState.APPROVED).name == "N1"
    # Those that are ticked, wherever the focus is.
    press("j", "x", "j", "j", "x", "k", "s")
    assert set(Comment.objects.filter(state=CommentState.SPAM).values_list("name", flat=True)) == {"N0", "N3"}
    press("j", "r")
    assert Comment.objects.get(state=CommentState.REJECTED).name == "N2"
    make_comment(article=articles["en"], name="N9", state=CommentState.HELD)
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_contain_text("approve those that are ticked")
    page.keyboard.press("Escape")
    # Letters typed into a field are text.
    page.fill("#sent-q", "")
    page.type("#sent-q", "ars")
    expect(page.locator("#sent-q")).to_have_value("ars")
    assert Comment.objects.get(name="N9").state == CommentState.HELD
