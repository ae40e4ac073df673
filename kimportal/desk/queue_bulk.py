"""The same decision on many items, each through its own door, each with its own outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from kimportal.desk.queue import Antrean, Baris
from kimportal.desk.queue_holding import forget
from kimportal.desk.queue_kinds import MENURUT_KODE
from kimportal.keys import read_key
from kimportal.transitions import TransitionError
from komunitas.deciding import take_decision, who_was_faster
from komunitas.officer_admin import Keputusan

# The decisions that can be taken on many at once, and which verb of a kind each one means.
LANGKAH = {"setuju": "Setujui", "kembali": "Minta perbaikan"}
MAKSIMUM = 100
TIDAK_ADA = "Sudah tidak menunggu, atau bukan wilayah Anda."


@dataclass(frozen=True)
class Pilihan:
    """An item that was ticked, as it was seen."""

    kunci: str
    dilihat: str

    @property
    def nilai(self) -> str:
        return f"{self.kunci}@{self.dilihat}"


@dataclass
class Butir:
    """One item of a decision on many: what will happen, then what did."""

    pilihan: Pilihan
    baris: Baris | None
    keputusan: Keputusan | None = None
    halangan: str = ""
    hasil: str = ""

    @property
    def is_jadi(self) -> bool:
        return self.hasil == "jadi"


def chosen(values: Iterable[str]) -> list[Pilihan]:
    """Return what a form's boxes hold, each once."""
    pairs = (value.partition("@") for value in dict.fromkeys(values))
    return [Pilihan(kunci[:40], dilihat[:30]) for kunci, _, dilihat in pairs]


def prepare(pilihan: list[Pilihan], langkah: str, *, by: Any) -> list[Butir]:
    """Say for each item what the decision would be, or why it cannot be taken from here."""
    rows = {row.kunci: row for row in Antrean(by).find_all(p.kunci for p in pilihan)}
    return [_item(p, rows.get(p.kunci), langkah, by=by) for p in pilihan]


def _item(pilihan: Pilihan, row: Baris | None, langkah: str, *, by: Any) -> Butir:
    if row is None:
        return Butir(pilihan, None, halangan=_why_gone(pilihan, by=by))
    verb = getattr(row.jenis, langkah)
    daftar = row.jenis.desk.daftar_keputusan
    keputusan = next((k for k in daftar if k.verb == verb), None)
    if not row.is_bisa:
        return Butir(pilihan, row, halangan="Diputuskan admin lain.")
    if keputusan is None:
        return Butir(pilihan, row, halangan="Perlu dibuka dan diputuskan satu per satu.")
    if pilihan.dilihat and pilihan.dilihat != row.dilihat:
        return Butir(pilihan, row, halangan="Diajukan ulang sejak Anda melihatnya.")
    return Butir(pilihan, row, keputusan)


def _why_gone(pilihan: Pilihan, *, by: Any) -> str:
    """Say who was faster with an item that waits no longer, to those who may know."""
    kode, _, pk = pilihan.kunci.partition("-")
    jenis = MENURUT_KODE.get(kode)
    obj = jenis.desk.visible_rows(by).filter(pk=read_key(pk)).first() if jenis else None
    if jenis is None or obj is None:
        return TIDAK_ADA
    labels = {k.verb: k.label for k in jenis.desk.daftar_keputusan}
    return f"{obj}: {who_was_faster(obj, labels) or 'sudah tidak menunggu.'}"


def decide_all(butir: list[Butir], *, by: Any, reason: str) -> None:
    """Take the decision on each item that can be decided; one failing holds no other back."""
    for item in butir:
        if item.keputusan is not None and item.baris is not None:
            _decide(item, item.keputusan, item.baris, by=by, reason=reason)


def _decide(item: Butir, keputusan: Keputusan, row: Baris, *, by: Any, reason: str) -> None:
    desk = row.jenis.desk
    obj = desk.visible_rows(by).filter(pk=row.pk).first()
    if obj is None:
        item.halangan = TIDAK_ADA
        return
    typed = {"reason": reason} if keputusan.perlu_alasan else {}
    try:
        take_decision(keputusan.run, obj, by=by, dilihat=item.pilihan.dilihat, **typed)
    except TransitionError as error:
        item.halangan = desk.why_not(keputusan, obj, error)
    except PermissionDenied:
        item.halangan = "Anda tidak berwenang memutuskan ini."
    else:
        item.hasil = "jadi"
        forget(obj)
