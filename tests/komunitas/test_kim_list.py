"""/kim/: every filter of the directory, and what a faulty value does."""

import datetime
import re

import pytest
from django.utils import timezone

from kimportal.images.publishing import publish_photo
from komunitas.models import Bidang, Kim
from tests.factories import KimFactory
from tests.publishing import make_photo


@pytest.fixture
def daftar(kim, other_kim):
    Kim.objects.filter(pk=kim.pk).update(last_activity_at=timezone.now())
    Kim.objects.filter(pk=other_kim.pk).update(
        last_activity_at=timezone.now() - datetime.timedelta(days=400), jenis="kecamatan"
    )
    kim.bidang.add(Bidang.objects.get(slug="perikanan"))
    other_kim.bidang.add(Bidang.objects.get(slug="pertanian"))


TITLES = {"mariso": "KIM Mariso Bersatu", "gowa": "KIM Bontoala"}


def shown(client, query: str) -> list[str]:
    text = client.get(f"/kim/?{query}").content.decode()
    found = [key for key, title in TITLES.items() if title in text]
    return sorted(found, key=lambda key: text.index(TITLES[key]))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["mariso", "gowa"]),
        ("q=Kelompok+Informasi+Masyarakat+Mariso", ["mariso"]),
        ("q=bontoalla", ["gowa"]),
        ("wilayah=73", ["mariso", "gowa"]),
        ("wilayah=7306", ["gowa"]),
        ("wilayah=73.71.01.1006", ["mariso"]),
        ("bidang=perikanan", ["mariso"]),
        ("bidang=perikanan&bidang=pertanian", ["mariso", "gowa"]),
        ("status=aktif", ["mariso"]),
        ("status=tidak-aktif", ["gowa"]),
        ("jenis=kecamatan", ["gowa"]),
        ("urut=nama", ["gowa", "mariso"]),
        ("urut=terbaru", ["gowa", "mariso"]),
        ("status=aktif&wilayah=73.06", []),
    ],
)
def test_filters(query, expected, client, daftar):
    assert shown(client, query) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("wilayah=xx", "tidak ditemukan"),
        ("status=mati", "tidak dikenal"),
        ("bidang=sulap", "tidak dikenal"),
    ],
)
def test_a_faulty_value_is_named_and_left_out(query, message, client, daftar):
    answer = client.get(f"/kim/?{query}&urut=nama")

    assert message in answer.content.decode()
    assert shown(client, f"{query}&urut=nama") == ["gowa", "mariso"]


def test_a_filter_in_force_can_be_taken_away(client, daftar):
    chips = client.get("/kim/?status=aktif&q=mariso").context["saring"].chips

    assert chips == [
        {"label": "“mariso”", "url": "/kim/?status=aktif"},
        {"label": "Aktif", "url": "/kim/?q=mariso"},
    ]


def test_nothing_found_leads_on(client, daftar):
    text = client.get("/kim/?q=zzzzzz").content.decode()

    assert "Tidak ada KIM yang cocok" in text
    assert "Lihat semua KIM" in text


@pytest.mark.parametrize("path", ["/kim/", "/kegiatan/", "/cari/", "/info-pemerintah/"])
@pytest.mark.parametrize("q", ["\U000cb624)", "()", "!!!", "-", "a"])
def test_words_that_are_none_find_nothing(q, path, client, daftar):
    assert client.get(path, {"q": q}).status_code == 200


@pytest.mark.django_db
def test_an_empty_directory_says_so(client):
    assert "Belum ada KIM yang terdaftar" in client.get("/kim/").content.decode()


def test_only_verified_kim_are_listed(client, daftar):
    KimFactory(nama="KIM Belum Diperiksa")

    assert "Belum Diperiksa" not in client.get("/kim/").content.decode()


def test_logos_and_initials_stand_for_the_kim(
    client, daftar, kim, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        kim.logo = make_photo(400, 400)
        kim.save()
        publish_photo(kim.logo)

    text = client.get("/kim/").content.decode()

    assert re.search(r'<img src="/media/foto/[^"]+\.jpg"[^>]* class="monogram">', text)
    assert '<span class="monogram" aria-hidden="true">BO</span>' in text
