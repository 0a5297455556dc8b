"""Ways for mail to leave: an SMTP server, a folder, a mail service.

A channel is one connection, used by one thread. It knows no database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.mail import EmailMessage, mailers

from mailing.answers import Answer


@dataclass(frozen=True)
class Mail:
    """A mail that is ready to leave.

    Attributes:
        number: its letter's key.
        raw: makes its bytes, with CRLF as its lines' ends.
        message: makes Django's object of it.
    """

    number: int
    sender: str
    to: str
    raw: Callable[[], bytes]
    message: Callable[[], EmailMessage]


class Channel(Protocol):
    def send(self, mail: Mail) -> Answer:
        """Give one mail away; connects first where that is needed. Never raises."""
        ...

    def idle(self) -> None:
        """Nothing to send just now: close what servers would close."""
        ...

    def close(self) -> None: ...


def open_channel() -> Channel:
    """A channel by what EMAIL_URL says; connects at its first mail."""
    from mailing.transports.folder import FolderChannel
    from mailing.transports.service import ServiceChannel
    from mailing.transports.smtp import SmtpChannel

    backend: Any = mailers["default"]
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(backend).__mro__}
    if "django.core.mail.backends.smtp.EmailBackend" in names:
        return SmtpChannel(backend)
    if "django.core.mail.backends.filebased.EmailBackend" in names:
        return FolderChannel(backend)
    return ServiceChannel(backend)
