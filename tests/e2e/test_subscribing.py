"""Mail is asked for, confirmed, changed, paused and left in a real browser, by the links of mails that were sent."""

import json
import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from mailing.sender import send_all_due
from publications.models import Series
from readers.enums import SubscriberState
from readers.guards import stamp
from readers.models import Subscriber
from readers.subscribing.tokens import leave_path, manage_path
from seeds.factories import make_editions, make_subscriber, make_user
from seeds.factories.accounts import PASSWORD
from seeds.factories.publications import make_series
from tests.e2e.conftest import sign_in, work_off

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NEWSLETTER, BRIEF = "series:newsletter", "series:brief"
NAMES = {"en": "The Newsletter", "ar": "النشرة", "fa": "خبرنامه", "sq": "Buletini"}
DIRECTIONS = {"en": "ltr", "ar": "rtl", "fa": "rtl", "sq": "ltr"}


@pytest.fixture
def series(monkeypatch) -> Series:
    # Who fills in a form by machine is quick; the guard itself has its own tests.
    monkeypatch.setattr(stamp, "LEAST", timedelta(seconds=-1))
    make_editions()
    make_series(slug="brief", name_en="The Brief", name_ar="", name_fa="گزیده", name_sq="", position=2)
    return make_series(slug="newsletter", position=1, **{f"name_{code}": name for code, name in NAMES.items()})


@pytest.fixture
def mailbox(settings, tmp_path, live_server):
    """The letters that wait are sent when it is looked into."""
    settings.SITE_URL = live_server.url
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}

    def look() -> list[EmailMessage]:
        send_all_due()
        return [letter_of(path) for path in sorted(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)]

    return look


def letter_of(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)  # type: ignore[return-value]


def link_in(letter: EmailMessage) -> str:
    found = re.search(r"http://\S+/subscribe/\S+", letter.get_body(("plain",)).get_content())
    assert found
    return found[0]


