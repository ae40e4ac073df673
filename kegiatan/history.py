"""Keeping texts: what was sent, and what would have been lost when two wrote at once."""

from __future__ import annotations

from typing import Any

from kegiatan.models import Naskah, RiwayatNaskah

# Fields of a version that people write; `FIELDS` in the order in which they are shown.
FIELDS = (
    "jenis",
    "judul",
    "ringkasan",
    "isi",
    "tanggal",
    "tanggal_selesai",
    "jam",
    "tempat",
    "wilayah",
    "lat",
    "lon",
    "adinda",
    "jumlah_hadir",
    "sumber",
    "harga",
    "wa_penjual",
    "terinspirasi_dari",
    "izin_foto",
)


def snapshot(naskah: Naskah) -> dict[str, Any]:
    """Return the whole content of a version as plain data, photos by key and caption."""
    content = {name: as_data(getattr(naskah, name)) for name in FIELDS}
    content["bidang"] = sorted(naskah.bidang.values_list("pk", flat=True))
    content["foto"] = [
        {"kunci": row.foto.kunci, "keterangan": row.keterangan, "alt": row.alt}
        for row in naskah.daftar_foto.select_related("foto")
    ]
    return content


def as_data(value: Any) -> Any:
    """Return a field's value in a form that JSON can hold."""
    if value is None or isinstance(value, bool | int | float | list):
        return value
    return str(getattr(value, "pk", value))


def keep(naskah: Naskah, *, jenis: str, by: Any, cuplikan: dict[str, Any] | None = None) -> None:
    """Write a text down for good; without `cuplikan`, the one that the version holds now.

    The same text is not kept twice in a row.
    """
    cuplikan = snapshot(naskah) if cuplikan is None else cuplikan
    last = naskah.daftar_riwayat.first()
    if last is not None and (last.jenis, last.cuplikan) == (jenis, cuplikan):
        return
    RiwayatNaskah.objects.create(
        naskah=naskah,
        jenis=jenis,
        versi=naskah.versi,
        cuplikan=cuplikan,
        oleh=by if getattr(by, "pk", None) else None,
    )
