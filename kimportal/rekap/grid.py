"""The grid over Indonesia in which marks of the map are gathered.

Cells of level 0 measure 4 degrees, those of each next level half of that; the finest 1/32.
Rows count from SOUTH upwards, columns from WEST.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

WEST, SOUTH, EAST, NORTH = 94.0, -12.0, 142.0, 7.0
LARGEST = 4.0
LEVELS = 8
FINEST = LEVELS - 1


@dataclass(frozen=True)
class Kotak:
    """A box of cells of one level, its edges belonging to it."""

    tingkat: int
    baris: tuple[int, int]
    lajur: tuple[int, int]

    @property
    def cells(self) -> int:
        return (self.baris[1] - self.baris[0] + 1) * (self.lajur[1] - self.lajur[0] + 1)


def size(tingkat: int) -> float:
    """Return the side of a cell in degrees."""
    return LARGEST / 2**tingkat


def cells_over(bbox: tuple[float, float, float, float], tingkat: int) -> Kotak:
    """Return the cells that (west, south, east, north) touches."""
    west, south, east, north = bbox
    side = size(tingkat)
    return Kotak(
        tingkat=tingkat,
        baris=(floor((south - SOUTH) / side), floor((north - SOUTH) / side)),
        lajur=(floor((west - WEST) / side), floor((east - WEST) / side)),
    )


def finest_within(bbox: tuple[float, float, float, float], most: int) -> Kotak:
    """Return the box of the finest level that has at most `most` cells (level 0 always has)."""
    boxes = [cells_over(bbox, tingkat) for tingkat in range(LEVELS)]
    return next((box for box in reversed(boxes) if box.cells <= most), boxes[0])
