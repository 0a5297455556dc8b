"""Load on a server: by `wrk` where it is there, else by a loader of our own, which is slower than fast servers."""

import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.measuring.processes import Server, cpu_seconds, pinned

# As a browser says what it can read.
HEADERS = {"Accept-Encoding": "br", "Connection": "keep-alive"}
# Seconds from which on a page takes long; how many of such are asked for at least; how long a server may take to rest.
SLOW, FEW, REST_MOST = 0.05, 5, 3.0
# Asks for the addresses of a file one after the other; they are made into requests once, at the start.
SCRIPT = """
local requests, number = {}, 0
function init(arguments)
  for line in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format("GET", line) end
end
function request()
  number = number % #requests + 1
  return requests[number]
end
"""


@dataclass(frozen=True)
class Load:
    """What came back: answers, within how many seconds, and how many of them were no 200."""

    requests: int
    seconds: float
    failed: int = 0

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


@dataclass(frozen=True)
class Sample:
    """One measurement: answers a second, and milliseconds of the server's CPU for each."""

    rate: float
    cpu: float


class Loader:
    """Asks servers for pages, from a core of its own.

    Args:
        wrk: whether that program is there.
        core: where it runs; None: anywhere.
        connections: how many requests are under way at once.
    """

    def __init__(self, *, wrk: bool, core: int | None, connections: int = 8) -> None:
        self.wrk, self.core, self.connections = wrk, core, connections

    def measure(self, server: Server, paths: Sequence[str], seconds: float) -> Sample:
        """Load of so many seconds on a server, whose CPU is read before and after.

        A page that takes long is asked for one at a time: of many at once those would count as work, and not as
        answers, that are under way at the end.
        """
        with on_core(self.core):
            return self._measured(server, paths, seconds)

    def _measured(self, server: Server, paths: Sequence[str], seconds: float) -> Sample:
        began = time.monotonic()
        visit(server.port, paths[:1])
        is_slow = time.monotonic() - began > SLOW
        rest(server)
        before = cpu_seconds(server.roots)
        load = one_by_one(server.port, paths, seconds) if is_slow else self.load(server.port, paths, seconds)
        spent = cpu_seconds(server.roots) - before
        if load.failed or not load.requests:
            raise LoadError(f"{server.name}: {load.failed} of {load.requests} answers for {paths[0]} were no 200.")
        return Sample(load.rate, spent * 1000 / load.requests)

    def load(self, port: int, paths: Sequence[str], seconds: float) -> Load:
        return self._by_wrk(port, paths, seconds) if self.wrk else self._by_hand(port, paths, seconds)

    def _by_wrk(self, port: int, paths: Sequence[str], seconds: float) -> Load:
        with tempfile.TemporaryDirectory(prefix="nejat-load-") as made:
            script, list_of_paths = Path(made, "load.lua"), Path(made, "paths")
            script.write_text(SCRIPT)
            list_of_paths.write_text("\n".join(paths) + "\n")
            # wrk knows whole seconds only.
            length = str(max(1, round(seconds)))
            command = ["wrk", "-t1", f"-c{self.connections}", f"-d{length}s", "--timeout", "20s", "-s", str(script)]
            command += [word for name, value in HEADERS.items() for word in ("-H", f"{name}: {value}")]
            command += [f"http://127.0.0.1:{port}", "--", str(list_of_paths)]
            done = subprocess.run([*pinned(self.core), *command], capture_output=True, text=True, check=False)
        if done.returncode:
            raise LoadError(f"wrk ended with {done.returncode}: {done.stderr or done.stdout}")
        return load_in(done.stdout)

    def _by_hand(self, port: int, paths: Sequence[str], seconds: float) -> Load:
        """Threads of Python, each with one connection."""
        counts, wrong = [0] * self.connections, [0] * self.connections
        began = time.monotonic()

        def ask(place: int) -> None:
            connection = HTTPConnection("127.0.0.1", port, timeout=20)
            number = place
            while time.monotonic() - began < seconds:
                connection.request("GET", paths[number % len(paths)], headers=HEADERS)
                response = connection.getresponse()
                response.read()
                counts[place] += 1
                wrong[place] += response.status != 200
                number += self.connections
            connection.close()

        threads = [threading.Thread(target=ask, args=(place,)) for place in range(self.connections)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Load(sum(counts), time.monotonic() - began, sum(wrong))


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """Keep this process away from the servers while it loads them; what it does besides may run anywhere."""
    before = os.sched_getaffinity(0)
    if core is not None:
        os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def one_by_one(port: int, paths: Sequence[str], seconds: float) -> Load:
    """One request at a time, and at least a few."""
    began, number = time.monotonic(), 0
    while number < FEW or time.monotonic() - began < seconds:
        visit(port, [paths[number % len(paths)]])
        number += 1
    return Load(number, time.monotonic() - began)


def rest(server: Server) -> None:
    """Until a server has done what others asked of it and no longer wait for."""
    until, before = time.monotonic() + REST_MOST, -1.0
    while time.monotonic() < until and (now := cpu_seconds(server.roots)) != before:
        before = now
        time.sleep(0.06)


class LoadError(Exception):
    """A measurement that says nothing: its text says why."""


def load_in(said: str) -> Load:
    """What `wrk` tells of its run."""
    found = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)\b", said)
    if not found:
        raise LoadError(f"wrk said nothing that can be read: {said}")
    seconds = float(found[2]) * {"ms": 0.001, "s": 1, "m": 60}[found[3]]
    failed = sum(int(number) for number in re.findall(r"Non-2xx or 3xx responses: (\d+)", said))
    for kind in re.findall(r"Socket errors: (.+)", said):
        failed += sum(int(number) for number in re.findall(r"\d+", kind))
    return Load(int(found[1]), seconds, failed)


def visit(port: int, paths: Sequence[str]) -> list[bytes]:
    """Each address once, one after the other, over one connection; what was answered. LoadError for any but a 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    answers = []
    for path in paths:
        connection.request("GET", path, headers=HEADERS)
        response = connection.getresponse()
        answers.append(response.read())
        if response.status != 200:
            raise LoadError(f"{path} answered {response.status}, and no 200.")
    connection.close()
    return answers
