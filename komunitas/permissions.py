"""Who may do what with a KIM. Each predicate has a QuerySet twin of the same meaning.

Scope is a code prefix: an officer's Penugasan over 73 reaches 73.71.01.1001. The twin sets
live in `komunitas.scope`; tests/test_twins.py proves that both agree for the whole cast.
"""

from __future__ import annotations

from typing import Any

from kimportal.accounts.second_factor import may_open_desk
from komunitas.models import (
    PENGURUS,
    AturanKim,
    BerkasRegister,
    Jabatan,
    JenisPermohonan,
    Keanggotaan,
    Kim,
    Penugasan,
    Peran,
    Permohonan,
    PerubahanKim,
    StatusKim,
)

# The scope of the national officers: every code starts with it.
NASIONAL = ""


def officer_codes(user: Any, *roles: str) -> list[str]:
    """Return the region codes over which `user` holds one of `roles` today ("" = nation).

    Without roles any role counts. A superuser holds every role over the nation. Who may not
    open the desk (no second factor) is no officer anywhere else either.
    """
    if not user.is_authenticated or not may_open_desk(user):
        return []
    if user.is_superuser:
        return [NASIONAL]
    known = getattr(user, "_penugasan", None)
    rows = _roles_and_codes(user) if known is None else known
    wanted = roles or Peran.values
    return [kode or NASIONAL for peran, kode in rows if peran in wanted]


def remember_assignments(user: Any) -> None:
    """Ask once for the assignments of whoever makes this request, however often they count.

    Only for `request.user` while a page is read: the object lives as long as the request.
    """
    if user.is_authenticated:
        user._penugasan = _roles_and_codes(user)


def _roles_and_codes(user: Any) -> list[tuple[str, str | None]]:
    return list(assignments_of(user).values_list("peran", "wilayah_id"))


def assignments_of(user: Any) -> Any:
    """Return the current assignments of `user`, whether they can be used or not."""
    return Penugasan.objects.current().filter(pengguna=user)


def admin_codes(user: Any) -> list[str]:
    """Return the region codes in which `user` verifies and reviews."""
    return officer_codes(user, Peran.ADMIN)


def covers(codes: list[str], kode: str) -> bool:
    """Tell whether a region lies in one of the scopes."""
    return any(kode.startswith(scope) for scope in codes)


def memberships_of(user: Any) -> Any:
    """Return the current places of `user` in KIM."""
    if not user.is_authenticated or not user.is_active:
        return Keanggotaan.objects.none()
    return Keanggotaan.objects.current().filter(pengguna=user)


def is_member(user: Any, kim: Kim) -> bool:
    return bool(memberships_of(user).filter(kim=kim).exists())


def is_pengurus(user: Any, kim: Kim) -> bool:
    """Tell whether `user` may speak for the KIM."""
    return bool(memberships_of(user).filter(kim=kim, jabatan__in=PENGURUS).exists())


def can_view_kim(user: Any, kim: Kim) -> bool:
    """Everyone sees a verified KIM, its members always, officers once it was handed in."""
    return kim.is_public or sees_as_officer(user, kim) or is_member(user, kim)


def sees_as_officer(user: Any, kim: Kim) -> bool:
    """Tell whether the KIM is an officer's business; a draft is its KIM's alone."""
    return kim.status != StatusKim.DRAFT and covers(officer_codes(user), kim.wilayah_id)


def can_verify_kim(user: Any, kim: Kim) -> bool:
    """Admins of the region decide, but nobody on the KIM in which they have a place."""
    return covers(admin_codes(user), kim.wilayah_id) and not is_member(user, kim)


def can_merge_kim(user: Any, kim: Kim) -> bool:
    """Admins of the region merge KIM that wait or are public; both must be theirs."""
    return kim.status in BISA_DIGABUNG and can_verify_kim(user, kim)


def can_move_kim(user: Any, kim: Kim) -> bool:
    """Admins of the region move a KIM to another village, which must be theirs as well."""
    return kim.status in BISA_DIPINDAH and can_verify_kim(user, kim)


BISA_DIGABUNG = (StatusKim.SUBMITTED, StatusKim.VERIFIED)
BISA_DIPINDAH = (*BISA_DIGABUNG, StatusKim.RETURNED, StatusKim.SUSPENDED)
# States in which the pengurus may work on the KIM's own data.
BISA_DIUBAH = (StatusKim.DRAFT, StatusKim.RETURNED, StatusKim.VERIFIED)
# States in which others may ask to become part of it; drafts are nobody else's business.
BISA_DIMASUKI = (StatusKim.SUBMITTED, StatusKim.RETURNED, StatusKim.VERIFIED)
# States from which nothing goes on.
BERAKHIR = (StatusKim.REJECTED, StatusKim.MERGED)


def can_edit_kim(user: Any, kim: Kim) -> bool:
    """Pengurus edit the profile, but not while admins decide or have decided against it."""
    return kim.status in BISA_DIUBAH and is_pengurus(user, kim)


def can_delete_kim(user: Any, kim: Kim) -> bool:
    """A draft goes with its founder's wish; nothing else is ever deleted."""
    return kim.status == StatusKim.DRAFT and is_pengurus(user, kim)


