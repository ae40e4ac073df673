"""Jangkauan penyebaran: figures from the rows, a village once, corrections against originals."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from diseminasi.models import LaporanPenyebaran
from diseminasi.reach import REACH, reach_by_part, together
from diseminasi.relay import relay_info
from diseminasi.release import correct_info
from diseminasi.tasks import deliver
from kimportal.rekap.shares import percent
from tests.diseminasi.messages import released, write_info
from tests.factories import KimFactory


def relay(info, kim, *, hari=0, **fields):
    return LaporanPenyebaran.objects.create(
        uuid=uuid4(),
        info=info,
        kim=kim,
        wilayah_id=kim.wilayah_id,
        tanggal=timezone.localdate() + timedelta(days=hari),
        **{"kanal": "papan"} | fields,
    )


@pytest.fixture
def info(cast, kim, other_kim):
    """A message for Sulawesi Selatan: four villages, two with a KIM."""
    info = released(cast.admin_sulsel, "73")
    deliver(info.pk)
    return info


def test_a_report_changes_village_kabupaten_and_province(info, kim):
    assert together(reach_by_part(info, "73")).disebarkan == 0

    relay(info, kim)
    relay(info, kim, kanal="whatsapp")

    for kode, part in (("73.71.01", "73.71.01.1006"), ("73.71", "73.71.01"), ("73", "73.71")):
        rows = {row.kode: row.disebarkan for row in reach_by_part(info, kode)}
        assert rows[part] == 1
        assert sum(rows.values()) == 1


def test_targeted_with_kim_delivered_relayed(info, kim, other_kim):
    relay(info, kim)
    late = KimFactory(verified=True, wilayah_id="73.71.02.1002")

    total = together(reach_by_part(info, "73"))

    counts = (total.desa, total.ber_kim, total.disampaikan, total.disebarkan, total.belum)
    assert counts == (4, 3, 2, 1, 3)
    assert late.pk


def test_officials_stand_apart_and_yield_to_the_kim(info, kim):
    LaporanPenyebaran.objects.create(
        info=info, penyebar="aparat", wilayah_id="73.71.02.1002", kanal="pengeras"
    )
    relay(info, kim)
    LaporanPenyebaran.objects.create(
        info=info, penyebar="aparat", wilayah_id=kim.wilayah_id, kanal="pengeras"
    )

    total = together(reach_by_part(info, "73"))

    assert (total.disebarkan, total.aparat, total.belum) == (1, 1, 2)


def test_villages_outside_the_sasaran_do_not_count(cast, kim, other_kim):
    info = released(cast.admin_sulsel, "73", "73.71.01", "73.06")
    deliver(info.pk)

    assert {row.kode for row in reach_by_part(info, "73", panjang=8)} == {"73.71.01", "73.06.02"}
    assert together(reach_by_part(info, "73")).desa == 3


def test_the_page_equals_the_statement_asked_by_hand(client, info, kim, other_kim):
    relay(info, kim)
    relay(info, other_kim, kanal="whatsapp", hari=-1)
    with connection.cursor() as cursor:
        cursor.execute(REACH, {"info": info.pk, "sasaran": ["73%"], "di": "73%", "panjang": 5})
        by_hand = {row[0]: row[1:] for row in cursor.fetchall()}

    answer = client.get(f"{info.get_absolute_url()}jangkauan/")

    shown = {
        row.kode: (row.desa, row.ber_kim, row.disampaikan, row.disebarkan, row.aparat)
        for row, _ in answer.context["daftar"]
    }
    assert shown == by_hand
    assert answer.context["kanal"] == [("Papan pengumuman", 1, 1), ("WhatsApp", 1, 1)]
    assert [(new, total) for _, new, total in answer.context["hari"]] == [(1, 1), (1, 2)]
    assert "Disebarkan oleh KIM di 2 dari 4 desa (50%)." in answer.content.decode()


def test_a_report_shows_at_once(client, cast, info, kim, django_capture_on_commit_callbacks):
    """What was counted for an earlier reader does not hide it."""
    address = f"{info.get_absolute_url()}jangkauan/"
    assert client.get(address).context["jumlah"].disebarkan == 0

    with django_capture_on_commit_callbacks(execute=True):
        relay_info(
            info,
            by=cast.ketua,
            kim=kim,
            uuid=uuid4(),
            kanal="radio",
            wilayah=kim.wilayah,
            tanggal=timezone.localdate(),
        )

    assert client.get(address).context["jumlah"].disebarkan == 1


def test_a_correction_is_measured_against_what_went_out_before(client, cast, info, kim, other_kim):
    relay(info, kim)
    relay(info, other_kim)
    correct_info(info, by=cast.admin_sulsel, reason="Keliru.", changes={})
    relay(info, kim, ralat=info.daftar_ralat.get())

    page = client.get(f"{info.get_absolute_url()}jangkauan/").content.decode()

    assert "1 dari 2 desa (50%)" in page


def test_the_file_names_every_village(client, info, kim):
    relay(info, kim)

    answer = client.get(f"{info.get_absolute_url()}jangkauan.csv?wilayah=73.71")

    head, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert head[0] == "kode"
    assert len(rows) == 3
    assert [row[0] for row in rows if row[4] == "ya"] == [kim.wilayah_id]


@pytest.mark.parametrize("query", ["?wilayah=99", "?wilayah=zzz", "?wilayah=73%00"])
def test_a_region_that_is_none_is_not_found(client, info, query):
    assert client.get(f"{info.get_absolute_url()}jangkauan/{query}").status_code == 404


def test_a_draft_has_no_reach(client, cast):
    draft = write_info(cast.admin_makassar, "73.71")

    assert client.get(f"/info-pemerintah/{draft.pk}/info/jangkauan/").status_code == 404


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 4, "0%"), (1, 3, "33,3%"), (1, 80_000, "< 0,1%"), (4, 4, "100%"), (0, 0, "–")],
)
def test_shares(part, whole, text):
    assert percent(part, whole) == text
