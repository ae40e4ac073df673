"""What is not published cannot be reached: no page, list, feed, map, search or photo shows it."""

import pytest
from django.urls import reverse

from kegiatan import moderation
from kegiatan.models import FotoNaskah
from kimportal.audit.models import SYSTEM
from tests.factories import KimFactory, NaskahFactory
from tests.publishing import make_photo

RAHASIA = "Kabarterselubung"
PATHS = [
    "/",
    "/kim/kim-mariso-bersatu/",
    "/kim/kim-mariso-bersatu/kabar/",
    "/kim/kim-mariso-bersatu/galeri/",
    "/kegiatan/",
    "/kegiatan/?q=kabarterselubung",
    "/wilayah/73/",
    "/wilayah/73.71.01.1006/",
    "/cari/?q=kabarterselubun",
    "/cari/?q=kabarterselubung&jenis=kabar",
    "/feed/",
    "/feed/wilayah/73.71/",
    "/feed/kim/kim-mariso-bersatu/",
    "/sitemap-kegiatan.xml",
    "/peta/",
    "/peta/kim.json?bbox=94,-12,142,7",
    "/api/v1/kegiatan/",
    "/api/v1/kegiatan/?q=kabarterselubung",
    "/api/v1/kim/",
]
STATES = {
    "draft": [],
    "submitted": ["submit"],
    "cancelled": ["submit", "cancel"],
    "returned": ["submit", "return"],
    "rejected": ["submit", "reject"],
    "withdrawn": ["submit", "approve", "take_down"],
}


def bring(naskah, steps):
    for step in steps:
        extra = {"reason": "Alasan."} if step in ("return", "reject", "take_down") else {}
        naskah = getattr(moderation, f"{step}_kegiatan")(naskah, by=SYSTEM, **extra)
    return naskah


def make_secret(kim, state):
    naskah = NaskahFactory(kegiatan__kim=kim, judul=f"{RAHASIA} di Mariso", isi=f"<p>{RAHASIA}</p>")
    foto = make_photo()
    FotoNaskah.objects.create(naskah=naskah, foto=foto, keterangan=RAHASIA, alt=RAHASIA)
    return bring(naskah, STATES[state])


def shows_secret(answer) -> bool:
    text = answer.content.decode().lower()
    # The search field repeats what was typed; titles and captions are written with a capital.
    return RAHASIA in answer.content.decode() or "terselubung di mariso" in text


@pytest.mark.parametrize("state", STATES)
def test_no_page_shows_it(state, client, kim):
    make_secret(kim, state)

    shown = [path for path in PATHS if shows_secret(client.get(path))]

    assert shown == []


@pytest.mark.parametrize("state", STATES)
def test_its_own_address_does_not_exist(state, client, kim):
    naskah = make_secret(kim, state)

    for slug in (naskah.kegiatan.slug or "kabarterselubung", "x"):
        for tail in ("", "cetak/"):
            answer = client.get(f"/kegiatan/{naskah.kegiatan_id}/{slug}/{tail}")
            assert answer.status_code == 404


@pytest.mark.parametrize("name", ["warga", "ketua_lain", "admin_gowa", "admin_papua", "mantan"])
def test_its_photo_is_kept_from_the_nearest_wrong_person(name, client, kim, cast):
    naskah = make_secret(kim, "submitted")
    foto = naskah.daftar_foto.get().foto
    client.force_login(getattr(cast, name))

    answer = client.get(reverse("kegiatan:photo_preview", args=[foto.kunci, 640]))

    assert answer.status_code == 404


def test_the_published_version_stays_while_a_revision_waits(client, kim):
    public = bring(
        NaskahFactory(kegiatan__kim=kim, judul="Kabar yang boleh dibaca"), STATES["withdrawn"][:2]
    )
    revision = NaskahFactory(kegiatan=public.kegiatan, judul=f"{RAHASIA} perubahan")
    bring(revision, ["submit"])

    answer = client.get(public.kegiatan.get_absolute_url())

    assert "Kabar yang boleh dibaca" in answer.content.decode()
    assert not shows_secret(answer)


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "rejected", "suspended"])
def test_a_kim_that_is_not_verified_is_nowhere(status, client, kim):
    catatan = "Alasan." if status in ("returned", "rejected", "suspended") else ""
    KimFactory(
        verified=True,
        status=status,
        catatan=catatan,
        nama="KIM Terselubung",
        slug="kim-terselubung",
    )

    paths = [
        "/kim/",
        "/wilayah/73.71.01.1006/",
        "/cari/?q=selubung",
        "/sitemap-kim.xml",
        "/peta/",
        "/peta/kim.json?bbox=94,-12,142,7",
        "/api/v1/kim/?jumlah=100",
    ]
    for path in paths:
        assert "KIM Terselubung" not in client.get(path).content.decode(), path
        assert "kim-terselubung" not in client.get(path).content.decode(), path
    for tail in ("", "kabar/", "produk/", "galeri/"):
        assert client.get(f"/kim/kim-terselubung/{tail}").status_code == 404
    assert client.get("/feed/kim/kim-terselubung/").status_code == 404
