"""The only door to laporan penyebaran: a KIM says that it has relayed a message.

An admin may write one down for a KIM that reported by other ways, or for the officials of a
village that has no KIM. Sending the same key again changes nothing. What was reported by mistake
its KIM takes back within a day; otherwise rows stay as they are.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from diseminasi.models import InfoPemerintah, LaporanPenyebaran, Penyampaian, Penyebar, Ralat
from diseminasi.permissions import can_record_relay, can_relay_for, can_take_back_relay
from diseminasi.reach_refreshing import refresh_soon
from diseminasi.targeting import codes_of
from kimportal.audit.models import record
from kimportal.images.pipeline import Processed
from kimportal.images.storage import keep_processed
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Kim
from komunitas.permissions import covers
from wilayah.models import Wilayah


@transaction.atomic
def relay_info(
    info: InfoPemerintah, *, by: Any, kim: Kim, uuid: UUID, **isian: Any
) -> LaporanPenyebaran:
    """Note that a KIM has relayed the message; `isian` are the report's own fields."""
    if not can_relay_for(by, kim):
        raise NotAllowed
    if not Penyampaian.objects.filter(info=info, kim=kim).exists():
        raise TransitionError(f"Info ini tidak ditujukan untuk {kim.nama}.")
    return _keep(info, by=by, uuid=uuid, kim=kim, **isian)


@transaction.atomic
def record_relay(
    info: InfoPemerintah,
    *,
    by: Any,
    kim: Kim | None,
    wilayah: Wilayah,
    uuid: UUID,
    titipan: str,
    **isian: Any,
) -> LaporanPenyebaran:
    """Note what a KIM (or, without one, the village's officials) told an admin."""
    if not can_record_relay(by, wilayah) or (kim and not can_record_relay(by, kim.wilayah)):
        raise NotAllowed
    return _keep(info, by=by, uuid=uuid, kim=kim, wilayah=wilayah, titipan=titipan, **isian)


@transaction.atomic
def take_back_relay(laporan: LaporanPenyebaran, *, by: Any) -> LaporanPenyebaran:
    """Take back a report that was made by mistake; it is counted and listed no more."""
    laporan = LaporanPenyebaran.semua.select_for_update(of=("self",)).get(pk=laporan.pk)
    if not can_take_back_relay(by, laporan):
        raise NotAllowed
    laporan.dibatalkan_at = timezone.now()
    laporan.save(update_fields=["dibatalkan_at"])
    record(by=by, verb="take_back_relay", obj=laporan, wilayah_kode=laporan.wilayah_id)
    refresh_soon()
    return laporan


def _keep(
    info: InfoPemerintah,
    *,
    by: Any,
    uuid: UUID,
    kim: Kim | None,
    wilayah: Wilayah,
    tanggal: date,
    ralat: Ralat | None = None,
    foto: Processed | None = None,
    **isian: Any,
) -> LaporanPenyebaran:
    # One that was taken back is not made again by a phone that sends it once more.
    sent = LaporanPenyebaran.semua.filter(uuid=uuid).first()
    if sent is not None:
        return _same(sent, info, kim)
    # Two requests with one key stand in line here; the second finds the first one's row.
    info = InfoPemerintah.objects.select_for_update(of=("self",), no_key=True).get(pk=info.pk)
    if sent := LaporanPenyebaran.semua.filter(uuid=uuid).first():
        return _same(sent, info, kim)
    _check(info, ralat, wilayah, tanggal)
    laporan = LaporanPenyebaran.objects.create(
        uuid=uuid,
        info=info,
        ralat=ralat,
        penyebar=Penyebar.KIM if kim else Penyebar.APARAT,
        kim=kim,
        wilayah=wilayah,
        tanggal=tanggal,
        foto=keep_processed(foto) if foto else None,
        oleh=by,
        **isian,
    )
    record(
        by=by,
        verb="record_relay" if laporan.titipan else "relay_info",
        obj=laporan,
        wilayah_kode=wilayah.kode,
        after=laporan.kanal,
    )
    refresh_soon()
    return laporan


def _same(sent: LaporanPenyebaran, info: InfoPemerintah, kim: Kim | None) -> LaporanPenyebaran:
    if sent.info_id != info.pk or sent.kim_id != (kim.pk if kim else None):
        raise TransitionError("Laporan ini sudah dikirim untuk info lain. Muat ulang halaman.")
    return sent


def _check(info: InfoPemerintah, ralat: Ralat | None, wilayah: Wilayah, tanggal: date) -> None:
    if info.is_khusus:
        raise TransitionError(f"“{info}” hanya untuk KIM. Jangan disebarkan.")
    if info.released_at is None or not (info.is_terbit or ralat):
        raise TransitionError(f"“{info}” tidak sedang terbit. Jangan sebarkan lagi.")
    if ralat is not None and ralat.info_id != info.pk:
        raise TransitionError("Ralat ini milik info lain. Muat ulang halaman.")
    if not covers(codes_of(info), wilayah.kode):
        raise TransitionError(f"{wilayah.sebutan} tidak termasuk sasaran info ini.")
    if tanggal > timezone.localdate():
        raise TransitionError("Tanggalnya belum tiba. Tulis hari saat info disebarkan.")
    if tanggal < timezone.localdate(info.released_at):
        raise TransitionError("Tanggalnya lebih awal daripada terbitnya info ini.")
