"""Who may open what under /kelola/kegiatan/: each address, each of the nearest wrong people."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver

from kegiatan.models import Kegiatan, Naskah
from tests.factories import NaskahFactory
from tests.publishing import complete, publish

ROOT = "/kelola/kegiatan/"
# 403: it is there for them, but that step is not theirs.
PAGES = {
    # address: (anggota who wrote it, pengurus, another member, everybody else)
    "{pk}/ubah/": (200, 200, 403, 404),
    "{pk}/pratinjau/": (200, 200, 200, 404),
    "{pk}/riwayat/": (200, 200, 200, 404),
    "{pk}/hapus/": (200, 200, 403, 404),
    "{pk}/kirim/": (302, 302, 302, 404),
    "{pk}/ambil/": (302, 302, 302, 404),
    "{pk}/revisi/": (302, 302, 302, 404),
    "naskah/{uuid}.json": (200, 200, 200, 404),
}
STEPS = {
    "{pk}/ubah/": (302, 302, 403, 404),
    "{pk}/kirim/": (302, 302, 403, 404),
    "{pk}/ambil/": (302, 302, 302, 404),
    "{pk}/revisi/": (302, 302, 302, 404),
    "{pk}/hapus/": (302, 302, 403, 404),
    "naskah/{uuid}/kirim.json": (200, 200, 404, 404),
    "naskah/{uuid}/foto/{foto}/": (200, 200, 404, 404),
}
PEOPLE = {
    "anggota": 0,
    "ketua": 1,
    "admin_anggota": 2,
    "mantan": 3,
    "ketua_lain": 3,
    "admin_makassar": 3,
    "admin_gowa": 3,
    "pemantau_mariso": 3,
    "pusat": 3,
    "superuser": 3,
    "warga": 3,
}
ALL = list(PEOPLE.items())


@pytest.fixture
def post(draft):
    return complete(draft)


def address(route, naskah):
    kegiatan = naskah.kegiatan
    return ROOT + route.format(pk=kegiatan.pk, uuid=kegiatan.uuid, foto=uuid4())


def test_every_address_is_in_one_of_the_tables():
    (kelola,) = [
        r for r in get_resolver().url_patterns if getattr(r, "namespace", "") == "kelola_kegiatan"
    ]
    known = {key for table in (PAGES, STEPS) for key in table}
    # Appeals need a decision first: tests/kegiatan/test_keberatan.py.
    known |= {"", "baru/", "data.json", "pakai-ulang/{pk}/", "{pk}/keberatan/"}
    routes = {
        p.pattern._route.replace("<int:pk>", "{pk}")
        .replace("<uuid:uuid>", "{uuid}")
        .replace("<uuid:foto_uuid>", "{foto}")
        for p in kelola.url_patterns
    }

    assert routes == known


@pytest.mark.parametrize(("name", "column"), ALL)
@pytest.mark.parametrize("route", PAGES)
def test_looking(route, name, column, client, cast, post):
    client.force_login(getattr(cast, name))

    answer = client.get(address(route, post))

    assert answer.status_code == PAGES[route][column]
    assert answer.status_code >= 400 or "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("name", "column"), ALL)
@pytest.mark.parametrize("route", STEPS)
def test_doing(route, name, column, client, cast, post):
    client.force_login(getattr(cast, name))
    before = Naskah.objects.values().get()

    if "naskah/" in route:
        answer = client.post(
            address(route, post), json.dumps({"versi": 1, "ukuran": 10}), "application/json"
        )
    else:
        answer = client.post(address(route, post), {"versi": "1", "judul": "Diubah"})

    expected = STEPS[route][column]
    assert answer.status_code == expected
    if column >= 2:
        assert Naskah.objects.values().get() == before


@pytest.mark.parametrize("route", [*PAGES, *STEPS, "", "baru/", "pakai-ulang/{pk}/"])
def test_visitors_are_asked_to_sign_in(route, client, post):
    call = client.post if route in STEPS else client.get

    answer = call(address(route, post))

    assert answer.status_code == (401 if "naskah/" in route else 302)


@pytest.mark.parametrize("name", ["mantan", "warga", "admin_gowa"])
def test_without_a_kim_one_is_told_how_to_get_one(name, client, cast):
    client.force_login(getattr(cast, name))

    assert "daftarkan kim" in client.get(f"{ROOT}baru/").content.decode().lower()
    assert "belum terdaftar" in client.get(ROOT).content.decode()
    client.post(f"{ROOT}baru/", {"judul": "a", "cerita": "b", "versi": "0", "uuid": str(uuid4())})
    assert not Kegiatan.objects.exists()


@pytest.mark.parametrize("name", ["ketua_lain", "warga", "admin_gowa", "superuser"])
def test_a_published_post_is_no_way_in_to_its_drafts(name, client, cast, kim):
    naskah = publish(kim, kegiatan__penulis=cast.anggota)
    client.force_login(getattr(cast, name))

    for route in PAGES:
        assert client.get(address(route, naskah)).status_code == 404


def test_an_ex_member_loses_the_own_text_at_once(cast, kim):
    own = complete(NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.anggota))
    client = Client()
    client.force_login(cast.anggota)
    assert client.get(address("{pk}/ubah/", own)).status_code == 200

    kim.daftar_keanggotaan.filter(pengguna=cast.anggota).update(selesai="2024-01-31")

    for route in PAGES:
        assert client.get(address(route, own)).status_code == 404, route
    assert client.post(address("{pk}/ubah/", own), {"judul": "x"}).status_code == 404
    assert client.post(address("{pk}/kirim/", own)).status_code == 404
    assert client.post(address("{pk}/hapus/", own)).status_code == 404
    own.refresh_from_db()
    assert own.versi == 1


def test_looking_changes_nothing(client, cast, post):
    client.force_login(cast.ketua)
    before = Naskah.objects.values().get()

    for route in ["", "baru/", "data.json", *PAGES]:
        client.get(address(route, post))

    assert Naskah.objects.values().get() == before
    assert Kegiatan.objects.count() == 1
