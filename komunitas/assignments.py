"""The only door to assignments (Penugasan): handing them out and ending them.

An assignment is not changed: it is ended, and another one is handed out, so that the trail
and the rows say the same. `is_staff` follows from having one that is not over.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import record
from kimportal.notifications.inbox import notify
from kimportal.template_tags import tanggal
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.models import Penugasan, Peran
from komunitas.officer_permissions import can_assign_in, can_end_penugasan
from wilayah.models import Wilayah


@transaction.atomic
def assign(
    *,
    by: Any,
    pengguna: Pengguna,
    peran: str,
    wilayah: Wilayah | None,
    mulai: date,
    selesai: date | None = None,
    berkas: ContentFile | None = None,
    **surat: Any,
) -> Penugasan:
    """Give somebody else a role over a region (none: the nation) inside the own one."""
    if not can_assign_in(by, wilayah):
        raise NotAllowed
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna.pk)
    _check_person(pengguna, by=by)
    _check_term(mulai, selesai)
    same = Penugasan.objects.running().filter(pengguna=pengguna, wilayah=wilayah, peran=peran)
    if same.exists():
        raise TransitionError(
            f"{pengguna} sudah bertugas sebagai {Peran(peran).label} di wilayah ini."
        )
    penugasan = Penugasan(
        pengguna=pengguna, peran=peran, wilayah=wilayah, mulai=mulai, selesai=selesai, **surat
    )
    if berkas:
        penugasan.berkas_surat = berkas
    penugasan.save()
    _follow_staff(pengguna)
    _record(penugasan, "assign", by=by, after=peran)
    notify(
        [pengguna],
        judul=f"Anda ditugaskan: {describe(penugasan)}",
        isi=(
            f"Oleh {by}, mulai {tanggal(mulai)}. Meja kerja Anda ada di /admin/. Pengaman "
            "kedua harus menyala dulu; portal menuntun Anda."
        ),
        url="/admin/",
    )
    return penugasan


@transaction.atomic
def end_penugasan(penugasan: Penugasan, *, by: Any, reason: str) -> Penugasan:
    """End an assignment; from this moment it gives no right."""
    reason = require_reason(reason)
    penugasan = Penugasan.objects.select_for_update(of=("self",)).get(pk=penugasan.pk)
    pengguna = Pengguna.objects.select_for_update().get(pk=penugasan.pengguna_id)
    if not Penugasan.objects.running().filter(pk=penugasan.pk).exists():
        raise TransitionError("Penugasan ini sudah berakhir.")
    if not can_end_penugasan(by, penugasan):
        raise NotAllowed
    penugasan.selesai = max(timezone.localdate(), penugasan.mulai)
    penugasan.ended_at = timezone.now()
    penugasan.save()
    _follow_staff(pengguna)
    _record(penugasan, "end_penugasan", by=by, before=penugasan.peran, reason=reason)
    notify(
        [pengguna],
        judul=f"Penugasan Anda berakhir: {describe(penugasan)}",
        isi=f"Diakhiri oleh {by}. Alasan: {reason}",
        url="/akun/",
    )
    return penugasan


def describe(penugasan: Penugasan) -> str:
    """Say role and region in words: "Admin Diskominfo Kota Makassar"."""
    wilayah = penugasan.wilayah.sebutan if penugasan.wilayah else "seluruh Indonesia"
    return f"{penugasan.get_peran_display()} {wilayah}"


def follow_ended_terms() -> int:
    """Take the desk from those whose last assignment ran out; return how many."""
    running = Penugasan.objects.running().values("pengguna")
    over = Pengguna.objects.filter(
        is_staff=True, is_superuser=False, daftar_penugasan__isnull=False
    ).exclude(pk__in=running)
    return Pengguna.objects.filter(pk__in=over.values("pk")).update(is_staff=False)


def _follow_staff(pengguna: Pengguna) -> None:
    works = Penugasan.objects.running().filter(pengguna=pengguna).exists()
    pengguna.is_staff = pengguna.is_superuser or works
    pengguna.save(update_fields=["is_staff"])


def _check_person(pengguna: Pengguna, *, by: Any) -> None:
    if pengguna.pk == by.pk:
        raise TransitionError("Anda tidak dapat menugaskan diri sendiri. Mintalah admin lain.")
    if not pengguna.is_active:
        raise TransitionError("Akun ini sedang tidak aktif, jadi tidak dapat ditugaskan.")
    addresses = EmailAddress.objects.filter(user=pengguna)
    if pengguna.email and not addresses.filter(verified=True).exists():
        raise TransitionError(
            "Alamat surel akun ini belum dipastikan pemiliknya. Minta orangnya masuk dulu."
        )


def _check_term(mulai: date, selesai: date | None) -> None:
    if selesai and selesai < max(mulai, timezone.localdate()):
        raise TransitionError("Tanggal selesai sudah lewat, atau lebih awal daripada mulainya.")


def _record(
    penugasan: Penugasan, verb: str, *, by: Any, before: str = "", after: str = "", reason: str = ""
) -> None:
    record(
        by=by,
        verb=verb,
        obj=penugasan,
        wilayah_kode=penugasan.wilayah_id or "",
        before=before,
        after=after,
        reason=reason,
    )
