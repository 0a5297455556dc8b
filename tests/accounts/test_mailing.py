"""Mails of notices over real SMTP: sent once, tried again where they failed, given up in the end, shown to admins."""

import socket
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import NoticeKind
from accounts.models import Notice, NoticeMail, User
from accounts.notices import mark_read, notices_of, tell
from mailing import answers
from mailing.enums import LetterState
from mailing.models import Letter
from mailing.sender import send_all_due
from seeds.factories.accounts import make_user
from tests.accounts.smtp_server import SmtpServer, running

MAILS = "admin:accounts_noticemail_changelist"


@pytest.fixture
def reader(editions) -> User:
    return make_user(role="editor", editions=["en"], email="mira@example.org", language="en", username="mira")


def use(settings, **options) -> None:
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}


@pytest.fixture
def server(settings) -> Iterator[SmtpServer]:
    with running() as server:
        use(settings, **server.options)
        yield server


@pytest.fixture
def told():
    def tell_now(*users: User, about: str = "Gardens") -> list[Notice]:
        notices = tell(users, kind=NoticeKind.REVIEW, about=about, address="/admin/", edition="en")
        send_all_due()
        return notices

    return tell_now


def come() -> None:
    """Let the moment of the next attempt have come."""
    Letter.objects.filter(state=LetterState.WAITING).update(due_at=timezone.now())
    send_all_due()


def subjects(server: SmtpServer) -> list[str]:
    return [str(message["Subject"]).replace("\u2068", "").replace("\u2069", "") for message in server.received]


def test_what_is_sent_leaves_nothing_to_send(server, reader, told):
    told(reader)
    assert subjects(server) == ["“Gardens” waits for your review"]
    assert not NoticeMail.objects.exists()


def test_a_server_that_cannot_be_reached_leaves_it_to_be_sent_later(reader, told, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        use(settings, host="127.0.0.1", port=closed.getsockname()[1], timeout=5)
    told(reader)
    assert NoticeMail.objects.get().due_at
    assert Letter.objects.get().state == LetterState.WAITING
    assert Letter.objects.get().answer.startswith("127.0.0.1:")


def test_a_mail_that_failed_goes_when_its_moment_comes_and_once(server, reader, told):
    server.answers["END"] = "451 try later"
    told(reader)
    mail = NoticeMail.objects.get()
    assert ("451" in mail.error, mail.tries) == (True, 1)
    assert mail.due_at == Letter.objects.get().due_at > timezone.now()
    server.answers.clear()
    # Not before its moment.
    send_all_due()
    assert server.received == []
    come()
    come()
    assert len(server.received) == 1
    assert not NoticeMail.objects.exists()


def test_it_is_given_up_in_the_end(server, reader, told, monkeypatch):
    monkeypatch.setattr(answers, "PAUSES", answers.PAUSES[:2])
    server.answers["END"] = "451 try later"
    told(reader)
    come()
    assert not NoticeMail.objects.given_up().exists()
    come()
    mail = NoticeMail.objects.given_up().get()
    assert (mail.tries, "451" in mail.error) == (3, True)


def test_a_mailbox_that_there_is_not_is_not_tried_again(server, reader, told):
    server.answers["RCPT"] = "550 no such mailbox"
    told(reader)
    mail = NoticeMail.objects.given_up().get()
    assert (mail.tries, mail.due_at) == (1, None)
    assert "no such mailbox" in mail.error


def test_a_mailbox_that_is_full_is_tried_again(server, reader, told):
    server.answers["RCPT"] = "452 mailbox full"
    told(reader)
    assert NoticeMail.objects.get().due_at


def test_what_was_read_or_is_not_wanted_meanwhile_is_not_tried_again(server, reader, told):
    server.answers["END"] = "451 try later"
    first, _second = told(reader, about="A")[0], told(reader, about="B")[0]
    server.answers.clear()
    mark_read(notices_of(reader).filter(pk=first.pk))
    come()
    assert subjects(server) == ["“B” waits for your review"]
    server.received.clear()
    told(reader, about="C")
    server.received.clear()
    User.objects.filter(pk=reader.pk).update(wants_mail=False)
    told(reader, about="D")
    assert server.received == []
    assert not NoticeMail.objects.exists()


def test_an_answer_that_was_lost_makes_two_copies_one_mail(server, reader, told):
    """The server took it and the connection broke: the second copy has the first one's Message-ID."""
    server.drops_after_end = True
    told(reader)
    server.drops_after_end = False
    come()
    first, second = (message["Message-ID"] for message in server.received)
    assert first == second
    assert told(reader)
    assert server.received[-1]["Message-ID"] != first


# What admins see of it.


def given_up(server: SmtpServer, reader: User, told) -> NoticeMail:
    server.answers["RCPT"] = "550 no such mailbox"
    told(reader)
    server.answers.clear()
    return NoticeMail.objects.get()


def test_admins_see_on_the_start_page_and_in_a_list_what_was_given_up_and_why(server, reader, told, client: Client):
    given_up(server, reader, told)
    client.force_login(make_user(role="admin"))
    start = client.get(reverse("admin:index")).content.decode()
    assert "Mails that could not be sent" in start
    assert f"{reverse(MAILS)}?state=given-up" in start
    page = client.get(reverse(MAILS), {"state": "given-up"}).content.decode()
    assert "mira@example.org" in page
    assert "no such mailbox" in page
    assert "Gardens" in page
    waiting = client.get(reverse(MAILS), {"state": "waiting"}).content.decode()
    assert "no such mailbox" not in waiting


def test_admin_tries_again_when_the_address_is_mended(server, reader, told, client: Client):
    mail = given_up(server, reader, told)
    User.objects.filter(pk=reader.pk).update(email="m@example.org")
    client.force_login(make_user(role="admin"))
    client.post(reverse(MAILS), {"action": "send_again", "_selected_action": [mail.pk]})
    send_all_due()
    assert [message["To"] for message in server.received] == ["m@example.org"]
    assert not NoticeMail.objects.exists()


def test_what_is_being_sent_just_now_is_not_sent_beside_it(server, reader, client: Client):
    tell([reader], kind=NoticeKind.REVIEW, about="A", address="/admin/")
    Letter.objects.update(state=LetterState.CLAIMED, worker="another", in_flight_at=timezone.now())
    client.force_login(make_user(role="admin"))
    client.post(reverse(MAILS), {"action": "send_again", "_selected_action": [NoticeMail.objects.get().pk]})
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("role", ["editor", "publisher", None])
def test_others_see_none_of_it_and_send_nothing(server, reader, told, client: Client, role):
    mail = given_up(server, reader, told)
    client.force_login(make_user(role=role))
    assert client.get(reverse(MAILS)).status_code in {302, 403}
    answer = client.post(reverse(MAILS), {"action": "send_again", "_selected_action": [mail.pk]})
    assert answer.status_code in {302, 403}
    assert server.received == []
    if role:
        assert "Mails that could not be sent" not in client.get(reverse("admin:index")).content.decode()


def test_nobody_writes_in_the_list(server, reader, told, client: Client):
    mail = given_up(server, reader, told)
    client.force_login(make_user(role="admin"))
    assert client.get(reverse("admin:accounts_noticemail_add")).status_code == 403
    change = reverse("admin:accounts_noticemail_change", args=[mail.pk])
    assert client.post(change, {"tries": 0}).status_code == 403
