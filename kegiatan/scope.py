"""The QuerySet twins of `kegiatan.permissions`: which rows may this user reach."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from kegiatan.models import BISA_DIUBAH, Keberatan, Kegiatan, Naskah
from kegiatan.permissions import BISA_DIREVISI, BISA_KEBERATAN, TERTUTUP
from kegiatan.querysets import KegiatanQuerySet, NaskahQuerySet
from kimportal.audit.models import Penurunan
from komunitas.models import Kim
from komunitas.permissions import PENGURUS, admin_codes, memberships_of, officer_codes
from komunitas.querysets import KimQuerySet
from komunitas.scope import kim_verifiable_by, within

KIM_WILAYAH = "kegiatan__kim__wilayah_id"
NOBODY = Q(pk__in=[])


def _places(user: Any) -> QuerySet[Any]:
    """Return the keys of the KIM in which the user has a place today."""
    return memberships_of(user).values("kim")


def _chairs(user: Any) -> QuerySet[Any]:
    """Return the keys of the KIM for which the user may speak."""
    return memberships_of(user).filter(jabatan__in=PENGURUS).values("kim")


def _own(user: Any, post: str) -> Exists:
    """Ask whether the post at the path `post` is the user's own, row by row: few are asked."""
    if not user.is_authenticated:
        return Exists(Kegiatan.objects.none())
    mine = Q(penulis=user) | Q(dititipkan_oleh=user) | Q(kim__in=_places(user))
    return Exists(Kegiatan.objects.filter(mine, pk=OuterRef(post)))


def _as_pengurus(user: Any) -> Q:
    return Q(kegiatan__kim__in=_chairs(user))


def _as_author(user: Any) -> Q:
    if not user.is_authenticated:
        return NOBODY
    return Q(kegiatan__penulis=user, kegiatan__kim__in=_places(user))


def kegiatan_followed_by(user: Any) -> KegiatanQuerySet:
    """Twin of `can_follow_kegiatan`."""
    return Kegiatan.objects.filter(kim__in=_places(user))


def kim_writable_by(user: Any) -> KimQuerySet:
    """Twin of `can_create_kegiatan`."""
    return Kim.objects.filter(pk__in=_places(user)).exclude(status__in=TERTUTUP)


def naskah_visible_to(user: Any) -> NaskahQuerySet:
    """Twin of `can_view_naskah`."""
    public = Q(status="published", kegiatan__kim__status="verified")
    followed = Q(kegiatan__kim__in=_places(user))
    return Naskah.objects.filter(public | followed | _handed_in(user))


def naskah_on_desk_of(user: Any) -> NaskahQuerySet:
    """Return what an officer's desk has of `naskah_visible_to`: what was handed in there."""
    return Naskah.objects.filter(_handed_in(user))


def _handed_in(user: Any) -> Q:
    return Q(submitted_at__isnull=False) & within(officer_codes(user), KIM_WILAYAH)


def naskah_moderatable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_moderate_naskah`."""
    inside = within(admin_codes(user), KIM_WILAYAH)
    return Naskah.objects.filter(inside, ~_own(user, "kegiatan"), submitted_at__isnull=False)


def naskah_confirmable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_confirm_naskah`."""
    return naskah_moderatable_by(user).filter(status="published", reviewed_at=None)


def praktik_markable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_mark_praktik`."""
    return naskah_moderatable_by(user).published()


def naskah_editable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_edit_naskah`."""
    author = _as_author(user) & Q(diserahkan_at=None)
    return Naskah.objects.filter(_as_pengurus(user) | author, status__in=BISA_DIUBAH)


def naskah_submittable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_submit_naskah`."""
    entered = NOBODY
    if user.is_authenticated:
        mine = kim_entrustable_by(user).values("pk")
        entered = Q(kegiatan__dititipkan_oleh=user, kegiatan__kim__in=mine)
    return Naskah.objects.filter(_as_pengurus(user) | entered, kegiatan__kim__status="verified")


def kim_entrustable_by(user: Any) -> KimQuerySet:
    """Twin of `can_entrust_kegiatan`."""
    return kim_verifiable_by(user).filter(status="verified")


def naskah_handable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_hand_over_naskah`."""
    rows = Naskah.objects.filter(_as_author(user), status__in=BISA_DIUBAH, diserahkan_at=None)
    return rows.exclude(kegiatan__kim__in=_chairs(user))


def naskah_withdrawable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_take_back_naskah`."""
    from_admins = _as_pengurus(user) & Q(status="submitted")
    from_pengurus = (_as_pengurus(user) | _as_author(user)) & Q(diserahkan_at__isnull=False)
    return Naskah.objects.filter(from_admins | from_pengurus)


def naskah_deletable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_delete_naskah`."""
    return naskah_editable_by(user).filter(status="draft", submitted_at=None)


def naskah_revisable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_revise_naskah`."""
    return Naskah.objects.filter(_as_pengurus(user) | _as_author(user), status__in=BISA_DIREVISI)


def naskah_appealable_by(user: Any) -> NaskahQuerySet:
    """Twin of `can_appeal_naskah`."""
    hidden = Penurunan.objects.filter(
        catatan__object_type="naskah",
        catatan__object_id=Cast(OuterRef("pk"), CharField()),
        sementara=True,
        akhir=None,
    )
    return Naskah.objects.filter(
        _as_pengurus(user) | _as_author(user), ~Exists(hidden), status__in=BISA_KEBERATAN
    ).filter(keberatan=None)


def keberatan_visible_to(user: Any) -> QuerySet[Keberatan]:
    """Twin of `can_view_keberatan`."""
    followed = Q(naskah__kegiatan__kim__in=_places(user))
    officers = within(officer_codes(user), f"naskah__{KIM_WILAYAH}")
    return Keberatan.objects.filter(followed | officers)


def keberatan_decidable_by(user: Any) -> QuerySet[Keberatan]:
    """Twin of `can_decide_keberatan`."""
    inside = within(admin_codes(user), f"naskah__{KIM_WILAYAH}")
    return (
        Keberatan.objects.filter(inside, ~_own(user, "naskah__kegiatan"))
        .exclude(pemohon=user.pk)
        .filter(Q(pemutus_awal=None) | ~Q(pemutus_awal=user.pk))
    )