@pytest.fixture
def plain(browser: Browser):
    """A page of a browser that runs no script, on a phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("code", NAMES)
def test_double_opt_in_by_the_mail_that_was_sent(page: Page, live_server, series, mailbox, code: str):
    page.goto(f"{live_server.url}/{code}/publications/newsletter/")
    page.fill("main [name=email]", "ada@example.org")
    expect(page.locator("main [name=stamp]")).to_have_count(1)
    with page.expect_navigation(url="**/subscribe/thanks/"):
        page.click("main form .button")
    assert not Subscriber.objects.receiving(code, NEWSLETTER).exists()
    (letter,) = mailbox()
    assert letter["To"] == "ada@example.org"
    assert f'<html lang="{code}" dir="{DIRECTIONS[code]}">' in letter.get_body(("html",)).get_content()
    page.goto(link_in(letter))
    expect(page.locator("html")).to_have_attribute("dir", DIRECTIONS[code])
    expect(page.locator("main")).to_contain_text(NAMES[code])
    assert not Subscriber.objects.receiving(code, NEWSLETTER).exists()
    with page.expect_navigation():
        page.click("main form .button")
    assert Subscriber.objects.receiving(code, NEWSLETTER).get().email == "ada@example.org"
    assert page.context.cookies() == []


def test_without_script_the_form_is_shown_once_more_and_keeps_the_ticks(plain: Page, live_server, series, mailbox):
    plain.goto(f"{live_server.url}/fa/subscribe/")
    plain.check(f"[name=lists][value='{BRIEF}']")
    plain.fill("main [name=email]", "ada@example.org")
    with plain.expect_navigation():
        plain.click("main form .button")
    expect(plain.locator(f"[name=lists][value='{BRIEF}']")).to_be_checked()
    expect(plain.locator(f"[name=lists][value='{NEWSLETTER}']")).not_to_be_checked()
    with plain.expect_navigation(url="**/subscribe/thanks/"):
        plain.click("main form .button")
    plain.goto(link_in(mailbox()[0]))
    plain.click("main form .button")
    plain.wait_for_load_state()
    assert Subscriber.objects.receiving("fa", BRIEF).exists()
    assert not Subscriber.objects.receiving("fa", NEWSLETTER).exists()


def test_subscriber_changes_pauses_comes_again_and_is_deleted(plain: Page, live_server, series, mailbox):
    ada = make_subscriber(email="ada@example.org")
    plain.goto(f"{live_server.url}/en/subscribe/link/")
    plain.fill("main [name=email]", "Ada@Example.org")
    for _twice in range(2):
        plain.click("main form .button")
        plain.wait_for_load_state()
    plain.goto(link_in(mailbox()[0]))
    # To Persian, with another list.
    plain.click("main a[hreflang=fa]")
    plain.check(f"[name=lists][value='{BRIEF}']")
    with plain.expect_navigation(url="**/fa/subscribe/m/**"):
        plain.click("button[value=save]")
    expect(plain.locator("html")).to_have_attribute("lang", "fa")
    assert Subscriber.objects.receiving("fa", BRIEF).get() == ada
    plain.select_option("[name=weeks]", "4")
    with plain.expect_navigation(url="**done=paused"):
        plain.click("button[value=pause]")
    ada.refresh_from_db()
    assert ada.state == SubscriberState.PAUSED
    assert timedelta(days=27) < ada.paused_until - timezone.now() < timedelta(days=29)
    with plain.expect_navigation(url="**done=resumed"):
        plain.click("button[value=resume]")
    with plain.expect_download() as download:
        plain.click("button[value=data]")
    assert json.loads(Path(download.value.path()).read_text())["address"] == "ada@example.org"
    with plain.expect_navigation():
        plain.click("button[value=erase]")
    with plain.expect_navigation():
        plain.click("button[value=erase]")
    assert not Subscriber.objects.exists()


def test_leaving_by_the_link_asks_and_by_the_mail_program_acts(page: Page, live_server, series):
    by_link, by_button = make_subscriber(edition="ar"), make_subscriber(edition="ar", lists=(NEWSLETTER, "digest"))
    page.goto(f"{live_server.url}{leave_path(by_link, NEWSLETTER)}")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    by_link.refresh_from_db()
    assert by_link.state == SubscriberState.ACTIVE
    with page.expect_navigation():
        page.click("main form .button")
    by_link.refresh_from_db()
    assert by_link.state == SubscriberState.LEFT
    # As mail programs do: no cookie, no referer, no origin.
    for _again in range(2):
        program = HTTPConnection(urlsplit(live_server.url).netloc, timeout=10)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        program.request("POST", leave_path(by_button, NEWSLETTER), "List-Unsubscribe=One-Click", headers)
        assert program.getresponse().status == 200
        program.close()
    assert list(by_button.subscriptions.values_list("list", flat=True)) == ["digest"]


def test_admin_takes_a_file_in_and_sees_who_they_are(page: Page, live_server, series, tmp_path):
    make_user(role="admin", username="root")
    sign_in(page, live_server.url, "root", PASSWORD)
    path = tmp_path / "old.csv"
    path.write_text("address;consent date;consent source\nada@example.org;2024-05-01;form\nx;;\n", encoding="utf-16")
    page.goto(f"{live_server.url}/admin/subscribers/files/")
    page.set_input_files("[name=file]", path)
    page.select_option("[name=series]", NEWSLETTER)
    with page.expect_navigation():
        page.click(".who__form .button")
    expect(page.locator("#content-main")).to_contain_text("Line 3")
    with page.expect_navigation():
        page.click("#content-main form .button")
    work_off()
    page.goto(f"{live_server.url}/admin/subscribers/")
    expect(page.locator(".sent__name")).to_have_text("ada@example.org")


def test_manage_page_is_reached_by_keyboard_alone(page: Page, live_server, series):
    ada = make_subscriber()
    page.goto(f"{live_server.url}{manage_path(ada)}")
    page.locator("button[value=leave]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    ada.refresh_from_db()
    assert ada.state == SubscriberState.LEFT
