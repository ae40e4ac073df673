"""`python -m kimportal.stack serve`, or `exec -- COMMAND` with KIM_PORTAL_URL set."""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from kimportal.stack import Stack, StackError

CLONE = Path(__file__).resolve().parents[2]
DEFAULT_PORT = 8000


def main(arguments: list[str]) -> int:
    """Carry out one command line and return its exit code."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    try:
        with _stack(options) as stack:
            return _run(stack, options.command) if options.action == "exec" else _serve(stack)
    except KeyboardInterrupt:
        return 0
    except StackError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kimportal.stack", description=__doc__)
    parser.add_argument("--folder", type=Path, default=_folder(), help="logs, cache, sockets")
    parser.add_argument("--web", type=int, default=2, help="web processes")
    parser.add_argument("--worker", type=int, default=1, help="Celery workers")
    actions = parser.add_subparsers(dest="action", required=True, metavar="serve|exec")
    actions.add_parser("serve", help="run until Ctrl-C")
    command = actions.add_parser("exec", help="run a command with the stack up")
    command.add_argument("command", nargs="+")
    return parser


def _folder() -> Path:
    return Path(os.environ.get("KIM_VAR") or CLONE / ".var") / "stack"


def _stack(options: argparse.Namespace) -> Stack:
    if not (database := os.environ.get("DATABASE_URL")):
        raise StackError("DATABASE_URL belum diisi; `make stack` mengisinya sendiri.")
    port = int(os.environ.get("KIM_PORT") or DEFAULT_PORT) if options.action == "serve" else 0
    return Stack(options.folder, database, web=options.web, worker=options.worker, port=port)


def _serve(stack: Stack) -> int:
    print(f"Portal: {stack.url}  (catatan di {stack.folder}; Ctrl-C menghentikan)", flush=True)
    while (ended := stack.processes.ended()) is None:
        time.sleep(0.5)
    raise StackError(f"{ended} berhenti sendiri; lihat {stack.processes.log(ended)}")


def _run(stack: Stack, command: list[str]) -> int:
    variables = stack.environment | {"KIM_PORTAL_URL": stack.url}
    return subprocess.run(command, env=variables, check=False).returncode


def _leave(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
