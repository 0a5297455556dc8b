"""Reports of mail that came back or was not wanted: from a mail service, or by mail."""

import logging

from mailing.composing import composer_of, letter_kind
from mailing.enums import LetterState, Reason
from mailing.models import Letter
from mailing.suppression import suppress

logger = logging.getLogger(__name__)


def came_back(number: int | None, why: str, *, address: str = "", is_for_good: bool) -> bool:
    """A letter came back; whether it is one of ours.

    Args:
        number: the letter's key, if it is known.
        address: of its recipient as who reports it says, if that can be believed; else it is asked for where it lives.
        is_for_good: there is no such mailbox, and it is written to no more.
    """
    letter = Letter.objects.select_related("sending").filter(pk=number).first() if number else None
    if letter is not None:
        told = Letter.objects.filter(pk=letter.pk, state=LetterState.SENT)
        told.update(state=LetterState.BOUNCED, answer=why[:300])
        address = address or address_of(letter)
    if is_for_good and address:
        suppress(address, Reason.BOUNCE)
    return letter is not None


def address_of(letter: Letter) -> str:
    """Where a letter went, as its composer knows it today; empty: it does not any more."""
    try:
        if letter.sending is not None:
            found = composer_of(letter.sending).addressees(letter.sending, [letter.recipient])
            return found[letter.recipient].address if letter.recipient in found else ""
        kind = letter_kind(letter.kind)
        message = kind.compose(letter) if kind else None
        return message.recipients()[0] if message is not None and message.recipients() else ""
    except Exception:
        logger.exception("Letter %s came back, and nobody knows whose it was.", letter.pk)
        return ""
