"""Servers that are measured: started on a core of their own, what they cost read from /proc, and none left behind."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType

PROC = Path("/proc")
TICK = os.sysconf("SC_CLK_TCK")
# Seconds that a server may take until it answers, and until it has ended.
START_WITHIN, END_WITHIN = 60.0, 15.0
_PR_SET_PDEATHSIG = 1


def family(pid: int) -> list[int]:
    """A process and all that it has begun and that still run."""
    found = [pid]
    # Any thread may have begun children.
    for tasks in sorted(PROC.glob(f"{pid}/task/*/children")):
        with suppress(OSError):
            for child in tasks.read_text(encoding="ascii").split():
                found += family(int(child))
    return found


def ticks_in(stat: str) -> int:
    """Ticks of user and system time in a line of /proc/PID/stat, those of ended children with it.

    proc(5), fields 14 to 17; the second field is a name in brackets that may have spaces and brackets itself.
    """
    fields = stat.rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))


def cpu_seconds(roots: Iterable[int]) -> float:
    """User and system time of processes and all that they have begun, of ended ones too."""
    ticks = 0
    for root in roots:
        for pid in family(root):
            with suppress(OSError):
                ticks += ticks_in((PROC / str(pid) / "stat").read_text())
    return ticks / TICK


def pss_in(rollup: str) -> float:
    """Megabytes that are a process's own, and its share of what it has in common with others (smaps_rollup)."""
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


def memory(pid: int) -> float:
    """Megabytes of one process: its own, and its share of what it has in common with others."""
    return pss_in((PROC / str(pid) / "smaps_rollup").read_text())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class NotServed(Exception):
    """A server has ended or does not answer; the text says what it said."""


@dataclass
class Server:
    """A process that answers on a port.

    Args:
        others: further processes that work for it (its database), whose time is its own.
    """

    name: str
    process: subprocess.Popen
    port: int
    log: Path
    others: list[int] = field(default_factory=list)

    @property
    def roots(self) -> list[int]:
        return [self.process.pid, *self.others]

    @property
    def worker(self) -> int:
        """The largest of its processes: the one that answers."""
        return max(family(self.process.pid), key=memory)

    def wait(self, path: str = "/", *, within: float = START_WITHIN) -> float:
        """Until `path` answers 200; seconds that it took. NotServed, with its log, if it never does."""
        began = time.monotonic()
        while time.monotonic() - began < within:
            if self.process.poll() is not None:
                break
            connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
            with suppress(OSError, HTTPException):
                connection.request("GET", path)
                if connection.getresponse().status == 200:
                    return time.monotonic() - began
            connection.close()
            time.sleep(0.01)
        raise NotServed(f"{self.name} did not answer {path}:\n{self.log.read_text(errors='replace')[-3000:]}")


class Running:
    """Processes that end with the block in which they were started, however it ends.

    Each has a session of its own, so that Ctrl-C reaches the benchmark alone, which ends them; and each is ended by the
    kernel should the benchmark itself be killed.
    """

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.processes: list[subprocess.Popen] = []

    def __enter__(self) -> "Running":
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        port: int = 0,
        core: int | None = None,
        others: Iterable[int] = (),
    ) -> Server:
        """Start a server; its core is that of all it begins."""
        log = self.logs / f"{name}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                [*pinned(core), *command],
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )
        self.processes.append(process)
        return Server(name, process, port, log, list(others))

    def end(self, server: Server) -> None:
        """End one of them now."""
        _end([server.process])
        self.processes.remove(server.process)

    def stop(self) -> None:
        _end(self.processes)
        self.processes.clear()


def pinned(core: int | None) -> list[str]:
    """What stands before a command that is to run on one core."""
    return [] if core is None else ["taskset", "-c", str(core)]


def end_with_parent() -> None:
    """In a child: be terminated when the parent dies, even by SIGKILL (prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(processes: list[subprocess.Popen]) -> None:
    """Kindly; after some seconds by force; what a killed one has left behind in its session too."""
    for process in reversed(processes):
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + END_WITHIN
    for process in reversed(processes):
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, until - time.monotonic()))
        # The group outlives its first process as long as one of its others lives, and so does its number.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
