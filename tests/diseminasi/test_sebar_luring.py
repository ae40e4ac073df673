"""What a phone keeps for relaying without a signal: the shell, and the messages of its KIM."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diseminasi.bahan.links import short_link
from diseminasi.models import LaporanPenyebaran
from diseminasi.release import correct_info, withdraw_info
from diseminasi.tasks import deliver
from tests.diseminasi.messages import released

DATA = "/kelola/info/data.json"
SHELL = "/kelola/info/luring/"


@pytest.fixture
def info(cast, kim):
    return handed(cast)


def handed(cast, **fields):
    info = released(cast.admin_makassar, "73.71", **fields)
    deliver(info.pk)
    return info


def kept(client, user):
    client.force_login(user)
    return client.get(DATA).json()


def test_a_member_gets_what_waits_with_words_link_and_village(client, cast, kim, info):
    data = kept(client, cast.anggota)

    [row] = data["info"]
    assert data["pengguna"]
    assert (row["judul"], row["isi"], row["sudah"]) == (info.judul, info.isi, False)
    assert row["lapor"] == f"/kelola/info/{info.pk}/lapor.json"
    [own] = row["kim"]
    assert (own["pk"], own["wilayah"]) == (kim.pk, kim.wilayah_id)
    assert own["teks"].endswith(short_link(info, kim))


@pytest.mark.parametrize("name", ["ketua_lain", "mantan", "warga", "admin_makassar"])
def test_whom_the_message_is_not_for_keeps_nothing(client, cast, other_kim, info, name):
    assert kept(client, getattr(cast, name))["info"] == []


def test_who_is_not_signed_in_is_told_so(client, info):
    answer = client.get(DATA)

    assert answer.status_code == 401
    assert "no-store" in answer["Cache-Control"]


def test_what_is_for_kim_only_is_not_kept(client, cast, kim):
    handed(cast, cara_jawab="hadir", jawab_sampai="2030-01-01")

    assert kept(client, cast.ketua)["info"] == []


def test_a_correction_comes_along_and_is_reported_as_such(client, cast, kim, info):
    correct_info(info, by=cast.admin_makassar, reason="Keliru.", changes={"isi": "Hari Selasa."})

    [row] = kept(client, cast.ketua)["info"]

    assert row["isi"] == "Hari Selasa."
    assert row["ralat"] == info.daftar_ralat.get().pk


def test_what_was_relayed_stays_behind_and_a_withdrawn_one_says_so(client, cast, kim, info):
    later = handed(cast, judul="Vaksin ayam")
    LaporanPenyebaran.objects.create(info=info, kim=kim, wilayah_id=kim.wilayah_id, kanal="papan")
    assert [row["judul"] for row in kept(client, cast.ketua)["info"]] == [
        later.judul,
        info.judul,
    ]

    withdraw_info(info, by=cast.admin_makassar, reason="Keliru.")

    rows = {row["pk"]: row for row in kept(client, cast.ketua)["info"]}
    assert "ditarik" in rows[info.pk]["isi"]
    assert rows[info.pk]["kim"][0]["teks"] == ""


def test_more_messages_ask_no_more_questions(client, cast, kim, info):
    def count():
        with CaptureQueriesContext(connection) as queries:
            kept(client, cast.ketua)
        return len(queries)

    kept(client, cast.ketua)
    few = count()
    for number in range(4):
        handed(cast, judul=f"Info {number}")
    assert count() == few


def test_the_shell_is_the_same_for_everyone_and_kept(client, cast, info):
    plain = client.get(SHELL)
    client.force_login(cast.ketua)
    assert client.get(SHELL).content == plain.content
    assert not plain.cookies
    worker = client.get("/sw.js").content.decode()
    asked = re.findall(
        r'<(?:script type="module" src|link rel="stylesheet" href)="([^"]+)"',
        plain.content.decode(),
    )

    assert f'const SEBAR = "{SHELL}";' in worker
    assert len(asked) >= 3
    assert [path for path in asked if f'"{path}"' not in worker] == []


def test_every_module_of_the_shell_is_kept(client, regions):
    worker = client.get("/sw.js").content.decode()
    for name in ("sebar", "sebar-luring"):
        code = Path(finders.find(f"js/tulis/{name}.js")).read_text()
        imported = re.findall(r'from "\./([\w-]+)\.js"', code)
        assert imported
        assert [one for one in imported if f"js/tulis/{one}." not in worker] == []


def test_the_shell_offers_every_channel(client, regions):
    shell = client.get(SHELL).content.decode()

    assert shell.count('name="kanal"') == 6
