"""Readers at a steady rate, who tell how long they waited.

Each is a process of its own, and where the system allows it one that never waits for a processor:
people read on their own phones, which share none with the portal.
"""

from __future__ import annotations

import http.client
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

CACHED_PER_SECOND, MISSED_PER_SECOND = 100, 10
PATIENCE_SECONDS = 60
FIRST = 1


@dataclass
class Pembaca:
    """One reader: asks for the paths in turn, `rate` times a second if answers allow it.

    `times` are the milliseconds waited, known when the reader has stopped.
    """

    url: str
    paths: Sequence[str]
    rate: float
    times: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        return percentile(self.times, 0.95)


def read(url: str, paths: Sequence[str], rate: float, told: Connection) -> None:
    """Read until told to stop, then send back the milliseconds of each answer."""
    with suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(FIRST))
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_SECONDS)
    times = []
    due = time.perf_counter()
    for path in cycle(paths):
        if told.poll(max(0.0, due - time.perf_counter())):
            break
        begin = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
        times.append(1000 * (time.perf_counter() - begin))
        due = max(due + 1 / rate, time.perf_counter() - 1)
    connection.close()
    told.send(times)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all do not exceed; 0 where there are none."""
    ordered = sorted(values)
    return ordered[max(0, round(share * len(ordered)) - 1)] if ordered else 0.0


@contextmanager
def reading(front: str, web: str, paths: Sequence[str]) -> Iterator[tuple[Pembaca, Pembaca]]:
    """Have readers of cached and of missed pages at work during the block, and yield them."""
    readers = (
        Pembaca(front, paths, CACHED_PER_SECOND),
        Pembaca(web, paths, MISSED_PER_SECOND),
    )
    context = get_context("spawn")
    ends = [context.Pipe() for _ in readers]
    processes = [
        context.Process(target=read, args=(one.url, one.paths, one.rate, theirs), daemon=True)
        for one, (_, theirs) in zip(readers, ends, strict=True)
    ]
    for process, (_, theirs) in zip(processes, ends, strict=True):
        process.start()
        theirs.close()  # so that the end of a reader that fails is seen
    try:
        yield readers
    finally:
        for one, (ours, _), process in zip(readers, ends, processes, strict=True):
            ours.send(None)
            one.times += ours.recv()
            process.join()
