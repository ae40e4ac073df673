"""Readers at a steady rate, who tell how long they waited."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlsplit

CACHED_PER_SECOND, MISSED_PER_SECOND = 100, 10
PATIENCE_SECONDS = 60


@dataclass
class Pembaca:
    """One reader: asks for the paths in turn, `rate` times a second if answers allow it."""

    url: str
    paths: Sequence[str]
    rate: float
    times: list[float] = field(default_factory=list)

    def read(self, stop: threading.Event) -> None:
        host = urlsplit(self.url).netloc
        connection = http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)
        due = time.perf_counter()
        for path in cycle(self.paths):
            if stop.wait(max(0.0, due - time.perf_counter())):
                break
            begin = time.perf_counter()
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            connection.getresponse().read()
            self.times.append(1000 * (time.perf_counter() - begin))
            due = max(due + 1 / self.rate, time.perf_counter() - 1)
        connection.close()

    @property
    def p95(self) -> float:
        return percentile(self.times, 0.95)


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
    stop = threading.Event()
    threads = [threading.Thread(target=reader.read, args=(stop,)) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        stop.set()
        for thread in threads:
            thread.join()
