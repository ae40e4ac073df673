"""A person's rights over the own data (UU 27/2022): the one place that calls every room.

Every app says in its `personal.py` what it holds (`export_person`) and how it is emptied
(`erase_person`). Here stands the order: from the top layer down, the account itself last,
since the others find their rows by it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from diseminasi import personal as diseminasi
from kegiatan import personal as kegiatan
from kimportal.accounts import personal as accounts
from kimportal.accounts.models import Pengguna
from kimportal.accounts.rest import rest_account, wake_account
from kimportal.audit import personal as audit
from kimportal.audit.models import record
from kimportal.desk import report_people as reports
from kimportal.desk.exports import forget_exports_of
from kimportal.desk.models import Ekspor, JenisPermintaan, Pegangan, PermintaanData
from kimportal.notifications import personal as notifications
from kimportal.transitions import TransitionError
from komunitas import personal as komunitas
from komunitas.models import Jabatan, Keanggotaan, Kim, Permohonan, StatusKim

ROOMS = (accounts, komunitas, kegiatan, diseminasi, notifications, audit)


def export_person(pengguna: Pengguna) -> dict[str, Any]:
    """Return everything the portal keeps about the person, ready for JSON."""
    data: dict[str, Any] = {}
    for room in ROOMS:
        data |= room.export_person(pengguna)
    data["pekerjaan_di_meja_kerja"] = [
        {"waktu": row.action_time.isoformat(), "objek": str(row.content_type)}
        for row in LogEntry.objects.filter(user=pengguna).select_related("content_type")
    ]
    data["sedang_dibuka_di_antrean"] = [
        {"jenis": row.jenis, "sampai": row.sampai.isoformat()}
        for row in Pegangan.objects.filter(pengguna=pengguna)
    ]
    data["permintaan_data"] = [
        {
            "jenis": row.get_jenis_display(),
            "diminta": row.requested_at.isoformat(),
            "selesai": row.done_at.isoformat() if row.done_at else None,
        }
        for row in pengguna.daftar_permintaan_data.all()
    ]
    data["laporan_konten"] = reports.of_person(pengguna)
    data["ekspor"] = [
        {
            "isi": str(row),
            "saringan": row.saringan,
            "diminta": row.created_at.isoformat(),
            "baris": row.baris,
        }
        for row in Ekspor.objects.filter(pengguna=pengguna).select_related("wilayah")
    ]
    return data


def chairs_of(pengguna: Pengguna) -> list[Kim]:
    """Return the public KIM whose chair the person holds; they must be handed over first."""
    places = Keanggotaan.objects.current().filter(pengguna=pengguna, jabatan=Jabatan.KETUA)
    return list(Kim.objects.filter(pk__in=places.values("kim"), status=StatusKim.VERIFIED))


@transaction.atomic
def note_download(*, by: Pengguna) -> None:
    """Record that the person took a copy."""
    _note(by, JenisPermintaan.UNDUH)


@transaction.atomic
def withdraw_person(*, by: Pengguna) -> PermintaanData:
    """Withdraw the consent of `by`: the account rests at once, the name leaves public pages."""
    rest_account(by=by)
    komunitas.hide_person(by)
    record(by=by, verb="withdraw_consent", obj=by, wilayah_kode="")
    return _note(by, JenisPermintaan.TARIK)


@transaction.atomic
def return_person(*, by: Pengguna) -> None:
    """Take the account back into use with a new consent."""
    wake_account(by=by)
    record(by=by, verb="return_consent", obj=by, wilayah_kode="")
    _note(by, JenisPermintaan.KEMBALI)


@transaction.atomic
def erase_person(pengguna: Pengguna, *, by: Pengguna) -> PermintaanData:
    """Empty everything personal of `pengguna`; posts, SK and audit rows stay.

    Raises TransitionError while the person chairs a public KIM or runs the portal.
    """
    row = Pengguna.objects.select_for_update().get(pk=pengguna.pk)
    refuse_while_needed(row)
    _empty_admin_log(row)
    Pegangan.objects.filter(pengguna=row).delete()
    reports.forget_reporter(row)
    _forget_mentions(row)
    forget_exports_of(row)
    diseminasi.erase_person(row)
    kegiatan.erase_person(row, by=by)
    komunitas.erase_person(row, by=by)
    notifications.erase_person(row, by=by)
    record(by=by, verb="erase_person", obj=row, wilayah_kode="")
    accounts.erase_person(row, by=by)
    return _note(row, JenisPermintaan.HAPUS)


def refuse_while_needed(pengguna: Pengguna) -> None:
    """Raise TransitionError, with the way out, while others depend on this account."""
    if pengguna.is_superuser:
        raise TransitionError(
            "Anda pengelola portal. Mintalah pengelola lain mencabut peran itu dahulu."
        )
    if chairs := chairs_of(pengguna):
        names = ", ".join(kim.nama for kim in chairs)
        raise TransitionError(
            f"Anda masih ketua {names}. Serahkan jabatan ketua dahulu, lalu kembali ke sini."
        )


def _note(pengguna: Pengguna, jenis: JenisPermintaan) -> PermintaanData:
    now = timezone.now()
    return PermintaanData.objects.create(
        pengguna=pengguna, jenis=jenis, requested_at=now, done_at=now
    )


def _forget_mentions(pengguna: Pengguna) -> None:
    """Take the person's names out of messages to officers and to people of the same KIM."""
    places = pengguna.daftar_keanggotaan.all()
    neighbours = Keanggotaan.objects.filter(kim__in=places.values("kim"))
    asked = Keanggotaan.objects.filter(kim__in=pengguna.daftar_permohonan.values("kim"))
    told = (neighbours | asked).exclude(pengguna=None).values("pengguna")
    among = Pengguna.objects.filter(Q(pk__in=told) | Q(is_staff=True))
    names = {str(pengguna), pengguna.nama, *places.values_list("nama", flat=True)}
    notifications.forget_mentions(names - {komunitas.TANPA_NAMA}, among=among)


def _empty_admin_log(pengguna: Pengguna) -> None:
    """Empty the titles that Django's admin remembers: they repeat the person's name."""
    named: list[tuple[type[Any], list[Any]]] = [
        (Pengguna, [pengguna.pk]),
        (Keanggotaan, list(pengguna.daftar_keanggotaan.values_list("pk", flat=True))),
        (Permohonan, list(pengguna.daftar_permohonan.values_list("pk", flat=True))),
    ]
    for model, keys in named:
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=[str(key) for key in keys],
        ).update(object_repr="")
