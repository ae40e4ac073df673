"""Sasaran: the regions and bidang that a message is for, and whom they reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from diseminasi.locking import lock_info, record_info, require
from diseminasi.models import BISA_DIUBAH, InfoPemerintah, Sasaran
from diseminasi.permissions import can_edit_info, can_target
from kimportal.template_tags import angka
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Bidang, Kim
from komunitas.permissions import NASIONAL
from komunitas.querysets import KimQuerySet
from komunitas.scope import within
from wilayah.models import Wilayah
from wilayah.querysets import PANJANG_KODE, WilayahQuerySet

KABKOTA = PANJANG_KODE[2]


@dataclass(frozen=True)
class Jangkauan:
    """How far the sasaran reach today: public KIM, villages, villages without a KIM."""

    kim: int
    desa: int
    desa_tanpa_kim: int

    def __str__(self) -> str:
        return (
            f"Menjangkau {angka(self.kim)} KIM di {angka(self.desa)} desa; "
            f"{angka(self.desa_tanpa_kim)} desa belum ber-KIM."
        )


def is_beyond_one(codes: Iterable[str]) -> bool:
    """Tell whether regions reach beyond one kabupaten/kota."""
    codes = list(codes)
    return len({kode[:KABKOTA] for kode in codes}) > 1 or any(len(k) < KABKOTA for k in codes)


def codes_of(info: InfoPemerintah) -> list[str]:
    """Return the codes of the message's sasaran ("" = nation)."""
    rows = Sasaran.objects.filter(info=info).values_list("wilayah_id", flat=True)
    return [kode or NASIONAL for kode in rows]


def villages_of(info: InfoPemerintah) -> WilayahQuerySet:
    """Return the villages in force that the message is for."""
    return Wilayah.objects.current().filter(within(codes_of(info), "kode"), tingkat=4)


def kim_of(info: InfoPemerintah) -> KimQuerySet:
    """Return the public KIM that the message is for: those of the sasaran, by bidang if any."""
    kims = Kim.objects.published().filter(within(codes_of(info)))
    bidang = list(info.sasaran_bidang.values_list("pk", flat=True))
    if bidang:
        link = Kim.bidang.through.objects.filter(bidang__in=bidang)
        kims = kims.filter(pk__in=link.values("kim"))
    return kims


def reach_of(info: InfoPemerintah) -> Jangkauan:
    """Count whom the message would reach now."""
    villages = villages_of(info)
    own = Kim.objects.published().desa().filter(wilayah=OuterRef("kode"))
    return Jangkauan(
        kim=kim_of(info).count(),
        desa=villages.count(),
        desa_tanpa_kim=villages.filter(~Exists(own)).count(),
    )


@transaction.atomic
def add_sasaran(info: InfoPemerintah, *, wilayah: Wilayah | None, by: Any) -> None:
    """Add a region; what lies inside it is then no longer named by itself."""
    info = lock_info(info, states=BISA_DIUBAH)
    require(can_edit_info, by, info)
    kode = wilayah.kode if wilayah else NASIONAL
    if not can_target(by, wilayah) or not kode.startswith(info.wilayah_id or NASIONAL):
        raise NotAllowed
    for named in codes_of(info):
        if kode.startswith(named):
            name = wilayah.sebutan if wilayah else "Seluruh Indonesia"
            raise TransitionError(f"{name} sudah termasuk dalam sasaran.")
    inner = Sasaran.objects.filter(info=info)
    (inner.filter(wilayah__kode__startswith=kode) if kode else inner).delete()
    Sasaran.objects.create(info=info, wilayah=wilayah)
    _note_change(info, by=by)


@transaction.atomic
def remove_sasaran(info: InfoPemerintah, *, sasaran: int, by: Any) -> None:
    """Take a region out again; one that is gone already changes nothing."""
    info = lock_info(info, states=BISA_DIUBAH)
    require(can_edit_info, by, info)
    Sasaran.objects.filter(info=info, pk=sasaran).delete()
    _note_change(info, by=by)


@transaction.atomic
def choose_bidang(info: InfoPemerintah, *, bidang: Iterable[Bidang], by: Any) -> None:
    """Narrow the message to KIM of these bidang; with none it is for all."""
    info = lock_info(info, states=BISA_DIUBAH)
    require(can_edit_info, by, info)
    info.sasaran_bidang.set(bidang)
    _note_change(info, by=by)


def _note_change(info: InfoPemerintah, *, by: Any) -> None:
    codes = codes_of(info)
    info.lintas_kabkota = is_beyond_one(codes)
    info.save(update_fields=["lintas_kabkota", "updated_at"])
    named = ", ".join(kode or "Indonesia" for kode in codes)
    record_info(info, "target_info", by=by, after=named[:200])
