"""Cek Hoaks of the demo: verdicts of each kind, one being checked, some waiting at the desk."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from diseminasi.hoaks.verdicts import VONIS, correct_isu, decide_isu, start_check
from diseminasi.models import JAM_ISU, Isu, KirimanIsu
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import SYSTEM, record
from kimportal.desk.contoh.isu_texts import (
    DIPERIKSA,
    DIPUTUSKAN,
    DIRALAT,
    KELIRU,
    MENUNGGU,
    RALAT,
)
from wilayah.models import Wilayah

# Keys of what was sent in follow from its words, so that the demo is the same each time.
NAMA = UUID("0f6f2f64-7a52-4a0e-9a35-5d1f4d6b8c21")
# How long after it came in a rumour was decided.
LAMA = timedelta(hours=18)
PENULIS = {None: "pusat", "73": "admin.sulsel", "73.71": "admin.makassar"}


def write_isu(accounts: Mapping[str, Pengguna], now: datetime) -> None:
    """Write them where the loaded regions have the cast's places."""
    codes = [kode for kode, *_ in MENUNGGU if kode]
    if Wilayah.objects.filter(kode__in=[*codes, "73"]).count() != len({*codes, "73"}):
        return
    for teks in DIPUTUSKAN:
        _decide(teks, accounts[PENULIS[teks["kode"]]], now)
    first = _send(DIPERIKSA["kode"], DIPERIKSA["bunyi"], "", now - timedelta(hours=20))
    words = {name: DIPERIKSA[name] for name in ("klaim", "bunyi")}
    start_check(first, by=accounts["admin.makassar"], **words)
    for kode, bunyi, kontak, jam in MENUNGGU:
        _send(kode, bunyi, kontak, now - timedelta(hours=jam))


def _send(kode: str | None, bunyi: str, kontak: str, moment: datetime) -> Isu:
    """Create what the door of sending would have left behind at that moment."""
    isu = Isu.objects.create(
        wilayah_id=kode,
        bunyi=bunyi,
        created_at=moment,
        due_at=moment + timedelta(hours=JAM_ISU),
    )
    KirimanIsu.objects.create(
        isu=isu, teks=bunyi, kontak=kontak, created_at=moment, kunci=uuid5(NAMA, bunyi)
    )
    record(by=SYSTEM, verb="send_rumour", obj=isu, wilayah_kode=kode or "", after=isu.status)
    return isu


def _decide(teks: dict[str, Any], by: Pengguna, now: datetime) -> None:
    moment = now - timedelta(hours=teks["jam"])
    isu = _send(teks["kode"], teks["bunyi"], "", moment)
    vonis = {name: teks[name] for name in VONIS}
    decide_isu(isu, by=by, **vonis)
    if teks["klaim"].startswith(DIRALAT):
        correct_isu(isu, by=by, reason=KELIRU, **(vonis | RALAT))
    Isu.objects.filter(pk=isu.pk).update(shown_at=moment + LAMA, decided_at=moment + LAMA)
