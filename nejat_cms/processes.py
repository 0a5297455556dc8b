"""The processes of a serving site, kept together: if one ends, all end; none outlives the one that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

from django.conf import settings

PATIENCE = 30.0
_PR_SET_PDEATHSIG = 1


class Ended(Exception):
    """A process that should have gone on has ended; its text says which."""


class Stopped(Exception):
    """Somebody asked us to stop."""


class Processes:
    """Child processes by name; as a context manager it stops them all at its end."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Processes":
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        return self

    def __exit__(self, *problem: object) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str], *, nice: int = 0) -> None:
        """Start one; `nice` (0 to 19) is how far it stands back behind the others when the machine is busy."""
        self.running[name] = subprocess.Popen(  # noqa: S603 - our own commands
            command,
            cwd=settings.BASE_DIR,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            # A group of its own: Ctrl-C reaches us alone, and the children once, from us.
            process_group=0,
            preexec_fn=partial(_begin, nice),
        )

    def check(self) -> None:
        """Raise Ended if one of them has ended."""
        for name, process in self.running.items():
            if process.poll() is not None:
                raise Ended(f"{name} ended with status {process.returncode}")

    def wait(self) -> None:
        """Until one ends (Ended) or we are asked to stop (Stopped)."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self) -> None:
        """End them all: kindly, and after half a minute by force; what a killed one has left behind too."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + PATIENCE
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0.1, end - time.monotonic()))
            # The group outlives its first process as long as one of its others lives, and so does its number.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _asked_to_stop(self, number: int, frame: object) -> None:
        raise Stopped


def run_bound(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one to its end, in our group, so that Ctrl-C reaches both; it ends when we do. Its status."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        cwd=settings.BASE_DIR,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        preexec_fn=partial(_begin, 0),
        check=False,
    )
    return done.returncode


def _begin(nice: int) -> None:
    """In the child: stand back, and be terminated when the parent dies, even by SIGKILL (prctl(2))."""
    os.nice(nice)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
