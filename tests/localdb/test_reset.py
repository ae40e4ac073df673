"""`reset` deletes everything, but only after a yes and never under somebody's feet."""

from tests.localdb.conftest import LocalDb


def test_silence_is_no_yes(filled: LocalDb) -> None:
    assert filled.run("reset").returncode == 1
    assert filled.data.exists()


def test_yes_empties_the_data(filled: LocalDb) -> None:
    assert filled.run("reset", "--yes").returncode == 0
    assert filled.ask("select to_regclass('catatan') is null") == "True"


def test_data_in_use_stay(filled: LocalDb) -> None:
    filled.hold()
    done = filled.run("reset", "--yes")
    assert (done.returncode, "sedang dipakai" in done.stderr) == (1, True)
    assert filled.is_running


def test_somebody_elses_server_is_not_touched(filled: LocalDb) -> None:
    filled.env["DATABASE_URL"] = "postgres://db.example/kim"
    done = filled.run("reset", "--yes")
    assert (done.returncode, "DATABASE_URL" in done.stderr) == (1, True)
    assert filled.data.exists()
