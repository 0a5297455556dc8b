"""The hosts that files are fetched from: looked up once, never of our own network, asked by few at a time."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic

from delivery.posting import PlainConnection, RefusedAddressError, parse_address, resolve
from wordpress.files.responses import NotFetchedError

# Seconds for which a host that is unknown, or of no public network, is not looked up again.
REFUSED_FOR = 60.0


@dataclass(frozen=True)
class Limits:
    """How patient and how polite fetching is.

    Attributes:
        attempts: at one file, until it is given up.
        wait: seconds before the second attempt, doubled before each further one.
        longest_wait: seconds that a server may ask for.
        timeout: seconds without a byte.
        slowest: bytes a second that must come on average, after `grace` seconds.
        redirects: followed for one file.
        per_host: files that are fetched from one host at once.
        failures: attempts in a row without any answer, after which a host is left alone.
    """

    attempts: int = 4
    wait: float = 1.0
    longest_wait: float = 30.0
    timeout: float = 20.0
    slowest: float = 2048.0
    grace: float = 20.0
    redirects: int = 6
    per_host: int = 4
    failures: int = 12


@dataclass
class Host:
    """What has been learnt of a host. Its addresses are looked up and looked at once."""

    kind: type[PlainConnection]
    name: str
    port: int
    addresses: list[str]
    turns: threading.BoundedSemaphore
    failures: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def key(self) -> str:
        return f"{self.kind.__name__}:{self.name}:{self.port}"

    def answered(self) -> None:
        self.failures = 0

    def failed(self) -> None:
        with self.lock:
            self.failures += 1


class Hosts:
    """Every host that has been asked, shared by all threads.

    Args:
        private: names of hosts that may be asked though they are not of the public network.
    """

    def __init__(self, private: Iterable[str], per_host: int) -> None:
        self._private = frozenset(host.lower() for host in private)
        self._per_host = per_host
        self._hosts: dict[tuple[str, int], Host] = {}
        # Hosts that may not be asked, or are unknown: why, and until when that is believed.
        self._refused: dict[tuple[str, int], tuple[str, float]] = {}
        self._lock = threading.Lock()

    def of(self, address: str) -> Host:
        """The host of an address, which may be asked.

        Raises:
            NotFetchedError: it may not, or is unknown.
        """
        try:
            kind, name, port = parse_address(address)
        except RefusedAddressError as error:
            raise NotFetchedError(str(error)) from None
        with self._lock:
            why, until = self._refused.get((name, port), ("", 0.0))
            if monotonic() < until:
                raise NotFetchedError(why)
            if (name, port) not in self._hosts:
                try:
                    found = resolve(name, port, may_be_private=name.lower() in self._private)
                except RefusedAddressError as error:
                    self._refused[name, port] = (str(error), monotonic() + REFUSED_FOR)
                    raise NotFetchedError(str(error)) from None
                turns = threading.BoundedSemaphore(self._per_host)
                self._hosts[name, port] = Host(kind, name, port, found, turns)
            return self._hosts[name, port]
