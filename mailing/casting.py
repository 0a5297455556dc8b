"""From a mould and somebody's values to the bytes of a mail.

Whatever is the same for everybody is encoded once. The order and folding of what is written is fixed, so that a server
which signs (DKIM) signs what arrives.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from mailing.composing import PLACE, Addressee, Mould
from mailing.encoding import body_of
from mailing.headers import mailbox_field, one_line, raw_field, text_field, wire_address
from mailing.identity import message_id


def site_sender() -> tuple[str, str]:
    """Name and address that the site's mails come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return name, wire_address(address)


Writer = Callable[[str, str], bytes]


class Cast:
    """A mould made ready."""

    def __init__(self, mould: Mould) -> None:
        self.mould = mould
        site_name, self.sender = site_sender()
        self.from_name = one_line(mould.from_name) or site_name
        boundary = f"=_{secrets.token_hex(12)}"
        self._head = [
            mailbox_field("From", self.from_name, self.sender),
            *([raw_field("Reply-To", wire_address(mould.reply_to))] if mould.reply_to else []),
            *([raw_field("List-Id", f"<{mould.list_id}>")] if mould.list_id else []),
            *([raw_field("Feedback-ID", mould.feedback_id)] if mould.feedback_id else []),
            *([raw_field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] if mould.one_click else []),
            raw_field("Content-Language", mould.language),
            b"MIME-Version: 1.0\r\n",
            f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n'.encode(),
        ]
        self._fixed_head = b"".join(self._head)
        self._fields: list[tuple[str, str, Writer]] = [("Subject", mould.subject, text_field)]
        if mould.one_click:
            self._fields.append(("List-Unsubscribe", f"<{mould.one_click}>", raw_field))
        self._fields += [(name, value, text_field) for name, value in mould.headers.items()]
        # Those that have no place are the same for all.
        self._fixed_fields = b"".join(write(name, value) for name, value, write in self._fields if not has_place(value))
        self._own_fields = [field for field in self._fields if has_place(field[1])]
        self._text, self._html = body_of(mould.text), body_of(mould.html)
        self._before_text = _part_head(boundary, "plain", self._text.encoding)
        self._before_html = b"\r\n" + _part_head(boundary, "html", self._html.encoding)
        self._end = f"\r\n--{boundary}--\r\n".encode()

    def mail(self, number: int, to: Addressee, moment: datetime | None = None) -> bytes:
        """The mail of a letter, by its key, with CRLF as its lines' ends.

        Raises:
            BadAddress: no mail can be sent to the address.
        """
        values = to.values
        own = [write(name, filled(value, values)) for name, value, write in self._own_fields]
        return b"".join(
            (
                mailbox_field("To", to.name, wire_address(to.address)),
                *own,
                self._fixed_fields,
                f"Date: {_date(moment)}\r\nMessage-ID: {message_id(number)}\r\n".encode(),
                self._fixed_head,
                self._before_text,
                self._text.cast(values),
                self._before_html,
                self._html.cast(values),
                self._end,
            )
        )

    def message(self, number: int, to: Addressee) -> EmailMultiAlternatives:
        """The same as Django's object, for mail services that want the parts and not the bytes."""
        mould, values = self.mould, to.values
        headers = {"Message-ID": message_id(number), "Content-Language": mould.language}
        if mould.list_id:
            headers["List-Id"] = f"<{mould.list_id}>"
        if mould.feedback_id:
            headers["Feedback-ID"] = mould.feedback_id
        if mould.one_click:
            headers["List-Unsubscribe"] = f"<{filled(mould.one_click, values)}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        headers |= {name: one_line(filled(value, values)) for name, value in mould.headers.items()}
        mail = EmailMultiAlternatives(
            subject=one_line(filled(mould.subject, values)),
            body=filled(mould.text, values),
            from_email=named(self.from_name, self.sender),
            to=[named(to.name, wire_address(to.address))],
            reply_to=[mould.reply_to] if mould.reply_to else None,
            headers=headers,
        )
        mail.attach_alternative(filled(mould.html, values), "text/html")
        return mail


def has_place(text: str) -> bool:
    return PLACE.search(text) is not None


def filled(text: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: values.get(found[1], ""), text)


def named(name: str, address: str) -> str:
    """As Django's messages take name and address."""
    quoted = one_line(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>' if quoted else address


def _part_head(boundary: str, subtype: str, encoding: str) -> bytes:
    return (
        f"--{boundary}\r\nContent-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    ).encode()


def _date(moment: datetime | None) -> str:
    return _written((moment or datetime.now(UTC)).replace(microsecond=0))


@lru_cache(maxsize=4)
def _written(moment: datetime) -> str:
    return format_datetime(moment)
