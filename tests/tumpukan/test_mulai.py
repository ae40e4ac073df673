"""Starting and stopping: a clear sentence when something is missing, nothing left afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kimportal.stack import StackError
from kimportal.stack.nginx import configuration
from kimportal.stack.processes import Processes, find_program
from tests.tumpukan.pembaca import seconds_until


def test_a_missing_program_is_named_with_the_command_that_installs_it():
    with pytest.raises(StackError, match="pasang dulu: sudo apt-get install paket-itu"):
        find_program("program-yang-tidak-ada", "paket-itu")


def test_without_a_database_one_sentence_says_so(tmp_path):
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}

    done = subprocess.run(
        [sys.executable, "-m", "kimportal.stack", "--folder", tmp_path, "serve"],
        env=env,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stderr == "DATABASE_URL belum diisi; `make stack` mengisinya sendiri.\n"


def test_what_was_started_is_gone_after_stopping(tmp_path):
    processes = Processes(tmp_path)
    script = f'sleep 300 & echo $! > "{tmp_path}/child"; trap "" TERM; wait'
    processes.start("web-1", ["sh", "-c", "sleep 300"], os.environ)
    processes.start("worker-1", ["sh", "-c", script], os.environ)
    processes.wait("worker-1", (tmp_path / "child").exists)
    pids = [*processes.pids.values(), int((tmp_path / "child").read_text())]

    processes.kill("worker-1")
    processes.stop_all()

    assert processes.pids == {}
    assert seconds_until(lambda: not any(_runs(pid) for pid in pids)) < 5


def test_a_part_that_ends_says_why(tmp_path):
    processes = Processes(tmp_path)
    processes.start("web-1", ["sh", "-c", "echo rusak; exit 3"], os.environ)

    with pytest.raises(StackError, match="web-1 tidak mau berjalan: rusak"):
        processes.wait("web-1", lambda: False)


def test_a_value_that_nobody_gave_is_not_left_in_the_configuration():
    with pytest.raises(KeyError):
        configuration({})


def _runs(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
