"""How a kept text differs from the current version, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from kegiatan.history import snapshot
from kegiatan.models import Naskah, RiwayatNaskah
from kegiatan.plain import to_plain

_WORD = re.compile(r"\s+|[^\s]+")
# Of longer stretches that stayed, only so much is shown around each change.
MAX_SAME = 400
AROUND = 160
# Longer texts are compared line by line: word by word would take too long.
MAX_WORDS = 6_000


@dataclass(frozen=True)
class Part:
    """A stretch of text: `jenis` is "sama", "hapus" (only kept) or "tambah" (only current)."""

    jenis: str
    teks: str

    @property
    def singkat(self) -> str:
        """The text, shortened in the middle where nothing changed."""
        if self.jenis != "sama" or len(self.teks) <= MAX_SAME:
            return self.teks
        # Whole words on either side of the gap.
        begin = re.sub(r"\S*$", "", self.teks[:AROUND])
        end = re.sub(r"^\S*", "", self.teks[-AROUND:])
        return f"{begin}[…]{end}"


@dataclass(frozen=True)
class Difference:
    label: str
    parts: list[Part]


def compare(row: RiwayatNaskah, naskah: Naskah) -> list[Difference]:
    """Return the fields in which the kept text and the current version differ."""
    kept, now = _readable(row.cuplikan), _readable(snapshot(naskah))
    return [
        Difference(label, word_parts(kept[label], now[label]))
        for label in now
        if kept[label] != now[label]
    ]


def story_of(row: RiwayatNaskah) -> str:
    """Return the kept story as plain text."""
    return to_plain(row.cuplikan.get("isi", ""))


def _readable(content: dict[str, Any]) -> dict[str, str]:
    """Return the fields that people compare, under their labels, as text."""
    photos = [f"{n}. {p['keterangan'] or '–'}" for n, p in enumerate(content["foto"], start=1)]
    simple = {
        "Judul": "judul",
        "Ringkasan": "ringkasan",
        "Tanggal": "tanggal",
        "Sampai tanggal": "tanggal_selesai",
        "Pukul": "jam",
        "Tempat": "tempat",
        "Wilayah": "wilayah",
        "Jenis": "jenis",
        "Jumlah hadir": "jumlah_hadir",
        "Sumber": "sumber",
        "Harga": "harga",
        "WhatsApp penjual": "wa_penjual",
    }
    told = {
        label: str(content[name] if content[name] is not None else "")
        for label, name in simple.items()
    }
    return told | {"Cerita": to_plain(content["isi"]), "Foto": "\n".join(photos)}


def word_parts(kept: str, now: str) -> list[Part]:
    """Return two texts as one, in stretches that stayed, went and came."""
    old, new = _WORD.findall(kept), _WORD.findall(now)
    if len(old) + len(new) > MAX_WORDS:
        old, new = kept.splitlines(keepends=True), now.splitlines(keepends=True)
    parts: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("sama", "".join(old[a:b])))
            continue
        if b > a:
            parts.append(Part("hapus", "".join(old[a:b])))
        if d > c:
            parts.append(Part("tambah", "".join(new[c:d])))
    return parts
