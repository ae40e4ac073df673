"""The posts of a person's workspace: where each stands, what waits for whom and since when."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, Count, Max, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from kegiatan.models import BISA_DIUBAH, FotoNaskah, JumlahBaca, Naskah
from kegiatan.querysets import NaskahQuerySet
from kegiatan.scope import kegiatan_followed_by

# Stage: (label, which current versions are in it). A text handed over is no draft any more. A post
# stands published while its newest version is being changed or waits: it is in both stages.
TAHAP: dict[str, tuple[str, Q]] = {
    "perbaiki": ("Perlu diperbaiki", Q(status="returned", diserahkan_at=None)),
    "diserahkan": ("Diserahkan ke pengurus", Q(diserahkan_at__isnull=False)),
    "draf": ("Draf", Q(status__in=("draft", "cancelled"), diserahkan_at=None)),
    "menunggu": ("Menunggu Admin Diskominfo", Q(status="submitted")),
    "terbit": ("Terbit", Q(kegiatan__naskah_terbit__isnull=False)),
    "lain": ("Ditolak atau diturunkan", ~Q(status__in=(*BISA_DIUBAH, "submitted", "published"))),
}


def current_versions(user: Any) -> NaskahQuerySet:
    """Return the version that counts of every post in the workspace: the newest one."""
    newest = (
        Naskah.objects.filter(kegiatan__in=kegiatan_followed_by(user))
        .order_by()
        .values("kegiatan")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    return Naskah.objects.filter(pk__in=newest)


def count_stages(user: Any) -> dict[str, int]:
    """Return how many posts are in each stage, and in all (`semua`), in one query."""
    counts = {name: Count("pk", filter=condition) for name, (_, condition) in TAHAP.items()}
    return current_versions(user).aggregate(semua=Count("pk"), **counts)


def for_work_list(rows: NaskahQuerySet) -> NaskahQuerySet:
    """Order by urgency and load what a row of the list shows (`dibaca`: all readings)."""
    urgency = Case(
        *[When(condition, then=Value(n)) for n, (_, condition) in enumerate(TAHAP.values())],
        output_field=models.IntegerField(),
    )
    reads = (
        JumlahBaca.objects.filter(kegiatan=OuterRef("kegiatan"))
        .order_by()
        .values("kegiatan")
        .annotate(total=Sum("jumlah"))
        .values("total")
    )
    first = FotoNaskah.objects.select_related("foto").order_by("urutan", "pk")
    return (
        rows.annotate(urgensi=urgency, dibaca=Coalesce(Subquery(reads), 0))
        .select_related("kegiatan__kim__wilayah", "kegiatan__penulis")
        .prefetch_related(models.Prefetch("daftar_foto", queryset=first))
        .defer("isi", "cari", "kegiatan__kim__cari", "kegiatan__kim__potensi")
        .order_by("urgensi", "-updated_at", "-pk")
    )
