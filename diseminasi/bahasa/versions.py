"""The only door to the status of a version.

(nothing), submitted, returned --submit--> submitted
submitted --publish--> published (one that stood there before: superseded)
submitted --return--> returned        published --withdraw--> withdrawn
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from diseminasi.bahasa.permissions import can_review_version
from diseminasi.bahasa.telling import tell_submitted, tell_writers
from diseminasi.forgetting import forget_version
from diseminasi.locking import require
from diseminasi.models import (
    BISA_DISUNTING,
    InfoPemerintah,
    Penyampaian,
    StatusVersi,
    VersiBahasa,
)
from diseminasi.permissions import can_relay_for
from kimportal.audit.models import SYSTEM, record
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.models import Kim

S = StatusVersi
# verb: from which states
LANGKAH: dict[str, tuple[str, ...]] = {
    "publish_version": (S.SUBMITTED,),
    "return_version": (S.SUBMITTED,),
    "withdraw_version": (S.PUBLISHED,),
}


@transaction.atomic
def submit_version(
    info: InfoPemerintah, *, by: Any, kim: Kim, bahasa: str, **words: str
) -> VersiBahasa:
    """Hand a version in; one of the same KIM that nobody has published takes the new words."""
    if not can_relay_for(by, kim):
        raise NotAllowed
    if not Penyampaian.objects.filter(info=info, kim=kim).exists():
        raise TransitionError(f"Info ini tidak ditujukan untuk {kim.nama}.")
    # Whoever hands in for the KIM at the same moment stands in line here.
    kim = Kim.objects.select_for_update(of=("self",), no_key=True).get(pk=kim.pk)
    info = InfoPemerintah.objects.get(pk=info.pk)
    if not info.is_terbit or info.is_khusus:
        raise TransitionError(f"“{info}” tidak sedang terbit untuk umum.")
    known = VersiBahasa.objects.filter(
        info=info, kim=kim, bahasa=bahasa, status__in=BISA_DISUNTING
    ).first()
    versi = known or VersiBahasa(info=info, kim=kim, bahasa=bahasa)
    before = versi.status if known else ""
    for name, value in words.items():
        setattr(versi, name, value)
    versi.penulis, versi.submitted_at, versi.catatan = by, timezone.now(), ""
    versi.ralat_nomor = last_correction(info)
    versi = _move(versi, "submit_version", S.SUBMITTED, by=by, before=before)
    tell_submitted(versi)
    return versi


@transaction.atomic
def publish_version(versi: VersiBahasa, *, by: Any) -> VersiBahasa:
    """Show a version beside the message, instead of the one in that language so far."""
    versi = _locked(versi, "publish_version", by=by)
    rows = VersiBahasa.objects.select_for_update(of=("self",)).select_related("kim")
    for older in rows.filter(info=versi.info, bahasa=versi.bahasa, status=S.PUBLISHED):
        _move(older, "supersede_version", S.SUPERSEDED, by=by, before=older.status)
    versi.published_at, versi.pemeriksa = timezone.now(), None if by is SYSTEM else by
    return _decided(versi, "publish_version", S.PUBLISHED, by=by)


@transaction.atomic
def return_version(versi: VersiBahasa, *, by: Any, reason: str) -> VersiBahasa:
    """Give a version back to its KIM, with a note on what to mend."""
    reason = require_reason(reason)
    versi = _locked(versi, "return_version", by=by)
    versi.catatan, versi.pemeriksa = reason, None if by is SYSTEM else by
    return _decided(versi, "return_version", S.RETURNED, by=by, reason=reason)


@transaction.atomic
def withdraw_version(versi: VersiBahasa, *, by: Any, reason: str) -> VersiBahasa:
    """Take a version off the public page."""
    reason = require_reason(reason)
    versi = _locked(versi, "withdraw_version", by=by)
    versi.catatan = reason
    forget_version(versi)
    return _decided(versi, "withdraw_version", S.WITHDRAWN, by=by, reason=reason)


def last_correction(info: InfoPemerintah) -> int:
    """Return the number of the message's newest correction, 0 where there is none."""
    return info.daftar_ralat.order_by("-nomor").values_list("nomor", flat=True).first() or 0


def _locked(versi: VersiBahasa, verb: str, *, by: Any) -> VersiBahasa:
    # The message's row puts in line who publishes two versions of one language at once.
    InfoPemerintah.objects.select_for_update(of=("self",), no_key=True).get(pk=versi.info_id)
    rows = VersiBahasa.objects.select_for_update(of=("self",)).select_related("info", "kim")
    versi = rows.get(pk=versi.pk)
    if versi.status not in LANGKAH[verb]:
        raise TransitionError(
            f"“{versi}” sekarang berstatus “{versi.get_status_display().lower()}”, jadi langkah "
            "ini tidak bisa dilakukan. Muat ulang halaman."
        )
    require(can_review_version, by, versi)
    return versi


def _decided(
    versi: VersiBahasa, verb: str, status: str, *, by: Any, reason: str = ""
) -> VersiBahasa:
    versi = _move(versi, verb, status, by=by, before=versi.status, reason=reason)
    tell_writers(versi)
    return versi


def _move(
    versi: VersiBahasa, verb: str, status: str, *, by: Any, before: str, reason: str = ""
) -> VersiBahasa:
    versi.status = status
    versi.save()
    record(
        by=by,
        verb=verb,
        obj=versi,
        wilayah_kode=versi.kim.wilayah_id,
        before=before,
        after=status,
        reason=reason,
    )
    return versi
