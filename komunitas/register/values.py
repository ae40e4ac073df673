"""Single values of a register: written in many ways, kept in one. Each refusal is a sentence."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from kimportal.accounts.phones import normalise_phone

BULAN = {
    name: number
    for number, names in enumerate(
        (
            *("januari jan january", "februari feb pebruari february peb", "maret mar march mrt"),
            *("april apr", "mei may", "juni jun june", "juli jul july"),
            *("agustus agu agt ags agust aug august", "september sep sept"),
            *("oktober okt oct october", "november nov nop nopember"),
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
GALAT_EXCEL = re.compile(r"^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!)$", re.IGNORECASE)
ILMIAH = re.compile(r"^\d[.,]\d+E\+\d+$", re.IGNORECASE)

# Words of a register -> slug of a Bidang; a word counts when it begins like this.
KATA_BIDANG = (
    ("perkebun", "perkebunan"),
    ("kebun", "perkebunan"),
    ("tani", "pertanian"),
    ("pertani", "pertanian"),
    ("ternak", "peternakan"),
    ("peternak", "peternakan"),
    ("ikan", "perikanan"),
    ("perikan", "perikanan"),
    ("nelayan", "perikanan"),
    ("kelautan", "perikanan"),
    ("umkm", "umkm-ekonomi-kreatif"),
    ("ukm", "umkm-ekonomi-kreatif"),
    ("ekonomi", "umkm-ekonomi-kreatif"),
    ("usaha", "umkm-ekonomi-kreatif"),
    ("wisata", "pariwisata"),
    ("pariwisata", "pariwisata"),
    ("sosial", "sosial-budaya"),
    ("budaya", "sosial-budaya"),
    ("kebudayaan", "sosial-budaya"),
    ("seni", "sosial-budaya"),
    ("sehat", "kesehatan"),
    ("kesehatan", "kesehatan"),
    ("didik", "pendidikan-literasi"),
    ("pendidikan", "pendidikan-literasi"),
    ("literasi", "pendidikan-literasi"),
    ("edukasi", "pendidikan-literasi"),
    ("lingkungan", "lingkungan"),
    ("bencana", "kebencanaan"),
    ("kebencanaan", "kebencanaan"),
    ("media", "media-tik"),
    ("tik", "media-tik"),
    ("teknologi", "media-tik"),
    ("informa", "media-tik"),
    ("jurnalis", "media-tik"),
    ("publikasi", "media-tik"),
    ("lain", "lainnya"),
    ("umum", "lainnya"),
)


class NilaiError(Exception):
    """A cell cannot be understood; the message is for people."""


def read_date(text: str, label: str) -> date | None:
    """Read a day: 2023-03-12, 12/03/2023, 12-3-23, "12 Maret 2023", "Minggu, 12 Maret 2023"."""
    if not text:
        return None
    words = re.findall(r"\d+|[^\W\d_]+", text.lower().split("t00:")[0])
    numbers = [int(word) for word in words if word.isdecimal() and len(word) <= 4]
    month = next((BULAN[word] for word in words if word in BULAN), None)
    try:
        found = _compose(numbers, month)
    except ValueError:
        found = None
    if found is None or not 1970 <= found.year <= 2100:
        raise NilaiError(f"{label} “{text[:40]}” tidak terbaca. Tulis seperti 12 Maret 2023.")
    return found


def _compose(numbers: list[int], month: int | None) -> date | None:
    if month is not None and len(numbers) >= 2:
        return date(_year(numbers[1]), month, numbers[0])
    if month is None and len(numbers) >= 3:
        first, second, third = numbers[:3]
        if first > 31:
            return date(first, second, third)
        return date(_year(third), second, first)
    return None


def _year(number: int) -> int:
    return number + 2000 if number < 70 else number + 1900 if number < 100 else number


def read_phone(text: str) -> str:
    """Return the first telephone number in a cell as `62…`."""
    if not text:
        return ""
    _refuse_scientific(text, "Nomor HP")
    first = re.split(r"\s*(?:[,;/]|\bdan\b|\batau\b)\s*", text)[0]
    first = re.sub(r"^(hp|wa|telp|tlp|no)\b[.: ]*", "", first, flags=re.IGNORECASE).lstrip("'’`")
    try:
        return normalise_phone(first)
    except ValidationError as error:
        raise NilaiError(
            f"Nomor HP “{text[:30]}” bukan nomor telepon Indonesia. Tulis seperti 0812 3456 7890."
        ) from error


def read_code(text: str) -> str:
    """Return a region code as dotted text; its shape is checked by the caller."""
    _refuse_scientific(text, "Kode wilayah")
    return text.strip("'’` ")


def read_kimid(text: str) -> str:
    """Return a KIM.id number: 12 digits, as KIM.id gives them."""
    if not text:
        return ""
    _refuse_scientific(text, "Nomor KIM.id")
    digits = re.sub(r"[\s.\-'’`]", "", text)
    if not re.fullmatch(r"\d{12}", digits, re.ASCII):
        raise NilaiError(f"Nomor KIM.id “{text[:30]}” tidak sah. Nomornya 12 angka.")
    return digits


def _refuse_scientific(text: str, label: str) -> None:
    if ILMIAH.match(text):
        raise NilaiError(
            f"{label} “{text}” terpotong oleh Excel. Ubah kolomnya menjadi Teks, lalu tulis lagi."
        )


def read_year(text: str, today: date) -> int | None:
    """Return a year of four digits, also out of a whole date."""
    if not text:
        return None
    years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", text)]
    if len(years) != 1 or not 1970 <= years[0] <= today.year:
        raise NilaiError(f"Tahun berdiri “{text[:30]}” tidak sah. Tulis empat angka, mis. 2019.")
    return years[0]


def read_url(text: str) -> str:
    """Return an address with its scheme."""
    if not text:
        return ""
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise NilaiError(f"Alamat situs “{text[:60]}” bukan alamat web.") from error
    if len(address) > 200:
        raise NilaiError("Alamat situs terlalu panjang. Paling panjang 200 huruf.")
    return address


def read_email(text: str) -> str:
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError as error:
        raise NilaiError(f"Surel “{text[:60]}” bukan alamat surel.") from error
    return text.lower()


def read_bidang(text: str) -> tuple[list[str], list[str]]:
    """Return the slugs of the fields of interest in a cell, and the parts not understood."""
    slugs: list[str] = []
    unknown: list[str] = []
    for part in re.split(r"\s*(?:[,;/&+]|\bdan\b)\s*", text.strip()):
        words = re.findall(r"[^\W_]+", part.lower())
        found = [slug for start, slug in KATA_BIDANG if any(w.startswith(start) for w in words)]
        slugs += [slug for slug in found if slug not in slugs]
        if words and not found:
            unknown.append(part[:40])
    return slugs, unknown


def read_name(text: str, label: str, longest: int, shortest: int = 1) -> str:
    """Return a name that begins with a letter or digit: anything else is a formula or a slip."""
    if not text:
        return ""
    if not text[0].isalnum():
        raise NilaiError(f"{label} “{text[:40]}” harus diawali huruf atau angka.")
    return read_text(text, label, longest, shortest)


def read_text(text: str, label: str, longest: int, shortest: int = 0) -> str:
    if len(text) > longest:
        raise NilaiError(f"{label} terlalu panjang ({len(text)} huruf). Paling panjang {longest}.")
    if text and len(text) < shortest:
        raise NilaiError(f"{label} “{text}” terlalu pendek. Paling pendek {shortest} huruf.")
    return text
