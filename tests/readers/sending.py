"""Sending a public form as a browser does."""

import time
from collections.abc import Mapping
from typing import Any

from django.core.signing import Signer, b62_encode
from django.test import Client

from readers.guards import stamp

# What browsers say of a form that stood on a page of the site.
OWN = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
COMMENT = {"name": "Ada", "email": "", "text": "A thought about it."}
LETTER = {"name": "Ada", "email": "ada@example.org", "subject": "A question", "text": "When do you open?"}


def stamped(subject: str, *, seconds: int = 60) -> str:
    """A stamp that was given so many seconds ago."""
    return Signer.sign(stamp._SIGNER, f"{subject}:{b62_encode(int(time.time()) - seconds)}")


def send(client: Client, path: str, data: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
    return client.post(path, dict(data), headers=dict(OWN if headers is None else headers))
