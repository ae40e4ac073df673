"""The only door to a KIM's status.

    draft, returned --submit--> submitted --verify--> verified <--> suspended
                                submitted --take_back--> draft
                                submitted --return--> returned
                                submitted --reject--> rejected
    (the dinas' own register) --import--> verified

Each function locks the row, checks the state, then the permission, writes one audit row,
and leaves effects on files and caches to the commit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.text import slugify

from kimportal.audit.models import SYSTEM, record, record_many
from kimportal.audit.takedowns import Dasar, end_takedown, ground_of, register_takedown
from kimportal.freshness.forgetting import forget_pages
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.completeness import missing_parts
from komunitas.models import Kim, StatusKim
from komunitas.officers import admins_of, pengurus_of
from komunitas.permissions import admin_codes, can_verify_kim, covers, is_pengurus
from komunitas.photos import publish_kim_photos, withdraw_kim_photos
from komunitas.showing import kim_shown_or_hidden
from wilayah.models import Wilayah

# verb: (from which states, to which state)
LANGKAH: dict[str, tuple[tuple[str, ...], str]] = {
    "submit_kim": ((StatusKim.DRAFT, StatusKim.RETURNED), StatusKim.SUBMITTED),
    "take_back_kim": ((StatusKim.SUBMITTED,), StatusKim.DRAFT),
    "verify_kim": ((StatusKim.SUBMITTED,), StatusKim.VERIFIED),
    "return_kim": ((StatusKim.SUBMITTED,), StatusKim.RETURNED),
    "reject_kim": ((StatusKim.SUBMITTED,), StatusKim.REJECTED),
    "suspend_kim": ((StatusKim.VERIFIED,), StatusKim.SUSPENDED),
    "reactivate_kim": ((StatusKim.SUSPENDED,), StatusKim.VERIFIED),
}

JUDUL = {
    "return_kim": "{} perlu diperbaiki",
    "reject_kim": "{} ditolak",
    "suspend_kim": "{} dibekukan",
}


@transaction.atomic
def submit_kim(kim: Kim, *, by: Any) -> Kim:
    """Hand a KIM to the region's admins. `by` is one of its pengurus."""
    kim = _locked(kim, "submit_kim")
    if by is not SYSTEM:
        _require_pengurus(by, kim)
        if missing := missing_parts(kim):
            raise TransitionError(f"Belum bisa dikirim. {missing[0].kalimat}")
    kim.submitted_at = timezone.now()
    kim = _move(kim, "submit_kim", by=by)
    notify(
        admins_of(kim),
        judul=f"KIM baru menunggu verifikasi: {kim.nama}",
        isi=kim.wilayah.nama_lengkap,
        url=f"/admin/komunitas/kim/{kim.pk}/change/",
        # Taken back and sent again, it is told once a day.
        kunci=f"kim-diajukan-{kim.pk}-{timezone.localdate():%Y%m%d}",
    )
    return kim


@transaction.atomic
def take_back_kim(kim: Kim, *, by: Any) -> Kim:
    """Make a KIM that waits a draft again, to go on working on it."""
    kim = _locked(kim, "take_back_kim")
    _require_pengurus(by, kim)
    return _move(kim, "take_back_kim", by=by)


@transaction.atomic
def verify_kim(kim: Kim, *, by: Any) -> Kim:
    """Accept a KIM: it gets its number and address and becomes public."""
    kim = _locked(kim, "verify_kim")
    _require_officer(by, kim)
    kim.verified_at = timezone.now()
    kim.catatan = ""
    kim.nomor = kim.nomor or _next_nomor(kim)
    kim.slug = kim.slug or _free_slug(kim)
    kim = _move(kim, "verify_kim", by=by)
    publish_kim_photos(kim)
    _tell(kim, f"{kim.nama} sudah terverifikasi", "Halamannya sekarang dapat dibaca semua orang.")
    return kim


@transaction.atomic
def register_kim(daftar: list[Kim], *, by: Any, reason: str) -> list[Kim]:
    """Enter KIM that the dinas already recognises, new ones: verified at once.

    They get numbers and addresses by the same rules, many in few queries. `reason` says for
    the audit where they come from.
    """
    if by is not SYSTEM and not _covers_all(by, daftar):
        raise NotAllowed
    numbers = _next_nomors({kim.wilayah_id for kim in daftar})
    slugs = _taken_slugs(daftar)
    for kim in daftar:
        kim.status, kim.verified_at = StatusKim.VERIFIED, timezone.now()
        kim.nomor = next(numbers[kim.wilayah_id])
        slug = _plain_slug(kim)
        kim.slug = f"{slug}-{kim.nomor}" if slug in slugs else slug
        slugs.add(slug)
    Kim.objects.bulk_create(daftar, batch_size=500)
    pairs = ((kim, kim.wilayah_id) for kim in daftar)
    record_many(pairs, by=by, verb="import_kim", after=StatusKim.VERIFIED, reason=reason)
    return daftar


