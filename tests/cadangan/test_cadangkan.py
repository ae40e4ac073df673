"""Making backups: their key, their number, what a failure leaves."""

import stat
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from kimportal.backup.tasks import back_up


@pytest.fixture
def folder(transactional_db, settings, tmp_path):
    settings.KIM_CADANGAN = tmp_path / "cadangan"
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.KIM_CADANGAN


def test_backups_are_for_their_owner_only(folder, capsys):
    call_command("cadangkan")

    (backup,) = folder.iterdir()
    assert f"Cadangan dibuat: {backup}" in capsys.readouterr().out
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_of_two_years_the_newest_of_days_weeks_and_months_stay(folder):
    folder.mkdir(mode=0o700)
    now = datetime.now().replace(hour=0, minute=45, second=0)
    for days in range(1, 730):
        (folder / f"kim-{now - timedelta(days=days):%Y%m%d-%H%M%S}.cadangan").touch()
    (folder / "catatan.txt").touch()
    (folder / "kim-lama.cadangan").touch()

    back_up()

    names = sorted(path.name for path in folder.glob("kim-2*.cadangan"))
    days = [datetime.strptime(name[4:12], "%Y%m%d").date() for name in names]
    today = max(days)
    assert [today - timedelta(days=n) for n in range(6)] == sorted(days)[-1:-7:-1]
    assert len({day.strftime("%G-%V") for day in days if (today - day).days < 35}) >= 5
    assert len({day.strftime("%Y-%m") for day in days}) == 12
    assert 18 <= len(days) <= 24
    assert (folder / "catatan.txt").exists()
    assert (folder / "kim-lama.cadangan").exists()


def test_without_a_key_one_sentence_says_how_to_make_it(folder, settings, tmp_path):
    settings.KIM_KUNCI_CADANGAN = ""
    settings.KIM_KUNCI_CADANGAN_BERKAS = tmp_path / "kunci"
    with pytest.raises(CommandError, match=r"manage\.py cadangkan --buat-kunci"):
        call_command("cadangkan")

    call_command("cadangkan", buat_kunci=True)
    key = settings.KIM_KUNCI_CADANGAN_BERKAS.read_text()
    call_command("cadangkan")

    assert len(list(folder.iterdir())) == 1
    assert stat.S_IMODE(settings.KIM_KUNCI_CADANGAN_BERKAS.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="Kunci sudah ada"):
        call_command("cadangkan", buat_kunci=True)
    assert settings.KIM_KUNCI_CADANGAN_BERKAS.read_text() == key


def test_a_short_key_is_refused(folder, settings):
    settings.KIM_KUNCI_CADANGAN = "rahasia"

    with pytest.raises(CommandError, match="terlalu pendek"):
        call_command("cadangkan")


def test_a_failure_leaves_nothing_that_looks_like_a_backup(folder, settings, monkeypatch):
    monkeypatch.setenv("KIM_PG_BIN", str(folder))

    with pytest.raises(CommandError, match="sudo apt-get install postgresql-client-"):
        call_command("cadangkan")

    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_named(folder, settings, tmp_path):
    (tmp_path / "berkas").touch()
    settings.KIM_CADANGAN = tmp_path / "berkas" / "cadangan"

    with pytest.raises(CommandError, match="berkas/cadangan tidak dapat dipakai"):
        call_command("cadangkan")
