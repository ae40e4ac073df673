"""What a KIM's people find in their workspace: messages to relay, and what they have relayed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from diseminasi.bahasa.pesan import Pesan
from diseminasi.models import (
    InfoPemerintah,
    LaporanPenyebaran,
    Penyampaian,
    Ralat,
    TanggapanKim,
    Urgensi,
)
from diseminasi.querysets import InfoQuerySet
from diseminasi.scope import kim_relaying_for, relay_takeable_back_by
from komunitas.models import Kim

URGENT = Case(
    When(urgensi=Urgensi.DARURAT, then=0), When(urgensi=Urgensi.PENTING, then=1), default=2
)


def info_for(user: Any) -> InfoQuerySet:
    """Return the messages handed to the user's KIM, with `sudah`: relayed as they are now.

    Of those for KIM only, `dijawab` says whether the KIM answered.

    After a correction, only relaying the correction counts as `sudah`. A withdrawn message
    stays with those who relayed it, until they have said so to the others.
    """
    kims = kim_relaying_for(user).values("pk")
    handed = Penyampaian.objects.filter(info=OuterRef("pk"), kim__in=kims)
    newest = (
        Ralat.objects.filter(info=OuterRef("pk"))
        .order_by()
        .values("info")
        .annotate(terbaru=Max("nomor"))
        .values("terbaru")
    )
    reports = LaporanPenyebaran.objects.filter(info=OuterRef("pk"), kim__in=kims)
    answers = TanggapanKim.objects.filter(info=OuterRef("pk"), kim__in=kims)
    rows = InfoPemerintah.objects.handed_out().annotate(
        ralat_terbaru=Coalesce(Subquery(newest), Value(0)),
        pernah=Exists(reports),
        dijawab=Exists(answers),
    )
    shown = ~Q(status="withdrawn") | ~Q(cara_jawab="") | Q(pernah=True)
    current = reports.annotate(tentang=Coalesce(F("ralat__nomor"), Value(0)))
    return rows.annotate(sudah=Exists(current.filter(tentang=OuterRef("ralat_terbaru")))).filter(
        Exists(handed), shown
    )


def to_relay(user: Any) -> InfoQuerySet:
    """Return what waits to be relayed, the urgent first: in force, or corrected since."""
    waiting = info_for(user).public().filter(sudah=False)
    in_force = Q(pk__in=InfoPemerintah.objects.in_force().values("pk"))
    return waiting.filter(in_force | Q(pernah=True)).order_by(URGENT, "-released_at", "-pk")


def reports_of(user: Any, info: InfoPemerintah) -> QuerySet[LaporanPenyebaran]:
    """Return what the user's KIM reported about the message (`bisa_dibatalkan`: by the user)."""
    rows = LaporanPenyebaran.objects.filter(info=info, kim__in=kim_relaying_for(user).values("pk"))
    mine = relay_takeable_back_by(user).filter(pk=OuterRef("pk"))
    rows = rows.annotate(bisa_dibatalkan=Exists(mine))
    return rows.select_related("kim", "wilayah", "ralat", "foto", "oleh")


def kims_handed(user: Any, info: Pesan) -> list[Kim]:
    """Return the user's KIM to which the message was handed; there is at least one."""
    rows = kim_relaying_for(user).filter(daftar_penyampaian__info=info.pk)
    return list(rows.select_related("wilayah").order_by("pk"))


def chosen_kim(kims: list[Kim], key: str | None) -> Kim:
    """Return the one of them in whose name material is made: the one asked for, else the first."""
    return next((kim for kim in kims if str(kim.pk) == key), kims[0])


def material_query(kim: Kim, bahasa: str) -> str:
    """Return what addresses of material carry: in whose name, in which language."""
    return urlencode({"kim": kim.pk} | ({"bahasa": bahasa} if bahasa else {}))
