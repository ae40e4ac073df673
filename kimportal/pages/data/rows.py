"""From the portal's rows to rows of open data, as `dictionary` describes them.

Only what everyone may see on the public pages leaves by here, and less of it: no people, no
contacts, no street addresses, no full texts. Points are cut to about 100 metres.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from kegiatan.models import Adinda, Kegiatan, Naskah
from kegiatan.querysets import NaskahQuerySet
from kimportal.template_tags import alamat_lengkap
from komunitas.models import Kim
from komunitas.querysets import KimQuerySet
from wilayah.models import Wilayah

Row = dict[str, Any]
_PLACE = ("wilayah__nama", "wilayah__nama_lengkap", "wilayah__lat", "wilayah__lon")
# Anything that could be called: mobile and fixed numbers, however they are spaced.
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s.\-()]{0,2}[1-9](?:[\s.\-()]{0,2}\d){6,12}(?!\d)")
DISAMARKAN = "[nomor disamarkan]"


def kim_rows() -> KimQuerySet:
    """Return the public KIM with what a row needs, in two queries."""
    rows = Kim.objects.published().select_related("wilayah").prefetch_related("bidang")
    fields = ("nomor", "nama", "slug", "jenis", "lat", "lon", "tahun_berdiri", "last_activity_at")
    return rows.only(*fields, "verified_at", "nomor_kimid", *_PLACE).order_by("pk")


def kim_row(kim: Kim) -> Row:
    own = kim.lat is not None
    lat, lon = kim.titik or (None, None)
    return {
        "nomor": kim.nomor,
        "nama": without_phones(kim.nama),
        "jenis": kim.jenis,
        **_place(kim.wilayah_id, kim.wilayah.nama_lengkap),
        "lintang": _coarse(lat),
        "bujur": _coarse(lon),
        "asal_titik": "kim" if own else "desa",
        "bidang": [bidang.slug for bidang in kim.bidang.all()],
        "tahun_berdiri": kim.tahun_berdiri,
        "aktif": kim.is_aktif,
        "kabar_terakhir": moment_text(kim.last_activity_at),
        "terverifikasi": _day(kim.verified_at),
        "nomor_kimid": kim.nomor_kimid or None,
        "alamat_halaman": alamat_lengkap(kim.get_absolute_url()),
    }


def kabar_rows() -> NaskahQuerySet:
    """Return the published posts with what a row needs, newest first, in two queries."""
    rows = Naskah.objects.published().select_related("kegiatan__kim", "wilayah")
    fields = ("judul", "ringkasan", "jenis", "adinda", "tanggal", "tanggal_selesai", "lat", "lon")
    more = ("jumlah_hadir", "harga", "published_at", "kegiatan__slug")
    kim = ("kegiatan__kim__nomor", "kegiatan__kim__nama")
    rows = rows.prefetch_related("bidang").only(*fields, *more, *kim, *_PLACE)
    return rows.newest()


def kabar_row(naskah: Naskah) -> Row:
    kegiatan = naskah.kegiatan
    return {
        "id": kegiatan.pk,
        "judul": without_phones(naskah.judul),
        "ringkasan": without_phones(naskah.ringkasan),
        "jenis": naskah.jenis,
        "adinda": [fungsi.value for fungsi in Adinda if fungsi in naskah.adinda],
        "bidang": [bidang.slug for bidang in naskah.bidang.all()],
        "tanggal": iso(naskah.tanggal),
        "tanggal_selesai": iso(naskah.tanggal_selesai),
        **_place(naskah.wilayah_id, naskah.wilayah.nama_lengkap),
        "lintang": _coarse(naskah.lat),
        "bujur": _coarse(naskah.lon),
        "jumlah_hadir": naskah.jumlah_hadir,
        "harga": naskah.harga,
        "nomor_kim": kegiatan.kim.nomor,
        "nama_kim": without_phones(kegiatan.kim.nama),
        "terbit": moment_text(naskah.published_at),
        "alamat_halaman": _post_address(kegiatan),
    }


def wilayah_rows() -> QuerySet[Wilayah]:
    return Wilayah.objects.order_by("kode")


def wilayah_row(wilayah: Wilayah) -> Row:
    return {
        **_region(wilayah),
        "lintang": _coarse(wilayah.lat),
        "bujur": _coarse(wilayah.lon),
        "zona": wilayah.zona,
        "berlaku": wilayah.berakhir_pada is None,
        "berakhir_pada": iso(wilayah.berakhir_pada),
        "kode_penerus": wilayah.penerus_id,
    }


def cakupan_row(
    wilayah: Wilayah, counts: Mapping[str, int], dihitung_pada: datetime | None = None
) -> Row:
    """Return a region with its counts (those of `coverage.NAMES`) and their moment."""
    desa, covered = counts["desa"], counts["desa_ber_kim"]
    return {
        **_region(wilayah),
        "berlaku": wilayah.berakhir_pada is None,
        "lintang": _coarse(wilayah.lat),
        "bujur": _coarse(wilayah.lon),
        "jumlah_desa": desa,
        "desa_ber_kim": covered,
        "desa_tanpa_kim": desa - covered,
        "cakupan_persen": round(100 * covered / desa, 2) if desa else None,
        "kim": counts["kim"],
        "kim_aktif": counts["kim_aktif"],
        "kabar": counts["kabar"],
        "dihitung_pada": moment_text(dihitung_pada),
    }


def desa_rows() -> Any:
    """Return the current villages as plain dicts; there are too many for objects."""
    fields = ("kode", "nama_lengkap", "jenis", "lat", "lon")
    return Wilayah.objects.current().filter(tingkat=4).order_by("kode").values(*fields)


def desa_row(desa: Mapping[str, Any], counts: Mapping[str, int]) -> Row:
    return {
        **_place(desa["kode"], desa["nama_lengkap"]),
        "jenis": desa["jenis"],
        "lintang": _coarse(desa["lat"]),
        "bujur": _coarse(desa["lon"]),
        "ber_kim": counts["desa_ber_kim"] > 0,
        "kim": counts["kim"],
    }


def without_phones(text: str) -> str:
    """Return a text in which nothing can be called."""
    return _PHONE.sub(DISAMARKAN, text)


def _post_address(kegiatan: Kegiatan) -> str:
    """Return the post's page; any slug leads there, so one that repeats a number is left out."""
    slug = "kabar" if _PHONE.search(kegiatan.slug) else kegiatan.slug
    return alamat_lengkap(f"{_posts_begin()}{kegiatan.pk}/{slug}/")


@cache
def _posts_begin() -> str:
    """Return how every post's address begins; asking per row would take a fifth of the night."""
    return reverse("kegiatan:detail", args=[0, "-"]).removesuffix("0/-/")


def _region(wilayah: Wilayah) -> Row:
    return {
        "kode": wilayah.kode,
        "kode_polos": wilayah.kode_polos,
        "nama": wilayah.nama,
        "nama_lengkap": wilayah.nama_lengkap,
        "jenis": wilayah.jenis,
        "tingkat": wilayah.tingkat,
        "kode_induk": wilayah.induk_id,
    }


def _place(kode: str, nama_lengkap: str) -> Row:
    """Return code and names of a village; the names above it stand behind its own."""
    desa, kecamatan, kabkota, provinsi = nama_lengkap.rsplit(", ", 3)
    return {
        "kode_wilayah": kode,
        "kode_wilayah_polos": kode.replace(".", ""),
        "desa": desa,
        "kecamatan": kecamatan,
        "kabupaten_kota": kabkota,
        "provinsi": provinsi,
    }


def _coarse(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 3)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).date().isoformat() if moment else None


def moment_text(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None
