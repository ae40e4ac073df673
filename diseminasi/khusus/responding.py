"""The only door to the answers of KIM: said until the day, changed until the day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from diseminasi.khusus.permissions import can_respond_for
from diseminasi.models import InfoPemerintah, Penyampaian, TanggapanKim
from kimportal.audit.models import record
from kimportal.template_tags import tanggal
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Kim


@transaction.atomic
def respond_info(
    info: InfoPemerintah,
    *,
    by: Any,
    kim: Kim,
    uuid: UUID,
    hadir: bool | None = None,
    teks: str = "",
) -> TanggapanKim:
    """Keep a KIM's answer; the same key, or the same answer, again changes nothing."""
    if not can_respond_for(by, kim):
        raise NotAllowed
    # Whoever answers for the KIM at the same moment stands in line here.
    handed = Penyampaian.objects.select_for_update(of=("self",)).filter(info=info, kim=kim)
    if not handed.first():
        raise TransitionError(f"Info ini tidak ditujukan untuk {kim.nama}.")
    _check_open(InfoPemerintah.objects.select_related("wilayah").get(pk=info.pk))
    if sent := TanggapanKim.objects.filter(uuid=uuid).first():
        return _same(sent, info, kim)
    before = TanggapanKim.objects.filter(info=info, kim=kim).first()
    if before and (before.hadir, before.teks) == (hadir, teks):
        return before
    tanggapan = TanggapanKim.objects.create(
        uuid=uuid,
        info=info,
        kim=kim,
        nomor=before.nomor + 1 if before else 1,
        hadir=hadir,
        teks=teks,
        oleh=by,
    )
    record(by=by, verb="respond_info", obj=tanggapan, wilayah_kode=info.wilayah_id or "")
    return tanggapan


def _same(sent: TanggapanKim, info: InfoPemerintah, kim: Kim) -> TanggapanKim:
    if sent.info_id != info.pk or sent.kim_id != kim.pk:
        raise TransitionError("Jawaban ini sudah dikirim untuk info lain. Muat ulang halaman.")
    return sent


def _check_open(info: InfoPemerintah) -> None:
    if not info.is_khusus or not info.is_terbit:
        raise TransitionError(f"“{info}” tidak sedang menunggu jawaban.")
    if not info.is_menunggu_jawaban:
        raise TransitionError(
            f"Batas menjawab {tanggal(info.jawab_sampai)} sudah lewat. Hubungi "
            f"{info.nama_penerbit}."
        )
