"""After `kill -9` or a power cut the next run finds its way by itself."""

import os
import signal
import subprocess
from collections.abc import Iterator

import pytest

from tests.localdb.conftest import LocalDb, kill_everything, wait_until_gone


@pytest.fixture
def stranger(filled: LocalDb) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the server's account that has nothing to do with PostgreSQL."""
    owner = filled.data.stat()
    account = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    process = subprocess.Popen(["sleep", "60"], **account)
    yield process
    process.kill()
    process.wait()


def test_committed_rows_survive_killing_everything(filled: LocalDb) -> None:
    kill_everything(filled, filled.hold())
    assert filled.ask("select isi from catatan") == "masih ada"
    assert not filled.is_running


def test_orphaned_server_is_adopted_and_stopped(filled: LocalDb) -> None:
    killed = filled.hold("echo siap; echo $$ >&2; exec sleep 60")
    server = filled.server_pid()
    assert killed.stderr
    command = int(killed.stderr.readline())
    killed.kill()
    killed.communicate()
    wait_until_gone(command)
    adopter = filled.hold()
    assert filled.server_pid() == server
    adopter.terminate()
    adopter.communicate()
    wait_until_gone(server)


def test_number_of_a_dead_server_may_belong_to_a_stranger(
    filled: LocalDb, stranger: subprocess.Popen[bytes]
) -> None:
    kill_everything(filled, filled.hold())
    file = filled.data / "postmaster.pid"
    rest = file.read_text().partition("\n")[2]
    file.write_text(f"{stranger.pid}\n{rest}")
    socket_lock = filled.data.parent / ".s.PGSQL.5432.lock"
    socket_lock.write_text(f"{stranger.pid}\n{rest}")
    assert filled.ask("select isi from catatan") == "masih ada"
    assert stranger.poll() is None


def test_server_without_its_socket_is_replaced(filled: LocalDb) -> None:
    process = filled.hold()
    server = filled.server_pid()
    (filled.data.parent / ".s.PGSQL.5432").unlink()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert filled.ask("select 1") == "1"
    wait_until_gone(server)


def test_half_made_data_are_made_again(filled: LocalDb) -> None:
    filled.data.rename(filled.data.with_name("data.baru"))
    (filled.data.with_name("data.baru") / "PG_VERSION").unlink()
    assert filled.ask("select 2") == "2"


def test_empty_lock_file_of_a_full_disk_is_overcome(filled: LocalDb) -> None:
    (filled.data / "postmaster.pid").touch()
    assert filled.ask("select isi from catatan") == "masih ada"
