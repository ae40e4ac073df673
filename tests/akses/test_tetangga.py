"""The neighbour's admin finds nothing of Makassar's unpublished work, wherever he looks."""

from uuid import uuid4

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from diseminasi.models import PertanyaanInfo, VersiBahasa
from kegiatan import moderation
from kegiatan.appeals import submit_appeal
from kegiatan.models import FotoNaskah
from kimportal.audit.models import SYSTEM
from kimportal.desk.reports import submit_report
from komunitas.models import BerkasRegister, Permohonan, PerubahanKim, SuratKeputusan
from tests.diseminasi.messages import released
from tests.factories import KeanggotaanFactory, KimFactory, PenugasanFactory
from tests.hoaks.rumours import sent
from tests.publishing import make_draft, make_photo, publish

KATA = "Zambrutal"
NEIGHBOURS = ["admin_gowa", "admin_papua"]


@pytest.fixture
def planted(cast, kim):
    """The word in everything of Makassar that is not public; returns what has an address."""
    baru = KimFactory(status="submitted", nama=f"KIM {KATA}", visi=KATA)
    KeanggotaanFactory(kim=baru, nama=KATA, telepon="6281234500000", jabatan="ketua")
    sk = SuratKeputusan.objects.create(
        kim=baru, nomor=KATA, penerbit=KATA, tanggal="2026-01-01", berkas="sk/x.pdf"
    )
    naskah = make_draft(kim, judul=f"{KATA} di Mariso", isi=f"<p>{KATA}</p>")
    foto = make_photo()
    FotoNaskah.objects.create(naskah=naskah, foto=foto, keterangan=KATA)
    naskah = moderation.submit_kegiatan(naskah, by=SYSTEM)
    ditolak = moderation.submit_kegiatan(make_draft(kim, judul=KATA), by=SYSTEM)
    moderation.reject_kegiatan(ditolak, by=cast.admin_makassar, reason=KATA)
    keberatan = submit_appeal(ditolak.kegiatan, by=cast.ketua, teks=KATA)
    terbit = publish(kim, judul="Kabar biasa")
    laporan = submit_report(terbit.kegiatan, alasan="hoaks", kunci=uuid4(), catatan=KATA)
    klaim = Permohonan.objects.create(
        kim=KimFactory(verified=True),
        pengguna=cast.warga,
        jenis="klaim",
        jabatan="ketua",
        pesan=KATA,
    )
    perubahan = PerubahanKim.objects.create(
        kim=kim, nama=KATA, pemohon=cast.ketua, submitted_at=terbit.created_at
    )
    register = BerkasRegister.objects.create(
        pengguna=cast.admin_makassar,
        wilayah_id="73.71",
        nama_berkas=f"{KATA}.xlsx",
        sha256="0",
        status="planned",
    )
    info = released(cast.admin_makassar, "73.71")
    tanya = PertanyaanInfo.objects.create(
        info=info, kim=kim, wilayah=kim.wilayah, penanya=cast.ketua, teks=f"{KATA} itu apa?"
    )
    khusus = {"cara_jawab": "teks", "jawab_sampai": timezone.localdate(), "judul": KATA}
    undangan = released(cast.admin_makassar, "73.71", **khusus)
    versi = VersiBahasa.objects.create(
        info=info,
        kim=kim,
        bahasa="bug",
        judul=KATA,
        isi=KATA,
        penulis=cast.ketua,
        submitted_at=info.created_at,
    )
    isu = sent(teks=f"{KATA} beredar di pasar", tautan=f"https://{KATA}.example").isu
    cast.warga.nama = KATA
    cast.warga.save()
    tugas = PenugasanFactory(pengguna=cast.warga, wilayah_id="73.71.01", surat=KATA)
    return {
        "diseminasi_isu": isu,
        "diseminasi_pertanyaaninfo": tanya,
        "diseminasi_infopemerintah": undangan,
        "diseminasi_versibahasa": versi,
        "komunitas_kim": baru,
        "kegiatan_naskah": naskah,
        "kegiatan_keberatan": keberatan,
        "desk_laporankonten": laporan,
        "komunitas_permohonan": klaim,
        "komunitas_perubahankim": perubahan,
        "komunitas_berkasregister": register,
        "komunitas_penugasan": tugas,
        "sk": sk,
        "foto": foto,
    }


def text_of(client, path, **data):
    answer = client.get(path, data, follow=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace")


def lists():
    """Return the list of every model of the desk, found through the site itself."""
    for model in admin.site._registry:
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        yield label, reverse(f"admin:{label}_changelist")


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_no_list_count_or_search_shows_it(name, client, cast, planted):
    client.force_login(getattr(cast, name))
    asked = 0
    for label, path in [("index", "/admin/"), *lists()]:
        for data in ({}, {"q": "zambrutal"}, {"o": "1"}):
            asked += 1
            assert KATA not in text_of(client, path, **data), (label, data)
    for path in ("/admin/komunitas/penugasan/orang/", "/cari/", "/kim/", "/kegiatan/"):
        for data in ({}, {"q": "zambruta"}):
            assert f"{KATA}" not in text_of(client, path, **data), path
    assert asked > 40


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_no_page_history_decision_or_file_shows_it(name, client, cast, planted):
    client.force_login(getattr(cast, name))
    pages = 0
    for label, row in planted.items():
        for page in (
            *("change", "history", "decide", "delete", "merge", "move", "entrust", "letter"),
            *("show", "verdict", "correct", "similar", "spread"),
        ):
            try:
                path = reverse(f"admin:{label}_{page}", args=[row.pk])
            except NoReverseMatch:
                continue
            pages += 1
            assert KATA not in text_of(client, path), path
            answer = client.post(
                path, {"keputusan": "approve_kegiatan", "alasan": "x"}, follow=True
            )
            assert KATA not in answer.content.decode(), path
    sk, foto = planted["sk"], planted["foto"]
    assert client.get(reverse("kelola_kim:download_sk", args=[sk.kim_id, sk.pk])).status_code == 404
    photo = reverse("kegiatan:photo_preview", args=[foto.kunci, 640])
    assert client.get(photo).status_code == 404
    assert pages > 20


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_no_export_autocomplete_or_way_tells_of_it(name, client, cast, planted):
    client.force_login(getattr(cast, name))
    for model, field in (("penugasan", "pengguna"), ("keanggotaan", "pengguna")):
        answer = client.get(
            "/admin/autocomplete/",
            {"app_label": "komunitas", "model_name": model, "field_name": field, "term": "zambru"},
        )
        assert KATA not in answer.content.decode()
    register = planted["komunitas_berkasregister"].pk
    for tail in ("laporan.xlsx", "rekonsiliasi.xlsx", "rekonsiliasi/", "kode/"):
        path = f"/admin/komunitas/berkasregister/{register}/{tail}"
        assert client.get(path).status_code in (404, 405), tail
    exports = text_of(client, reverse("admin:audit_penurunan_export"))
    assert KATA not in exports


def test_the_region_s_own_admin_does_see_it(client, cast, planted):
    """Else the tests above would pass for a word that was never planted."""
    client.force_login(cast.admin_makassar)
    for label in ("komunitas_kim", "kegiatan_naskah", "kegiatan_keberatan", "komunitas_penugasan"):
        assert KATA in text_of(client, reverse(f"admin:{label}_changelist")), label
        assert KATA in text_of(client, reverse(f"admin:{label}_change", args=[planted[label].pk]))
