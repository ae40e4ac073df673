"""Choosing the villages that have a KIM: dense in Java, thin in Papua, in clusters."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from kimportal.desk.contoh.corpus import dice, read
from kimportal.desk.contoh.places import Tempat

LEAST_PER_PROVINCE = 2
# The demo cast's KIM, and how many KIM there are at least around it.
CAST_VILLAGE = "73.71.01.1006"
RESERVED = {"73.71.01": 3, "73.71": 9, "73.06": 7}
# Names with abbreviations, numbers or stray signs would make clumsy sentences.
PLAIN_NAME = re.compile(r"[A-Z][a-z]+( [A-Z][a-z]+)*")


def choose_villages(villages: Iterable[Tempat], jumlah: int) -> list[Tempat]:
    """Spread about `jumlah` KIM over the villages, by the weight of the province."""
    by_province: dict[str, list[Tempat]] = defaultdict(list)
    for village in villages:
        if PLAIN_NAME.fullmatch(village.nama):
            by_province[village.kode[:2]].append(village)
    shares = _shares({kode: len(found) for kode, found in by_province.items()}, jumlah)
    return [
        village
        for kode in sorted(by_province)
        for village in _in_province(by_province[kode], shares[kode], dice("desa", kode))
    ]


def _shares(available: dict[str, int], jumlah: int) -> dict[str, int]:
    """Share out by weight, at least LEAST_PER_PROVINCE each, never more than there are."""
    weights = {kode: read("daerah")["bobot"][kode] for kode in sorted(available)}
    total = sum(weights.values())
    rest = max(0, jumlah - LEAST_PER_PROVINCE * len(weights))
    return {
        kode: min(available[kode], LEAST_PER_PROVINCE + round(rest * weight / total))
        for kode, weight in weights.items()
    }


def _in_province(villages: Sequence[Tempat], count: int, rng: Random) -> list[Tempat]:
    """Take the reserved places first, then villages of a few favoured kabupaten."""
    chosen = {v.kode: v for v in villages if v.kode == CAST_VILLAGE}
    shuffled = rng.sample(villages, len(villages))
    for prefix, least in RESERVED.items():
        for village in shuffled:
            if sum(kode.startswith(prefix) for kode in chosen) >= min(least, count):
                break
            if village.kode.startswith(prefix):
                chosen.setdefault(village.kode, village)
    for village in _by_favour(shuffled, rng):
        if len(chosen) >= count:
            break
        chosen.setdefault(village.kode, village)
    return list(chosen.values())


def _by_favour(shuffled: Sequence[Tempat], rng: Random) -> list[Tempat]:
    """Order villages so that some kabupaten come up often and most hardly ever."""
    size = Counter(village.kode[:5] for village in shuffled)
    # The shuffle decides which kabupaten is favoured: weights 1, 1/2, 1/3, …
    rate = {kode: 1 / ((place + 1) * size[kode]) for place, kode in enumerate(size)}
    return sorted(shuffled, key=lambda village: rng.expovariate(rate[village.kode[:5]]))
