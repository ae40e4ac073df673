"""Classes for coloured maps: quantiles, because KIM are dense in Java and thin elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kimportal.template_tags import angka

CLASSES = 5
# The class of regions whose number is kept back.
TANPA_NILAI = "kosong"


@dataclass(frozen=True)
class Skala:
    """The class (0 none … 5 most, TANPA_NILAI) of each region, and the legend of the classes."""

    kelas: dict[str, int | str]
    legenda: list[dict[str, object]]

    @property
    def css(self) -> dict[str, str]:
        return {kode: f"skala-{kelas}" for kode, kelas in self.kelas.items()}


def quantile_scale(
    values: Mapping[str, int | None], *, tulis: Callable[[int], str] = angka, tanpa: str = ""
) -> Skala:
    """Divide the regions that have any into up to five classes of about equal size.

    `tulis` writes a bound; `tanpa` says why there is no number where it is None.
    """
    uppers = _upper_bounds(sorted(value for value in values.values() if value))
    kelas = {kode: _class_of(value, uppers) for kode, value in values.items()}
    legenda: list[dict[str, object]] = [{"kelas": 0, "label": tulis(0)}]
    lower = 1
    for number, upper in enumerate(uppers, 1):
        label = tulis(upper) if lower == upper else f"{tulis(lower)}–{tulis(upper)}"
        legenda.append({"kelas": number, "label": label})
        lower = upper + 1
    if TANPA_NILAI in kelas.values():
        legenda.append({"kelas": TANPA_NILAI, "label": tanpa})
    return Skala(kelas=kelas, legenda=legenda)


def _class_of(value: int | None, uppers: list[int]) -> int | str:
    if value is None:
        return TANPA_NILAI
    return next((i for i, upper in enumerate(uppers, 1) if 0 < value <= upper), 0)


def _upper_bounds(ordered: list[int]) -> list[int]:
    """Return the highest value of each class; equal values share a class."""
    if not ordered:
        return []
    last = len(ordered) - 1
    bounds = {ordered[last * number // CLASSES] for number in range(1, CLASSES)}
    return sorted(bounds | {ordered[last]})
