"""`exec`: the server is there while the command runs, and gone with it."""

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.localdb.conftest import ASK, CLONE, LocalDb, wait_until_gone

FACTS = "select current_user, current_database(), pg_encoding_to_char(encoding) from pg_database"


def test_command_reaches_a_server_of_either_kind(each_kind_of_binaries: LocalDb) -> None:
    answer = each_kind_of_binaries.ask(f"{FACTS} where datname = 'kim'")
    assert answer == "kim kim UTF8"
    assert not each_kind_of_binaries.is_running


def test_server_of_either_kind_has_what_the_search_needs(each_kind_of_binaries: LocalDb) -> None:
    answer = each_kind_of_binaries.ask(
        "create extension pg_trgm; create extension unaccent;"
        "select to_tsvector('indonesian', 'Pelayanan'), lower('Ü')"
    )
    assert answer == "'layan':1 ü"


def test_ordinary_user_needs_no_rights(ordinary_user: LocalDb) -> None:
    assert ordinary_user.ask("select 40 + 2") == "42"
    assert ordinary_user.data.stat().st_uid == ordinary_user.account.get("user", os.geteuid())


def test_exit_code_is_the_commands(filled: LocalDb) -> None:
    assert filled.run("exec", "--", "sh", "-c", "exit 7").returncode == 7


def test_data_outlive_the_server(filled: LocalDb) -> None:
    assert filled.ask("select isi from catatan") == "masih ada"


def test_server_listens_to_no_network(filled: LocalDb) -> None:
    assert filled.ask("select current_setting('listen_addresses') = ''") == "True"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try another account")
def test_other_users_cannot_connect(filled: LocalDb) -> None:
    filled.hold()
    address = filled.data.parent / ".s.PGSQL.5432"
    knock = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    stranger = {"user": 12345, "group": 12345, "extra_groups": []}
    command = ["python3", "-c", knock, str(address)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": os.defpath}, **stranger
    )
    assert "PermissionError" in done.stderr
    with socket.socket(socket.AF_UNIX) as own:
        own.connect(str(address))


def test_given_database_url_is_left_alone(localdb: LocalDb) -> None:
    localdb.env["DATABASE_URL"] = "postgres://db.example/kim"
    done = localdb.run("exec", "--", "sh", "-c", "echo $DATABASE_URL")
    assert done.stdout == "postgres://db.example/kim\n"
    assert not (localdb.var / "postgres").exists()


@pytest.mark.parametrize("order", [signal.SIGTERM, signal.SIGINT])
def test_signal_stops_command_and_server(filled: LocalDb, order: signal.Signals) -> None:
    process = filled.hold(
        "trap 'echo pamit; exit 0' TERM INT; echo siap; while :; do sleep 0.1; done"
    )
    server = filled.server_pid()
    process.send_signal(order)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, "Traceback" in err) == (0, "pamit\n", False)
    wait_until_gone(server)


def test_two_at_once_share_one_server(filled: LocalDb) -> None:
    first = filled.hold()
    second = filled.hold()
    server = filled.server_pid()
    first.terminate()
    first.communicate(timeout=30)
    assert filled.server_pid() == server
    second.terminate()
    second.communicate(timeout=30)
    wait_until_gone(server)


def test_deep_folder_gets_a_short_socket(localdb: LocalDb) -> None:
    localdb.var = localdb.var / ("Folder dalam + lebar" * 5)
    localdb.env["KIM_VAR"] = str(localdb.var)
    folder = localdb.ask("select current_setting('unix_socket_directories')").strip('"')
    assert folder.startswith("/tmp/kim-")
    assert not Path(folder).exists()


def test_odd_characters_in_the_folder_survive_the_address(localdb: LocalDb) -> None:
    localdb.var = localdb.var / "Desa A+B, 100%"
    localdb.env["KIM_VAR"] = str(localdb.var)
    assert localdb.ask("select 1") == "1"


def test_server_started_by_hand_outlives_its_users(filled: LocalDb) -> None:
    assert filled.run("start").returncode == 0
    assert filled.ask("select 1") == "1"
    assert filled.run("status").returncode == 0
    assert filled.run("stop").returncode == 0
    assert filled.run("status").returncode == 3


def test_binaries_may_be_named_from_where_one_stands(
    localdb: LocalDb, system_binaries: Path
) -> None:
    localdb.env["KIM_PG_BIN"] = os.path.relpath(system_binaries, CLONE)
    assert localdb.ask("select 1") == "1"


def test_test_cluster_takes_whatever_server_there_is(
    localdb: LocalDb, system_binaries: Path, wheel_binaries: Path
) -> None:
    majors = []
    for binaries in (system_binaries, wheel_binaries):
        localdb.env["KIM_PG_BIN"] = str(binaries)
        ask = ("exec", "--name", "test", "--", localdb.python, "-c", ASK)
        majors.append(localdb.run(*ask, "show server_version").stdout.split(".")[0])
    assert majors[0] != majors[1]
    assert all(majors)
