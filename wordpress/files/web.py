"""Fetching one file over HTTP: never from our own network, never without end, and on from where it was cut off.

What arrives is written to a file of the spool whose name begins as a part; only what is whole loses that ending. A run
that is killed leaves parts, which the next one continues where the server vouches that they are of the same file.
"""

import hashlib
import http.client
import random
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from delivery.posting import USER_AGENT, PlainConnection, target_of
from wordpress.files.hosts import Host, Hosts, Limits
from wordpress.files.kinds import HEAD
from wordpress.files.parts import Part
from wordpress.files.responses import (
    AgainError,
    NotFetchedError,
    check_status,
    expected_size,
    is_redirect,
    part_begins_at,
    validator_of,
)

CHUNK = 64 * 1024


class Web:
    """Fetches files into a folder; may be used by many threads at once, for different addresses.

    Args:
        spool: the folder.
        private_hosts: names of hosts that may be asked though they are not of the public network.
    """

    def __init__(self, spool: Path, *, private_hosts: Iterable[str] = (), limits: Limits | None = None) -> None:
        self.spool = spool
        self.limits = limits or Limits()
        self.hosts = Hosts(private_hosts, self.limits.per_host)
        self.stopped = threading.Event()
        self._lock = threading.Lock()
        self._own = threading.local()
        self._connections: list[PlainConnection] = []

    def close(self) -> None:
        """Give up whatever is being waited for, and every connection."""
        self.stopped.set()
        for connection in self._connections:
            _cut(connection)
            connection.close()

    def place_of(self, address: str) -> Path:
        """Where the file of an address lies once it is whole."""
        return self.spool / hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:40]

    def fetch(self, address: str, most_of: Callable[[bytes], int], *, attempts: int | None = None) -> Path:
        """The file at an address, which is the caller's to delete.

        Args:
            most_of: how many bytes a file that begins so may have; may raise NotFetchedError itself, and then no more
                of it is fetched.
            attempts: None: as many as the limits say.

        Raises:
            NotFetchedError: it is not there, may not be asked for, or did not come in any attempt.
            DiskError: it cannot be written.
        """
        target = self.place_of(address)
        if target.is_file():
            return target
        told, attempts = "", attempts or self.limits.attempts
        for attempt in range(attempts):
            try:
                self._follow(address, target, most_of, attempt)
            except AgainError as error:
                told = str(error)
                if error.is_stale:
                    Part(target).forget()
                if attempt + 1 < attempts:
                    self._wait(attempt, error.after)
                continue
            except NotFetchedError:
                Part(target).forget()
                raise
            return target
        raise NotFetchedError(told)

    def _wait(self, attempt: int, asked: float) -> None:
        """Longer each time, and not all threads at the same moment."""
        own = self.limits.wait * 2**attempt * random.uniform(0.75, 1.25)  # noqa: S311 - no secret
        if self.stopped.wait(min(max(own, asked), self.limits.longest_wait)):
            raise NotFetchedError(_("It was stopped."))

    def _follow(self, address: str, target: Path, most_of: Callable[[bytes], int], attempt: int) -> None:
        seen = {address}
        for _turn in range(self.limits.redirects + 1):
            further = self._ask(address, target, most_of, attempt)
            if further is None:
                return
            if further in seen:
                raise NotFetchedError(_("Its redirects lead in a circle."))
            seen.add(further)
            address = further
        raise NotFetchedError(_("It is redirected too often."))

    def _ask(self, address: str, target: Path, most_of: Callable[[bytes], int], attempt: int) -> str | None:
        """Fetch from exactly this address; another one where it leads on."""
        host = self.hosts.of(address)
        if host.failures >= self.limits.failures:
            raise NotFetchedError(_("%(host)s does not answer; it is not asked any more.") % {"host": host.name})
        with host.turns:
            return self._request(host, address, Part(target), most_of, attempt)

    def _request(
        self, host: Host, address: str, part: Part, most_of: Callable[[bytes], int], attempt: int
    ) -> str | None:
        connection = None
        try:
            connection, answer = self._answer(host, address, part.headers(), attempt)
            host.answered()
            if is_redirect(answer):
                answer.read(CHUNK)
                self._keep_or_close(host, connection, answer)
                return urljoin(address, answer.headers["Location"])
            check_status(answer)
            self._receive(answer, part, most_of)
        except ssl.SSLCertVerificationError:
            raise NotFetchedError(_("The certificate of %(host)s is not valid.") % {"host": host.name}) from None
        except http.client.InvalidURL:
            raise NotFetchedError(_("This is no address.")) from None
        except (OSError, http.client.HTTPException) as error:
            host.failed()
            _drop(connection)
            told = _("%(host)s did not answer: %(error)s") % {"host": host.name, "error": told_by(error)}
            raise AgainError(told) from None
        except (AgainError, NotFetchedError):
            # The rest of an answer that is not read would come first on the same connection.
            _drop(connection)
            raise
        self._keep_or_close(host, connection, answer)
        part.done()
        return None

    def _answer(
        self, host: Host, address: str, more: dict[str, str], attempt: int
    ) -> tuple[PlainConnection, http.client.HTTPResponse]:
        """The beginning of an answer, by a connection that this thread has open already where it has one."""
        headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity", **more}
        if connection := self._own.__dict__.pop(host.key, None):
            try:
                return connection, self._begin(connection, address, headers)
            except (OSError, http.client.HTTPException):
                # The server has closed it meanwhile, which says nothing of the file.
                _drop(connection)
        connection = host.kind(host.name, host.port, host.addresses[attempt % len(host.addresses)])
        connection.timeout = self.limits.timeout
        with self._lock:
            self._connections = [one for one in self._connections if one.sock is not None] + [connection]
        try:
            return connection, self._begin(connection, address, headers)
        except BaseException:
            connection.close()
            raise

    def _begin(self, connection: PlainConnection, address: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Ask, and read the answer's head: all of it within a time, though it may come byte by byte."""
        watch = threading.Timer(self.limits.timeout * 2, _cut, [connection])
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", target_of(address), headers=headers)
            return connection.getresponse()
        finally:
            watch.cancel()

    def _keep_or_close(self, host: Host, connection: PlainConnection, answer: http.client.HTTPResponse) -> None:
        """Keep a connection whose answer has been read to its end for the thread's next file."""
        if (answer.isclosed() or answer.length == 0) and connection.sock is not None:
            answer.close()
            self._own.__dict__[host.key] = connection
        else:
            connection.close()

    def _receive(self, answer: http.client.HTTPResponse, part: Part, most_of: Callable[[bytes], int]) -> None:
        """Write what comes to the part; it is whole only where as much came as was announced."""
        start = part_begins_at(answer, part.size)
        expected, most, head = expected_size(answer, start), None, part.head() if start else b""
        part.begins_anew(validator_of(answer), keep=start)
        began, received = monotonic(), 0
        with part.open() as file:
            while data := answer.read1(CHUNK):
                received += len(data)
                if most is None:
                    head = (head + data)[:HEAD]
                    most = most_of(head) if len(head) == HEAD or start + received == expected else None
                if most is not None and max(start + received, expected or 0) > most:
                    told = _("The file is larger than %(size)s MB.") % {"size": most // 1_048_576}
                    raise NotFetchedError(told, is_unwanted=True)
                file.write(data)
                self._check_pace(began, received)
        if expected is None and not received:
            # An answer whose head breaks off has no length either.
            raise AgainError(_("Nothing came."))
        if most is None:
            most_of(head)
        if expected is not None and start + received != expected:
            raise AgainError(
                _("It was cut off: %(received)s of %(size)s bytes came.")
                % {"received": start + received, "size": expected}
            )

    def _check_pace(self, began: float, received: int) -> None:
        if self.stopped.is_set():
            raise NotFetchedError(_("It was stopped."))
        seconds = monotonic() - began
        if seconds > self.limits.grace and received < (seconds - self.limits.grace) * self.limits.slowest:
            raise NotFetchedError(_("It comes too slowly."))


def _cut(connection: PlainConnection) -> None:
    """End a connection that another thread reads from: closing alone would leave that one waiting."""
    if (sock := connection.sock) is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _drop(connection: PlainConnection | None) -> None:
    if connection is not None:
        connection.close()


def told_by(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _("it took too long")
    return str(error) or type(error).__name__
