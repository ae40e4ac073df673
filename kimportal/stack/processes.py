"""Child processes that end with us: start, wait until they answer, stop."""

import contextlib
import ctypes
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from kimportal.stack.turns import take_short_turns

PR_SET_PDEATHSIG = 1
START_SECONDS = 60.0
STOP_SECONDS = 10.0
# Linux takes its own from 32768 up, other systems from 49152.
PORTS = range(20_000, 32_768)
# The order in which parts are asked to end: first who takes work in, last who keeps it.
LEAVING = ("nginx", "beat", "web", "worker", "redis")


class StackError(Exception):
    """Says in one sentence why the stack cannot run."""


def find_program(name: str, package: str) -> str:
    """Return the path of a program of the system, or say how to install it."""
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if path is None:
        raise StackError(f"{name} belum terpasang; pasang dulu: sudo apt-get install {package}")
    return path


def listens(port: int) -> bool:
    """Tell whether somebody listens at a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_healthy(port: int, host: str = "localhost") -> bool:
    """Tell whether a web process answers: it listens before it has read the portal's code."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def free_port() -> int:
    """Return a port that nobody listens on now.

    It lies below those that the system gives to outgoing connections, one of which could hold it
    by the time that somebody listens there.
    """
    for port in random.SystemRandom().sample(PORTS, k=len(PORTS)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise StackError("Tidak ada porta yang bebas di mesin ini")


class Processes:
    """The running parts by name, each with a log of its own in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def pids(self) -> dict[str, int]:
        return {name: process.pid for name, process in self._running.items()}

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        env: Mapping[str, str],
        *,
        is_brief: bool = False,
    ) -> None:
        """Start a part; one of the same name that has ended is replaced.

        One that is brief takes short turns at the processor, and comes first for it.
        """
        with self.log(name).open("ab") as log:
            self._running[name] = subprocess.Popen(
                command,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us, who end the parts in their order
                preexec_fn=partial(_begin, is_brief) if sys.platform == "linux" else None,
            )

    def log(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def wait(self, name: str, is_ready: Callable[[], bool]) -> None:
        """Wait until the part is ready; its last words say why, if it ends instead."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if is_ready():
                return
            self.require_alive(name)
            time.sleep(0.05)
        raise StackError(f"{name} belum siap juga; lihat catatannya di {self.log(name)}")

    def require_alive(self, name: str) -> None:
        if self._running[name].poll() is not None:
            lines = self.log(name).read_text(errors="replace").strip().splitlines()
            reason = lines[-1] if lines else "tanpa pesan"
            raise StackError(f"{name} tidak mau berjalan: {reason} ({self.log(name)})")

    def ended(self) -> str | None:
        """Return the name of a part that has ended by itself."""
        return next((n for n, p in self._running.items() if p.poll() is not None), None)

    def stop(self, *names: str) -> None:
        """Let parts end in good order, and end those that take too long."""
        for name in names:
            self._running[name].terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for name in names:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._running[name].wait(max(0.0, deadline - time.monotonic()))
        self.kill(*names)

    def kill(self, *names: str) -> None:
        """End parts at once, with the children that they leave, as a crash would."""
        for name in names:
            process = self._running.pop(name)
            with contextlib.suppress(ProcessLookupError):  # it and its children have ended
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop_all(self) -> None:
        for kind in LEAVING:
            self.stop(*(name for name in self._running if name.partition("-")[0] == kind))


def _begin(is_brief: bool) -> None:
    """Ask Linux for a SIGTERM when the parent dies, so that `kill -9` leaves nothing behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if is_brief:
        take_short_turns()
