"""What each row of a register comes to, before anything is written. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from komunitas.models import HasilBaris, StatusKim
from komunitas.register.columns import Baris
from komunitas.register.matching import (
    KETERANGAN_STATUS,
    IndeksKim,
    KimAda,
    Tambahan,
    compare,
)
from komunitas.register.rows import Isian, name_key, read_row
from komunitas.register.villages import IndeksDesa, Temuan

SETIAP = 200


@dataclass(frozen=True)
class Jawaban:
    """What the admin said about a row: which village, or to leave it out."""

    dipilih: str = ""
    lewati: bool = False


@dataclass
class RencanaBaris:
    """One row, decided."""

    baris: Baris
    isian: Isian
    hasil: str = HasilBaris.FAULTY
    masalah: list[str] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    pilihan: list[str] = field(default_factory=list)
    wilayah: str = ""
    ada: KimAda | None = None
    tambahan: Tambahan | None = None


def plan_rows(
    rows: list[Baris],
    *,
    jawaban: list[Jawaban],
    desa: IndeksDesa,
    kim: IndeksKim,
    today: date,
    track: Callable[[int], None] = lambda done: None,
) -> list[RencanaBaris]:
    """Decide every row. `jawaban` holds the answers, in the order of the rows."""
    seen = _Terlihat()
    plans = []
    kecamatan = ""
    for done, (baris, jawab) in enumerate(zip(rows, jawaban, strict=True)):
        isian = read_row(baris.isi, today)
        kecamatan = isian.kecamatan or kecamatan
        plan = RencanaBaris(baris, isian, masalah=isian.masalah, catatan=isian.catatan)
        found = _place(plan, jawab, desa, petunjuk=kecamatan)
        if jawab.lewati:
            plan.hasil = HasilBaris.SKIPPED
        elif not plan.masalah and found.desa is None:
            plan.hasil = HasilBaris.ASK
        elif not plan.masalah:
            _match(plan, kim)
            seen.check(plan)
        plans.append(plan)
        if done % SETIAP == 0:
            track(done)
    return plans


def _place(plan: RencanaBaris, jawab: Jawaban, desa: IndeksDesa, petunjuk: str) -> Temuan:
    """Find the row's village, or note what to ask."""
    isian = plan.isian
    if not (isian.desa or isian.kode):
        return Temuan()
    found = desa.find(
        kode=isian.kode,
        desa=isian.desa,
        kecamatan=isian.kecamatan,
        kabkota=isian.kabkota,
        petunjuk=petunjuk,
    )
    if found.pilihan:
        plan.pilihan = [d.kode for d in found.pilihan]
        if jawab.dipilih in plan.pilihan:
            found = Temuan(desa=desa.by_kode[jawab.dipilih])
        else:
            plan.catatan.append(f"{found.tanya} Pilih yang benar.")
    if found.masalah:
        plan.masalah.append(found.masalah)
    plan.wilayah = found.desa.kode if found.desa else ""
    return found


def _match(plan: RencanaBaris, kim: IndeksKim) -> None:
    """Tell a new KIM from one that is here, and what the row adds to it."""
    plan.ada = kim.find(plan.isian, plan.wilayah)
    if plan.ada is None:
        plan.hasil = HasilBaris.NEW
        if near := kim.near(plan.isian, plan.wilayah):
            plan.catatan.append(f"Mirip dengan {', '.join(near[:3])} di desa ini. Pastikan lain.")
        return
    plan.hasil = HasilBaris.SAME
    if plan.ada.kim.status != StatusKim.VERIFIED:
        plan.catatan.append(KETERANGAN_STATUS[StatusKim(plan.ada.kim.status)])
        return
    plan.tambahan = compare(plan.isian, plan.ada, plan.wilayah)
    plan.catatan += plan.tambahan.beda
    if plan.ada.milik_sendiri:
        plan.catatan.append("Anda anggota KIM ini, jadi tidak dapat mengubahnya.")
    elif plan.tambahan.label:
        plan.hasil = HasilBaris.FILL
        plan.catatan.insert(0, f"Diisi: {', '.join(plan.tambahan.label)}.")


class _Terlihat:
    """Remembers the rows above, so that the same KIM does not stand in a register twice."""

    def __init__(self) -> None:
        self.first: dict[object, Baris] = {}

    def check(self, plan: RencanaBaris) -> None:
        keys: list[object] = [(plan.wilayah, plan.isian.jenis, name_key(plan.isian.nama))]
        if plan.isian.nomor_kimid:
            keys.append(plan.isian.nomor_kimid)
        if plan.ada:
            keys.append(plan.ada.kim.pk)
        double = next((self.first[key] for key in keys if key in self.first), None)
        if double is None:
            self.first.update(dict.fromkeys(keys, plan.baris))
            return
        where = f"lembar {double.lembar} baris" if double.lembar else "baris"
        plan.masalah.append(f"KIM yang sama dengan {where} {double.nomor}.")
        plan.hasil = HasilBaris.FAULTY
        plan.ada = plan.tambahan = None
