"""The only door to the mark "praktik baik": a public post that other KIM may take as an example.

The mark belongs to the post and stays through its revisions; while the post is not public, it
shows nowhere.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from kegiatan.models import Kegiatan, Naskah, PraktikBaik, StatusNaskah
from kegiatan.permissions import can_mark_praktik
from kegiatan.telling import tell_marked
from kimportal.audit.models import SYSTEM, record
from kimportal.transitions import NotAllowed, TransitionError, require_reason


@transaction.atomic
def mark_praktik(naskah: Naskah, *, by: Any, reason: str) -> PraktikBaik:
    """Mark a post as an example; the reason is public and says what others can learn."""
    reason = require_reason(reason)[:500]
    kegiatan = _locked(naskah, by=by)
    if PraktikBaik.objects.filter(kegiatan=kegiatan).exists():
        raise TransitionError(f"“{naskah}” sudah menjadi praktik baik.")
    mark = PraktikBaik.objects.create(
        kegiatan=kegiatan,
        alasan=reason,
        oleh=None if by is SYSTEM else by,
        marked_at=timezone.now(),
    )
    _record(kegiatan, "mark_praktik", by=by, after="praktik baik", reason=reason)
    tell_marked(naskah, by=by, reason=reason)
    return mark


@transaction.atomic
def unmark_praktik(naskah: Naskah, *, by: Any, reason: str) -> None:
    """Take the mark off; why stays in the audit."""
    reason = require_reason(reason)
    kegiatan = _locked(naskah, by=by)
    removed, _ = PraktikBaik.objects.filter(kegiatan=kegiatan).delete()
    if not removed:
        raise TransitionError(f"“{naskah}” bukan praktik baik.")
    _record(kegiatan, "unmark_praktik", by=by, before="praktik baik", reason=reason)


def _locked(naskah: Naskah, *, by: Any) -> Kegiatan:
    """Lock the post; the version in hand must be the public one, checked by an officer."""
    kegiatan: Kegiatan = (
        Kegiatan.objects.select_for_update(of=("self",)).select_related("kim")
    ).get(pk=naskah.kegiatan_id)
    now = Naskah.objects.select_related("kegiatan__kim").get(pk=naskah.pk)
    if now.status != StatusNaskah.PUBLISHED:
        raise TransitionError(f"“{naskah}” tidak sedang terbit. Muat ulang halaman.")
    if now.reviewed_at is None:
        raise TransitionError(f"Periksa dulu “{naskah}”, baru tandai sebagai praktik baik.")
    if by is not SYSTEM and not can_mark_praktik(by, now):
        raise NotAllowed
    return kegiatan


def _record(kegiatan: Kegiatan, verb: str, *, by: Any, **told: str) -> None:
    record(by=by, verb=verb, obj=kegiatan, wilayah_kode=kegiatan.kim.wilayah_id, **told)
