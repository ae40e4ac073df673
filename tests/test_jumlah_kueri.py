"""No public page asks more than eleven questions, and none asks more when there are more rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diseminasi.hoaks.verdicts import correct_isu, decide_isu, merge_isu, start_check
from diseminasi.models import InfoPemerintah, Isu, LaporanPenyebaran, PertanyaanInfo, VersiBahasa
from diseminasi.reach_refreshing import refresh_reach
from diseminasi.tanya.questions import answer_question, merge_question, publish_question
from diseminasi.tasks import deliver
from kegiatan.best_practice import mark_praktik
from kegiatan.models import FotoNaskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.publishing import publish_photo
from kimportal.rekap.refreshing import refresh_counts
from komunitas.models import Bidang
from tests.diseminasi.messages import released
from tests.factories import KeanggotaanFactory, KimFactory, NaskahFactory, PenggunaFactory
from tests.hoaks.rumours import PERIKSA, VONIS
from tests.publishing import make_photo

HIGHEST = 11
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
    "/praktik-baik/",
    "/praktik-baik/?wilayah=73&bidang=perikanan&q=selokan",
    "{kabar}",
    "{kabar}cetak/",
    "/info-pemerintah/",
    "/info-pemerintah/?wilayah=73.71&bidang=perikanan&q=vaksin&masa=semua",
    "{info}",
    "{info}?lewat={nomor}",
    "{info}kartu.png",
    "{info}bahasa/bug/",
    "{info}bahasa/bug/?lewat={nomor}",
    "{info}bahasa/bug/kartu.png",
    "{info}bahasa/bug/papan.pdf",
    "{info}jangkauan/",
    "{info}jangkauan/?wilayah=73.71",
    "{info}jangkauan/laporan/",
    "/info-pemerintah/jangkauan/",
    "/info-pemerintah/program/uji/",
    "/cek-hoaks/",
    "/cek-hoaks/?wilayah=73.71&putusan=hoaks&q=bansos",
    "{isu}",
    "{isu}kartu.png",
    "/wilayah/",
    "/wilayah/73/",
    "/wilayah/73.71/",
    "/wilayah/73.71.01/",
    "/wilayah/73.71.01.1006/",
    "/wilayah/pilih/?kembali=/kim/&induk=73.71",
    "/wilayah/cari.json?q=mariso",
    "/peta/",
    "/peta/kim.json?bbox=94,-12,142,7",
    "/peta/?wilayah=73.71&lapis=cakupan",
    "/peta/bagian/?wilayah=73",
    "/peta/sematan/",
    "/cari/?q=selokan",
    "/cari/?q=selokn",
    "/cari/?q=selokan&asal=selokn",
    "/cari/?q=zzzqqq",
    "/cari/?q=selokan&jenis=kabar",
    "/cari/?q=uji&jenis=kim",
    "/cari/?q=mariso&jenis=wilayah",
    "/feed/",
    "/feed/wilayah/73.71/",
    "/feed/kim/kim-mariso-bersatu/",
    "/feed/bidang/perikanan/",
    "/sitemap.xml",
    "/sitemap-kegiatan.xml",
    "/statistik/",
    "/statistik/73/?tahun=2026",
    "/statistik/73.71.01/",
    "/statistik/desa-tanpa-kim/",
    "/statistik/73.71/desa-tanpa-kim/",
    "/statistik/73/kim-sepi/?hari=60",
    "/statistik/73.71/kim-sepi/",
    "/data/",
    "/data/api/",
    "/data/katalog.jsonld",
    "/data/kamus.json",
    "/api/v1/openapi.json",
    "/api/v1/kim/?wilayah=73&bidang=perikanan",
    "/api/v1/kegiatan/?wilayah=73&q=selokan",
    "/api/v1/wilayah/?wilayah=73",
    "/api/v1/cakupan/?wilayah=73&tingkat=2",
    "/tentang/",
    "/luring/",
    "/mendirikan-kim/",
    "/privasi/",
    "/panduan/",
    "/panduan/5w1h/",
    "/panduan/contoh/ad-art/",
    "/panduan/contoh/ad-art.docx",
]


def relay_all(info) -> None:
    """Let every KIM that got the message relay it."""
    LaporanPenyebaran.objects.bulk_create(
        LaporanPenyebaran(info=info, kim=row.kim, wilayah_id=row.wilayah_kode, kanal="papan")
        for row in info.daftar_penyampaian.select_related("kim")
    )


def add_questions(info, kim) -> None:
    """Answer two questions about a message in public; a third one was the same."""
    first, second, third = (
        PertanyaanInfo.objects.create(
            info=info,
            kim=kim,
            wilayah_id=kim.wilayah_id,
            penanya=info.penulis,
            teks="Apakah perlu membawa KTP?",
        )
        for _ in range(3)
    )
    merge_question(third, by=SYSTEM, ke=first)
    for bahasa in ("bug", "mak"):
        VersiBahasa.objects.create(
            info=info,
            kim=kim,
            bahasa=bahasa,
            judul="Vaksin",
            isi="Vaksin",
            status="published",
            penulis=info.penulis,
            submitted_at=timezone.now(),
            published_at=timezone.now(),
        )
    for pertanyaan in (first, second):
        publish_question(
            answer_question(pertanyaan, by=SYSTEM, teks="Ya."), by=SYSTEM, teks_publik="Perlu KTP?"
        )


def add_rumour(kode: str) -> None:
    """Decide a rumour of a region, and one that is merged into it."""
    first, second = (
        Isu.objects.create(wilayah_id=kode, bunyi=VONIS["bunyi"], due_at=timezone.now())
        for _ in range(2)
    )
    merge_isu(second, by=SYSTEM, ke=start_check(first, by=SYSTEM, **PERIKSA))
    decide_isu(first, by=SYSTEM, **VONIS)
    correct_isu(first, by=SYSTEM, reason="Keliru.", **(VONIS | {"instansi": "Dinas lain"}))
    info = released(PenggunaFactory(is_superuser=True, is_staff=True), kode, isu=first)
    deliver(info.pk)


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
            naskah = approve_kegiatan(submit_kegiatan(naskah, by=SYSTEM), by=SYSTEM)
            mark_praktik(naskah, by=SYSTEM, reason="Bisa ditiru.")
    for kode in VILLAGES:
        info = released(
            PenggunaFactory(is_superuser=True, is_staff=True), kode, bidang=[bidang], program="Uji"
        )
        deliver(info.pk)
        relay_all(info)
        add_questions(info, kim)
        refresh_reach()
        add_rumour(kode)
    refresh_counts()


@pytest.fixture
def foto(db, django_capture_on_commit_callbacks):
    """A photo that is public, so that pages draw it."""
    with django_capture_on_commit_callbacks(execute=True):
        foto = make_photo()
        publish_photo(foto)
    return foto


def examples(kim) -> dict[str, str]:
    """Return the addresses that stand in `PATHS` by name."""
    return {
        "kabar": kim.daftar_kegiatan.first().get_absolute_url(),
        "isu": Isu.objects.public().first().get_absolute_url(),
        "info": InfoPemerintah.objects.public()
        .filter(daftar_versi__isnull=False)
        .first()
        .get_absolute_url(),
        "nomor": kim.nomor,
    }


# Lists that the second helping makes longer than a page; only then are they counted.
OUTGROWING = {"/kegiatan/", "/praktik-baik/"}


def count(client, path: str) -> int:
    client.get(path)  # fills what is remembered for a minute
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(queries)


@pytest.mark.parametrize("path", PATHS)
def test_queries_are_few_and_do_not_grow(path, client, kim, foto):
    add_content(kim, foto, 4)  # one of each jenis, so that no list is empty
    path = path.format(**examples(kim))
    few = count(client, path)

    add_content(kim, foto, 8)
    many = count(client, path)

    assert few <= HIGHEST
    assert many <= few + (path in OUTGROWING)
