"""A person's data in this room: what to hand out, and what to empty on request.

The KIM, its SK and the audit trail stay.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import DateField
from django.db.models.functions import Greatest
from django.utils import timezone

from komunitas.founding import forget_draft, lone_drafts_of
from komunitas.membership import cancel_permohonan
from komunitas.models import (
    BerkasRegister,
    Jabatan,
    Keanggotaan,
    Kepercayaan,
    Kim,
    Penugasan,
    Permohonan,
    PerubahanKim,
    StatusPermohonan,
    Undangan,
)

TANPA_NAMA = "Anggota"


def export_person(pengguna: Any) -> dict[str, Any]:
    """Return what is kept here about the person, ready for JSON."""
    return {**_as_member(pengguna), **_handed_in(pengguna), **_as_officer(pengguna)}


def _as_member(pengguna: Any) -> dict[str, Any]:
    """Return the person's places in KIM, and whom the person invited."""
    return {
        "keanggotaan": [
            {
                "kim": place.kim.nama,
                "nama": place.nama,
                "telepon": place.telepon,
                "jabatan": place.get_jabatan_display(),
                "mulai": place.mulai.isoformat(),
                "selesai": place.selesai.isoformat() if place.selesai else None,
                "nama_tampil_untuk_umum": place.tampil_publik,
            }
            for place in Keanggotaan.objects.filter(pengguna=pengguna).select_related("kim")
        ],
        "undangan_yang_dibuat": [
            {"kim": row.kim.nama, "dibuat": row.created_at.isoformat(), "terpakai": row.terpakai}
            for row in Undangan.objects.filter(dibuat_oleh=pengguna).select_related("kim")
        ],
    }


def _handed_in(pengguna: Any) -> dict[str, Any]:
    """Return what the person asked of a KIM or proposed for one."""
    return {
        "permohonan": [
            {
                "kim": row.kim.nama,
                "jenis": row.get_jenis_display(),
                "jabatan": row.get_jabatan_display(),
                "pesan": row.pesan,
                "status": row.get_status_display(),
                "alasan": row.alasan,
                "diajukan": row.created_at.isoformat(),
            }
            for row in Permohonan.objects.filter(pengguna=pengguna).select_related("kim")
        ],
        "perubahan_kim": [
            {
                "kim": row.kim.nama,
                "isi": dict(row.isi),
                "keterangan": row.pesan,
                "status": row.get_status_display(),
                "diajukan": row.submitted_at.isoformat(),
            }
            for row in PerubahanKim.objects.filter(pemohon=pengguna).select_related("kim")
        ],
    }


def _as_officer(pengguna: Any) -> dict[str, Any]:
    """Return the person's assignments, and what was decided and uploaded by them."""
    return {
        "penugasan": [
            {
                "peran": tugas.get_peran_display(),
                "wilayah": tugas.wilayah_id or "seluruh Indonesia",
                "surat": tugas.surat,
                "mulai": tugas.mulai.isoformat(),
                "selesai": tugas.selesai.isoformat() if tugas.selesai else None,
            }
            for tugas in pengguna.daftar_penugasan.all()
        ],
        "kepercayaan_yang_diputuskan": [
            {
                "kim": row.kim.nama,
                "dipercaya": row.dipercaya,
                "alasan": row.alasan,
                "pada": row.changed_at.isoformat(),
            }
            for row in Kepercayaan.objects.filter(oleh=pengguna).select_related("kim")
        ],
        "register_yang_diunggah": [
            {"berkas": row.nama_berkas, "diunggah": row.created_at.isoformat()}
            for row in BerkasRegister.objects.filter(pengguna=pengguna)
        ],
    }


@transaction.atomic
def erase_person(pengguna: Any, *, by: Any) -> None:
    """Empty the person's fields and end the places; safe to run twice.

    A ketua's chair stays, without name and account, until a sekretaris or an admin hands it
    over: neither the person's right nor the KIM's chair waits for the other.
    """
    for kim in lone_drafts_of(pengguna):
        forget_draft(kim, by=by)
    today, now = timezone.localdate(), timezone.now()
    places = Keanggotaan.objects.filter(pengguna=pengguna)
    # The KIM's rows are locked like by every other door to places.
    list(Kim.objects.select_for_update(of=("self",)).filter(pk__in=places.values("kim")))
    current = Keanggotaan.objects.current().filter(pengguna=pengguna)
    emptied = {"nama": TANPA_NAMA, "telepon": "", "tampil_publik": False}
    current.filter(jabatan=Jabatan.KETUA).update(pengguna=None, **emptied)
    current.update(selesai=today, ended_at=now)
    places.update(**emptied)
    requests = Permohonan.objects.filter(pengguna=pengguna)
    for permohonan in requests.filter(status=StatusPermohonan.SUBMITTED):
        cancel_permohonan(permohonan, by=pengguna)
    requests.update(pesan="")
    PerubahanKim.objects.filter(pemohon=pengguna).update(pesan="")
    Undangan.objects.filter(dibuat_oleh=pengguna, revoked_at=None).update(revoked_at=now)
    tugas: Any = Penugasan.objects.running().filter(pengguna=pengguna)
    tugas.update(selesai=Greatest("mulai", today, output_field=DateField()), ended_at=now)


def hide_person(pengguna: Any) -> None:
    """Take the person's name off public pages, at once and in every KIM."""
    Keanggotaan.objects.filter(pengguna=pengguna).update(tampil_publik=False)
