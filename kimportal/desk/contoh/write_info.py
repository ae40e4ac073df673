"""Info Pemerintah of the demo: released at each level, waiting, corrected, relayed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from diseminasi.models import InfoPemerintah, Kanal, LaporanPenyebaran
from diseminasi.reach_refreshing import refresh_reach
from diseminasi.release import correct_info, release_info, submit_info
from diseminasi.tasks import ask_for_correction, deliver
from diseminasi.writing import start_info
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import SYSTEM
from kimportal.desk.contoh.info_texts import (
    BANTUAN,
    BANTUAN_BENAR,
    BANTUAN_KELIRU,
    DARURAT,
    MENUNGGU,
    VAKSIN,
)
from kimportal.desk.contoh.villages import CAST_VILLAGE
from komunitas.models import Bidang, Kim
from wilayah.models import Wilayah

# Keys of the reports follow from the KIM, so that the demo is the same each time.
NAMA = UUID("6f0a3c1e-6d2e-4f55-9d0b-2f7c7f1d0a11")
# Of the KIM that got a message, so many in ten have relayed it.
DARI_SEPULUH = 6
TEMPAT = ("Balai desa", "Masjid Nurul Iman", "Pasar pagi", "Posyandu Melati", "")


def write_info(accounts: Mapping[str, Pengguna], today: date) -> None:
    """Write them where the loaded regions have the cast's places."""
    if Wilayah.objects.filter(kode__in=["73", "73.71"]).count() != 2:
        return
    # Nothing that has run out is sent, and the demo may be dated back.
    today = max(today, timezone.localdate())
    _send(accounts["pusat"], None, DARURAT, today)
    bantuan = _send(accounts["admin.sulsel"], "73", BANTUAN, today)
    vaksin = _send(accounts["admin.makassar"], "73.71", VAKSIN, today)
    submit_info(_start(accounts["pusat"], "73", MENUNGGU, today), by=accounts["pusat"])
    for info in (bantuan, vaksin):
        deliver(info.pk)
        _relay(info)
    correct_info(
        bantuan,
        by=accounts["admin.sulsel"],
        reason=BANTUAN_KELIRU,
        changes={"tindakan": BANTUAN_BENAR},
    )
    ask_for_correction(bantuan.daftar_ralat.get().pk)
    refresh_reach()


def _start(writer: Pengguna, kode: str | None, teks: dict[str, Any], today: date) -> InfoPemerintah:
    isian = dict(teks)
    bidang = Bidang.objects.filter(slug__in=isian.pop("bidang"))
    sampai = today + timedelta(days=isian.pop("hari"))
    wilayah = Wilayah.objects.get(kode=kode) if kode else None
    return start_info(
        by=writer,
        wilayah=wilayah,
        bidang=bidang,
        berlaku_mulai=today,
        berlaku_sampai=sampai,
        **isian,
    )


def _send(writer: Pengguna, kode: str | None, teks: dict[str, Any], today: date) -> InfoPemerintah:
    info = submit_info(_start(writer, kode, teks, today), by=writer)
    return info if info.is_terbit else release_info(info, by=SYSTEM)


def _relay(info: InfoPemerintah) -> None:
    """Let most KIM have relayed it; the cast's own has yet to."""
    kims = Kim.objects.filter(daftar_penyampaian__info=info).exclude(wilayah_id=CAST_VILLAGE)
    kanal = Kanal.values
    LaporanPenyebaran.objects.bulk_create(
        LaporanPenyebaran(
            uuid=uuid5(NAMA, f"{info.judul}-{kim.nomor}"),
            info=info,
            kim=kim,
            wilayah_id=kim.wilayah_id,
            kanal=kanal[number % len(kanal)],
            tempat=TEMPAT[number % len(TEMPAT)],
            perkiraan_orang=20 + 7 * (number % 9),
        )
        for number, kim in enumerate(kims.order_by("nomor"))
        if number % 10 < DARI_SEPULUH
    )
