"""Who may do what with a post. Twins as sets are in `kegiatan.scope`.

A KIM's own people: whoever has a place in it today. The author of a post may change it
while a member; pengurus may change every open version of their KIM.
"""

from __future__ import annotations

from typing import Any

from kegiatan.models import Keberatan, Kegiatan, Naskah, StatusNaskah
from kimportal.audit.takedowns import is_provisional
from komunitas.models import Kim, StatusKim
from komunitas.permissions import (
    admin_codes,
    can_verify_kim,
    covers,
    is_member,
    is_pengurus,
    officer_codes,
)

# For these nothing new is written.
TERTUTUP = (StatusKim.SUSPENDED, StatusKim.REJECTED, StatusKim.MERGED)
# A post in these states may be worked over in a new version.
BISA_DIREVISI = (StatusNaskah.PUBLISHED, StatusNaskah.WITHDRAWN)
# Decisions against which an author may appeal.
BISA_KEBERATAN = (StatusNaskah.REJECTED, StatusNaskah.WITHDRAWN)


def is_own(user: Any, naskah: Naskah) -> bool:
    """Tell whether the user wrote or entered the post, or has a place in its KIM."""
    if not user.is_authenticated:
        return False
    kegiatan = naskah.kegiatan
    wrote = user.pk in (kegiatan.penulis_id, kegiatan.dititipkan_oleh_id)
    return wrote or is_member(user, kegiatan.kim)


def can_follow_kegiatan(user: Any, kegiatan: Kegiatan) -> bool:
    """A post in the workspace: for the people of its KIM, as long as they have a place in it.

    Who has left takes the own texts along from `/akun/data/`.
    """
    return is_member(user, kegiatan.kim)


def can_view_naskah(user: Any, naskah: Naskah) -> bool:
    """Everyone sees what is published by a KIM in good standing.

    Everything else is for the KIM's own people and the officers of the KIM's region; a
    draft that was never handed in is for its KIM alone.
    """
    kim = naskah.kegiatan.kim
    if naskah.status == StatusNaskah.PUBLISHED and kim.is_public:
        return True
    if can_follow_kegiatan(user, naskah.kegiatan):
        return True
    return naskah.submitted_at is not None and covers(officer_codes(user), kim.wilayah_id)


def can_moderate_naskah(user: Any, naskah: Naskah) -> bool:
    """Admins of the KIM's region decide, but nobody on an own post or the own KIM's."""
    if naskah.submitted_at is None:
        return False
    return covers(admin_codes(user), naskah.kegiatan.kim.wilayah_id) and not is_own(user, naskah)


def can_confirm_naskah(user: Any, naskah: Naskah) -> bool:
    """What was published first is checked by those who decide on what waits."""
    if naskah.status != StatusNaskah.PUBLISHED or naskah.reviewed_at is not None:
        return False
    return can_moderate_naskah(user, naskah)


def can_mark_praktik(user: Any, naskah: Naskah) -> bool:
    """Admins of the region mark a public post as an example, never an own one."""
    if naskah.status != StatusNaskah.PUBLISHED or not naskah.kegiatan.kim.is_public:
        return False
    return can_moderate_naskah(user, naskah)


def can_create_kegiatan(user: Any, kim: Kim) -> bool:
    """Members write for their KIM, also while it is still being verified."""
    return kim.status not in TERTUTUP and is_member(user, kim)


def can_edit_naskah(user: Any, naskah: Naskah) -> bool:
    """Change an open version: pengurus always, the author until it was handed over."""
    if not naskah.is_bisa_diubah:
        return False
    if naskah.diserahkan_at is not None:
        return is_pengurus(user, naskah.kegiatan.kim)
    return is_writer(user, naskah.kegiatan)


def can_submit_naskah(user: Any, naskah: Naskah) -> bool:
    """Pengurus of a verified KIM send to the region's admins; so does who enters a post for it."""
    kegiatan, kim = naskah.kegiatan, naskah.kegiatan.kim
    if kim.is_public and is_pengurus(user, kim):
        return True
    return _entered(user, kegiatan) and can_entrust_kegiatan(user, kim)


def _entered(user: Any, kegiatan: Kegiatan) -> bool:
    return kegiatan.dititipkan_oleh_id is not None and kegiatan.dititipkan_oleh_id == user.pk


def can_entrust_kegiatan(user: Any, kim: Kim) -> bool:
    """Admins of the region enter what a public KIM sent them by other ways."""
    return kim.is_public and can_verify_kim(user, kim)


def can_hand_over_naskah(user: Any, naskah: Naskah) -> bool:
    """An author who is no pengurus gives the text to the pengurus, who send it."""
    return (
        naskah.is_bisa_diubah
        and naskah.diserahkan_at is None
        and _is_writing_author(user, naskah.kegiatan)
        and not is_pengurus(user, naskah.kegiatan.kim)
    )


def can_take_back_naskah(user: Any, naskah: Naskah) -> bool:
    """Take back what waits: pengurus from the admins, author and pengurus from the pengurus."""
    if naskah.status == StatusNaskah.SUBMITTED:
        return is_pengurus(user, naskah.kegiatan.kim)
    return naskah.diserahkan_at is not None and is_writer(user, naskah.kegiatan)


def can_delete_naskah(user: Any, naskah: Naskah) -> bool:
    """Only a draft that was never handed in is ever deleted."""
    if naskah.status != StatusNaskah.DRAFT or naskah.submitted_at is not None:
        return False
    return can_edit_naskah(user, naskah)


def can_revise_naskah(user: Any, naskah: Naskah) -> bool:
    """Begin a new version of a post that is, or was, public."""
    if naskah.status not in BISA_DIREVISI:
        return False
    return is_writer(user, naskah.kegiatan)


def is_writer(user: Any, kegiatan: Kegiatan) -> bool:
    """Tell whether the user works on the post: its author while a member, or a pengurus."""
    return is_pengurus(user, kegiatan.kim) or _is_writing_author(user, kegiatan)


def _is_writing_author(user: Any, kegiatan: Kegiatan) -> bool:
    """Tell whether the user wrote the post and still has a place in its KIM."""
    return kegiatan.penulis_id == user.pk and is_member(user, kegiatan.kim)


def can_appeal_naskah(user: Any, naskah: Naskah) -> bool:
    """Whoever works on the post may appeal once against a rejection or a take-down.

    What is only hidden until an officer decides has not been decided on yet.
    """
    if naskah.status not in BISA_KEBERATAN or not is_writer(user, naskah.kegiatan):
        return False
    if Keberatan.objects.filter(naskah=naskah).exists():
        return False
    return not is_provisional(naskah)


def can_view_keberatan(user: Any, keberatan: Keberatan) -> bool:
    """The KIM's own people and the officers of its region."""
    naskah = keberatan.naskah
    kim = naskah.kegiatan.kim
    return is_member(user, kim) or covers(officer_codes(user), kim.wilayah_id)


def can_decide_keberatan(user: Any, keberatan: Keberatan) -> bool:
    """Admins of the region but for the one who decided first and the KIM's own people.

    A province's admins cover its regions: where the region has one admin, they decide.
    """
    if user.pk in (keberatan.pemutus_awal_id, keberatan.pemohon_id):
        return False
    kim = keberatan.naskah.kegiatan.kim
    return covers(admin_codes(user), kim.wilayah_id) and not is_own(user, keberatan.naskah)
