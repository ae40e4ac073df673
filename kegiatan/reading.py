"""How often posts are read, and what KIM like one's own have published lately."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from kegiatan.models import JumlahBaca, Kegiatan, Naskah
from kegiatan.querysets import NaskahQuerySet
from komunitas.models import Kim
from wilayah.querysets import inside

WEEK = timedelta(days=7)


def count_read(kegiatan: Kegiatan) -> None:
    """Count one reading of a post today (WIB)."""
    row = JumlahBaca.objects.filter(kegiatan=kegiatan, tanggal=timezone.localdate())
    if row.update(jumlah=F("jumlah") + 1):
        return
    try:
        with transaction.atomic():
            JumlahBaca.objects.create(kegiatan=kegiatan, tanggal=timezone.localdate(), jumlah=1)
    except IntegrityError:
        # Somebody else was the first reader of the day at the same moment.
        row.update(jumlah=F("jumlah") + 1)


def reads_of(kim_ids: Iterable[int], days: int = 30) -> int:
    """Return how often the posts of these KIM were read in the last `days` days, today included."""
    since = timezone.localdate() - timedelta(days=days - 1)
    rows = JumlahBaca.objects.filter(kegiatan__kim__in=list(kim_ids), tanggal__gte=since)
    return rows.aggregate(total=Sum("jumlah"))["total"] or 0


def similar_this_week(kim_ids: Iterable[int]) -> NaskahQuerySet:
    """Return what other KIM of the same bidang or kabupaten/kota published in seven days.

    Newest first; cut it to the number wanted.
    """
    own = list(kim_ids)
    codes = {kode[:5] for kode in Kim.objects.filter(pk__in=own).values_list("wilayah", flat=True)}
    links = Kim.bidang.through.objects
    bidang = links.filter(kim__in=own).values("bidang")
    alike: Any = Q(kegiatan__kim__in=links.filter(bidang__in=bidang).values("kim"))
    for kode in codes:
        alike |= Q(inside(kode, "kegiatan__kim__wilayah_id"))
    recent = Naskah.objects.published().filter(published_at__gte=timezone.now() - WEEK)
    return recent.filter(alike).exclude(kegiatan__kim__in=own).newest()
