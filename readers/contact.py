"""The contact form: beneath the standing page of that name, and what comes of it."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from editions.models import Edition, PageEdition
from editions.page_parts import PagePart
from readers.commenting import AGAIN
from readers.enums import MessageState, Suspicion
from readers.forms import ContactForm
from readers.guards.repeats import fingerprint_of
from readers.mails import post_message
from readers.models import ContactMessage
from readers.retention import prune_soon

# The key of the standing page beneath whose text the form stands.
CONTACT = "contact"


def contact_page(edition: Edition) -> PageEdition | None:
    """The edition's standing page with the form, where readers see one."""
    pages = PageEdition.objects.in_edition(edition.code).live()
    return pages.filter(page__key=CONTACT).select_related("page").first()


def subject_of(edition: Edition) -> str:
    """What the form's stamp is bound to."""
    return f"contact:{edition.code}"


def contact_part(edition: Edition) -> PagePart:
    form = ContactForm(request=None, edition=edition, subject=subject_of(edition))
    return PagePart("readers/contact_form.html", {"form": form, "action": reverse("readers:contact", args=[edition])})


@transaction.atomic
def receive_message(
    *, edition: Edition, name: str, email: str, subject: str, text: str, suspicions: dict[str, Any]
) -> ContactMessage:
    """Keep a message, and mail it to the edition's address once it is kept. The same again is the one that there is."""
    fingerprint = fingerprint_of(f"{subject}\n{text}")
    recent = ContactMessage.objects.filter(fingerprint=fingerprint, made_at__gt=timezone.now() - AGAIN)
    same = recent.filter(edition=edition, email__iexact=email).first()
    if same:
        return same
    if elsewhere := recent.exclude(email__iexact=email).count():
        suspicions = {**suspicions, Suspicion.REPEATED.value: elsewhere}
    is_spam = Suspicion.WORDS.value in suspicions
    message = ContactMessage.objects.create(
        edition=edition,
        name=name,
        email=email,
        subject=subject,
        text=text,
        suspicions=suspicions,
        fingerprint=fingerprint,
        state=MessageState.SPAM if is_spam else MessageState.NEW,
    )
    if edition.contact_address and not is_spam:
        post_message(message)
    prune_soon()
    return message


@transaction.atomic
def mark_messages(*, messages: list[ContactMessage], state: MessageState, by: Any) -> int:
    """Say of messages that they are new, read, answered or spam; returns how many changed."""
    changed = [message for message in messages if message.state != state]
    for message in changed:
        message.state, message.handled_at, message.handled_by = state, timezone.now(), by
    ContactMessage.objects.bulk_update(changed, ["state", "handled_at", "handled_by"], batch_size=500)
    return len(changed)
