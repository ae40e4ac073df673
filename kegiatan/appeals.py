"""The only door to an appeal (keberatan) against a rejection or a take-down.

    open --accept--> accepted   (a take-down: published again; a rejection: waits again)
    open --dismiss--> dismissed

An appeal can be made once for a version and is answered within five working days, in
writing, by another admin than the one who decided first. Each function locks the appeal,
then (by way of `kegiatan.moderation`) the post.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kegiatan.current import lock_current
from kegiatan.models import Keberatan, Kegiatan, Naskah, StatusKeberatan, StatusNaskah
from kegiatan.moderation import reopen_kegiatan, restore_kegiatan
from kegiatan.permissions import can_appeal_naskah, can_decide_keberatan
from kegiatan.telling import author_of
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit, record
from kimportal.notifications.inbox import notify
from kimportal.template_tags import tanggal
from kimportal.transitions import NotAllowed, ReasonError, TransitionError
from kimportal.working_days import due_after
from komunitas.officers import admins_of, pengurus_of

WORKING_DAYS = 5
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "accept_appeal": ((StatusKeberatan.OPEN,), StatusKeberatan.ACCEPTED),
    "dismiss_appeal": ((StatusKeberatan.OPEN,), StatusKeberatan.DISMISSED),
}
# Which decisions can be appealed against, by the audit's verbs.
AWAL = ("reject_kegiatan", "take_down_kegiatan", "confirm_take_down_kegiatan")
KELUAR = {
    StatusKeberatan.ACCEPTED: "dikabulkan",
    StatusKeberatan.DISMISSED: "tidak dikabulkan",
}


@transaction.atomic
def submit_appeal(kegiatan: Kegiatan, *, by: Any, teks: str) -> Keberatan:
    """Appeal against the decision on the post's newest version; again gives the same appeal."""
    naskah = lock_current(kegiatan)
    existing = Keberatan.objects.filter(naskah=naskah, pemohon=by).first()
    if existing is not None:
        return existing
    if not can_appeal_naskah(by, naskah):
        raise NotAllowed
    teks = teks.strip()
    if not teks:
        raise TransitionError("Tuliskan mengapa keputusan itu keliru.")
    now = timezone.now()
    kim = naskah.kegiatan.kim
    keberatan = Keberatan.objects.create(
        naskah=naskah,
        atas=naskah.status,
        pemohon=by,
        teks=teks,
        pemutus_awal=first_decider(naskah),
        submitted_at=now,
        due_at=due_after(now, WORKING_DAYS, zona=kim.wilayah.zona),
    )
    _record(keberatan, "submit_appeal", by=by, before="", after=keberatan.status)
    _tell_deciders(keberatan)
    return keberatan


def first_decider(naskah: Naskah) -> Pengguna | None:
    """Return who rejected the version or took it down, by the audit trail."""
    rows = CatatanAudit.objects.filter(
        object_type="naskah", object_id=str(naskah.pk), verb__in=AWAL
    )
    act = rows.select_related("actor").order_by("-pk").first()
    return act.actor if act else None


@transaction.atomic
def accept_appeal(keberatan: Keberatan, *, by: Any, reason: str) -> Keberatan:
    """Agree with the author: the version is public again, or waits for a decision again."""
    keberatan = _decide(keberatan, "accept_appeal", by=by, reason=reason)
    naskah = keberatan.naskah
    if naskah.status == StatusNaskah.WITHDRAWN:
        restore_kegiatan(naskah, by=by)
    else:
        reopen_kegiatan(naskah, by=by)
    return keberatan


@transaction.atomic
def dismiss_appeal(keberatan: Keberatan, *, by: Any, reason: str) -> Keberatan:
    """Hold up the first decision, and say why."""
    return _decide(keberatan, "dismiss_appeal", by=by, reason=reason)


def _decide(keberatan: Keberatan, verb: str, *, by: Any, reason: str) -> Keberatan:
    keberatan = (
        Keberatan.objects.select_for_update(of=("self",))
        .select_related("naskah__kegiatan__kim__wilayah", "pemutus_awal", "pemohon")
        .get(pk=keberatan.pk)
    )
    if keberatan.status not in LANGKAH[verb][0]:
        raise TransitionError(
            f"Keberatan ini sudah {KELUAR[StatusKeberatan(keberatan.status)]}. Muat ulang halaman."
        )
    if not can_decide_keberatan(by, keberatan):
        raise NotAllowed
    if not (reason := reason.strip()):
        raise ReasonError("Tuliskan jawabannya; penulis membacanya.")
    before, keberatan.status = keberatan.status, LANGKAH[verb][1]
    keberatan.decided_by, keberatan.decided_at = by, timezone.now()
    keberatan.jawaban = reason
    keberatan.save()
    _record(keberatan, verb, by=by, before=before, after=keberatan.status, reason=reason)
    _tell_decided(keberatan, by=by)
    return keberatan


def _tell_deciders(keberatan: Keberatan) -> None:
    """Tell the nearest admins who may decide: the province where the region has but one."""
    kim = keberatan.naskah.kegiatan.kim
    notify(
        admins_of(kim, without=[keberatan.pemutus_awal, keberatan.pemohon]),
        judul=f"Keberatan menunggu: “{keberatan.naskah}”",
        isi=(
            f"{kim.nama} keberatan kabarnya {keberatan.get_atas_display().lower()}. "
            f"Jawab paling lambat {tanggal(keberatan.due_at, kim.wilayah.zona)}."
        ),
        url=reverse("admin:kegiatan_keberatan_change", args=[keberatan.pk]),
        kunci=f"keberatan-{keberatan.pk}",
    )


def _tell_decided(keberatan: Keberatan, *, by: Any) -> None:
    """Tell the author's side with the answer, and whoever decided first."""
    naskah, kim = keberatan.naskah, keberatan.naskah.kegiatan.kim
    hasil = KELUAR[StatusKeberatan(keberatan.status)]
    side = [keberatan.pemohon, *author_of(naskah), *pengurus_of(kim)]
    notify(
        [person for person in side if person != by],
        judul=f"Keberatan atas “{naskah}” {hasil}",
        isi=f"Jawaban Admin Diskominfo: {keberatan.jawaban}",
        url=keberatan.alamat_kelola,
    )
    if keberatan.pemutus_awal is not None:
        notify(
            [keberatan.pemutus_awal],
            judul=f"Keberatan atas “{naskah}” {hasil}",
            isi=f"Jawaban: {keberatan.jawaban}",
            url=reverse("admin:kegiatan_keberatan_change", args=[keberatan.pk]),
        )


def _record(
    keberatan: Keberatan, verb: str, *, by: Any, before: str, after: str, reason: str = ""
) -> None:
    record(
        by=by,
        verb=verb,
        obj=keberatan,
        wilayah_kode=keberatan.naskah.kegiatan.kim.wilayah_id,
        before=before,
        after=after,
        reason=reason,
    )
