"""The letters about a subscription itself: the one that asks to confirm it, and the one that brings the link of the
page "Your subscription". Both are in the language of the edition in which they were asked for."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.notice_mail import HEADERS
from articles.detail import language_name
from editions import registry
from editions.head import absolute
from editions.models import Edition
from editions.scripts.controls import one_line
from mailing.drawing import single_mail
from mailing.models import Letter
from mailing.services import is_suppressed, post
from readers.models import Subscriber
from readers.subscribing.changes import HERE
from readers.subscribing.lists import lists_of
from readers.subscribing.tokens import CONFIRM_WITHIN, confirm_path, leave_path, manage_path

# Kinds of letters (mailing/composing.py).
ASK, LINK = "subscribe.ask", "subscribe.link"


def post_letter(kind: str, number: int, edition: Edition) -> None:
    """Have a letter sent to a subscriber in an edition's language, within the caller's transaction."""
    post(kind=kind, key="", edition=edition, recipient=number)


def compose_asking(letter: Letter) -> EmailMultiAlternatives | None:
    """What asks to confirm; to who has all of it already, the link of their page. None: nothing is asked any more."""
    found = _subscriber_of(letter)
    if found is None or not found.asked:
        return None
    edition = registry.all_editions().get(found.asked["edition"])
    if edition is None or not edition.is_visible:
        return None
    with override(edition.language):
        return _letter(found, edition, _asking(found, edition))


def compose_link(letter: Letter) -> EmailMultiAlternatives | None:
    found = _subscriber_of(letter)
    edition = registry.all_editions().get(letter.edition_id or "")
    if found is None or edition is None:
        return None
    with override(edition.language):
        return _letter(found, edition, _linking(found, edition))


def _subscriber_of(letter: Letter) -> Subscriber | None:
    found = Subscriber.objects.filter(pk=letter.recipient).exclude(email="").first()
    return None if found is None or is_suppressed([found.email]) else found


def _asking(subscriber: Subscriber, edition: Edition) -> dict[str, Any]:
    asked = set(subscriber.asked["lists"])
    is_here = subscriber.state in HERE
    moves = is_here and subscriber.edition_id != edition.code
    if is_here and not moves and asked <= set(subscriber.subscriptions.values_list("list", flat=True)):
        return _linking(subscriber, edition)
    texts = [_("Somebody, we hope you, entered this address on our site, to get by mail:")]
    after = []
    if moves:
        after.append(
            _("You get our mail in another language already, {language}. What you confirm takes its place.").format(
                language=language_name(subscriber.edition_id)
            )
        )
    elif is_here:
        after.append(_("What you get already stays as it is."))
    days = CONFIRM_WITHIN.days
    foot = _("If it was not you, do nothing: no mail will come, and after {days} days it is forgotten.")
    if is_here:
        foot = _("If it was not you, do nothing: everything stays as it is.")
    return {
        "subject": _("Please confirm: mail from {site}").format(site=one_line(edition.site_name)),
        "texts": texts,
        "lists": [offer.name for offer in lists_of(edition.code) if offer.key in asked],
        "after": after,
        "act": _("Yes, send it to me"),
        "address": absolute(confirm_path(subscriber, edition.code)),
        "foot": foot.format(days=days),
        "stop": "" if is_here else absolute(leave_path(subscriber)),
    }


def _linking(subscriber: Subscriber, edition: Edition) -> dict[str, Any]:
    if subscriber.state in HERE:
        text = _("This address gets our mail already. On this page you change what you get, pause, or leave.")
    else:
        text = _("This address gets no mail from us at present. On this page you see what we know of you.")
    return {
        "subject": _("Your subscription: {site}").format(site=one_line(edition.site_name)),
        "texts": [text],
        "act": _("Open your subscription"),
        "address": absolute(manage_path(subscriber)),
        "foot": _("The link is yours alone: do not pass this letter on. Whoever has it can change what you get."),
    }


def _letter(subscriber: Subscriber, edition: Edition, context: dict[str, Any]) -> EmailMultiAlternatives:
    context = {**context, "edition": edition, "site_name": edition.site_name}
    headers = dict(HEADERS)
    if stop := context.get("stop"):
        # RFC 8058: the mail program's own button posts there, and what was not confirmed is forgotten at once.
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return single_mail("subscription", context, edition, to=subscriber.email, headers=headers, accent=edition.accent)
