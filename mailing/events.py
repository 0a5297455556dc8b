"""What a mail service reports of bounces and complaints, at one address for all services.

django-anymail reads each service's own form and checks that it is the service's. Opened mails and followed links are
not asked for, and not looked at if they are sent.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from mailing.answers import is_no_mailbox
from mailing.enums import Reason
from mailing.identity import letter_of
from mailing.reports import came_back
from mailing.suppression import suppress

# By EMAIL_URL's word for the service; imported once something is reported.
_VIEWS = {
    "mailgun": "mailgun.MailgunTrackingWebhookView",
    "postmark": "postmark.PostmarkTrackingWebhookView",
    "sendgrid": "sendgrid.SendGridTrackingWebhookView",
    "brevo": "brevo.BrevoTrackingWebhookView",
    "sparkpost": "sparkpost.SparkPostTrackingWebhookView",
    "mailersend": "mailersend.MailerSendTrackingWebhookView",
    "mailjet": "mailjet.MailjetTrackingWebhookView",
    "resend": "resend.ResendTrackingWebhookView",
    "ses": "amazon_ses.AmazonSESTrackingWebhookView",
}


@never_cache
@csrf_exempt
def events(request: HttpRequest) -> HttpResponseBase:
    """A service's report; 404 where none is used, 400 for one that does not prove where it is from."""
    if settings.MAIL_SERVICE not in _VIEWS or not settings.ANYMAIL:
        raise Http404
    view = import_string(f"anymail.webhooks.{_VIEWS[settings.MAIL_SERVICE]}")
    _listen()
    answer: HttpResponseBase = view.as_view()(request)
    return answer


def _listen() -> None:
    from anymail.signals import tracking

    tracking.connect(_heard, dispatch_uid="mailing.events")


def _heard(sender: Any, event: Any, esp_name: str, **more: Any) -> None:
    take_event(event)


def take_event(event: Any) -> None:
    """One report, in anymail's words."""
    from anymail.signals import EventType

    why = event.mta_response or event.description or event.reject_reason or event.event_type
    if event.event_type == EventType.COMPLAINED:
        if event.recipient:
            suppress(event.recipient, Reason.COMPLAINT)
    elif event.event_type == EventType.UNSUBSCRIBED:
        # By a button of the service's own.
        if event.recipient:
            suppress(event.recipient, Reason.ASKED)
    elif event.event_type in {EventType.BOUNCED, EventType.REJECTED}:
        came_back(
            _number_of(event),
            str(why),
            address=event.recipient or "",
            is_for_good=_is_for_good(event),
        )


def _is_for_good(event: Any) -> bool:
    """Whether the mailbox does not exist; services call a full one a soft bounce, and anymail one like the other."""
    from anymail.signals import RejectReason

    if event.reject_reason == RejectReason.INVALID or is_no_mailbox(str(event.mta_response or "")):
        return True
    kinds = [str(event.esp_event.get(name, "")) for name in ("Type", "event", "type")] if event.esp_event else []
    is_soft = any("soft" in kind.lower() for kind in kinds)
    return event.reject_reason == RejectReason.BOUNCED and not is_soft


def _number_of(event: Any) -> int | None:
    """Of the letter: we gave it to the service, or it reports our Message-ID."""
    given = str((event.metadata or {}).get("letter", ""))
    if given.isascii() and given.isdigit() and len(given) < 19:
        return int(given)
    return letter_of(str(event.message_id or ""))
