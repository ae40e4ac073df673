"""The project's own PostgreSQL, for demo, development and tests; standard library only.

`python -m kimportal.localdb exec -- COMMAND` starts it, runs COMMAND with DATABASE_URL set,
and stops it. Where DATABASE_URL is set already, it runs COMMAND and does nothing else.
Production never uses this.
"""

import argparse
import contextlib
import ctypes
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from types import FrameType

from kimportal.localdb_cluster import Cluster, LocalDbError, named_cluster
from kimportal.localdb_postmaster import running
from kimportal.localdb_server import reset, serving, start, stop, variables

PR_SET_PDEATHSIG = 1
NOT_RUNNING = 3
NOT_FOUND = 127


def main(arguments: list[str]) -> int:
    """Carry out one command line and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.action(options))
    except LocalDbError as error:
        reason = str(error)
    except OSError as error:
        reason = _sentence(error)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    print(reason, file=sys.stderr)
    return 1


def _sentence(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "Disk penuh; kosongkan sebagian, lalu jalankan lagi."
    return (
        f"Folder data tidak dapat dipakai ({error.filename}: {error.strerror}); "
        "pilih folder lain dengan KIM_VAR."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kimportal.localdb", description=__doc__)
    actions = parser.add_subparsers(required=True, metavar="exec|start|stop|status|reset")
    table: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
        "exec": (_exec, "run a command with the server up"),
        "start": (_start, "start the server and let it run"),
        "stop": (_stop, "stop the server"),
        "status": (_status, "tell whether the server runs"),
        "reset": (_reset, "delete all data"),
    }
    for name, (action, text) in table.items():
        command = actions.add_parser(name, help=text)
        command.add_argument("--name", choices=["demo", "test"], default="demo")
        command.set_defaults(action=action)
        if name == "exec":
            command.add_argument("--tied", action="store_true", help="stop when the caller dies")
            command.add_argument("command", nargs="+")
        if name == "reset":
            command.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _start(options: argparse.Namespace) -> int:
    print(variables(start(named_cluster(options.name)))["DATABASE_URL"])
    return 0


def _stop(options: argparse.Namespace) -> int:
    stop(named_cluster(options.name))
    return 0


def _status(options: argparse.Namespace) -> int:
    postmaster = running(named_cluster(options.name))
    if postmaster is None:
        print("tidak berjalan")
        return NOT_RUNNING
    print(variables(postmaster)["DATABASE_URL"])
    return 0


def _reset(options: argparse.Namespace) -> int:
    if os.environ.get("DATABASE_URL"):
        raise LocalDbError("DATABASE_URL menunjuk server lain; kosongkan datanya di sana.")
    cluster = named_cluster(options.name)
    if not options.yes and not _is_confirmed(cluster):
        print("Tidak jadi; data tetap ada.", file=sys.stderr)
        return 1
    reset(cluster)
    print(f"Basis data `{cluster.name}` sudah kosong.")
    return 0


def _is_confirmed(cluster: Cluster) -> bool:
    question = f"Hapus SEMUA data `{cluster.name}` di {cluster.folder}? Ketik ya: "
    with contextlib.suppress(EOFError):  # nobody there to ask means no
        return input(question).strip().lower() == "ya"
    return False


# --- exec --------------------------------------------------------------------


class _Relay:
    """Passes signals on to the command; before it runs, they end us in good order."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._is_launching = False
        self._is_leaving = False
        self._held: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._receive)

    def run(self, command: list[str], environment: dict[str, str]) -> int:
        """Run the command and return its exit code as a shell would."""
        self._is_launching = True  # the command may live before we know its number
        self._child = subprocess.Popen(
            command,
            env=os.environ | environment,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
        for number in self._held:
            self._pass_on(self._child, number)
        code = self._child.wait()
        return 128 - code if code < 0 else code

    def _receive(self, number: int, frame: FrameType | None) -> None:
        if self._child:
            self._pass_on(self._child, number)
        elif self._is_launching:
            self._held.append(number)
        elif not self._is_leaving:
            self._is_leaving = True
            raise SystemExit(128 + number)

    def _pass_on(self, child: subprocess.Popen[bytes], number: int) -> None:
        if number == signal.SIGTERM or not _is_in_foreground():
            child.send_signal(number)


def _is_in_foreground() -> bool:
    """Tell whether the terminal sends its Ctrl-C to us and so to the command as well."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    finally:
        os.close(terminal)


def _die_with_parent() -> None:
    """Ask Linux for a SIGTERM when the parent dies, so that `kill -9` leaves nothing behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _exec(options: argparse.Namespace) -> int:
    if os.environ.get("DATABASE_URL"):
        return _replace_self(options.command)
    if options.tied and sys.platform == "linux":
        _die_with_parent()
    relay = _Relay()
    with serving(named_cluster(options.name)) as environment:
        try:
            return relay.run(options.command, environment)
        except (FileNotFoundError, PermissionError) as error:
            return _not_found(error)


def _replace_self(command: list[str]) -> int:
    try:
        os.execvp(command[0], command)  # noqa: S606 (the caller's own command)
    except (FileNotFoundError, PermissionError) as error:
        return _not_found(error)


def _not_found(error: OSError) -> int:
    print(f"Perintah {error.filename} tidak dapat dijalankan.", file=sys.stderr)
    return NOT_FOUND


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
