"""Jangkauan penyebaran: figures from the rows, a village once, corrections against originals."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from diseminasi.models import LaporanPenyebaran
from diseminasi.reach import REACH, reach_by_part, reach_of_info, reach_of_program, together
from diseminasi.reach_details import Rincian, details_by_part
from diseminasi.reach_reading import read_reach
from diseminasi.reach_refreshing import mark_all, refresh_reach
from diseminasi.relay import relay_info, take_back_relay
from diseminasi.release import correct_info
from diseminasi.tasks import deliver
from kimportal.rekap.shares import percent
from tests.diseminasi.messages import released, write_info
from tests.factories import KimFactory
from wilayah.models import Wilayah


def relay(info, kim, *, hari=0, **fields):
    laporan = LaporanPenyebaran.objects.create(
        uuid=uuid4(),
        info=info,
        kim=kim,
        wilayah_id=kim.wilayah_id,
        tanggal=timezone.localdate() + timedelta(days=hari),
        **{"kanal": "papan"} | fields,
    )
    refresh_reach()
    return laporan


@pytest.fixture
def info(cast, kim, other_kim):
    """A message for Sulawesi Selatan: four villages, two with a KIM."""
    info = released(cast.admin_sulsel, "73")
    deliver(info.pk)
    return info


def test_a_report_changes_village_kabupaten_and_province(info, kim):
    assert together(reach_by_part(reach_of_info(info), "73")).disebarkan == 0

    relay(info, kim)
    relay(info, kim, kanal="whatsapp")

    for kode, part in (("73.71.01", "73.71.01.1006"), ("73.71", "73.71.01"), ("73", "73.71")):
        rows = {row.kode: row.disebarkan for row in reach_by_part(reach_of_info(info), kode)}
        assert rows[part] == 1
        assert sum(rows.values()) == 1


def test_targeted_with_kim_delivered_relayed(info, kim, other_kim):
    relay(info, kim)
    late = KimFactory(verified=True, wilayah_id="73.71.02.1002")

    total = together(reach_by_part(reach_of_info(info), "73"))

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

    total = together(reach_by_part(reach_of_info(info), "73"))

    assert (total.disebarkan, total.aparat, total.belum) == (1, 1, 2)


def test_villages_outside_the_sasaran_do_not_count(cast, kim, other_kim):
    info = released(cast.admin_sulsel, "73", "73.71.01", "73.06")
    deliver(info.pk)

    assert {row.kode for row in reach_by_part(reach_of_info(info), "73", panjang=8)} == {
        "73.71.01",
        "73.06.02",
    }
    assert together(reach_by_part(reach_of_info(info), "73")).desa == 3


def test_the_page_equals_the_statement_asked_by_hand(client, info, kim, other_kim):
    relay(info, kim)
    relay(info, other_kim, kanal="whatsapp", hari=-1)
    with connection.cursor() as cursor:
        cursor.execute(REACH, {"info": [info.pk], "sasaran": ["73%"], "di": "73%", "panjang": 5})
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


def test_a_report_that_was_taken_back_counts_no_more(
    client, cast, info, kim, other_kim, django_capture_on_commit_callbacks
):
    address = f"{info.get_absolute_url()}jangkauan/"
    relay(info, other_kim)
    laporan = relay(info, kim)
    assert client.get(address).context["jumlah"].disebarkan == 2

    with django_capture_on_commit_callbacks(execute=True):
        take_back_relay(laporan, by=cast.ketua)

    shown = client.get(address).context
    assert shown["jumlah"].disebarkan == 1
    assert [(reports, villages) for _, reports, villages in shown["kanal"]] == [(1, 1)]
    assert [total for _, _, total in shown["hari"]] == [1]


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


LEVELS = ["", "73", "73.71", "73.71.01", "73.71.01.1006", "73.06", "91"]


@pytest.mark.parametrize("kode", LEVELS)
def test_what_is_kept_ready_equals_the_statement(cast, info, kim, other_kim, kode):
    """Message and programme, at every level, after deliveries, relays and a correction."""
    for judul in ("Bantuan beras", "Bantuan minyak"):
        more = released(cast.pusat, None, "73", "91", judul=judul, program="Bantuan Pangan")
        deliver(more.pk)
        relay(more, kim, kanal="radio")
    relay(info, kim)
    relay(info, other_kim, kanal="whatsapp", hari=-1)
    correct_info(info, by=cast.admin_sulsel, reason="Keliru.", changes={})
    relay(info, kim, ralat=info.daftar_ralat.get())
    LaporanPenyebaran.objects.create(
        info=info, penyebar="aparat", wilayah_id="73.71.02.1002", kanal="pengeras"
    )
    refresh_reach()

    for pokok in (reach_of_info(info), reach_of_program("bantuan-pangan")):
        kept = read_reach(pokok, kode)
        assert kept.bagian == reach_by_part(pokok, kode)
        anew = details_by_part(pokok, kode, panjang=len(kode)).get(kode, Rincian())
        assert kept.rincian == anew


def test_a_kecamatan_that_went_is_taken_out(info, kim):
    Wilayah.objects.filter(kode__startswith="73.06.02").update(berakhir_pada="2026-01-01")
    mark_all()
    refresh_reach()

    pokok = reach_of_info(info)
    assert [row.kode for row in read_reach(pokok, "73").bagian] == ["73.71"]
    assert read_reach(pokok, "").bagian == reach_by_part(pokok, "")


def test_a_programme_counts_a_village_once_for_all_its_messages(client, cast, kim, other_kim):
    for judul in ("Beras", "Minyak"):
        one = released(cast.admin_sulsel, "73", judul=judul, program="Bantuan Pangan!")
        deliver(one.pk)
        relay(one, kim)

    answer = client.get("/info-pemerintah/program/bantuan-pangan/?wilayah=73")

    assert "Disebarkan oleh KIM di 1 dari 4 desa (25%)." in answer.content.decode()
    assert [info.judul for info, _ in answer.context["daftar_info"]] == ["Minyak", "Beras"]
    assert "Bantuan Pangan!" in client.get("/info-pemerintah/jangkauan/").content.decode()
    rows = list(
        csv.reader(
            StringIO(
                client.get(
                    "/info-pemerintah/program/bantuan-pangan.csv?wilayah=73.71"
                ).content.decode("utf-8-sig")
            )
        )
    )
    assert [row[0] for row in rows[1:] if row[4] == "ya"] == [kim.wilayah_id]


def test_a_region_names_the_messages_for_it_with_its_own_figures(client, cast, info, kim):
    elsewhere = released(cast.admin_gowa, "73.06", judul="Air bersih")
    deliver(elsewhere.pk)
    relay(info, kim)

    answer = client.get("/info-pemerintah/jangkauan/?wilayah=73.71.01.1006", follow=True)

    assert answer.context["wilayah"].kode == "73.71.01"
    ((found, reach),) = answer.context["daftar"]
    assert (found, reach.disebarkan, reach.desa) == (info, 1, 2)


def test_a_programme_of_drafts_does_not_exist(client, cast):
    write_info(cast.admin_sulsel, "73", program="Rahasia")

    assert client.get("/info-pemerintah/program/rahasia/").status_code == 404


def test_villages_of_a_kabupaten_stand_on_the_map_and_those_not_reached_in_a_list(
    client, info, kim
):
    relay(info, kim)

    page = client.get(f"{info.get_absolute_url()}jangkauan/?wilayah=73.71").content.decode()

    assert page.count('class="desa-sampai"') - page.count('<i class="desa-sampai"') == 1
    belum = page.split('id="belum"')[1].split("</section>")[0]
    assert belum.count("<li>") == 2
    assert kim.wilayah.nama not in belum


def test_the_report_says_what_the_page_says(client, info, kim):
    relay(info, kim)

    page = client.get(f"{info.get_absolute_url()}jangkauan/laporan/").content.decode()

    assert "<strong>1</strong> dari 4 desa (25%)" in page
    assert page.count('class="lembar') >= 2
    assert "Papan pengumuman: 1 desa, 1 laporan" in page


def test_a_draft_has_no_reach(client, cast):
    draft = write_info(cast.admin_makassar, "73.71")

    assert client.get(f"/info-pemerintah/{draft.pk}/info/jangkauan/").status_code == 404


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 4, "0%"), (1, 3, "33,3%"), (1, 80_000, "< 0,1%"), (4, 4, "100%"), (0, 0, "–")],
)
def test_shares(part, whole, text):
    assert percent(part, whole) == text


def test_a_forum_gets_the_message_and_makes_no_village_ber_kim(client, cast, kim):
    KimFactory(verified=True, jenis="forum", wilayah_id="73.71.02.1002")
    info = released(cast.admin_sulsel, "73")
    deliver(info.pk)
    refresh_reach()

    page = client.get(f"{info.get_absolute_url()}jangkauan/?wilayah=73").content.decode()

    assert "<dt>Ber-KIM</dt><dd>2</dd>" in page
    assert "<dt>Disampaikan ke KIM, termasuk forum</dt><dd>3</dd>" in page


def relayers(client, info):
    page = client.get(info.get_absolute_url()).content.decode()
    return page.partition('id="penyebar">')[2].partition("</section>")[0]


def test_the_message_names_the_kim_that_relayed_it_by_village(client, info, kim, other_kim):
    relay(info, other_kim)
    relay(info, kim)
    relay(info, kim, kanal="whatsapp")

    shown = relayers(client, info)

    assert shown.startswith("Disebarkan oleh 2 KIM</h2>")
    assert sorted([kim, other_kim], key=lambda one: one.wilayah_id) == sorted(
        [kim, other_kim], key=lambda one: shown.index(one.get_absolute_url())
    )


def test_of_many_it_names_the_first_and_says_in_how_many_villages(client, info):
    for one in KimFactory.create_batch(31, verified=True):
        relay(info, one)

    shown = relayers(client, info)

    assert shown.startswith("Disebarkan KIM di 1 desa/kelurahan</h2>")
    assert shown.count("<li>") == 30
    assert "Lihat jangkauannya" in shown


def test_one_that_relays_in_another_village_hides_no_other_kim(client, info, other_kim):
    """Thirty KIM of one village, the first of which relayed in the next one too."""
    kims = KimFactory.create_batch(30, verified=True)
    for one in kims:
        relay(info, one)
    LaporanPenyebaran.objects.create(
        info=info, kim=kims[0], wilayah_id="73.71.02.1002", kanal="papan"
    )
    relay(info, other_kim)

    shown = relayers(client, info)

    assert "oleh 30 KIM" not in shown
    assert shown.startswith("Disebarkan KIM di 3 desa/kelurahan</h2>")


def test_a_kim_that_is_suspended_is_not_named(client, info, kim, other_kim):
    relay(info, kim)
    relay(info, other_kim)
    type(kim).objects.filter(pk=kim.pk).update(status="suspended", catatan="Diperiksa.")

    shown = relayers(client, info)

    assert kim.nama not in shown
    assert other_kim.nama in shown
