"""What the portal notices in a text. It flags and never refuses."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kegiatan.models import JenisKegiatan, Naskah
from kegiatan.outbound import addresses_in
from kegiatan.prose import plain_text

WORDS = Path(__file__).with_name("words.toml")
# Above this many addresses a text reads as a list of links.
MANY_LINKS = 5
# A title or text in which more than this share of the letters is capital shouts.
SHOUTING = 0.6
MIN_LETTERS = 12
SHOWN = 5

# NIK and KK are 16 digits; of a NIK the seventh to tenth are day (women: + 40) and month.
_NIK = re.compile(r"(?<!\d)\d{6}(?:[0-6]\d|7[01])(?:0[1-9]|1[0-2])\d{6}(?!\d)")
_PHONE = re.compile(r"(?<![\d.])(?:\+?62|0)[\s.-]?8\d{1,2}(?:[\s.-]?\d{3,4}){2,3}(?!\d)")
_LEET = str.maketrans("01345", "oieas")
_SPACED = re.compile(r"\b(?:\w[.\-_* ]){3,}\w\b")


@dataclass(frozen=True)
class Temuan:
    """One thing to look at: `kunci` for machines, a headline, what was found."""

    kunci: str
    judul: str
    isi: str


def warnings_about(naskah: Naskah, captions: Iterable[str]) -> list[Temuan]:
    """Return what is worth a second look in a version with photos of these captions."""
    captions = list(captions)
    text = words_of(naskah, captions)
    found = [_gambling(text), _links(naskah), _shouting(naskah), _personal(text)]
    found += [_children(text, has_photos=bool(captions)), _politics(text)]
    if naskah.jenis != JenisKegiatan.PRODUK:
        found.append(_advertising(text))
    return [warning for warning in found if warning]


def words_of(naskah: Naskah, captions: Iterable[str] = ()) -> str:
    """Return everything that people will read of a version, as plain text."""
    parts = [naskah.judul, naskah.ringkasan, plain_text(naskah.isi), naskah.sumber, naskah.tempat]
    return "\n".join([*parts, *captions])


def gambling_words(text: str) -> list[str]:
    """Return the words of gambling in a text, also such as are disguised."""
    plain = _undisguised(text)
    return _listed("judi", plain) or _listed("judi", plain.translate(_LEET))


def _gambling(text: str) -> Temuan | None:
    return _words("judi", "Kata-kata judi", gambling_words(text))


def _politics(text: str) -> Temuan | None:
    return _words("politik", "Mungkin ajakan politik", _listed("politik", text.lower()))


def _advertising(text: str) -> Temuan | None:
    return _words("iklan", "Mungkin iklan", _listed("iklan", text.lower()))


def _children(text: str, *, has_photos: bool) -> Temuan | None:
    found = _listed("anak", text.lower()) if has_photos else []
    warning = _words("anak", "Tentang anak, dan ada fotonya", found)
    if warning is None:
        return None
    return Temuan(warning.kunci, warning.judul, f"{warning.isi}. Periksa izin dan wajahnya.")


def _links(naskah: Naskah) -> Temuan | None:
    number = len(addresses_in(naskah.isi, naskah.sumber))
    if number <= MANY_LINKS:
        return None
    return Temuan("tautan", "Banyak tautan", f"Ada {number} tautan keluar.")


def _shouting(naskah: Naskah) -> Temuan | None:
    where = [
        label
        for label, text in (("judul", naskah.judul), ("cerita", plain_text(naskah.isi)))
        if _is_shouting(text)
    ]
    if not where:
        return None
    return Temuan("kapital", "Huruf besar semua", f"Di {' dan '.join(where)}.")


def _is_shouting(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < MIN_LETTERS:
        return False
    return sum(letter.isupper() for letter in letters) > SHOUTING * len(letters)


def _personal(text: str) -> Temuan | None:
    kinds: list[tuple[str, Callable[[str], list[str]]]] = [
        ("NIK atau nomor KK", _NIK.findall),
        ("nomor telepon", _PHONE.findall),
    ]
    found = [f"{label} ({len(hits)})" for label, find in kinds if (hits := find(text))]
    if not found:
        return None
    return Temuan("pribadi", "Data pribadi", f"Terlihat seperti {' dan '.join(found)}.")


def _words(kunci: str, judul: str, found: list[str]) -> Temuan | None:
    if not found:
        return None
    more = f", dan {len(found) - SHOWN} lagi" if len(found) > SHOWN else ""
    return Temuan(kunci, judul, f"Ada kata: {', '.join(found[:SHOWN])}{more}")


def _undisguised(text: str) -> str:
    """Return lower-case text with fancy letters as plain ones and s.p.a.c.e.d words joined."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return _SPACED.sub(lambda found: re.sub(r"[.\-_* ]", "", found[0]), plain)


def _listed(kind: str, text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(hit.split()) for hit in _pattern(kind).findall(text)))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    lists = tomllib.loads(WORDS.read_text())[kind].values()
    words = sorted({word for words in lists for word in words}, key=len, reverse=True)
    choice = "|".join(re.escape(word).replace(r"\ ", r"[\s\-]*") for word in words)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")
