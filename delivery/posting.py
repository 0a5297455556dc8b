"""Sending to addresses that somebody typed: never to our own machine or network, unless a setting allows it.

The name is resolved once, every address it has is looked at, and the connection goes to one of those: a name that
answers otherwise a moment later cannot lead it elsewhere. Redirects are not followed.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

TIMEOUT = 10.0
# Of an answer so much is read, in bytes.
MOST_READ = 4096
USER_AGENT = "NejatCMS/1"
# What may stand in a query as it is (RFC 3986, 3.4), and what is encoded already.
_QUERY = "/?%:@!$&'()*+,;=-._~"


class RefusedAddressError(Exception):
    """Nothing was sent; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What the other side said: its status, and the beginning of its text."""

    status: int
    text: str

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300


def is_open(address: str) -> bool:
    """Whether an IP address is one of the public network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or is_open(str(mapped)))


def resolve(host: str, port: int, *, may_be_private: bool = False) -> list[str]:
    """The addresses of a host, all of them allowed.

    Args:
        may_be_private: somebody who may has said that this very host may be asked, wherever it is.

    Raises:
        RefusedAddressError: it is unknown, or one of its addresses is not of the public network.
    """
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise RefusedAddressError(_("%(host)s is unknown.") % {"host": host}) from None
    if not may_be_private and not settings.POST_TO_PRIVATE and not all(is_open(address) for address in found):
        raise RefusedAddressError(_("%(host)s is no address of the public network.") % {"host": host})
    return found


class PlainConnection(http.client.HTTPConnection):
    """Connects to the address that was looked at, whatever the name says by now."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class SecureConnection(PlainConnection):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def check_address(url: str) -> tuple[type[PlainConnection], str, int, str]:
    """(kind of connection, host, port, an IP address of it) of an address that may be asked.

    Raises:
        RefusedAddressError: it may not.
    """
    kind, host, port = parse_address(url)
    return kind, host, port, resolve(host, port)[0]


def parse_address(url: str) -> tuple[type[PlainConnection], str, int]:
    """(kind of connection, host, port) of an address; where they lead is another question.

    Raises:
        RefusedAddressError: it is none of the web.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise RefusedAddressError(_("This is no address.")) from None
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.password:
        raise RefusedAddressError(_("Only addresses with http:// or https:// and without a password are asked."))
    return SecureConnection if parts.scheme == "https" else PlainConnection, host, port


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """POST `body`; the answer, whatever its status.

    Raises:
        RefusedAddressError: the address may not be asked.
        OSError, http.client.HTTPException: it did not answer.
    """
    kind, host, port, address = check_address(url)
    connection = kind(host, port, address)
    try:
        connection.request("POST", target_of(url), body, {"User-Agent": USER_AGENT, **headers})
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(MOST_READ).decode(errors="replace"))
    finally:
        connection.close()


def target_of(url: str) -> str:
    """What a request asks a host for: the path and query of an address, encoded as far as it is not yet."""
    parts = urlsplit(url)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=-._~")
    return target + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
