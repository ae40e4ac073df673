"""No public page asks more than twelve questions, and none asks more when there are more rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kegiatan.models import FotoNaskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.publishing import publish_photo
from komunitas.models import Bidang
from tests.factories import KeanggotaanFactory, KimFactory, NaskahFactory
from tests.publishing import make_photo

HIGHEST = 12
VILLAGES = ["73.71.01.1006", "73.71.01.1001", "73.71.02.1002", "73.06.02.2002", "91.71.01.1001"]
PATHS = [
    "/",
    "/kim/",
    "/kim/?wilayah=73.71&bidang=perikanan&urut=nama",
    "/kim/?q=uji",
    "/kim/kim-mariso-bersatu/",
    "/kim/kim-mariso-bersatu/kabar/",
    "/kim/kim-mariso-bersatu/produk/",
    "/kim/kim-mariso-bersatu/galeri/",
    "/kegiatan/",
    "/kegiatan/?wilayah=73&bidang=perikanan&dari=2026-01-01&urut=terlama",
    "{kabar}",
    "{kabar}cetak/",
    "/wilayah/",
    "/wilayah/73/",
    "/wilayah/73.71/",
    "/wilayah/73.71.01/",
    "/wilayah/73.71.01.1006/",
    "/wilayah/pilih/?kembali=/kim/&induk=73.71",
    "/wilayah/cari.json?q=mariso",
    "/peta/",
    "/peta/kim.json?bbox=94,-12,142,7",
    "/cari/?q=selokan",
    "/cari/?q=selokan&jenis=kabar",
    "/cari/?q=uji&jenis=kim",
    "/cari/?q=mariso&jenis=wilayah",
    "/feed/",
    "/feed/wilayah/73.71/",
    "/feed/kim/kim-mariso-bersatu/",
    "/feed/bidang/perikanan/",
    "/sitemap.xml",
    "/sitemap-kegiatan.xml",
    "/tentang/",
    "/mendirikan-kim/",
    "/privasi/",
]


def add_content(kim, foto, rows: int) -> None:
    """Publish `rows` posts of the KIM and of as many others, with photo and bidang."""
    bidang = Bidang.objects.get(slug="perikanan")
    for number in range(rows):
        village = VILLAGES[number % len(VILLAGES)]
        other = KimFactory(verified=True, wilayah_id=village)
        other.bidang.add(bidang)
        KeanggotaanFactory(kim=kim, tampil_publik=True)
        for community in (kim, other):
            naskah = NaskahFactory(
                kegiatan__kim=community,
                wilayah_id=community.wilayah_id,
                jenis=["berita", "agenda", "potensi", "produk"][number % 4],
            )
            naskah.bidang.add(bidang)
            FotoNaskah.objects.create(naskah=naskah, foto=foto, keterangan="Warga", alt="Warga")
            approve_kegiatan(submit_kegiatan(naskah, by=SYSTEM), by=SYSTEM)


@pytest.fixture
def foto(db, django_capture_on_commit_callbacks):
    """A photo that is public, so that pages draw it."""
    with django_capture_on_commit_callbacks(execute=True):
        foto = make_photo()
        publish_photo(foto)
    return foto


def count(client, path: str) -> int:
    client.get(path)  # fills what is remembered for a minute
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(queries)


@pytest.mark.parametrize("path", PATHS)
def test_queries_are_few_and_do_not_grow(path, client, kim, foto):
    add_content(kim, foto, 4)  # one of each jenis, so that no list is empty
    path = path.format(kabar=kim.daftar_kegiatan.first().get_absolute_url())
    few = count(client, path)

    add_content(kim, foto, 8)
    many = count(client, path)

    assert few <= HIGHEST
    assert many <= few
