"""Who composes the mails of issues and digests for the room that sends them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mailing.composing import Abandoned, Addressee, Mould
from mailing.models import Sending
from publications.mailing.audience import new_only
from publications.mailing.counted import with_counted_links
from publications.mailing.digests import digest_mail, digest_of
from publications.mailing.issues import is_ready, text_of
from publications.mailing.letters import IssueMail, draw_mail, issue_mail, settings_of
from publications.mailing.telling import tell_cancelled
from readers.models import Subscriber
from readers.subscribing.tokens import LENGTH

# As long as any token, and nobody's: in samples links lead to a page that says that it knows nobody.
NOBODY = "0" * LENGTH


class SubscribersComposer:
    """To those who get a list of an edition; subclasses say what they get."""

    def mail(self, sending: Sending) -> IssueMail:
        """What it says; raises Abandoned where it is not to be said any more."""
        raise NotImplementedError

    def mould(self, sending: Sending) -> Mould:
        edition = sending.edition
        with translation.override(edition.language), timezone.override(edition.zone):
            mail = self.mail(sending)
        drawn = draw_mail(mail, edition)
        if sending.pk and settings_of(edition).counts_links:
            drawn = with_counted_links(drawn, sending)
        return Mould(
            subject=mail.subject,
            text=drawn.text,
            html=drawn.html,
            from_name=edition.site_name,
            reply_to=edition.contact_address,
            list_id=list_id(sending),
            one_click=mail.leave,
            feedback_id=feedback_id(sending),
            language=edition.language,
            direction=edition.direction,
            headers={"Precedence": "bulk"},
        )

    def recipients(self, sending: Sending, after: int, limit: int) -> list[int]:
        theirs = Subscriber.objects.receiving(sending.edition_id, sending.audience).filter(pk__gt=after)
        theirs = new_only(theirs, sending)
        return list(theirs.order_by("pk").values_list("pk", flat=True)[:limit])

    def addressees(self, sending: Sending, numbers: list[int]) -> dict[int, Addressee]:
        theirs = Subscriber.objects.receiving(sending.edition_id, sending.audience).filter(pk__in=numbers)
        rows = theirs.values_list("pk", "email", "name", "secret")
        return {number: Addressee(email, name, {"token": secret}) for number, email, name, secret in rows}

    def sample(self, sending: Sending, address: str) -> Addressee:
        return Addressee(address, values={"token": NOBODY})

    def abandoned(self, sending: Sending, reason: str) -> None:
        """Its planner hears that it was cancelled."""
        tell_cancelled(sending, reason)


class IssueComposer(SubscribersComposer):
    def mail(self, sending: Sending) -> IssueMail:
        text = text_of(sending)
        # A sample shows what is being written; a sending that is kept goes to readers.
        if text is None or (sending.pk and not is_ready(text)):
            raise Abandoned(_("Its issue cannot be read by readers."))
        return issue_mail(text, sending.edition, with_drafts=sending.pk is None)


class DigestComposer(SubscribersComposer):
    def mail(self, sending: Sending) -> IssueMail:
        digest = digest_of(sending)
        mail = digest_mail(sending.edition, digest.since, digest.until, digest.due_on) if digest else None
        if mail is None:
            raise Abandoned(_("None of its articles can be read by readers any more."))
        return mail


def list_id(sending: Sending) -> str:
    """RFC 2919: what mail programs sort by; the same for all mails of a list."""
    name = sending.audience.partition(":")[2] or sending.audience
    return f"{name}.{sending.edition_id}.{host()}"


def feedback_id(sending: Sending) -> str:
    """What a mail service sums complaints by: edition, kind and number of the sending; nothing of persons."""
    return f"{sending.kind}{sending.pk or 0}:{sending.edition_id}:{sending.kind}:{host().replace('.', '-')[:20]}"


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
