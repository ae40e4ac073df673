"""The QuerySet twin of `diseminasi.khusus.permissions`, and what waits for a KIM's answer."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from diseminasi.models import InfoPemerintah, Penyampaian, TanggapanKim
from diseminasi.querysets import InfoQuerySet
from komunitas.models import Kim
from komunitas.permissions import memberships_of
from komunitas.querysets import KimQuerySet


def kim_responding_for(user: Any) -> KimQuerySet:
    """Twin of `can_respond_for`."""
    return Kim.objects.published().filter(pk__in=memberships_of(user).pengurus().values("kim"))


def to_answer(user: Any) -> InfoQuerySet:
    """Return what waits for an answer of the user's KIM, the nearest day first."""
    answered = TanggapanKim.objects.filter(info=OuterRef("info"), kim=OuterRef("kim"))
    waiting = Penyampaian.objects.filter(
        ~Exists(answered), info=OuterRef("pk"), kim__in=kim_responding_for(user).values("pk")
    )
    rows = InfoPemerintah.objects.standing().for_kim_only()
    rows = rows.filter(Exists(waiting), jawab_sampai__gte=timezone.localdate())
    return rows.order_by("jawab_sampai", "pk")
