"""The only door to a KIM's status.

    draft, returned --submit--> submitted --verify--> verified <--> suspended
                                submitted --return--> returned
                                submitted --reject--> rejected

Each function locks the row, checks the state, then the permission, writes one audit row,
and leaves effects on files and caches to the commit.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from kimportal.audit.models import SYSTEM, record
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.models import Kim, StatusKim
from komunitas.permissions import can_verify_kim, is_pengurus

# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "submit_kim": ((StatusKim.DRAFT, StatusKim.RETURNED), StatusKim.SUBMITTED),
    "verify_kim": ((StatusKim.SUBMITTED,), StatusKim.VERIFIED),
    "return_kim": ((StatusKim.SUBMITTED,), StatusKim.RETURNED),
    "reject_kim": ((StatusKim.SUBMITTED,), StatusKim.REJECTED),
    "suspend_kim": ((StatusKim.VERIFIED,), StatusKim.SUSPENDED),
    "reactivate_kim": ((StatusKim.SUSPENDED,), StatusKim.VERIFIED),
}


@transaction.atomic
def submit_kim(kim: Kim, *, by: Any) -> Kim:
    """Hand a KIM to the region's admins. `by` is one of its pengurus."""
    kim = _locked(kim, "submit_kim")
    if by is not SYSTEM and not is_pengurus(by, kim):
        raise NotAllowed
    kim.submitted_at = timezone.now()
    return _move(kim, "submit_kim", by=by)


@transaction.atomic
def verify_kim(kim: Kim, *, by: Any) -> Kim:
    """Accept a KIM: it gets its number and address and becomes public."""
    kim = _locked(kim, "verify_kim")
    _require_officer(by, kim)
    kim.verified_at = timezone.now()
    kim.catatan = ""
    kim.nomor = kim.nomor or _next_nomor(kim)
    kim.slug = kim.slug or _free_slug(kim)
    return _move(kim, "verify_kim", by=by)


@transaction.atomic
def return_kim(kim: Kim, *, by: Any, reason: str) -> Kim:
    """Give a KIM back with a note on what to mend."""
    return _decide(kim, "return_kim", by=by, reason=reason)


@transaction.atomic
def reject_kim(kim: Kim, *, by: Any, reason: str) -> Kim:
    """Refuse a KIM for good."""
    return _decide(kim, "reject_kim", by=by, reason=reason)


@transaction.atomic
def suspend_kim(kim: Kim, *, by: Any, reason: str) -> Kim:
    """Hide a KIM and all its posts from the public ("dibekukan")."""
    return _decide(kim, "suspend_kim", by=by, reason=reason)


@transaction.atomic
def reactivate_kim(kim: Kim, *, by: Any) -> Kim:
    """Show a suspended KIM again."""
    kim = _locked(kim, "reactivate_kim")
    _require_officer(by, kim)
    kim.catatan = ""
    return _move(kim, "reactivate_kim", by=by)


def _decide(kim: Kim, verb: str, *, by: Any, reason: str) -> Kim:
    reason = require_reason(reason)
    kim = _locked(kim, verb)
    _require_officer(by, kim)
    kim.catatan = reason
    return _move(kim, verb, by=by, reason=reason)


def _locked(kim: Kim, verb: str) -> Kim:
    kim = Kim.objects.select_for_update(of=("self",)).select_related("wilayah").get(pk=kim.pk)
    if kim.status not in LANGKAH[verb][0]:
        raise TransitionError(
            f"{kim.nama} sekarang berstatus “{kim.get_status_display().lower()}”, "
            "jadi langkah ini tidak bisa dilakukan."
        )
    return kim


def _require_officer(by: Any, kim: Kim) -> None:
    if by is not SYSTEM and not can_verify_kim(by, kim):
        raise NotAllowed


def _move(kim: Kim, verb: str, *, by: Any, reason: str = "") -> Kim:
    before, kim.status = kim.status, LANGKAH[verb][1]
    kim.save()
    record(
        by=by,
        verb=verb,
        obj=kim,
        wilayah_kode=kim.wilayah_id,
        before=before,
        after=kim.status,
        reason=reason,
    )
    return kim


def _next_nomor(kim: Kim) -> str:
    """Return village code + serial. The village's row is locked against a second taker."""
    village = type(kim.wilayah).objects.select_for_update().get(pk=kim.wilayah_id)
    prefix = village.kode_polos
    taken = Kim.objects.filter(nomor__startswith=prefix).values_list("nomor", flat=True)
    serial = max((int(nomor[10:]) for nomor in taken if nomor), default=0) + 1
    if serial > 99:
        raise TransitionError("Nomor KIM untuk desa ini sudah habis (99).")
    return f"{prefix}{serial:02d}"


def _free_slug(kim: Kim) -> str:
    """Return the slug of the name; with the number behind it when the name is taken."""
    slug = slugify(kim.nama)[:120] or "kim"
    return f"{slug}-{kim.nomor}" if Kim.objects.filter(slug=slug).exists() else slug
