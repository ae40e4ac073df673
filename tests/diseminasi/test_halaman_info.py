"""The public list and the page of a message."""

import datetime
import re

import pytest
from django.utils import timezone

from diseminasi.release import correct_info, submit_info, withdraw_info
from kimportal.audit.models import SYSTEM
from komunitas.models import Bidang
from tests.diseminasi.messages import released, write_info

LIST = "/info-pemerintah/"


def titles(client, query=""):
    page = client.get(f"{LIST}{query}").content.decode()
    return set(re.findall(r'class="card-title"><a href="[^"]+">([^<]+)</a>', page))


def test_the_page_says_what_who_and_until_when(client, cast):
    info = released(
        cast.admin_makassar,
        "73.71",
        alamat_sumber="https://dinas.example/surat",
        berlaku_sampai=timezone.localdate() + datetime.timedelta(days=3),
    )

    page = client.get(info.get_absolute_url()).content.decode()

    for words in (
        info.judul,
        info.isi,
        "Bawa sapi",
        "Kota Makassar",
        "https://dinas.example/surat",
    ):
        assert words in page
    assert "Tidak berlaku lagi" not in page


def test_what_is_not_released_is_nowhere(client, cast):
    draft = write_info(cast.admin_makassar, "73.71", judul="Rahasia dulu")
    waiting = submit_info(write_info(cast.admin_sulsel, "73", judul="Rahasia lagi"), by=SYSTEM)

    for info in (draft, waiting):
        assert client.get(f"{LIST}{info.pk}/info/").status_code == 404
    assert titles(client, "?masa=semua") == set()


def test_a_correction_stands_on_top_of_the_mended_text(client, cast):
    info = released(cast.admin_makassar, "73.71")
    correct_info(
        info, by=cast.admin_makassar, reason="Harinya keliru.", changes={"isi": "Mulai Senin."}
    )

    page = client.get(info.get_absolute_url()).content.decode().partition("<main")[2]

    assert page.index("Harinya keliru.") < page.index("Mulai Senin.")
    assert "Diralat" in page


def test_a_withdrawn_message_tells_only_that_and_why(client, cast):
    info = released(cast.admin_makassar, "73.71")
    withdraw_info(info, by=cast.admin_makassar, reason="Program batal.")

    page = client.get(info.get_absolute_url()).content.decode()

    assert "Program batal." in page
    assert info.isi not in page
    assert titles(client, "?masa=semua") == set()


def test_what_has_run_out_is_marked_and_listed_only_on_request(client, cast):
    info = released(cast.admin_makassar, "73.71")
    info.berlaku_sampai = timezone.localdate() - datetime.timedelta(days=1)
    info.save()

    assert "Tidak berlaku lagi" in client.get(info.get_absolute_url()).content.decode()
    assert titles(client) == set()
    assert titles(client, "?masa=semua") == {info.judul}


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?wilayah=73.71.01.1006", {"Kota", "Provinsi", "Nasional"}),
        ("?wilayah=73.06", {"Provinsi", "Nasional"}),
        ("?wilayah=91", {"Nasional"}),
        ("?q=gotong", {"Kota"}),
        ("?bidang=perikanan", {"Provinsi"}),
        ("?urgensi=darurat", {"Nasional"}),
    ],
)
def test_filters(client, cast, query, seen):
    perikanan = Bidang.objects.get(slug="perikanan")
    released(cast.admin_makassar, "73.71", judul="Kota", isi="Mari gotong royong.")
    released(cast.admin_sulsel, "73", judul="Provinsi", bidang=[perikanan])
    released(cast.pusat, None, judul="Nasional", urgensi="darurat")

    assert titles(client, query) == seen


def test_another_slug_leads_to_the_right_address(client, cast):
    info = released(cast.admin_makassar, "73.71")

    assert client.get(f"{LIST}{info.pk}/lain/").url == info.get_absolute_url()
