"""The content of a version: beginning it, laying values over it, copying it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kegiatan.history import FIELDS, as_data, snapshot
from kegiatan.models import Adinda, FotoNaskah, JenisKegiatan, Kegiatan, Naskah
from kegiatan.plain import merge
from kegiatan.prose import sanitise
from kegiatan.summary import summarise
from kimportal.template_tags import ZONA_WAKTU


def new_naskah(kegiatan: Kegiatan, *, by: Any) -> Naskah:
    """Begin an empty draft, pre-filled from the KIM."""
    kim = kegiatan.kim
    naskah = Naskah.objects.create(
        kegiatan=kegiatan,
        wilayah=kim.wilayah,
        tanggal=timezone.now().astimezone(ZONA_WAKTU[kim.wilayah.zona][0]).date(),
        adinda=[Adinda.DISEMINASI],
        diubah_oleh=by,
    )
    naskah.bidang.set(kim.bidang.all())
    return naskah


def changes(naskah: Naskah, values: dict[str, Any]) -> dict[str, Any]:
    """Return what the sent `values` would change in the version, by model field."""
    fields = _model_fields(naskah, values)
    found = {
        name: value
        for name, value in fields.items()
        if name != "bidang" and as_data(value) != as_data(getattr(naskah, name))
    }
    if "bidang" in fields:
        chosen = {row.pk for row in fields["bidang"]}
        if chosen != set(naskah.bidang.values_list("pk", flat=True)):
            found["bidang"] = list(fields["bidang"])
    return found


def apply_changes(naskah: Naskah, found: dict[str, Any]) -> None:
    """Write what `changes` found."""
    for name, value in found.items():
        if name != "bidang":
            setattr(naskah, name, value)
    if naskah.jenis != JenisKegiatan.PRODUK:
        naskah.harga, naskah.wa_penjual = None, ""
    if naskah.tanggal_selesai and naskah.tanggal_selesai < naskah.tanggal:
        naskah.tanggal_selesai = None
    naskah.save()
    if "bidang" in found:
        naskah.bidang.set(found["bidang"])


def snapshot_with(naskah: Naskah, found: dict[str, Any]) -> dict[str, Any]:
    """Return the version's content as it would be with the changes."""
    told = {name: as_data(value) for name, value in found.items() if name != "bidang"}
    if "bidang" in found:
        told["bidang"] = sorted(row.pk for row in found["bidang"])
    return snapshot(naskah) | told


def copy_naskah(source: Naskah, *, kegiatan: Kegiatan, by: Any, **overrides: Any) -> Naskah:
    """Begin a draft of `kegiatan` with the content of `source`; the photos are shared."""
    content = {name: getattr(source, name) for name in FIELDS}
    content["pakai_ulang_dari"] = source.pakai_ulang_dari
    naskah = Naskah.objects.create(kegiatan=kegiatan, diubah_oleh=by, **{**content, **overrides})
    naskah.bidang.set(source.bidang.all())
    FotoNaskah.objects.bulk_create(
        FotoNaskah(
            naskah=naskah,
            foto=row.foto,
            urutan=row.urutan,
            keterangan=row.keterangan,
            alt=row.alt,
        )
        for row in source.daftar_foto.select_related("foto")
    )
    return naskah


def _model_fields(naskah: Naskah, values: dict[str, Any]) -> dict[str, Any]:
    """Return form values under the names of the model, the story as HTML."""
    fields = dict(values)
    plain, html = fields.pop("cerita", None), fields.pop("cerita_html", None)
    if "terinspirasi" in fields:
        fields["terinspirasi_dari"] = fields.pop("terinspirasi")
    if html is not None:
        fields["isi"] = str(sanitise(html))
    elif plain is not None:
        fields["isi"] = str(sanitise(merge(plain, naskah.isi)))
    _follow_summary(naskah, fields)
    return fields


def _follow_summary(naskah: Naskah, fields: dict[str, Any]) -> None:
    """Let a summary that was made from the old text go with it; the form shows it as empty."""
    if not naskah.ringkasan or naskah.ringkasan != summarise(naskah.isi):
        return
    if fields.get("ringkasan", "") == "":
        fields.pop("ringkasan", None)
        if fields.get("isi", naskah.isi) != naskah.isi:
            fields["ringkasan"] = ""
