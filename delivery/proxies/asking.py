"""One call to a proxy or the interface of a CDN, wherever it is: whoever sets PURGE_URL may name a private network."""

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from delivery.posting import USER_AGENT, RefusedAddressError, parse_address, resolve, target_of

# Of an answer so much is read, in bytes, and so much of it kept, in characters.
MOST_READ, MOST_KEPT = 4096, 200
# A pause that the other side asks for is kept, within a quarter of an hour.
LONGEST_PAUSE = 900.0


class NotTakenError(Exception):
    """A purge was not taken; the text says why, without secrets.

    Attributes:
        pause: seconds after which the other side wants to be asked again; None: it said nothing.
    """

    def __init__(self, text: str, pause: float | None = None) -> None:
        super().__init__(text)
        self.pause = pause


@dataclass(frozen=True)
class Answer:
    status: int
    text: str


def ask(method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
    """The answer, where it is one of success.

    Raises:
        NotTakenError: it is none, or nobody answered.
    """
    try:
        kind, host, port = parse_address(url)
        connection = kind(host, port, resolve(host, port, may_be_private=True)[0])
        try:
            connection.request(method, target_of(url), body or None, {"User-Agent": USER_AGENT, **headers})
            response = connection.getresponse()
            text = response.read(MOST_READ).decode(errors="replace")
        finally:
            connection.close()
    except (RefusedAddressError, OSError, ssl.SSLError, http.client.HTTPException) as error:
        raise NotTakenError(f"{host_of(url)}: {str(error) or type(error).__name__}") from None
    if 200 <= response.status < 300:
        return Answer(response.status, text)
    said = " ".join(text.split())[:MOST_KEPT]
    raise NotTakenError(
        f"{host_of(url)}: {response.status} {response.reason}. {said}".strip(),
        _pause(response.getheader("Retry-After")),
    )


def host_of(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]


def _pause(header: str | None) -> float | None:
    """Of Retry-After, in seconds; its form with a date is used by none of those that we ask."""
    text = (header or "").strip()
    return min(float(text), LONGEST_PAUSE) if text.isascii() and text.isdigit() and len(text) < 9 else None
