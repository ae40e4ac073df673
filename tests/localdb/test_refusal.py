"""What cannot work is said in one sentence, without a traceback, with an exit code."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.localdb.conftest import LocalDb


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line on stderr."""
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    [line] = done.stderr.splitlines()
    return line


def test_data_of_another_major(filled: LocalDb) -> None:
    (filled.data / "PG_VERSION").write_text("14\n")
    text = complaint(filled.run("exec", "--", "true"))
    assert "PostgreSQL 14" in text
    assert "make reset" in text


def test_data_of_the_wheel_cannot_be_opened_by_the_system(
    localdb: LocalDb, system_binaries: Path, wheel_binaries: Path
) -> None:
    localdb.env["KIM_PG_BIN"] = str(wheel_binaries)
    localdb.ask("create table catatan as select 'dari roda' as isi")
    localdb.env["KIM_PG_BIN"] = str(system_binaries)
    assert "pasang PostgreSQL" in complaint(localdb.run("exec", "--", "true"))
    del localdb.env["KIM_PG_BIN"]
    assert localdb.ask("select isi from catatan") == "dari roda"


def test_folder_that_is_a_file(localdb: LocalDb) -> None:
    (localdb.var / "berkas").touch()
    localdb.env["KIM_VAR"] = str(localdb.var / "berkas")
    assert "KIM_VAR" in complaint(localdb.run("exec", "--", "true"))


def test_folder_without_permission(ordinary_user: LocalDb) -> None:
    closed = ordinary_user.var / "tertutup"
    closed.mkdir(mode=0o500)
    ordinary_user.env["KIM_VAR"] = str(closed / "data")
    assert "KIM_VAR" in complaint(ordinary_user.run("exec", "--", "true"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs under another account")
def test_folder_that_the_servers_account_cannot_reach(filled: LocalDb) -> None:
    filled.var.chmod(0o700)
    assert "KIM_VAR" in complaint(filled.run("exec", "--", "true"))


def test_folder_with_something_else_in_it(filled: LocalDb) -> None:
    (filled.data / "PG_VERSION").unlink()
    assert "bukan data PostgreSQL" in complaint(filled.run("exec", "--", "true"))


def test_broken_data(filled: LocalDb) -> None:
    (filled.data / "global" / "pg_control").write_bytes(b"")
    assert "PostgreSQL tidak mau berjalan" in complaint(filled.run("exec", "--", "true"))


def test_binaries_that_are_none(filled: LocalDb) -> None:
    filled.env["KIM_PG_BIN"] = str(filled.var)
    assert "KIM_PG_BIN" in complaint(filled.run("exec", "--", "true"))


def test_unknown_command(filled: LocalDb) -> None:
    done = filled.run("exec", "--", "perintah-tak-dikenal")
    assert (done.returncode, "perintah-tak-dikenal" in complaint(done)) == (127, True)
    assert not filled.is_running
