"""Whether the machine is ours: what other processes take of it while we measure."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

import psutil
import psycopg2

from tests.bench.data import DataSet

T = TypeVar("T")

# Shares of one core. Others may take this much before a run counts as disturbed.
DISTURBING = 0.06
QUIET = 0.10
LOOK_SECONDS = 2.0
PATIENCE_SECONDS = 900.0


@dataclass
class Sunyi:
    """Looks at the processor time of all, and of our own process trees.

    `roots` are process numbers besides ours whose trees count as our own: the database server.
    """

    roots: list[int] = field(default_factory=list)
    is_cepat: bool = False
    is_disturbed: bool = False

    def wait(self) -> None:
        """Wait until others leave the machine alone; after 15 minutes go on regardless."""
        if self.is_cepat:
            return
        deadline = time.monotonic() + PATIENCE_SECONDS
        is_told = False
        while time.monotonic() < deadline:
            with self.watch() as others:
                time.sleep(LOOK_SECONDS)
            if others() <= QUIET:
                return
            if not is_told:
                print("Menunggu komputer ini sepi …", file=sys.stderr)
                is_told = True
        self.is_disturbed = True

    def notes(self) -> list[str]:
        """Return what the report must say of these figures."""
        return ["**Others used the machine meanwhile.**"] if self.is_disturbed else []

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Wait for quiet before the block, and remember if others worked during it."""
        self.wait()
        with self.watch() as others:
            yield
        self.is_disturbed |= others() > DISTURBING

    def again(self, act: Callable[[], T]) -> T:
        """Return what `act` returns, of a second go if others disturbed the first one."""
        with self.watch() as others:
            found = act()
        if self.is_cepat or others() <= DISTURBING:
            return found
        with self.undisturbed():
            return act()

    @contextmanager
    def watch(self) -> Iterator[Others]:
        """Yield what tells, after the block, which share of a core others took during it."""
        others = Others(self.roots)
        yield others
        others.stop()


class Others:
    def __init__(self, roots: list[int]) -> None:
        self._roots = roots
        self._share = 0.0
        self._begin = (time.monotonic(), _all_seconds(), _own_seconds(roots))

    def stop(self) -> None:
        then, everything, own = self._begin
        seconds = max(time.monotonic() - then, 0.001)
        taken = (_all_seconds() - everything) - (_own_seconds(self._roots) - own)
        self._share = max(0.0, taken / seconds)

    def __call__(self) -> float:
        return self._share


def quiet_watch(data: DataSet, *, is_cepat: bool) -> Sunyi:
    """Return a watch for which the server of the data set is our own, if it runs here."""
    with (
        closing(psycopg2.connect(data.database_url)) as connection,
        suppress(psutil.NoSuchProcess),
    ):
        backend = psutil.Process(connection.info.backend_pid)
        if backend.name() == "postgres":
            return Sunyi([backend.ppid()], is_cepat)
    return Sunyi(is_cepat=is_cepat)


def _all_seconds() -> float:
    """Return the busy time of all cores; interrupts are nobody's."""
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + getattr(times, "steal", 0.0))


def _own_seconds(roots: list[int]) -> float:
    """Return the time of our trees, with that of children that have ended."""
    total = 0.0
    for root in [psutil.Process().pid, *roots]:
        with suppress(psutil.NoSuchProcess):
            top = psutil.Process(root)
            for process in [top, *top.children(recursive=True)]:
                with suppress(psutil.NoSuchProcess):
                    times = process.cpu_times()
                    total += times.user + times.system
                    total += times.children_user + times.children_system
    return total
