"""The only door to a report of content (laporan konten).

    open --uphold_with_take_down | _suspension | _correction--> upheld
    open --dismiss--> dismissed

Each function locks the report, then (by way of `kegiatan.moderation` and
`komunitas.verification`) its target; checks state, then permission; writes one audit row.
Reporter, author and admins each learn the outcome after the commit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from kegiatan.models import Kegiatan, Naskah, StatusNaskah
from kegiatan.moderation import (
    confirm_take_down_kegiatan,
    hide_kegiatan,
    restore_kegiatan,
    take_down_kegiatan,
)
from kimportal.audit.models import SYSTEM, DasarHukum, record
from kimportal.audit.takedowns import Dasar, ground_of, open_takedowns, was_hidden
from kimportal.desk.models import (
    AlasanLaporan,
    LaporanKonten,
    StatusLaporan,
    TindakanLaporan,
    hours_for,
)
from kimportal.desk.permissions import can_decide_laporan
from kimportal.desk.telling import tell_decided, tell_submitted
from kimportal.template_tags import waktu
from kimportal.transitions import NotAllowed, ReasonError, TransitionError
from komunitas.models import Kim, StatusKim
from komunitas.rules import aturan_for
from komunitas.verification import suspend_kim

# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "uphold_with_take_down": ((StatusLaporan.OPEN,), StatusLaporan.UPHELD),
    "uphold_with_suspension": ((StatusLaporan.OPEN,), StatusLaporan.UPHELD),
    "uphold_with_correction": ((StatusLaporan.OPEN,), StatusLaporan.UPHELD),
    "dismiss_report": ((StatusLaporan.OPEN,), StatusLaporan.DISMISSED),
}
TINDAKAN = {
    "uphold_with_take_down": TindakanLaporan.TAKE_DOWN,
    "uphold_with_suspension": TindakanLaporan.SUSPEND,
    "uphold_with_correction": TindakanLaporan.CORRECTION,
}
# The ground on which an urgently reported post is hidden at once.
DASAR_SEMENTARA = {
    AlasanLaporan.PERJUDIAN: DasarHukum.ITE_27,
    AlasanLaporan.PORNOGRAFI: DasarHukum.PORNOGRAFI,
    AlasanLaporan.DATA_PRIBADI: DasarHukum.PDP,
}


class NotPublicError(Exception):
    """What is to be reported is not, or no longer, public; nothing may be said about it."""


@transaction.atomic
def submit_report(
    target: Kim | Kegiatan, *, alasan: str, catatan: str = "", kontak: str = "", kunci: UUID
) -> LaporanKonten:
    """Take a report from anybody; the same `kunci` again gives the same report.

    An urgently reported post is hidden at once where the region's rules say so.
    """
    if existing := LaporanKonten.objects.filter(kunci=kunci).first():
        return existing
    kim, kegiatan = _public_target(target)
    now = timezone.now()
    try:
        with transaction.atomic():
            laporan = LaporanKonten.objects.create(
                kim=kim,
                kegiatan=kegiatan,
                alasan=alasan,
                catatan=catatan.strip(),
                kontak=kontak.strip(),
                kunci=kunci,
                created_at=now,
                due_at=now + hours_for(alasan),
            )
    except IntegrityError:
        # The form was sent twice at the same moment.
        return LaporanKonten.objects.get(kunci=kunci)
    _record(laporan, "submit_report", by=SYSTEM, before="", after=laporan.status)
    is_hidden = _hide_at_once(laporan)
    tell_submitted(laporan, is_hidden=is_hidden)
    return laporan


def _public_target(target: Kim | Kegiatan) -> tuple[Kim | None, Kegiatan | None]:
    """Return the target as (kim, kegiatan), read anew; raises NotPublicError."""
    if isinstance(target, Kim):
        kim = Kim.objects.published().select_related("wilayah").filter(pk=target.pk).first()
        if kim is None:
            raise NotPublicError
        return kim, None
    rows = Kegiatan.objects.published().select_related("kim__wilayah", "naskah_terbit")
    kegiatan = rows.filter(pk=target.pk).first()
    if kegiatan is None:
        raise NotPublicError
    return None, kegiatan


def _hide_at_once(laporan: LaporanKonten) -> bool:
    """Hide the post if the region wants it; what was shown again once stays visible."""
    kegiatan = laporan.kegiatan
    naskah = kegiatan.naskah_terbit if kegiatan else None
    if kegiatan is None or naskah is None or not laporan.is_mendesak:
        return False
    if not aturan_for(kegiatan.kim.wilayah_id).sembunyikan_mendesak or was_hidden(naskah):
        return False
    dasar = DASAR_SEMENTARA.get(AlasanLaporan(laporan.alasan), DasarHukum.ATURAN)
    reason = (
        f"Ada laporan pembaca: {laporan.get_alasan_display().lower()}. Kabar ini tidak tampil "
        f"sampai Admin Diskominfo memutuskan, paling lambat {waktu(laporan.due_at, laporan.zona)}."
    )
    try:
        with transaction.atomic():
            hide_kegiatan(naskah, reason=reason, dasar=Dasar(dasar, nomor_laporan=laporan.nomor))
    except TransitionError:
        # Another report or an admin was faster.
        return False
    return True


@transaction.atomic
def uphold_with_take_down(
    laporan: LaporanKonten, *, by: Any, reason: str, dasar: Dasar
) -> LaporanKonten:
    """Agree with the reporter and take the post down, with its legal ground."""
    laporan = _locked(laporan, "uphold_with_take_down", by=by)
    reason, dasar = _answer(reason), _numbered(laporan, dasar, by=by)
    if laporan.kegiatan is None:
        raise TransitionError("Laporan ini tentang KIM, bukan tentang kabar.")
    if hidden := _hidden_version(laporan.kegiatan):
        confirm_take_down_kegiatan(hidden, by=by, reason=reason, dasar=dasar)
    elif laporan.kegiatan.naskah_terbit is not None:
        take_down_kegiatan(laporan.kegiatan.naskah_terbit, by=by, reason=reason, dasar=dasar)
    return _close(laporan, "uphold_with_take_down", by=by, reason=reason)


@transaction.atomic
def uphold_with_suspension(
    laporan: LaporanKonten, *, by: Any, reason: str, dasar: Dasar
) -> LaporanKonten:
    """Agree with the reporter and suspend the KIM, with the legal ground."""
    laporan = _locked(laporan, "uphold_with_suspension", by=by)
    reason, dasar = _answer(reason), _numbered(laporan, dasar, by=by)
    kim = laporan.kim_sasaran
    if kim.status == StatusKim.VERIFIED:
        suspend_kim(kim, by=by, reason=reason, dasar=dasar)
    return _close(laporan, "uphold_with_suspension", by=by, reason=reason)


@transaction.atomic
def uphold_with_correction(laporan: LaporanKonten, *, by: Any, reason: str) -> LaporanKonten:
    """Agree with the reporter and ask the author to mend it; the page is public meanwhile."""
    laporan = _locked(laporan, "uphold_with_correction", by=by)
    reason = _answer(reason)
    _show_again(laporan, by=by)
    return _close(laporan, "uphold_with_correction", by=by, reason=reason)


@transaction.atomic
def dismiss_report(laporan: LaporanKonten, *, by: Any, reason: str) -> LaporanKonten:
    """Disagree with the reporter, and say why; what was hidden for it is public again."""
    laporan = _locked(laporan, "dismiss_report", by=by)
    reason = _answer(reason)
    _show_again(laporan, by=by)
    return _close(laporan, "dismiss_report", by=by, reason=reason)


def _show_again(laporan: LaporanKonten, *, by: Any) -> None:
    """Publish again what the portal hid for this very report."""
    kegiatan = laporan.kegiatan
    hidden = _hidden_version(kegiatan) if kegiatan else None
    if hidden is None or kegiatan is None or kegiatan.naskah_terbit_id is not None:
        return
    if open_takedowns(hidden).filter(nomor_laporan=laporan.nomor).exists():
        restore_kegiatan(hidden, by=by)


def _hidden_version(kegiatan: Kegiatan) -> Naskah | None:
    """Return the version that the portal hid until somebody decides, if there is one."""
    for naskah in kegiatan.daftar_naskah.filter(status=StatusNaskah.WITHDRAWN).order_by("-pk"):
        if open_takedowns(naskah).filter(sementara=True).exists():
            return naskah
    return None


def _numbered(laporan: LaporanKonten, dasar: Dasar, *, by: Any) -> Dasar:
    return replace(ground_of(dasar, by=by), nomor_laporan=laporan.nomor)


def _answer(reason: str) -> str:
    if not (reason := reason.strip()):
        raise ReasonError("Tuliskan jawabannya; pelapor dan pengurus KIM membacanya.")
    return reason


def _locked(laporan: LaporanKonten, verb: str, *, by: Any) -> LaporanKonten:
    """Lock the report; raise when it was decided already or `by` may not decide."""
    laporan = (
        LaporanKonten.objects.select_for_update(of=("self",))
        .select_related("kim__wilayah", "kegiatan__kim__wilayah", "kegiatan__naskah_terbit")
        .get(pk=laporan.pk)
    )
    if laporan.status not in LANGKAH[verb][0]:
        raise TransitionError(
            f"{laporan} sudah diputuskan: {laporan.get_status_display().lower()}. "
            "Muat ulang halaman."
        )
    if not can_decide_laporan(by, laporan):
        raise NotAllowed
    return laporan


def _close(laporan: LaporanKonten, verb: str, *, by: Any, reason: str) -> LaporanKonten:
    before, laporan.status = laporan.status, LANGKAH[verb][1]
    laporan.tindakan = TINDAKAN.get(verb, "")
    laporan.decided_by, laporan.decided_at = by, timezone.now()
    laporan.jawaban = reason
    laporan.save()
    _record(laporan, verb, by=by, before=before, after=laporan.status, reason=reason)
    tell_decided(laporan, by=by)
    return laporan


def _record(
    laporan: LaporanKonten, verb: str, *, by: Any, before: str, after: str, reason: str = ""
) -> None:
    record(
        by=by,
        verb=verb,
        obj=laporan,
        wilayah_kode=laporan.kim_sasaran.wilayah_id,
        before=before,
        after=after,
        reason=reason,
    )
