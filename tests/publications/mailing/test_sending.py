"""An issue is sent once, when its moment comes, and never by accident."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.enums import AuditAction, NoticeKind
from accounts.models import AuditEntry, Notice
from editions.enums import State
from mailing.composing import Abandoned
from mailing.enums import LetterState, SendingState
from mailing.minutes import run_minute
from mailing.models import Letter, Sending
from mailing.services import AlreadyPlanned, cancel
from publications.mailing.audience import audience_of
from publications.mailing.issues import next_sending, round_of, send_issue, sendings_of, steer
from publications.models import IssueEdition
from readers.enums import SubscriberState
from readers.models import Subscriber
from readers.subscribing.tokens import leave_path
from seeds.factories.accounts import make_user
from seeds.factories.readers import make_subscriber

pytestmark = pytest.mark.django_db


def send(text: IssueEdition, *, number: int = 1, **fields) -> Sending:
    return send_issue(text=text, **{"number": number, "send_at": None, "rate": None, "by": None, **fields})


def test_readers_of_the_list_in_that_edition_get_it_and_nobody_else(text, reader, delivered):
    reader("en", email="ada@example.org")
    reader("fa", email="fa@example.org")
    reader("en", email="gone@example.org", state=SubscriberState.LEFT)
    reader("en", email="new@example.org", state=SubscriberState.PENDING)
    make_subscriber(edition="en", lists=("digest",), email="other@example.org")
    send(text)
    assert [mail["To"] for mail in delivered()] == ["ada@example.org"]


def test_same_issue_is_begun_once_however_often_it_is_asked_for(text, reader):
    reader()
    send(text)
    with pytest.raises(AlreadyPlanned):
        send(text)
    assert Sending.objects.count() == 1


def test_later_round_reaches_those_alone_who_came_since(text, reader, delivered):
    reader("en", email="first@example.org")
    send(text)
    assert [mail["To"] for mail in delivered()] == ["first@example.org"]
    reader("en", email="later@example.org")
    due = next_sending(text)
    assert round_of(due) == 2
    assert audience_of(due).count() == 1
    # What the first page showed is not asked for again by pressing twice.
    with pytest.raises(AlreadyPlanned):
        send(text, number=1)
    send(text, number=2)
    assert [mail["To"] for mail in delivered()] == ["later@example.org"]


def test_later_round_reaches_those_who_came_since_when_letters_are_cleared_away(text, reader, delivered):
    reader("en", email="first@example.org")
    first = send(text)
    delivered()
    Sending.objects.filter(pk=first.pk).update(sums={"by_state": {"sent": 1}, "by_hour": {}, "doubtful": 0})
    Letter.objects.all().delete()
    reader("en", email="later@example.org")
    send(text, number=2)
    assert [mail["To"] for mail in delivered()] == ["later@example.org"]


def test_what_was_called_off_before_it_began_is_sent_as_if_for_the_first_time(text, reader, delivered):
    reader("en", email="ada@example.org")
    planned = send(text, send_at=timezone.now() + timedelta(hours=1))
    cancel(planned)
    assert round_of(next_sending(text)) == 1
    send(text)
    assert len(delivered()) == 1
    assert [one.state for one in sendings_of(text)] == [SendingState.CANCELLED, SendingState.DONE]


def test_what_was_stopped_on_its_way_goes_on_with_those_whom_it_did_not_reach(text, reader, delivered):
    reader("en", email="got@example.org")
    reader("en", email="missed@example.org")
    sending = send(text)
    Letter.objects.create(
        sending=sending,
        kind="issue",
        recipient=Subscriber.objects.get(email="got@example.org").pk,
        state=LetterState.SENT,
        sent_at=timezone.now(),
    )
    cancel(sending)
    send(text, number=2)
    assert [mail["To"] for mail in delivered()] == ["missed@example.org"]


def test_issue_that_readers_cannot_read_is_not_sent(text, reader):
    reader()
    IssueEdition.objects.filter(pk=text.pk).update(state=State.DRAFT)
    text.refresh_from_db()
    with pytest.raises(Abandoned):
        send(text)
    assert not Sending.objects.exists()


def test_planned_mail_of_an_issue_that_is_withdrawn_is_cancelled_and_its_planner_told(text, reader, delivered):
    reader()
    planner = make_user(role="publisher", editions=["en"])
    sending = send(text, send_at=timezone.now() + timedelta(days=1), by=planner)
    IssueEdition.objects.filter(pk=text.pk).update(state=State.WITHDRAWN)
    run_minute()
    sending.refresh_from_db()
    assert sending.state == SendingState.CANCELLED
    notice = Notice.objects.get(user=planner)
    assert (notice.kind, notice.about, notice.text) == (NoticeKind.UNSENT, "The gate 7", "The issue was withdrawn.")
    run_minute()
    assert Notice.objects.count() == 1
    # Its planner hears of it by mail as well; readers get nothing.
    assert [mail["To"] for mail in delivered() if mail["List-Id"]] == []


def test_issue_that_is_over_when_its_moment_comes_is_cancelled_by_the_sender(text, reader, delivered, monkeypatch):
    reader()
    planner = make_user(role="publisher", editions=["en"])
    sending = send(text, send_at=timezone.now() + timedelta(days=1), by=planner)
    IssueEdition.objects.filter(pk=text.pk).update(unpublish_at=timezone.now())
    Sending.objects.filter(pk=sending.pk).update(send_at=timezone.now())
    monkeypatch.setattr("mailing.sender.run_minute", lambda: None)
    assert [mail for mail in delivered() if mail["List-Id"]] == []
    sending.refresh_from_db()
    assert sending.state == SendingState.CANCELLED
    assert Notice.objects.get(user=planner).kind == NoticeKind.UNSENT


def test_issue_that_goes_live_before_its_mail_may_be_planned(text, reader):
    reader()
    IssueEdition.objects.filter(pk=text.pk).update(published_at=timezone.now() + timedelta(hours=1))
    text.refresh_from_db()
    sending = send(text, send_at=timezone.now() + timedelta(hours=2))
    run_minute()
    sending.refresh_from_db()
    assert sending.state == SendingState.PLANNED


def test_planned_mail_is_sent_at_its_moment_and_not_before(text, reader, delivered):
    reader()
    sending = send(text, send_at=timezone.now() + timedelta(hours=1))
    assert delivered() == []
    Sending.objects.filter(pk=sending.pk).update(send_at=timezone.now())
    assert len(delivered()) == 1


def test_who_leaves_while_it_waits_gets_none(text, reader, delivered):
    reader("en", email="stays@example.org")
    leaves = reader("en", email="leaves@example.org")
    sending = send(text)
    steer(sending=sending, act="pause", by=None)
    assert delivered() == []
    Client().post(leave_path(leaves))
    steer(sending=sending, act="resume", by=None)
    assert [mail["To"] for mail in delivered()] == ["stays@example.org"]


def test_change_after_it_began_changes_no_mail(text, reader, delivered):
    reader()
    sending = send(text)
    IssueEdition.objects.filter(pk=text.pk).update(title="Another title")
    [mail] = delivered()
    assert mail["Subject"] == "The gate 7"
    assert sending.title == "The gate 7"


def test_acts_stand_on_the_audit_log(text, reader):
    reader()
    user = make_user(role="publisher", editions=["en"])
    sending = send(text, by=user)
    steer(sending=sending, act="pause", by=user)
    steer(sending=sending, act="cancel", by=user)
    entries = AuditEntry.objects.filter(action=AuditAction.MAIL).order_by("pk")
    assert [entry.by for entry in entries] == [user, user, user]
    assert [entry.detail.get("act", "") for entry in entries] == ["", "pause", "cancel"]


def test_readers_leave_by_the_button_of_their_mail_program(text, reader, delivered):
    subscriber = reader("en", email="ada@example.org")
    send(text)
    [mail] = delivered()
    address = mail["List-Unsubscribe"].strip("<>")
    path = address.partition("//")[2].partition("/")[2]
    client = Client(enforce_csrf_checks=True)
    assert client.get(f"/{path}").status_code == 200
    assert audience_of(next_sending(text)).model is Subscriber
    body = {"List-Unsubscribe": "One-Click"}
    assert client.post(f"/{path}", body).status_code in {200, 202, 204}
    assert not Subscriber.objects.receiving("en", "series:letter").filter(pk=subscriber.pk).exists()


def test_command_of_the_sender_sends_what_is_due(text, reader, delivered):
    reader()
    send(text)
    call_command("send_letters", once=True)
    assert Sending.objects.get().state == SendingState.DONE
