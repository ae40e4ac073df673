"""Classes for coloured maps: quantiles, because KIM are dense in Java and thin elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kimportal.template_tags import angka

CLASSES = 5


@dataclass(frozen=True)
class Skala:
    """The class (0 none … 5 most) of each region, and the legend that explains the classes."""

    kelas: dict[str, int]
    legenda: list[dict[str, object]]

    @property
    def css(self) -> dict[str, str]:
        return {kode: f"skala-{kelas}" for kode, kelas in self.kelas.items()}


def quantile_scale(values: Mapping[str, int]) -> Skala:
    """Divide the regions that have any into up to five classes of about equal size."""
    uppers = _upper_bounds(sorted(value for value in values.values() if value))
    kelas = {
        kode: next((i for i, upper in enumerate(uppers, 1) if 0 < value <= upper), 0)
        for kode, value in values.items()
    }
    legenda: list[dict[str, object]] = [{"kelas": 0, "label": "0"}]
    lower = 1
    for number, upper in enumerate(uppers, 1):
        label = angka(upper) if lower == upper else f"{angka(lower)}–{angka(upper)}"
        legenda.append({"kelas": number, "label": label})
        lower = upper + 1
    return Skala(kelas=kelas, legenda=legenda)


def _upper_bounds(ordered: list[int]) -> list[int]:
    """Return the highest value of each class; equal values share a class."""
    if not ordered:
        return []
    last = len(ordered) - 1
    bounds = {ordered[last * number // CLASSES] for number in range(1, CLASSES)}
    return sorted(bounds | {ordered[last]})
