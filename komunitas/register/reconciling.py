"""Where the dinas' list and the portal part: there and not here, here and not there."""

from __future__ import annotations

from django.db.models import QuerySet

from komunitas.models import BarisRegister, BerkasRegister, HasilBaris, Kim, StatusKim
from komunitas.permissions import NASIONAL
from komunitas.scope import within

# KIM that nobody handed in yet, or that were refused, are not "here".
TIDAK_DIHITUNG = (StatusKim.DRAFT, StatusKim.REJECTED, StatusKim.MERGED)


def missing_here(berkas: BerkasRegister) -> QuerySet[BarisRegister]:
    """Return the rows of the list whose KIM is not in the portal."""
    return berkas.daftar_baris.filter(kim=None).select_related("wilayah")


def missing_there(berkas: BerkasRegister) -> QuerySet[Kim]:
    """Return the KIM of the region that no row of the list means."""
    listed = berkas.daftar_baris.filter(kim__isnull=False).values("kim")
    here = Kim.objects.filter(within([berkas.wilayah_id or NASIONAL]))
    here = here.exclude(status__in=TIDAK_DIHITUNG).exclude(pk__in=listed)
    return here.select_related("wilayah").order_by("wilayah_id", "nama", "pk")


def different(berkas: BerkasRegister) -> QuerySet[BarisRegister]:
    """Return the rows that say otherwise than the KIM here."""
    rows = berkas.daftar_baris.filter(kim__isnull=False).exclude(catatan=[])
    return rows.filter(hasil__in=(HasilBaris.SAME, HasilBaris.FILL)).select_related("wilayah")
