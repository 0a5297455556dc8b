"""Mail services that EMAIL_URL may name instead of an SMTP server, and how each proves that a report is its own."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote


@dataclass(frozen=True)
class Service:
    """A service that django-anymail speaks to.

    Attributes:
        like: how its address looks.
        options: of its backend, by the address; None: the address lacks something.
        signs: the setting of the key that it signs reports with; empty: it sends user name and password.
    """

    module: str
    like: str
    options: Callable[[SplitResult], dict[str, Any] | None]
    signs: str = ""

    @property
    def backend(self) -> str:
        return f"anymail.backends.{self.module}.EmailBackend"

    def webhook_settings(self, secret: str) -> dict[str, Any]:
        """For ANYMAIL."""
        return {self.signs: secret} if self.signs else {"WEBHOOK_SECRET": f"events:{secret}"}


def _key(name: str) -> Callable[[SplitResult], dict[str, Any] | None]:
    def options(parts: SplitResult) -> dict[str, Any] | None:
        # Not `hostname`, which writes keys small.
        key = unquote(parts.netloc)
        return {name: key} if key and "@" not in key else None

    return options


def _mailgun(parts: SplitResult) -> dict[str, Any] | None:
    if not parts.username or not parts.hostname:
        return None
    host = "api.eu.mailgun.net" if _query(parts, "region") == "eu" else "api.mailgun.net"
    return {
        "api_key": unquote(parts.username),
        "sender_domain": parts.hostname,
        "api_url": f"https://{host}/v3",
    }


def _postmark(parts: SplitResult) -> dict[str, Any] | None:
    options = _key("server_token")(parts)
    stream = _query(parts, "stream")
    return {**options, "message_stream": stream} if options and stream else options


def _mailjet(parts: SplitResult) -> dict[str, Any] | None:
    key, colon, secret = unquote(parts.netloc).partition(":")
    return {"api_key": key, "secret_key": secret} if key and colon and secret else None


def _ses(parts: SplitResult) -> dict[str, Any] | None:
    if not parts.hostname or importlib.util.find_spec("boto3") is None:
        return None
    client = {"region_name": parts.hostname}
    if parts.username and parts.password:
        client |= {
            "aws_access_key_id": unquote(parts.username),
            "aws_secret_access_key": unquote(parts.password),
        }
    return {"client_params": client}


def _query(parts: SplitResult, name: str) -> str:
    return parse_qs(parts.query).get(name, [""])[0]


SERVICES = {
    "mailgun": Service("mailgun", "mailgun://key@mg.example.org", _mailgun, "MAILGUN_WEBHOOK_SIGNING_KEY"),
    "postmark": Service("postmark", "postmark://token?stream=broadcast", _postmark),
    "sendgrid": Service("sendgrid", "sendgrid://key", _key("api_key")),
    "brevo": Service("brevo", "brevo://key", _key("api_key")),
    "sparkpost": Service("sparkpost", "sparkpost://key", _key("api_key")),
    "mailersend": Service("mailersend", "mailersend://token", _key("api_token"), "MAILERSEND_SIGNING_SECRET"),
    "mailjet": Service("mailjet", "mailjet://key:secret", _mailjet),
    "resend": Service("resend", "resend://key", _key("api_key"), "RESEND_SIGNING_SECRET"),
    "ses": Service("amazon_ses", "ses://key:secret@region, with boto3 installed (uv sync --extra s3)", _ses),
}
