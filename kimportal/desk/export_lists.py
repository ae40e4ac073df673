"""The lists that can be exported: their columns, their rows, and who may see which.

Each list is read in chunks, so that a million rows need no more memory than a thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from kimportal.desk import figures
from kimportal.desk.audit_trail import SaringanAudit, describe
from kimportal.desk.figures_periods import parse_period
from kimportal.desk.models import Ekspor, JenisEkspor
from kimportal.desk.scope import catatan_visible_to
from kimportal.rekap.models import SEPI
from kimportal.template_tags import ZONA_WAKTU, alamat_lengkap
from komunitas.models import Jabatan, Keanggotaan, Kim
from komunitas.permissions import admin_codes, covers

CHUNK = 1000
PLACE = ["Provinsi", "Kabupaten/kota", "Kecamatan", "Desa/kelurahan", "Kode wilayah"]
REGIONS = "wilayah__induk__induk__induk"


@dataclass(frozen=True)
class Daftar:
    """One list: its title, columns, number of rows, and the rows themselves."""

    judul: str
    kolom: Sequence[str]
    jumlah: int
    baris: Iterator[Sequence[Any]]


def list_for(ekspor: Ekspor) -> Daftar:
    """Return what the export asks for, as far as its owner may see it."""
    makers: dict[str, Callable[[Ekspor], Daftar]] = {
        JenisEkspor.KIM: _kim,
        JenisEkspor.KABAR: _kabar,
        JenisEkspor.DESA: _villages,
        JenisEkspor.SEPI: _quiet,
        JenisEkspor.AUDIT: _trail,
    }
    return makers[ekspor.jenis](ekspor)


def day(moment: Any, zona: int = 7) -> str:
    """Write the day as spreadsheets sort it: 2026-03-07."""
    return moment.astimezone(ZONA_WAKTU[zona][0]).strftime("%Y-%m-%d") if moment else ""


def place_cells(wilayah: Any) -> list[str]:
    """Return the names of a village and of what it lies in, and its code."""
    names, at = [], wilayah
    while at is not None:
        names.append(at.nama)
        at = at.induk
    return [*reversed(names), wilayah.kode]


def _with_chair(rows: Any) -> Any:
    chairs = Keanggotaan.objects.current().filter(jabatan=Jabatan.KETUA)
    return rows.select_related(REGIONS).prefetch_related(
        "bidang", Prefetch("daftar_keanggotaan", queryset=chairs, to_attr="ketua_kini")
    )


def _chair_cells(kim: Any, codes: list[str]) -> list[str]:
    """Return name and number of the ketua; the number for those who answer for the region."""
    ketua = kim.ketua_kini[0] if kim.ketua_kini else None
    if ketua is None:
        return ["", ""]
    return [ketua.nama, ketua.telepon if covers(codes, kim.wilayah_id) else ""]


def _kim(ekspor: Ekspor) -> Daftar:
    rows = figures.inside(Kim.objects.exclude(status="draft"), ekspor.wilayah_id or "")
    codes = admin_codes(ekspor.pengguna)
    head = ["Nomor KIM", "Nama KIM", "Jenis", "Status", *PLACE, "Bidang", "Tahun berdiri"]
    head += ["Diverifikasi", "Kabar terakhir", "Keadaan", "Nama ketua", "WhatsApp ketua"]

    def cells(kim: Any) -> list[Any]:
        aktif = "Aktif" if kim.is_aktif else "Tidak aktif"
        return [
            *(kim.nomor, kim.nama, kim.get_jenis_display(), kim.get_status_display()),
            *place_cells(kim.wilayah),
            ", ".join(b.nama for b in kim.bidang.all()),
            kim.tahun_berdiri,
            *(day(kim.verified_at), day(kim.last_activity_at)),
            aktif if kim.is_public else "",
            *_chair_cells(kim, codes),
        ]

    ordered = _with_chair(rows).order_by("wilayah_id", "pk")
    return Daftar("Daftar KIM", head, rows.count(), map(cells, ordered.iterator(CHUNK)))


def _kabar(ekspor: Ekspor) -> Daftar:
    periode = parse_period(ekspor.saringan.get("periode", ""))
    if periode is None:
        raise ValueError("period")
    rows = figures.posts_of(ekspor.wilayah_id or "", periode)
    head = ["Judul", "Jenis", "Nama KIM", "Nomor KIM", *PLACE, "Bidang", "ADINDA"]
    head += ["Tanggal kegiatan", "Terbit", "Jumlah hadir", "Alamat halaman"]

    def cells(naskah: Any) -> list[Any]:
        kim = naskah.kegiatan.kim
        return [
            *(naskah.judul, naskah.get_jenis_display(), kim.nama, kim.nomor),
            *place_cells(naskah.wilayah),
            ", ".join(b.nama for b in naskah.bidang.all()),
            ", ".join(naskah.daftar_adinda),
            *(str(naskah.tanggal), day(naskah.published_at, naskah.wilayah.zona)),
            naskah.jumlah_hadir,
            alamat_lengkap(naskah.kegiatan.get_absolute_url()),
        ]

    loaded = rows.select_related("kegiatan__kim", REGIONS).prefetch_related("bidang")
    loaded = loaded.defer("isi", "cari").order_by("published_at", "pk")
    return Daftar("Daftar kabar", head, rows.count(), map(cells, loaded.iterator(CHUNK)))


def _villages(ekspor: Ekspor) -> Daftar:
    kode = ekspor.wilayah_id or ""
    number = figures.villages_without(kode).count()
    return Daftar("Desa tanpa KIM", [*PLACE, "Jenis"], number, figures.village_cells(kode))


def _quiet(ekspor: Ekspor) -> Daftar:
    days = int(ekspor.saringan.get("hari", SEPI[1]))
    rows: Any = figures.quiet_kim(ekspor.wilayah_id or "", days)
    codes, now = admin_codes(ekspor.pengguna), timezone.now()
    head = ["Nomor KIM", "Nama KIM", *PLACE, "Kabar terakhir", "Hari tanpa kabar"]
    head += ["Nama ketua", "WhatsApp ketua", "Alamat halaman"]

    def cells(kim: Any) -> list[Any]:
        return [
            *(kim.nomor, kim.nama, *place_cells(kim.wilayah), day(kim.last_activity_at)),
            (now - kim.sejak).days,
            *_chair_cells(kim, codes),
            settings.KIM_SITE_URL + kim.get_absolute_url(),
        ]

    loaded = _with_chair(rows).iterator(CHUNK)
    return Daftar(f"KIM sepi {days} hari", head, rows.count(), map(cells, loaded))


def _trail(ekspor: Ekspor) -> Daftar:
    saringan = SaringanAudit.from_json(ekspor.saringan, ekspor.wilayah_id or "")
    rows = saringan.apply(catatan_visible_to(ekspor.pengguna), ekspor.pengguna)
    head = ["Waktu", "Pelaku", "Perbuatan", "Jenis", "Nama objek", "Wilayah", "Kode wilayah"]
    head += ["Dari", "Menjadi", "Alasan"]
    cells = (
        [
            f"{b.catatan.created_at.astimezone(ZONA_WAKTU[b.zona][0]):%Y-%m-%d %H:%M}",
            *(b.pelaku, b.perbuatan, b.jenis, b.objek, b.wilayah, b.catatan.wilayah_kode),
            *(b.dari, b.menjadi, b.catatan.reason),
        ]
        for chunk in _chunks(rows.iterator(CHUNK))
        for b in describe(chunk, ekspor.pengguna)
    )
    return Daftar("Catatan audit", head, rows.count(), cells)


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