@transaction.atomic
def return_kim(kim: Kim, *, by: Any, reason: str) -> Kim:
    """Give a KIM back with a note on what to mend."""
    return _decide(kim, "return_kim", by=by, reason=reason)


@transaction.atomic
def reject_kim(kim: Kim, *, by: Any, reason: str) -> Kim:
    """Refuse a KIM for good."""
    return _decide(kim, "reject_kim", by=by, reason=reason)


@transaction.atomic
def suspend_kim(kim: Kim, *, by: Any, reason: str, dasar: Dasar | None = None) -> Kim:
    """Hide a KIM and all its posts from the public ("dibekukan").

    Officers name the ground; it enters the take-down register.
    """
    dasar = ground_of(dasar, by=by)
    kim = _decide(kim, "suspend_kim", by=by, reason=reason)
    register_takedown(kim, dasar)
    withdraw_kim_photos(kim)
    halaman = kim.get_absolute_url()
    forget_pages(halaman, *(f"{halaman}{bagian}/" for bagian in ("kabar", "produk", "galeri")))
    kim_shown_or_hidden.send(Kim, kim=kim)
    return kim


@transaction.atomic
def reactivate_kim(kim: Kim, *, by: Any) -> Kim:
    """Show a suspended KIM again."""
    kim = _locked(kim, "reactivate_kim")
    _require_officer(by, kim)
    kim.catatan = ""
    kim = _move(kim, "reactivate_kim", by=by)
    end_takedown(kim)
    publish_kim_photos(kim)
    kim_shown_or_hidden.send(Kim, kim=kim)
    _tell(kim, f"{kim.nama} aktif kembali", "Halaman dan kabarnya tampil lagi untuk umum.")
    return kim


def _decide(kim: Kim, verb: str, *, by: Any, reason: str) -> Kim:
    reason = require_reason(reason)
    kim = _locked(kim, verb)
    _require_officer(by, kim)
    kim.catatan = reason
    kim = _move(kim, verb, by=by, reason=reason)
    _tell(kim, JUDUL[verb].format(kim.nama), reason)
    return kim


def _locked(kim: Kim, verb: str) -> Kim:
    kim = Kim.objects.select_for_update(of=("self",)).select_related("wilayah").get(pk=kim.pk)
    if kim.status not in LANGKAH[verb][0]:
        raise TransitionError(
            f"{kim.nama} sekarang berstatus “{kim.get_status_display().lower()}”, "
            "jadi langkah ini tidak bisa dilakukan."
        )
    return kim


def _require_pengurus(by: Any, kim: Kim) -> None:
    if not is_pengurus(by, kim):
        raise NotAllowed


def _tell(kim: Kim, judul: str, isi: str) -> None:
    notify(pengurus_of(kim), judul=judul, isi=isi, url=f"/kelola/kim/{kim.pk}/")


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


def _covers_all(by: Any, daftar: list[Kim]) -> bool:
    codes = admin_codes(by)
    return all(covers(codes, kim.wilayah_id) for kim in daftar)


def _next_nomor(kim: Kim) -> str:
    return next(_next_nomors({kim.wilayah_id})[kim.wilayah_id])


def _next_nomors(kodes: set[str]) -> dict[str, Iterator[str]]:
    """Return, per village, its free numbers: village code + serial.

    The villages' rows are locked against a second taker, in the order of their codes.
    """
    rows = Wilayah.objects.select_for_update().filter(pk__in=kodes).order_by("pk")
    prefixes = {village.kode_polos: village for village in rows}
    taken = Kim.objects.annotate(awal=Left("nomor", 10)).filter(awal__in=list(prefixes))
    last = dict.fromkeys(prefixes, 0)
    for awal, nomor in taken.values_list("awal", "nomor"):
        last[awal] = max(last[awal], int((nomor or "")[10:]))
    return {
        village.kode: _numbers(prefix, last[prefix], village.nama)
        for prefix, village in prefixes.items()
    }


def _numbers(prefix: str, last: int, nama: str) -> Iterator[str]:
    for serial in range(last + 1, 100):
        yield f"{prefix}{serial:02d}"
    raise TransitionError(f"Nomor KIM untuk {nama} sudah habis (99).")


def _free_slug(kim: Kim) -> str:
    """Return the slug of the name; with the number behind it when the name is taken."""
    slug = _plain_slug(kim)
    return f"{slug}-{kim.nomor}" if Kim.objects.filter(slug=slug).exists() else slug


def _plain_slug(kim: Kim) -> str:
    return slugify(kim.nama)[:120] or "kim"


def _taken_slugs(daftar: list[Kim]) -> set[str]:
    wanted = {_plain_slug(kim) for kim in daftar}
    taken = Kim.objects.filter(slug__in=wanted).values_list("slug", flat=True)
    return {slug for slug in taken if slug}
