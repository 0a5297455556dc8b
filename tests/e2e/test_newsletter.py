"""An issue on its way to its readers, in a real browser: looked at, tried, planned, sent, read, left, counted."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mailing.enums import LetterState, SendingState
from mailing.models import Letter, Sending
from mailing.sender import send_all_due
from publications.mailing.issues import send_issue, texts
from publications.models import IssueEdition
from readers.enums import SubscriberState
from readers.models import Subscriber
from seeds.factories import make_article, make_editions, make_issue, make_series, make_subscriber, make_user
from seeds.factories.accounts import PASSWORD
from tests.e2e.conftest import sign_in
from tests.readers.smtp import MailServer, mail_server

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TITLES = {"en": "The gate", "ar": "البوابة", "fa": "دروازه", "sq": "Porta"}


@pytest.fixture
def server(settings, live_server) -> Iterator[MailServer]:
    settings.SITE_URL = live_server.url
    with mail_server() as running:
        settings.MAILERS = running.mailers
        yield running


@pytest.fixture
def issues(files_dir, server) -> dict[str, IssueEdition]:
    """One issue in four editions, each with somebody who gets it."""
    make_editions()
    articles = [make_article(edition=code, title=f"{title} 1") for code, title in TITLES.items()]
    series = make_series(slug="letter", name="The Letter")
    issue = make_issue(series=series, editions=list(TITLES), articles=articles)
    for code, title in TITLES.items():
        IssueEdition.objects.filter(issue=issue, edition=code).update(title=title)
        make_subscriber(edition=code, lists=("series:letter",), email=f"{code}@example.org")
    make_user(username="pia", role="publisher", editions=list(TITLES), email="pia@example.org", language="en")
    return {code: texts().get(issue=issue, edition=code) for code in TITLES}


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_issue_is_looked_at_tried_planned_sent_read_and_left(page: Page, live_server, server: MailServer, issues):
    text = issues["en"]
    sign_in(page, live_server.url, "pia", PASSWORD)
    page.goto(f"{live_server.url}/admin/publications/issue/{text.issue_id}/change/?edition=en")
    page.get_by_role("link", name="Look at its mail, try it, send it").click()

    # Looked at: the frame follows what is chosen.
    mail = page.frame_locator("iframe[name=mail-preview]")
    expect(mail.get_by_role("heading", name="The gate", exact=True)).to_be_visible()
    ground = "() => getComputedStyle(document.querySelector('.sheet')).backgroundColor"
    light = mail.locator(".sheet").evaluate(ground)
    page.get_by_label("Dark", exact=True).check()
    expect(mail.locator(".sheet")).to_have_css("background-color", "rgb(23, 22, 20)")
    assert light == "rgb(253, 252, 249)"
    page.get_by_label("Phone", exact=True).check()
    assert page.locator("iframe[name=mail-preview]").bounding_box()["width"] == 390
    page.get_by_label("As plain text").check()
    expect(mail.locator("body")).to_contain_text("The gate 1")

    # Tried.
    page.get_by_label("Subject:", exact=True).fill("Behind the gate")
    press(page, "Save")
    press(page, "A test mail to me")
    expect(page.locator(".messagelist")).to_contain_text("1 mail was sent to try it.")
    assert [letter["To"] for letter in server.letters] == ["pia@example.org"]
    assert server.letters[0]["Subject"] == "Behind the gate"

    # Planned, after one has been asked.
    moment = timezone.now() + timedelta(days=1)
    page.locator("#id_send_at").evaluate("(field, value) => { field.value = value }", f"{moment:%Y-%m-%dT%H:%M}")
    press(page, "Look at it, then send")
    expect(page.locator(".mail__question")).to_contain_text("It is sent to 1 reader at")
    assert not Sending.objects.exists()
    press(page, "Yes, send it at that moment")
    expect(page.locator(".mail-progress__state")).to_contain_text("planned")

    # Sent at its moment; the page says so by itself.
    Sending.objects.update(send_at=timezone.now())
    send_all_due()
    expect(page.locator(".mail-progress__state")).to_contain_text("1 of 1 sent", timeout=20_000)
    expect(page.locator(".mail-graph__bar")).to_be_visible()
    [letter] = server.letters[1:]
    assert letter["To"] == "en@example.org"

    # Left by the button of the mail program, and counted.
    address = letter["List-Unsubscribe"].strip("<>")
    assert page.request.post(address, form={"List-Unsubscribe": "One-Click"}).status == 200
    assert not Subscriber.objects.receiving("en", "series:letter").exists()
    page.goto(f"{live_server.url}/admin/mail/issue/{text.pk}/")
    expect(page.locator("body")).to_contain_text("It was sent,")


@pytest.mark.parametrize("code", list(TITLES))
def test_mail_of_each_edition_stands_right_on_a_phone(page: Page, server: MailServer, issues, code, tmp_path):
    send_issue(text=issues[code], number=1, send_at=None, rate=None, by=None)
    send_all_due()
    [letter] = server.letters
    file = tmp_path / "mail.html"
    file.write_text(letter.get_body(("html",)).get_content(), encoding="utf-8")
    for width in (390, 320, 900):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    side = page.locator("h1").evaluate("(head) => getComputedStyle(head).textAlign + getComputedStyle(head).direction")
    right_to_left = code in {"ar", "fa"}
    assert re.search("right|start" if right_to_left else "left|start", side)
    assert side.endswith("rtl" if right_to_left else "ltr")


def test_sending_is_paused_and_stopped_from_its_page(page: Page, live_server, issues):
    text = issues["fa"]
    sending = Sending.objects.create(
        kind="issue", key=str(text.pk), edition=text.edition, audience="series:letter", title=text.title,
        state=SendingState.RUNNING, started_at=timezone.now(), is_filled=True,
    )  # fmt: skip
    letters = [Letter(sending=sending, kind="issue", recipient=number) for number in range(8)]
    Letter.objects.bulk_create(letters)
    sign_in(page, live_server.url, "pia", PASSWORD)
    page.goto(f"{live_server.url}/admin/mail/sending/{sending.pk}/")
    expect(page.locator(".mail-progress__state")).to_contain_text("0 of 8 sent")
    Letter.objects.filter(recipient__lt=3).update(state=LetterState.SENT, sent_at=timezone.now())
    expect(page.locator(".mail-progress__state")).to_contain_text("3 of 8 sent", timeout=20_000)
    press(page, "Pause")
    expect(page.locator(".mail-progress__state")).to_contain_text("paused")
    press(page, "Stop for good")
    expect(page.locator(".mail-progress__state")).to_contain_text("cancelled")
    assert Subscriber.objects.filter(state=SubscriberState.ACTIVE).count() == len(TITLES)


def test_mail_is_seen_beside_the_form_while_it_is_typed(page: Page, live_server, issues):
    sign_in(page, live_server.url, "pia", PASSWORD)
    page.goto(f"{live_server.url}/admin/publications/issue/{issues['en'].issue_id}/change/?edition=en")
    page.get_by_role("button", name="Preview beside the text").click()
    page.locator("[data-preview-version]").select_option(label="English: mail")
    mail = page.frame_locator(".preview__frame:not(.preview__frame--waiting)")
    expect(mail.locator("h1.title")).to_have_text("The gate", timeout=20_000)
    page.fill("#id_text-title", "The other gate")
    expect(mail.locator("h1.title")).to_have_text("The other gate", timeout=20_000)
    expect(mail.locator(".sheet")).to_have_css("max-width", "600px")
