"""Several processes ask at once; each judges a stretch of addresses, and what they found is put together in order."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import batched
from typing import Any, cast

from django.db import connection, connections

from wordpress.replaying.asking import InProcess
from wordpress.replaying.judging import Judge, Judged
from wordpress.replaying.known import Asked

# Addresses that a process is given at a time: those of one text lie together, and its new page is asked for once.
STRETCH = 500
_judge: list[Judge] = []


def cores() -> int:
    """How many processes are worth it: one where others would not see what this one does."""
    is_alone = connection.vendor == "sqlite" and cast(Any, connection).is_in_memory_db()
    if connection.in_atomic_block or is_alone:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def judged_side_by_side(addresses: Iterable[Asked], processes: int) -> Iterator[Judged]:
    """What came of one stretch of addresses after the other."""
    # Each process connects for itself.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin) as pool:
        # They all begin now, before this one connects again.
        pool.submit(bool).result()
        running: deque[Future[Judged]] = deque()
        for some in batched(addresses, STRETCH):
            running.append(pool.submit(_judged, some))
            if len(running) > 2 * processes:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _begin() -> None:
    _judge.append(Judge(InProcess()))


def _judged(addresses: Iterable[Asked]) -> Judged:
    judge = _judge[0]
    judge.judged = Judged()
    for asked in addresses:
        judge(asked)
    return judge.judged
