"""A person's data in this room: what it holds, and what is emptied.

Posts are the KIM's: they stay under its name when their author leaves. The link to the
author stays too, on an account whose personal fields `accounts` has emptied.
"""

from __future__ import annotations

from typing import Any

from kegiatan.history import snapshot
from kegiatan.models import (
    FotoNaskah,
    Keberatan,
    Naskah,
    Pemeriksaan,
    PraktikBaik,
    RiwayatNaskah,
    UnggahanFoto,
)
from kegiatan.uploads import forget_uploads
from kegiatan.writing import forget_draft
from komunitas.founding import lone_drafts_of

DIHAPUS = "(dihapus atas permintaan penulisnya)"


def export_person(pengguna: Any) -> dict[str, Any]:
    """Return what the person wrote, as plain data.

    `berkas`: photos of the person's posts, as (name, key of the Foto row).
    """
    versions = Naskah.objects.filter(kegiatan__penulis=pengguna).select_related("kegiatan__kim")
    kept = RiwayatNaskah.objects.filter(oleh=pengguna).exclude(naskah__in=versions)
    photos = FotoNaskah.objects.filter(naskah__in=versions).select_related("foto")
    return {
        "kabar": [_version(naskah) for naskah in versions.order_by("pk")],
        "tulisan_di_kabar_orang_lain": [
            {"pada": row.created_at.isoformat(), "jenis": row.jenis, "isi": row.cuplikan}
            for row in kept.order_by("pk")
        ],
        "keberatan": [
            {
                "kabar": str(row.naskah),
                "isi": row.teks,
                "diajukan": row.submitted_at.isoformat(),
                "status": str(row.get_status_display()),
                "jawaban": row.jawaban,
            }
            for row in Keberatan.objects.filter(pemohon=pengguna).select_related("naskah")
        ],
        **_as_officer(pengguna),
        "berkas": sorted({(f"foto-{row.foto.kunci}.webp", row.foto_id) for row in photos}),
    }


def _as_officer(pengguna: Any) -> dict[str, Any]:
    checked = Pemeriksaan.objects.filter(oleh=pengguna).select_related("naskah")
    marked = PraktikBaik.objects.filter(oleh=pengguna)
    return {
        "pemeriksaan": [
            {
                "kabar": str(row.naskah),
                "keputusan": row.keputusan,
                "dicentang": row.butir,
                "pada": row.created_at.isoformat(),
            }
            for row in checked
        ],
        "praktik_baik_yang_ditandai": [
            {"kabar": row.kegiatan_id, "alasan": row.alasan, "pada": row.marked_at.isoformat()}
            for row in marked
        ],
    }


def _version(naskah: Naskah) -> dict[str, Any]:
    return {
        "kim": naskah.kegiatan.kim.nama,
        "status": str(naskah.get_status_display()),
        "dibuat": naskah.created_at.isoformat(),
        "diubah": naskah.updated_at.isoformat(),
        "isi": snapshot(naskah),
    }


def erase_person(pengguna: Any, *, by: Any) -> dict[str, int]:
    """Drop what only the person could go on with; return what was done, as counts.

    Uploads under way in the person's own drafts are forgotten and the words of appeals
    emptied; posts stay with the KIM. Where the KIM itself goes, a draft of this person alone,
    its texts go first.
    """
    if by is None:
        raise TypeError("by= must say who erases")
    for naskah in Naskah.objects.filter(kegiatan__kim__in=lone_drafts_of(pengguna)):
        forget_draft(naskah, by=by)
    # The row stays for the audit and for the KIM; the database wants some text in it.
    Keberatan.objects.filter(pemohon=pengguna).update(teks=DIHAPUS)
    own = Naskah.objects.filter(kegiatan__penulis=pengguna)
    uploads = UnggahanFoto.objects.filter(naskah__in=own)
    count = uploads.count()
    for naskah in own.filter(pk__in=uploads.values("naskah")):
        forget_uploads(naskah)
    return {"unggahan_dihapus": count, "kabar_tetap": own.values("kegiatan").distinct().count()}