def can_manage_members(user: Any, kim: Kim) -> bool:
    """Pengurus keep the list of members, also while a decision is awaited."""
    return kim.status not in BERAKHIR and is_pengurus(user, kim)


def can_hand_over(user: Any, kim: Kim) -> bool:
    """The ketua gives up the chair; for one who cannot sign in, sekretaris or admins do."""
    if kim.status in BERAKHIR:
        return False
    chairs = Keanggotaan.objects.current().filter(kim=kim, jabatan=Jabatan.KETUA)
    ketua = chairs.select_related("pengguna").first()
    if ketua is None:
        return False
    if ketua.pengguna is not None and ketua.pengguna.is_active:
        return bool(user.is_authenticated and user.is_active and ketua.pengguna_id == user.pk)
    return is_pengurus(user, kim) or can_verify_kim(user, kim)


def can_join_kim(user: Any, kim: Kim) -> bool:
    """Whoever has no place in the KIM may ask for one, or claim it when it has no account."""
    if not user.is_authenticated or not user.is_active:
        return False
    return kim.status in BISA_DIMASUKI and not is_member(user, kim)


def can_view_permohonan(user: Any, permohonan: Permohonan) -> bool:
    """Whoever asked; of those who join, the pengurus; of claims, the region's officers."""
    if user.is_authenticated and permohonan.pengguna_id == user.pk:
        return True
    if permohonan.jenis == JenisPermohonan.GABUNG:
        return is_pengurus(user, permohonan.kim)
    return covers(officer_codes(user), permohonan.kim.wilayah_id)


def can_decide_permohonan(user: Any, permohonan: Permohonan) -> bool:
    """Pengurus decide who joins, admins of the region who takes over; never on oneself."""
    if user.is_authenticated and permohonan.pengguna_id == user.pk:
        return False
    if permohonan.jenis == JenisPermohonan.GABUNG:
        return can_manage_members(user, permohonan.kim)
    return can_verify_kim(user, permohonan.kim)


def can_view_perubahan(user: Any, perubahan: PerubahanKim) -> bool:
    """The KIM's pengurus, and officers of where it is or wants to go."""
    codes = officer_codes(user)
    return (
        covers(codes, perubahan.kim.wilayah_id)
        or (perubahan.wilayah_id is not None and covers(codes, perubahan.wilayah_id))
        or is_pengurus(user, perubahan.kim)
    )


def can_decide_perubahan(user: Any, perubahan: PerubahanKim) -> bool:
    """Admins of the region; for a move, those who answer for both villages."""
    if not can_verify_kim(user, perubahan.kim):
        return False
    return perubahan.wilayah_id is None or covers(admin_codes(user), perubahan.wilayah_id)


def can_download_sk(user: Any, kim: Kim) -> bool:
    """SK name people: only the KIM's pengurus and the region's officers read the files."""
    return is_pengurus(user, kim) or sees_as_officer(user, kim)


def can_edit_aturan(user: Any, aturan: AturanKim) -> bool:
    """Admins set the rules of their own region and of those inside it."""
    return covers(admin_codes(user), aturan.wilayah_id or NASIONAL)


def can_use_register(user: Any, berkas: BerkasRegister) -> bool:
    """A dinas' register names people: only admins over its whole region work with it."""
    return covers(admin_codes(user), berkas.wilayah_id or NASIONAL)


def can_create_account(user: Any, keanggotaan: Keanggotaan) -> bool:
    """For a current member without account: the KIM's pengurus, or admins of the region."""
    kim = keanggotaan.kim
    if kim.status != StatusKim.VERIFIED or keanggotaan.pengguna_id is not None:
        return False
    return is_current(keanggotaan) and (is_pengurus(user, kim) or can_verify_kim(user, kim))


def can_recover_account(user: Any, keanggotaan: Keanggotaan) -> bool:
    """For an account that has no e-mail to recover itself: the ketua, or admins.

    Whoever recovers an account could enter it, so it must not open anything beyond: no
    desk, no assignment, and for the ketua no other KIM, for admins none outside the region.
    """
    akun, kim = keanggotaan.pengguna, keanggotaan.kim
    if kim.status != StatusKim.VERIFIED or akun is None or akun.pk == user.pk:
        return False
    if not is_recoverable(akun) or not is_current(keanggotaan):
        return False
    places = [place.kim for place in memberships_of(akun).select_related("kim")]
    if len(places) == 1 and memberships_of(user).filter(kim=kim, jabatan=Jabatan.KETUA).exists():
        return True
    return can_verify_kim(user, kim) and all(
        covers(admin_codes(user), k.wilayah_id) for k in places
    )


def is_current(keanggotaan: Keanggotaan) -> bool:
    return bool(Keanggotaan.objects.current().filter(pk=keanggotaan.pk).exists())


def is_recoverable(akun: Any) -> bool:
    """Tell whether an account may be recovered by others at all."""
    if akun.email or akun.is_staff or akun.is_superuser or not akun.is_active:
        return False
    return not assignments_of(akun).exists()
