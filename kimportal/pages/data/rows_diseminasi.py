"""Rows of open data of Info Pemerintah and Cek Hoaks: what is public and holds."""

from __future__ import annotations

from django.db.models import Exists, IntegerField, OuterRef, Subquery

from diseminasi.hoaks.querysets import IsuQuerySet
from diseminasi.models import CapaianWilayah, InfoPemerintah, Isu, Ralat
from diseminasi.querysets import InfoQuerySet
from kimportal.pages.data.rows import Row, iso, moment_text, without_phones
from kimportal.template_tags import alamat_lengkap

RINGKAS = 300


def info_rows() -> InfoQuerySet:
    """Return the messages that hold with what a row needs, newest first, in three queries."""
    counts = CapaianWilayah.objects.filter(info=OuterRef("pk"), kode="")
    rows: InfoQuerySet = InfoPemerintah.objects.released().annotate(
        desa_sasaran=Subquery(counts.values("desa"), output_field=IntegerField()),
        desa_disebarkan=Subquery(counts.values("disebarkan"), output_field=IntegerField()),
        is_diralat=Exists(Ralat.objects.filter(info=OuterRef("pk"))),
    )
    return rows.select_related("wilayah").prefetch_related("bidang", "daftar_sasaran").newest()


def info_row(info: InfoPemerintah) -> Row:
    return {
        "id": info.pk,
        "judul": without_phones(info.judul),
        "ringkasan": _short(info.isi),
        "penerbit": info.nama_penerbit,
        "sumber": without_phones(info.sumber),
        "program": info.program or None,
        "urgensi": info.urgensi,
        "bidang": [bidang.slug for bidang in info.bidang.all()],
        "sasaran": [satu.wilayah_id or "indonesia" for satu in info.daftar_sasaran.all()],
        "berlaku_mulai": iso(info.berlaku_mulai),
        "berlaku_sampai": iso(info.berlaku_sampai),
        "diralat": info.is_diralat,
        "desa_sasaran": info.desa_sasaran,
        "desa_disebarkan": info.desa_disebarkan,
        "terbit": moment_text(info.released_at),
        "alamat_halaman": alamat_lengkap(info.get_absolute_url()),
    }


def isu_rows() -> IsuQuerySet:
    """Return the rumours that are being checked or decided, newest first, in one query."""
    rows: IsuQuerySet = Isu.objects.listed().for_cards().newest()
    return rows


def isu_row(isu: Isu) -> Row:
    return {
        "id": isu.pk,
        "klaim": without_phones(isu.klaim),
        "putusan": isu.putusan or None,
        "penjelasan": _short(isu.penjelasan) or None,
        "instansi": without_phones(isu.instansi) or None,
        "kode_wilayah": isu.wilayah_id,
        "tampil": moment_text(isu.shown_at),
        "diputuskan": moment_text(isu.decided_at),
        "alamat_halaman": alamat_lengkap(isu.get_absolute_url()),
    }


def _short(text: str) -> str:
    text = without_phones(" ".join(text.split()))
    return text if len(text) <= RINGKAS else text[: RINGKAS - 1].rsplit(" ", 1)[0] + "…"
