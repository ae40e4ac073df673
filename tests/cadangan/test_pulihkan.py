"""The restore drill, and every way in which a backup can be unfit."""

import hashlib
import stat

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kimportal.backup.envelope import CHUNK

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


@pytest.fixture
def backup(db, settings, tmp_path):
    """A backup of an empty portal with one large file."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KIM_CADANGAN = tmp_path / "cadangan"
    (settings.MEDIA_ROOT / "private").mkdir(parents=True)
    (settings.MEDIA_ROOT / "private" / "besar").write_bytes(bytes(2 * CHUNK))
    return back_up(tmp_path)


def back_up(portal):
    call_command("cadangkan", verbosity=0)
    return next((portal / "cadangan").glob("*.cadangan"))


def count_and_checksum(table):
    """Return what tells two tables apart, by another way than the backup's own."""
    return f'SELECT count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t'


def ask_here(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def files(folder):
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            stat.S_IMODE(path.stat().st_mode),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_was_dumped_comes_back_whole(portal, tujuan):
    backup = back_up(portal)
    tables = [name for (name,) in ask_here(TABLES)]
    before = {name: ask_here(count_and_checksum(name)) for name in tables}
    media = files(portal / "media")

    done = tujuan.restore(backup)

    assert done.returncode == 0, done.stderr
    assert "sudah dipulihkan dan sama" in done.stdout
    assert [name for (name,) in tujuan.ask(TABLES)] == tables
    assert {name: tujuan.ask(count_and_checksum(name)) for name in tables} == before
    assert sum(rows[0][0] for rows in before.values()) > 50
    assert files(tujuan.media) == media
    assert len(media) > 3
    with pytest.raises(psycopg2.Error, match="tidak boleh diubah"):
        tujuan.ask("UPDATE audit_catatanaudit SET verb = 'x' RETURNING 1")


def test_nothing_readable_is_in_the_file(portal):
    content = back_up(portal).read_bytes()

    assert b"selokan" not in content
    assert b"PGDMP" not in content
    assert b"manifest" not in content


def test_a_wrong_key_changes_nothing(backup, tujuan):
    tujuan.key = "another-key-another-key-another-key-another"

    done = tujuan.restore(backup)

    assert done.returncode == 1
    assert done.stderr == "CommandError: Kunci tidak cocok dengan berkas cadangan ini.\n"
    assert tujuan.is_untouched()


def cut_within(content):
    return content[: len(content) * 2 // 3]


def cut_between_chunks(content):
    head = 15 + 32 + 16
    return content[: head + (CHUNK + 16) * ((len(content) - head) // (CHUNK + 16))]


def tamper(content):
    place = len(content) // 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def append(content):
    return content + b"x"


@pytest.mark.parametrize("spoil", [cut_within, cut_between_chunks, tamper, append])
def test_a_spoilt_file_is_told(spoil, backup):
    backup.write_bytes(spoil(backup.read_bytes()))

    with pytest.raises(CommandError) as refusal:
        call_command("pulihkan", backup, periksa=True)

    assert str(refusal.value) == (
        "Berkas cadangan terpotong atau telah berubah; pakai cadangan yang lain."
    )


def test_a_spoilt_file_changes_nothing(backup, tujuan):
    backup.write_bytes(tamper(backup.read_bytes()))

    done = tujuan.restore(backup)

    assert done.returncode == 1
    assert "terpotong atau telah berubah" in done.stderr
    assert tujuan.is_untouched()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 5000])
def test_another_file_is_refused(content, tmp_path, db):
    other = tmp_path / "catatan.zip"
    other.write_bytes(content)

    with pytest.raises(CommandError, match=r"^Ini bukan berkas cadangan portal\.$"):
        call_command("pulihkan", other, periksa=True)


def test_a_file_that_is_not_there_is_named(db):
    with pytest.raises(CommandError, match="/tidak/ada tidak dapat dipakai"):
        call_command("pulihkan", "/tidak/ada", periksa=True)


def test_a_portal_with_data_is_never_overwritten(backup):
    with pytest.raises(CommandError, match="Basis data tujuan belum kosong"):
        call_command("pulihkan", backup)


def test_a_folder_with_files_is_never_overwritten(backup, tujuan):
    (tujuan.media / "public").mkdir(parents=True)
    (tujuan.media / "public" / "foto.webp").write_bytes(b"x")

    done = tujuan.restore(backup)

    assert "Folder berkas tujuan belum kosong" in done.stderr
    assert (tujuan.media / "public" / "foto.webp").read_bytes() == b"x"
    assert not tujuan.ask(TABLES)


def test_looking_says_whether_a_backup_is_whole(backup, capsys):
    call_command("pulihkan", periksa=True)

    assert f"Cadangan {backup.name} utuh dan dapat dibuka" in capsys.readouterr().out
