"""Short SVG paths of regions, for the small maps that pages carry in their HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from wilayah.topology import Point, Region, Ring, Topology, area

Cell = tuple[int, int]
MARK = "h3v3h-3z"  # stands for a region too small to be drawn


@dataclass(frozen=True)
class Frame:
    """Where degrees fall on a drawing: `scale` units per degree from the upper left corner."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    def place(self, point: Point) -> Cell:
        lon, lat = point
        return round((lon - self.west) * self.scale), round((self.north - lat) * self.scale)


def frame_around(topology: Topology, *, longest: int, margin: int = 3) -> Frame:
    """Return the frame in which the longer side of the drawing measures `longest` units."""
    points = [point for arc in topology.arcs for point in arc]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = (longest - 2 * margin) / max(east - west, north - south)
    return Frame(
        west=round(west - margin / scale, 4),
        north=round(north + margin / scale, 4),
        scale=round(scale, 4),
        width=round((east - west) * scale) + 2 * margin,
        height=round((north - south) * scale) + 2 * margin,
    )


def draw_region(topology: Topology, region: Region, frame: Frame, *, smallest: float = 1) -> str:
    """Return the region's path; rings under `smallest` square units are left out."""
    cells = [_cells(topology, ring, frame) for ring in region.rings()]
    kept = [ring for ring in cells if abs(area(list(ring))) >= smallest]
    if kept:
        return _path(kept)
    x, y = max(cells, key=lambda ring: abs(area(list(ring))))[0]
    return f"m{_numbers([(x - 1, y - 1)])}{MARK}"


def _cells(topology: Topology, ring: Ring, frame: Frame) -> list[Cell]:
    """Place the ring on the drawing's grid, without points that stand still or on a line."""
    cells: list[Cell] = []
    for point in topology.points(ring):
        cell = frame.place(point)
        if cells and cell == cells[-1]:
            continue
        if len(cells) > 1 and _is_straight(cells[-2], cells[-1], cell):
            cells.pop()
        cells.append(cell)
    return cells


def _is_straight(a: Cell, b: Cell, c: Cell) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _path(rings: Iterable[list[Cell]]) -> str:
    """Write closed lines in relative steps: each begins where the one before began."""
    path, start = "", (0, 0)
    for ring in rings:
        steps = [(ring[0][0] - start[0], ring[0][1] - start[1])]
        steps += [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(ring[:-1])]
        path += f"m{_numbers(steps)}z"
        start = ring[0]
    return path


def _numbers(steps: list[Cell]) -> str:
    """Write numbers as closely as SVG allows: a minus sign also separates."""
    text = " ".join(f"{x} {y}" for x, y in steps)
    return text.replace(" -", "-")
