"""What people of a region should know: messages of the government for them, and what goes round.

Only what is for the region as a whole, or for one that it lies in; a province says nothing of what
concerns one of its villages.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, DateField, Q
from django.utils import timezone

from diseminasi.models import InfoPemerintah, Isu, Sasaran
from kimportal.compiled import CompiledQuery, Parameter, is_one_of_these
from wilayah.querysets import ancestor_codes

TAMPIL = 3


def _concerns_these() -> Q:
    return Q(wilayah=None) | Q(is_one_of_these("wilayah", CharField()))


def _info() -> Any:
    rows = InfoPemerintah.objects.released().unexpired(Parameter("hari", DateField()))
    meant = Sasaran.objects.filter(_concerns_these()).values("info")
    shown = ("slug", "judul", "urgensi", "status", "berlaku_sampai", "jawab_sampai", "cara_jawab")
    return rows.filter(pk__in=meant).newest().only(*shown)[:TAMPIL]


def _isu() -> Any:
    rows = Isu.objects.listed().filter(_concerns_these()).newest()
    return rows.only("slug", "klaim", "status", "putusan")[:TAMPIL]


INFO, ISU = CompiledQuery(_info), CompiledQuery(_isu)


def region_news(kode: str) -> dict[str, Any]:
    """Return the newest messages for, and rumours in, a region."""
    these = [*ancestor_codes(kode), kode]
    return {
        "daftar_info": INFO(these=these, hari=timezone.localdate()),
        "daftar_isu": ISU(these=these),
    }
