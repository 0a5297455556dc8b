"""Mail that came back or was not wanted, as services and mail servers report it."""

import base64
import hashlib
import hmac
import io
import json
import mailbox
from email.message import EmailMessage

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from mailing import services
from mailing.enums import LetterState, Reason
from mailing.identity import message_id, return_path
from mailing.models import Letter
from mailing.suppression import is_suppressed, suppressed
from nejat_cms.mail_services import SERVICES
from tests.mailing.composer import address_of

pytestmark = pytest.mark.django_db
SECRET = "a-secret-of-the-service"
ADDRESS = address_of(1)


@pytest.fixture
def letter(sending) -> Letter:
    """To reader 1, sent."""
    one = sending(3)
    services.start(one)
    Letter.objects.create(sending=one, kind="numbers", key="1", edition_id="en", recipient=1, state=LetterState.SENT)
    return Letter.objects.get(sending=one, recipient=1)


def mailgun(letter: Letter, event: str) -> dict:
    """As documentation.mailgun.com shows its events."""
    data = {
        "event": "failed" if event == "bounce" else "complained",
        "id": "G9Bn5sl1TC6nu79C8C0bwg",
        "timestamp": timezone.now().timestamp(),
        "log-level": "error",
        "severity": "permanent",
        "reason": "bounce",
        "delivery-status": {
            "attempt-no": 1,
            "message": "",
            "code": 550,
            "enhanced-code": "5.1.1",
            "description": "The mailbox does not exist",
            "session-seconds": 0.5,
        },
        "envelope": {"transport": "smtp", "sender": "desk@example.org", "targets": ADDRESS},
        "message": {"headers": {"message-id": message_id(letter.pk)[1:-1], "to": ADDRESS}, "size": 111},
        "recipient": ADDRESS,
        "recipient-domain": "example.org",
        "tags": [],
        "user-variables": {"letter": str(letter.pk)},
    }
    stamp, token = "1529006854", "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0"
    signature = hmac.new(SECRET.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
    return {"signature": {"timestamp": stamp, "token": token, "signature": signature}, "event-data": data}


def postmark(letter: Letter, event: str) -> dict:
    """As postmarkapp.com/developer shows its webhooks."""
    kind = ("Bounce", "HardBounce", 1) if event == "bounce" else ("SpamComplaint", "SpamComplaint", 512)
    return {
        "RecordType": kind[0],
        "MessageStream": "outbound",
        "ID": 4323372036854775807,
        "Type": kind[1],
        "TypeCode": kind[2],
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Metadata": {"letter": str(letter.pk)},
        "ServerID": 23,
        "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
        "Details": "smtp;550 5.1.1 no such mailbox",
        "Email": ADDRESS,
        "From": "desk@example.org",
        "BouncedAt": "2026-11-05T16:33:54.9070259Z",
        "Inactive": True,
        "CanActivate": True,
        "Subject": "The garden",
    }


def sendgrid(letter: Letter, event: str) -> list:
    """As docs.sendgrid.com shows its event webhook; our own argument stands among the others."""
    return [
        {
            "email": ADDRESS,
            "timestamp": 1513299569,
            "smtp-id": message_id(letter.pk),
            "event": "bounce" if event == "bounce" else "spamreport",
            "type": "bounce",
            "bounce_classification": "Invalid Address",
            "sg_event_id": "6g4ZI7SA-xmRDv57GoPIPw==",
            "sg_message_id": "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0",
            "reason": "550 5.1.1 no such mailbox",
            "status": "5.1.1",
            "letter": str(letter.pk),
        }
    ]


def brevo(letter: Letter, event: str) -> dict:
    """As developers.brevo.com shows its transactional webhooks."""
    return {
        "event": "hard_bounce" if event == "bounce" else "spam",
        "email": ADDRESS,
        "id": 26224,
        "date": "2026-11-05 12:30:00",
        "ts": 1489314600,
        "message-id": message_id(letter.pk),
        "ts_event": 1489314600,
        "ts_epoch": 1489314600000,
        "subject": "The garden",
        "X-Mailin-custom": json.dumps({"letter": str(letter.pk)}),
        "reason": "550 5.1.1 no such mailbox",
    }


BODIES = {"mailgun": mailgun, "postmark": postmark, "sendgrid": sendgrid, "brevo": brevo}


def report(settings, service: str, body: object, *, secret: str = SECRET) -> int:
    settings.MAIL_SERVICE, settings.ANYMAIL = service, SERVICES[service].webhook_settings(SECRET)
    proof = base64.b64encode(f"events:{secret}".encode()).decode()
    client = Client(
        enforce_csrf_checks=True, raise_request_exception=False, headers={"Authorization": f"Basic {proof}"}
    )
    return client.post("/mail/events/", body, content_type="application/json").status_code


@pytest.mark.parametrize("service", BODIES)
def test_service_reports_a_mailbox_that_does_not_exist(letter, settings, service):
    assert report(settings, service, BODIES[service](letter, "bounce")) == 200
    letter.refresh_from_db()
    assert letter.state == LetterState.BOUNCED
    assert letter.answer
    assert suppressed(ADDRESS).reason == Reason.BOUNCE


@pytest.mark.parametrize("service", BODIES)
def test_service_reports_a_complaint(letter, settings, service):
    assert report(settings, service, BODIES[service](letter, "complaint")) == 200
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert suppressed(ADDRESS).reason == Reason.COMPLAINT


@pytest.mark.parametrize("service", BODIES)
def test_report_without_proof_changes_nothing(letter, settings, service):
    body = BODIES[service](letter, "bounce")
    if service == "mailgun":
        body["signature"]["signature"] = "0" * 64
    assert report(settings, service, body, secret="another") == 400
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert not is_suppressed([ADDRESS])


def test_full_mailbox_is_written_to_again(letter, settings):
    soft = {"Type": "SoftBounce", "TypeCode": 4096, "Details": "smtp;552 5.2.2 mailbox full"}
    body = {**postmark(letter, "bounce"), **soft}
    assert report(settings, "postmark", body) == 200
    assert not is_suppressed([ADDRESS])


def test_without_a_service_there_is_no_such_address(letter, settings, client):
    assert client.post("/mail/events/", {}).status_code == 404
    settings.MAIL_SERVICE = "postmark"
    # Nor with one whose reports cannot be told from anybody's.
    assert client.post("/mail/events/", postmark(letter, "bounce"), content_type="application/json").status_code == 404


def delivery_report(letter: Letter, *, status: str = "5.1.1", action: str = "failed", to: str = "") -> EmailMessage:
    """As Postfix writes them (RFC 3464)."""
    parts = (
        "--B\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you …\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; somebody.else@example.org\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} <x>: Recipient address\r\n    rejected\r\n\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: The garden\r\n"
        f"Message-ID: {message_id(letter.pk) if not to else '<unknown@example.org>'}\r\n\r\n--B--\r\n"
    )
    import email

    head = (
        f"From: MAILER-DAEMON@example.org\r\nTo: {to or 'desk@example.org'}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
    )
    return email.message_from_bytes((head + parts).encode())  # type: ignore[return-value]


def take(monkeypatch, mail: EmailMessage) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(mail.as_bytes())))
    call_command("take_bounce", stdout=out)
    return out.getvalue()


