"""Turning a story template, a place and a day into one finished text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from kimportal.desk.contoh.corpus import Cerita
from kimportal.desk.contoh.markup import choose, pick_blocks, to_html
from kimportal.desk.contoh.people import Orang, invent_people
from kimportal.desk.contoh.places import KHAS, Tempat
from kimportal.template_tags import angka

SLOT = re.compile(r"\{(\w+)\}")
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
MAX_JUDUL = 120
MAX_RINGKASAN = 300
# slot: (women or men of this text, which of them)
PEOPLE = {
    "ibu": ("perempuan", 0),
    "ibu2": ("perempuan", 1),
    "pemudi": ("perempuan", 2),
    "bapak": ("laki", 0),
    "bapak2": ("laki", 1),
    "pemuda": ("laki", 2),
}


@dataclass(frozen=True)
class Konteks:
    """What a text is told from outside."""

    tempat: Tempat
    kim: str
    ketua: str
    tanggal: date
    jam: str = "08.00"


@dataclass(frozen=True)
class Tulisan:
    """One finished text with the facts that stand in it."""

    judul: str
    ringkasan: str
    isi: str
    sumber: str
    tempat: str
    hadir: int | None
    harga: int | None
    isian: "Isian"


def tanggal_panjang(day: date) -> str:
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


class Isian:
    """The slots of one text: filled when first asked for, the same ever after."""

    def __init__(self, konteks: Konteks, rng: Random, cerita: Cerita | None = None) -> None:
        self.konteks = konteks
        self.rng = rng
        self.cerita = cerita
        self.hadir = self._between(cerita.hadir) if cerita and cerita.hadir else None
        self.harga = self._between(cerita.harga) if cerita and cerita.harga else None
        self._values = self._given()
        self._people: dict[str, list[Orang]] = {}

    def fill(self, text: str) -> str:
        """Replace every slot; a slot written with a capital gets a capital value."""
        return SLOT.sub(self._replace, text)

    def _replace(self, found: re.Match[str]) -> str:
        name = found[1]
        value = self._value(name.lower())
        return value[0].upper() + value[1:] if name[0].isupper() else value

    def _value(self, name: str) -> str:
        if name not in self._values:
            self._values[name] = self._make(name)
        return self._values[name]

    def _make(self, name: str) -> str:
        own = self.cerita.isian.get(name) if self.cerita else None
        if own is not None:
            return self._own(own)
        if name in KHAS:
            return self._typical(name)
        if name.removesuffix("_s") in PEOPLE:
            return self._person(name)
        makers: dict[str, Callable[[], str]] = {
            "dusun": lambda: self.konteks.tempat.hamlet(self.rng),
            "tempat_acara": self._venue,
        }
        return makers[name]()

    def _given(self) -> dict[str, str]:
        k = self.konteks
        day = k.tanggal
        hari = HARI[day.weekday()]
        is_agenda = self.cerita is not None and self.cerita.jenis == "agenda"
        words = k.tempat.words()
        return words | {
            "kim": k.kim,
            "ketua": k.ketua,
            "hari": hari,
            "bulan": BULAN[day.month - 1],
            "tgl": tanggal_panjang(day),
            "haritgl": (
                f"{hari}, {tanggal_panjang(day)}"
                if is_agenda
                else f"{hari} ({day.day}/{day.month})"
            ),
            "jam": f"{k.jam} {words['zona']}",
            "hadir": angka(self.hadir or 0),
            "harga": f"Rp{angka(self.harga or 0)}",
        }

    def _own(self, spec: list[Any]) -> str:
        if isinstance(spec[0], int):
            return angka(self._between(spec))
        return self.fill(self.rng.choice(spec))

    def _between(self, spec: list[int]) -> int:
        low, high, *step = spec
        return self.rng.randrange(low, high + 1, *step)

    def _typical(self, hal: str) -> str:
        tempat = self.konteks.tempat
        wanted = self.cerita.butuh.get(hal) if self.cerita else None
        return self.rng.choice(tempat.choices(hal, wanted) if wanted else tempat.khas(hal))

    def _person(self, name: str) -> str:
        jenis, index = PEOPLE[name.removesuffix("_s")]
        if jenis not in self._people:
            budaya = self.konteks.tempat.budaya
            self._people[jenis] = invent_people(self.rng, budaya, jenis, 3)
        person = self._people[jenis][index]
        if not name.endswith("_s"):
            return person.nama
        return person.panggilan if name.startswith("pemud") else person.sapaan

    def _venue(self) -> str:
        return self.fill(self.rng.choice(self.cerita.tempat_acara)) if self.cerita else ""


def compose(cerita: Cerita, konteks: Konteks, rng: Random) -> Tulisan:
    """Write one text."""
    isian = Isian(konteks, rng, cerita)
    isi = to_html([isian.fill(block) for block in pick_blocks(cerita.isi, rng)])
    return Tulisan(
        judul=_short(isian, rng, cerita.judul, MAX_JUDUL),
        ringkasan=_short(isian, rng, cerita.ringkasan, MAX_RINGKASAN),
        isi=isi,
        sumber=isian.fill(rng.choice(cerita.sumber)) if cerita.sumber else "",
        tempat=isian.fill("{tempat_acara}") if cerita.tempat_acara else "",
        hadir=isian.hadir,
        harga=isian.harga,
        isian=isian,
    )


def _short(isian: Isian, rng: Random, variants: list[str], limit: int) -> str:
    """Fill one of the variants that stays within the limit; the shortest if none does."""
    filled = [isian.fill(choose(variant, rng)) for variant in rng.sample(variants, len(variants))]
    text = next((text for text in filled if len(text) <= limit), min(filled, key=len))
    text = text[:limit].rstrip()
    return text[0].upper() + text[1:]
