"""The demo's marks lie in their own kabupaten, and no answer of the map is heavy."""

import json
import urllib.request
from collections import defaultdict
from math import cos, radians

import pytest
from django.conf import settings

from tests.bench.peta import PATHS, measure
from wilayah.import_file import read_rows

STEP = 2  # degrees; small enough that no answer is sums
WEST, SOUTH, EAST, NORTH = 94, -12, 142, 7


@pytest.fixture(scope="module")
def centres() -> dict[tuple[int, int], list[tuple[float, float, str]]]:
    """Village centres with the code of their kabupaten/kota, by tenth of a degree."""
    found = defaultdict(list)
    for row in read_rows(settings.BASE_DIR / "fixtures/wilayah/wilayah.csv.gz"):
        if row.kode.count(".") == 3 and row.lat is not None:
            found[int(row.lat * 10), int(row.lon * 10)].append((row.lat, row.lon, row.kode[:5]))
    return found


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    rows = read_rows(settings.BASE_DIR / "fixtures/wilayah/wilayah.csv.gz")
    return {row.kode: row.nama for row in rows if row.kode.count(".") == 1}


def marks(portal: str) -> list[dict]:
    found = {}
    for west in range(WEST, EAST, STEP):
        for south in range(SOUTH, NORTH, STEP):
            bbox = f"{west},{south},{west + STEP},{south + STEP}"
            with urllib.request.urlopen(f"{portal}/peta/kim.json?bbox={bbox}") as answer:
                found |= {mark["url"]: mark for mark in json.load(answer)["titik"]}
    return list(found.values())


def nearest(mark: dict, centres) -> str:
    row, column = int(mark["lat"] * 10), int(mark["lon"] * 10)
    around = [
        centre
        for y in range(row - 2, row + 3)
        for x in range(column - 2, column + 3)
        for centre in centres.get((y, x), [])
    ]
    width = cos(radians(mark["lat"]))
    return min(
        around,
        key=lambda c: (c[0] - mark["lat"]) ** 2 + (width * (c[1] - mark["lon"])) ** 2,
    )[2]


def test_every_mark_lies_in_its_own_kabupaten(portal, centres, names):
    found = marks(portal)
    astray = [
        (mark["nama"], mark["tempat"], names[kode])
        for mark in found
        if not mark["tempat"].endswith(names[kode := nearest(mark, centres)])
    ]

    assert len(found) > 300
    assert astray == []


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
def test_no_answer_is_heavy(path, portal):
    size, features, _, _ = measure(portal, path, rounds=1)

    assert size <= 60_000
    assert features <= 500
