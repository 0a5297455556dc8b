"""A mail service through django-anymail, or any other backend of Django's."""

from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mailing.answers import Answer, Outcome
from mailing.transports import Mail

# What services say of a recipient (anymail's words): the address is none, or is on a list of their own.
_REFUSED = {"invalid": Outcome.NO_MAILBOX, "rejected": Outcome.NEVER, "failed": Outcome.LATER}


class ServiceChannel:
    """One session of HTTP, kept open by the backend."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend
        self._is_open = False

    def send(self, mail: Mail) -> Answer:
        try:
            message: Any = mail.message()
        except Exception as error:  # noqa: BLE001 - Of one mail; the others are none the worse for it.
            return Answer(Outcome.NEVER, f"The mail could not be made: {error}"[:300])
        # Services send it back with what they report (mailing/events.py).
        message.metadata = {"letter": str(mail.number)}
        try:
            if not self._is_open:
                self._backend.open()
                self._is_open = True
            self._backend.send_messages([message])
        except Exception as error:  # noqa: BLE001 - Backends raise what they like.
            return self._after(error)
        return _answer_of(message)

    def _after(self, error: Exception) -> Answer:
        from anymail.exceptions import AnymailError, AnymailRecipientsRefused

        text = f"{type(error).__name__}: {error}".replace("\n", " ")[:300]
        status = getattr(error, "status_code", None)
        if isinstance(error, AnymailRecipientsRefused):
            return Answer(Outcome.NEVER, text)
        if status in {401, 403, 404}:
            # Of the key or the account, and so of every mail.
            return Answer(Outcome.UNREACHABLE, text)
        if status is not None:
            return Answer(Outcome.LATER if status == 429 or status >= 500 else Outcome.NEVER, text)
        self.close()
        if _was_never_given(error):
            return Answer(Outcome.UNREACHABLE, text)
        if isinstance(error, AnymailError):
            # Its connection ended, or its answer makes no sense.
            return Answer(Outcome.LOST, text)
        return Answer(Outcome.LATER, text)

    def idle(self) -> None:
        """Sessions reopen what services have closed."""

    def close(self) -> None:
        self._is_open = False
        with suppress(Exception):
            self._backend.close()


def _was_never_given(error: BaseException | None) -> bool:
    """Whether there was no connection at all."""
    while error is not None:
        if type(error).__name__ in {"ConnectTimeout", "ConnectionRefusedError", "NewConnectionError", "gaierror"}:
            return True
        reason = getattr(error, "reason", None) or (error.args[0] if error.args else None)
        if isinstance(reason, BaseException) and reason is not error and _was_never_given(reason):
            return True
        error = error.__cause__ or error.__context__
    return False


def _answer_of(message: EmailMessage) -> Answer:
    status = getattr(message, "anymail_status", None)
    if status is None:
        return Answer(Outcome.TAKEN)
    text = f"{'/'.join(sorted(map(str, status.status or ())))} {status.message_id or ''}".strip()[:300]
    for said in status.status or ():
        if said in _REFUSED:
            return Answer(_REFUSED[said], text)
    return Answer(Outcome.TAKEN, text)