def test_report_by_mail_is_known_by_the_message_id(letter, monkeypatch):
    assert "1 of them" in take(monkeypatch, delivery_report(letter))
    letter.refresh_from_db()
    assert letter.state == LetterState.BOUNCED
    assert letter.answer == "550 5.1.1 <x>: Recipient address rejected"
    # The letter's own address, whatever the report says.
    assert is_suppressed([ADDRESS, "somebody.else@example.org"]) == {ADDRESS}


def test_report_by_mail_is_known_by_the_return_path(letter, monkeypatch, settings):
    settings.MAIL_RETURN_PATH = "bounces@example.org"
    take(monkeypatch, delivery_report(letter, to=return_path(letter.pk, "")))
    letter.refresh_from_db()
    assert letter.state == LetterState.BOUNCED


@pytest.mark.parametrize(("status", "action"), [("4.2.2", "failed"), ("4.4.1", "delayed"), ("2.0.0", "delivered")])
def test_report_of_a_mail_that_is_only_late_changes_nothing(letter, monkeypatch, status, action):
    assert "0 of them" in take(monkeypatch, delivery_report(letter, status=status, action=action))
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


def test_forged_message_id_is_believed_of_nobody(letter, monkeypatch):
    mail = delivery_report(letter)
    raw = mail.as_bytes().replace(f"nejat.{letter.pk}.".encode(), f"nejat.{letter.pk + 1}.".encode())
    import email

    assert "0 of them" in take(monkeypatch, email.message_from_bytes(raw))
    assert not is_suppressed([ADDRESS])


def test_reports_are_read_from_a_mailbox(letter, tmp_path):
    box = mailbox.mbox(tmp_path / "bounces")
    box.add(delivery_report(letter))
    box.add(EmailMessage())
    box.close()
    out = io.StringIO()
    call_command("take_bounce", str(tmp_path / "bounces"), stdout=out)
    assert "2 mails read, 1 of them" in out.getvalue()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "one.eml").write_bytes(delivery_report(letter).as_bytes())
    call_command("take_bounce", str(folder), stdout=out)
    assert "1 mails read" in out.getvalue()
