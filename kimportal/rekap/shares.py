"""A share of something, with its base: how rates are written everywhere."""

from __future__ import annotations

from dataclasses import dataclass

# Below this base a share says nothing, and may point at a single KIM.
DASAR_TERKECIL = 5


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal: "3,9%"; what is not nothing is never written as nothing."""
    if not whole:
        return "–"
    share = 100 * part / whole
    if 0 < share < 0.1:
        return "< 0,1%"
    return f"{share:.1f}%".replace(".", ",").replace(",0%", "%")


@dataclass(frozen=True)
class Bagian:
    """A share with its base; the percentage is kept back where the base is too small."""

    jumlah: int
    dasar: int

    @property
    def persen(self) -> float | None:
        return 100 * self.jumlah / self.dasar if self.dasar >= DASAR_TERKECIL else None

    @property
    def persen_teks(self) -> str:
        """The percentage for people: "3,9%"; a dash where it is kept back."""
        return "–" if self.persen is None else percent(self.jumlah, self.dasar)

    @property
    def rincian(self) -> str:
        """The base in words: "130 dari 3.324"."""
        return f"{self.jumlah:,} dari {self.dasar:,}".replace(",", ".")
