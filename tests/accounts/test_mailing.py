"""Mails of notices over real SMTP: sent once, tried again where they failed, given up in the end, shown to admins."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.enums import NoticeKind
from accounts.mailing import WAITS, attempt, mail_notice
from accounts.models import Notice, NoticeMail, User
from accounts.notices import mark_read, notices_of, tell
from accounts.querysets import BROKEN_OFF
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
def told(django_capture_on_commit_callbacks):
    def tell_now(*users: User, about: str = "Gardens") -> list[Notice]:
        with django_capture_on_commit_callbacks(execute=True):
            return tell(users, kind=NoticeKind.REVIEW, about=about, address="/admin/", edition="en")

    return tell_now


def come(mail: NoticeMail) -> None:
    """Let the moment of its next attempt have come."""
    NoticeMail.objects.filter(pk=mail.pk, due_at__isnull=False).update(due_at=timezone.now())


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
    mail = NoticeMail.objects.get()
    assert (mail.tries, mail.notice.user) == (1, reader)
    assert "ConnectionRefusedError" in mail.error
    assert mail.due_at > timezone.now()


def test_a_mail_that_failed_goes_when_its_moment_comes_and_once(server, reader, told):
    server.answers["END"] = "451 try later"
    [notice] = told(reader)
    mail = NoticeMail.objects.get()
    assert "451" in mail.error
    server.answers.clear()
    # Not before its moment.
    assert mail_notice.func(notice.pk) is False
    come(mail)
    assert mail_notice.func(notice.pk) is True
    assert mail_notice.func(notice.pk) is False
    assert len(server.received) == 1


def test_waits_grow_until_it_is_given_up(server, reader, told):
    server.answers["END"] = "451 try later"
    [notice] = told(reader)
    waits = []
    while (mail := NoticeMail.objects.get()).due_at:
        waits.append(mail.due_at - mail.tried_at)
        come(mail)
        mail_notice.func(notice.pk)
    assert len(waits) == len(WAITS)
    assert all(abs(wait - wanted) < timedelta(seconds=5) for wait, wanted in zip(waits, WAITS, strict=True))
    assert sorted(WAITS) == list(WAITS)
    assert (mail.tries, "451" in mail.error) == (len(WAITS) + 1, True)
    assert mail_notice.func(notice.pk) is False
    assert NoticeMail.objects.given_up().get() == mail


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


def test_the_next_notice_takes_along_what_was_left(server, reader, told):
    """Whatever became of its order in the queue."""
    server.answers["END"] = "451 try later"
    told(reader, about="Old")
    server.answers.clear()
    come(NoticeMail.objects.get())
    told(reader, about="New")
    assert subjects(server) == ["“New” waits for your review", "“Old” waits for your review"]
    assert not NoticeMail.objects.exists()


def test_worker_is_told_the_moment_of_the_next_attempt(server, reader, told, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    [notice] = told(reader)
    server.answers["END"] = "451 try later"
    assert mail_notice.func(notice.pk) is False
    mail = NoticeMail.objects.get()
    orders = DBTaskResult.objects.filter(task_path=mail_notice.module_path).order_by("enqueued_at")
    assert orders.last().run_after == mail.due_at
    assert orders.last().args_kwargs == {"args": [notice.pk], "kwargs": {}}


def test_what_was_read_or_is_not_wanted_meanwhile_is_not_tried_again(server, reader, told):
    server.answers["END"] = "451 try later"
    first, second = told(reader, about="A")[0], told(reader, about="B")[0]
    server.answers.clear()
    mark_read(notices_of(reader).filter(pk=first.pk))
    NoticeMail.objects.update(due_at=timezone.now())
    assert mail_notice.func(first.pk) is False
    User.objects.filter(pk=reader.pk).update(wants_mail=False)
    assert mail_notice.func(second.pk) is False
    assert server.received == []
    assert not NoticeMail.objects.exists()


def test_an_answer_that_was_lost_makes_two_copies_one_mail(server, reader, told):
    """The server took it and the connection broke: the second copy has the first one's Message-ID."""
    server.drops_after_end = True
    [notice] = told(reader)
    server.drops_after_end = False
    come(NoticeMail.objects.get())
    mail_notice.func(notice.pk)
    first, second = (message["Message-ID"] for message in server.received)
    assert first == second
    assert told(reader)
    assert server.received[-1]["Message-ID"] != first


def test_a_worker_that_dies_in_the_middle_sends_nothing_twice(server, reader):
    [notice] = tell([reader], kind=NoticeKind.REVIEW, about="A", address="/admin/")
    long_ago = timezone.now() - BROKEN_OFF - timedelta(seconds=1)
    # As it stands between an attempt's beginning and its end.
    NoticeMail.objects.update(due_at=None, tries=1, tried_at=timezone.now())
    assert not NoticeMail.objects.given_up().exists()
    NoticeMail.objects.update(tried_at=long_ago)
    assert NoticeMail.objects.given_up().exists()
    assert mail_notice.func(notice.pk) is False
    assert server.received == []


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_sends(server, editions):
    reader = make_user(role="editor", editions=["en"], email="mira@example.org")
    notice = Notice.objects.create(user=reader, kind=NoticeKind.REVIEW, about="A", address="/admin/", edition_id="en")
    NoticeMail.objects.create(notice=notice)
    start, sent = threading.Barrier(2), []

    def go() -> None:
        try:
            start.wait()
            sent.append(attempt(notice.pk))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == [False, True]
    assert len(server.received) == 1


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
    assert [message["To"] for message in server.received] == ["m@example.org"]
    assert not NoticeMail.objects.exists()


def test_what_is_being_sent_just_now_is_not_sent_beside_it(server, reader, client: Client):
    tell([reader], kind=NoticeKind.REVIEW, about="A", address="/admin/")
    NoticeMail.objects.update(due_at=None, tries=1, tried_at=timezone.now())
    client.force_login(make_user(role="admin"))
    client.post(reverse(MAILS), {"action": "send_again", "_selected_action": [NoticeMail.objects.get().pk]})
    assert server.received == []


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
