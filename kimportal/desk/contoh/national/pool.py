"""A pool of stories, told once per culture and kind of village, with blanks for the names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from random import Random

from kegiatan.outbound import hosts_in
from kimportal.desk.contoh.corpus import Cerita, stories
from kimportal.desk.contoh.places import Tempat
from kimportal.desk.contoh.texts import BULAN, HARI, Konteks, compose, tanggal_panjang

VARIANTS = 2
# Paragraphs kept of a story: enough words to search, a million times.
BLOCKS = 3
# Control characters stand for what differs from post to post. The order is that of `blanks`.
MARKS = "\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12"
NAMA, KECAMATAN, KABUPATEN, PROVINSI, KIM, KETUA, HARI_TGL, TGL, PENUH, SEHARI, SEBULAN = tuple(
    MARKS
)
MODEL_DAY = date(2023, 1, 3)
_HARI, _BULAN = HARI[MODEL_DAY.weekday()], BULAN[MODEL_DAY.month - 1]
# Longest first: each of these holds the next.
MODEL_WORDS = (
    (f"{_HARI}, {tanggal_panjang(MODEL_DAY)}", PENUH),
    (f"{_HARI} ({MODEL_DAY.day}/{MODEL_DAY.month})", HARI_TGL),
    (tanggal_panjang(MODEL_DAY), TGL),
    (_HARI, SEHARI),
    (_BULAN, SEBULAN),
)
BLOCK = re.compile(r"<(p|ul|ol|blockquote|h\d)>.*?</\1>")


@dataclass(frozen=True)
class Bentuk:
    """One story ready to be filled; the texts are format strings over `blanks`."""

    cerita: Cerita
    judul: str
    ringkasan: str
    isi: str
    tempat: str
    hadir: int | None
    harga: int | None
    hosts: tuple[str, ...]


Kolam = Mapping[tuple[str, bool, str], Sequence[Bentuk]]


def make_pool(villages: Sequence[Tempat], rng: Random) -> Kolam:
    """Tell every story for every culture, in desa and in kelurahan; keyed also by bidang."""
    by_kind: dict[tuple[str, bool], list[Tempat]] = defaultdict(list)
    for village in villages:
        by_kind[kind_of(village)].append(village)
    pool: dict[tuple[str, bool, str], list[Bentuk]] = defaultdict(list)
    for (budaya, is_kelurahan), found in sorted(by_kind.items()):
        sample = rng.sample(found, min(40, len(found)))
        for cerita in stories():
            model = next((village for village in sample if village.fits(cerita)), None)
            if model is not None:
                key = (budaya, is_kelurahan, cerita.bidang)
                pool[key] += [_tell(cerita, model, rng) for _ in range(VARIANTS)]
    return pool


def kind_of(tempat: Tempat) -> tuple[str, bool]:
    """Return what decides the words of a story: the culture, and whether it is a kelurahan."""
    return tempat.budaya, tempat.jenis == "kelurahan"


def blanks(tempat: Tempat, kim: str, ketua: str, day: date) -> tuple[str, ...]:
    """Return what fills the blanks, in the order of MARKS."""
    hari, bulan = HARI[day.weekday()], BULAN[day.month - 1]
    tgl = f"{day.day} {bulan} {day.year}"
    names = (tempat.nama, tempat.kecamatan, tempat.kabupaten, tempat.provinsi, kim, ketua)
    return (*names, f"{hari} ({day.day}/{day.month})", tgl, f"{hari}, {tgl}", hari, bulan)


def _tell(cerita: Cerita, model: Tempat, rng: Random) -> Bentuk:
    nameless = replace(
        model, nama=NAMA, kecamatan=KECAMATAN, kabupaten=KABUPATEN, provinsi=PROVINSI
    )
    konteks = Konteks(tempat=nameless, kim=KIM, ketua=KETUA, tanggal=MODEL_DAY)
    tulisan = compose(cerita, konteks, rng)
    isi = _with_blanks("".join(_first_blocks(tulisan.isi)))
    return Bentuk(
        cerita=cerita,
        judul=_with_blanks(tulisan.judul),
        ringkasan=_with_blanks(tulisan.ringkasan),
        isi=isi,
        tempat=_with_blanks(tulisan.tempat),
        hadir=None if cerita.jenis == "agenda" else tulisan.hadir,
        harga=tulisan.harga if cerita.jenis == "produk" else None,
        hosts=tuple(hosts_in(isi, "")),
    )


def _first_blocks(html: str) -> list[str]:
    return [found[0] for found in islice(BLOCK.finditer(html), BLOCKS)]


def _with_blanks(text: str) -> str:
    """Turn a told text into a format string, its line breaks into spaces (as COPY needs)."""
    for words, mark in MODEL_WORDS:
        text = text.replace(words, mark)
    text = " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ").replace("\\", "")
    text = text.replace("{", "{{").replace("}", "}}")
    for number, mark in enumerate(MARKS):
        text = text.replace(mark, f"{{{number}}}")
    return text
