"""Drafting beside writing: some processes draft, this one has the batches in their order.

Each process reads the export itself and drafts every so-many-th batch. It waits until its batch is taken, so that no
more lies ready than one batch a process. One that dies is named, and what it had to do is done here.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count

from django.conf import settings

from wordpress.drafting.child import read, write
from wordpress.drafting.drafts import Drafted
from wordpress.drafting.jobs import Job, Share

# Of fewer items it is over before a process has begun.
WORTH_IT = 600
# More than these draft faster than one can write.
MOST = 4


def processes_for(items: int) -> int:
    """How many processes should draft so many items; 0: it is done in this one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST) if cores > 1 and items >= WORTH_IT and sys.executable else 0


def drafted(job: Job, *, processes: int, tell: Callable[[str], None]) -> Iterator[list[Drafted]]:
    """All items of an export in batches and in their order.

    Args:
        processes: how many draft; 0: this one.
        tell: hears why a process ended too early.
    """
    if processes < 1:
        yield from job.batches(Share())
        return
    helpers = [_Helper(job, Share(number, processes), tell) for number in range(processes)]
    try:
        for helper in helpers:
            helper.give()
        for number in count():
            if all(helper.is_over for helper in helpers):
                return
            batch = helpers[number % processes].batch(number)
            if batch is not None:
                yield batch
    finally:
        for helper in helpers:
            helper.stop()


class _Helper:
    """One process, or what takes its place."""

    def __init__(self, job: Job, share: Share, tell: Callable[[str], None]) -> None:
        self.job, self.share, self.tell = job, share, tell
        self.is_over = False
        self.instead: Iterator[list[Drafted]] | None = None
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wordpress.drafting.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        )

    def give(self) -> None:
        """Tell the process what it has to do."""
        if self.process.stdin is not None:
            # One that has died already is found out when its first batch is asked for.
            with suppress(BrokenPipeError):
                write(self.process.stdin, (self.job, self.share))
                self.process.stdin.close()

    def batch(self, number: int) -> list[Drafted] | None:
        """The batch of this number; None: the export has no more of this share."""
        if self.is_over:
            return None
        if self.instead is None and self.process.stdout is not None:
            try:
                found = read(self.process.stdout)
            except EOFError:
                self._do_instead(number)
            else:
                self.is_over = found is None
                return found
        found = next(self.instead, None) if self.instead else None
        self.is_over = found is None
        return found

    def _do_instead(self, number: int) -> None:
        code = self.process.wait()
        how = f"signal {-code}" if code < 0 else f"exit {code}"
        self.tell(f"A process that helped to convert texts ended too early ({how}); its part was done without it.")
        self.instead = self.job.batches(Share(self.share.number, self.share.of, number))

    def stop(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()
