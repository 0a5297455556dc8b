"""The contact form: kept whatever happens, and mailed by a real server."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from editions.enums import State
from editions.models import Edition, Page, PageEdition
from mailing.models import Letter
from mailing.sender import send_all_due
from readers.contact import subject_of
from readers.enums import MessageState
from readers.models import ContactMessage
from tests.readers.sending import LETTER, send, stamped
from tests.readers.smtp import mail_server

PATH = "/fa/contact/"


@pytest.fixture
def edition(editions) -> Edition:
    page = Page.objects.create(key="contact")
    for code in ("en", "fa"):
        PageEdition.objects.create(
            page=page, edition_id=code, title="Contact us", slug="contact", body="<p>Do write.</p>",
            state=State.PUBLISHED, published_at=timezone.now() - timedelta(days=1),
        )  # fmt: skip
    Edition.objects.filter(code="fa").update(contact_address="desk@example.org", site_name="مجله")
    return Edition.objects.get(code="fa")


@pytest.fixture
def server(settings):
    with mail_server() as found:
        settings.MAILERS = found.mailers
        yield found


@pytest.fixture
def write(client: Client, edition, django_capture_on_commit_callbacks):
    """Sends a letter, with what follows on commit."""

    def write_now(**data):
        with django_capture_on_commit_callbacks(execute=True):
            answer = send(client, PATH, {**LETTER, "stamp": stamped(subject_of(edition)), **data})
        send_all_due()
        return answer

    return write_now


def test_form_stands_beneath_the_text_of_its_page(client: Client, edition):
    page = client.get(PATH).content.decode()
    assert page.index("Do write.") < page.index('name="subject"')
    assert '<html lang="fa" dir="rtl">' in page
    assert 'name="stamp"' not in page
    assert client.get("/ar/contact/").status_code == 404
    assert send(client, "/ar/contact/", LETTER).status_code == 404


def test_page_at_another_address_is_led_to(client: Client, edition):
    PageEdition.objects.filter(edition="en").update(slug="write")
    answer = client.get("/en/contact/")
    assert answer.status_code == 302
    assert 'name="subject"' in client.get(answer["Location"]).content.decode()


def test_message_is_kept_thanked_for_and_mailed(client: Client, write, server):
    answer = write(subject="پرسش", text="سلام.\r\nکی باز هستید؟")
    assert answer.status_code == 303
    assert not answer.cookies
    assert client.get(answer["Location"]).status_code == 200
    message = ContactMessage.objects.get()
    assert message.state == MessageState.NEW
    assert message.mailed_at is not None
    (letter,) = server.letters
    assert letter["Subject"] == "[مجله] پرسش"
    assert letter["To"] == "desk@example.org"
    assert letter["Reply-To"] == "Ada <ada@example.org>"
    assert "ada@example.org" not in letter["From"]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "کی باز هستید؟" in letter.get_content()


@pytest.mark.parametrize("field", ["subject", "name"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "%0d%0a"])
def test_no_header_can_be_put_in(write, server, field: str, end: str):
    write(**{field: f"Hello{end}Bcc: victim@example.org{end}{end}Body"})
    (letter,) = server.letters
    assert letter["Bcc"] is None
    assert [line.lower() for line in server.receivers] == ["rcpt to:<desk@example.org>"]
    assert set(letter.keys()) <= {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Reply-To", "Date",
        "Message-ID", "Auto-Submitted",
    }  # fmt: skip


@pytest.mark.parametrize("address", ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org"])
def test_address_is_one_address(write, server, address: str):
    assert write(email=address).status_code == 422
    assert server.letters == []


def test_mail_that_fails_loses_nothing_and_is_tried_again(write, server, capsys):
    server.refuses = True
    assert write().status_code == 303
    message = ContactMessage.objects.get()
    assert (message.mailed_at, message.n_failures) == (None, 1)
    server.refuses = False
    call_command("mail_messages")
    message.refresh_from_db()
    assert message.mailed_at is not None
    assert len(server.letters) == 1
    call_command("mail_messages")
    assert len(server.letters) == 1
    assert "1 of 1" in capsys.readouterr().out


def test_what_the_server_puts_off_is_sent_some_minutes_later(write, server):
    server.refuses = True
    write()
    soon = (timezone.now(), timezone.now() + timedelta(minutes=5))
    assert Letter.objects.filter(due_at__range=soon, state="waiting").count() == 1
    assert ContactMessage.objects.get().mailed_at is None


def test_edition_without_an_address_keeps_its_messages_at_the_desk(write, server):
    Edition.objects.update(contact_address="")
    assert write().status_code == 303
    assert ContactMessage.objects.count() == 1
    assert server.letters == []


def test_spam_is_kept_apart_and_not_mailed(write, server):
    Edition.objects.update(blocked_words="کیف ارزان")
    assert write(text="كيف  ارزان بخرید").status_code == 303
    assert ContactMessage.objects.get().state == MessageState.SPAM
    assert server.letters == []


def test_sent_twice_is_kept_and_mailed_once(write, server):
    write()
    write()
    assert ContactMessage.objects.count() == 1
    assert len(server.letters) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"email": ""}, 422),
        ({"subject": " "}, 422),
        ({"text": ""}, 422),
        ({"website": "x"}, 422),
        ({"stamp": "x"}, 422),
    ],
)
def test_nothing_typed_is_lost(write, change: dict, status: int):
    answer = write(**{"text": "Dear to me <b>", "name": "Ada <i>", **change})
    page = answer.content.decode()
    assert answer.status_code == status
    assert ("Dear to me &lt;b&gt;" in page) is ("text" not in change)
    assert 'value="Ada &lt;i&gt;"' in page
    assert not ContactMessage.objects.exists()


def test_without_script_it_is_looked_at_once_more(client: Client, edition):
    answer = send(client, PATH, LETTER)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'name="stamp" value="contact:fa:', page)
    assert "When do you open?" in page
    assert not ContactMessage.objects.exists()


def test_too_many_from_one_place_wait(write):
    answers = [write(text=f"Question {number}") for number in range(5)]
    assert [answer.status_code for answer in answers] == [303] * 4 + [429]
    assert "Question 4" in answers[-1].content.decode()
