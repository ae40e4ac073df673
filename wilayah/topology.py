"""Region boundaries as shared lines: read, simplify, select and write TopoJSON.

Neighbours share each line ("arc"), so a line is simplified once and no gap opens between
them. Rings name arcs by position; `~position` means the arc walked backwards.
"""

import gzip
import heapq
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Arc = list[Point]
Ring = list[int]
Polygon = list[Ring]


@dataclass(frozen=True)
class Region:
    """One region; the first ring of a polygon is its shore, the others are holes."""

    kode: str
    nama: str
    polygons: list[Polygon]

    def rings(self) -> Iterator[Ring]:
        for polygon in self.polygons:
            yield from polygon


@dataclass(frozen=True)
class Topology:
    arcs: list[Arc]
    regions: list[Region]

    def points(self, ring: Ring) -> Arc:
        """Return the ring's points, the first repeated at the end."""
        points: Arc = []
        for arc in ring:
            line = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            points += line[bool(points) :]
        return points

    def area(self, ring: Ring) -> float:
        return abs(area(self.points(ring)))


def area(points: Arc) -> float:
    """Return the signed area within a closed line, in the square of its unit."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(points)) / 2


def read_topology(path: Path) -> Topology:
    """Read a gzipped, quantised TopoJSON file with one layer of polygons."""
    source = json.loads(gzip.decompress(path.read_bytes()))
    (sx, sy), (tx, ty) = source["transform"]["scale"], source["transform"]["translate"]
    arcs = []
    for steps in source["arcs"]:
        x = y = 0
        arc: Arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    (layer,) = source["objects"].values()
    return Topology(arcs, [_read_region(item) for item in layer["geometries"]])


def _read_region(item: dict[str, Any]) -> Region:
    polygons = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
    return Region(item["properties"]["kode"], item["properties"]["nama"], polygons)


def select(topology: Topology, wanted: Callable[[Region], bool]) -> Topology:
    """Keep the wanted regions and only the arcs they use."""
    return _compact(replace(topology, regions=[r for r in topology.regions if wanted(r)]))


def drop_islets(topology: Topology, smallest: float, *, share: float = 0.2) -> Topology:
    """Leave out islands under `smallest` square degrees, so that big regions draw quickly.

    A region of small islands keeps those that reach `share` of its largest one, and a
    shore that is another region's hole is never taken away.
    """
    uses = Counter(_plain(arc) for r in topology.regions for ring in r.rings() for arc in ring)

    def is_kept(polygon: Polygon, largest: float) -> bool:
        size = topology.area(polygon[0])
        is_shared = any(uses[_plain(arc)] > 1 for arc in polygon[0])
        return is_shared or size >= smallest or size >= share * largest

    regions = []
    for region in topology.regions:
        largest = max(topology.area(polygon[0]) for polygon in region.polygons)
        polygons = [polygon for polygon in region.polygons if is_kept(polygon, largest)]
        regions.append(replace(region, polygons=polygons))
    return _compact(replace(topology, regions=regions))


def simplify(topology: Topology, tolerance: float) -> Topology:
    """Leave out points that move the line by less than `tolerance` square degrees.

    Every ring keeps enough points to enclose an area.
    """
    least = _least_points(topology)
    arcs = []
    for position, arc in enumerate(topology.arcs):
        weights = _weights(arc)
        strongest = sorted(weights, reverse=True)[: 2 + least[position]]
        limit = min(tolerance, strongest[-1])
        arcs.append([point for point, weight in zip(arc, weights, strict=True) if weight >= limit])
    return replace(topology, arcs=arcs)


def _least_points(topology: Topology) -> list[int]:
    """Return how many points each arc needs between its ends."""
    least = [0] * len(topology.arcs)
    for region in topology.regions:
        for ring in region.rings():
            if len(ring) == 1:
                least[_plain(ring[0])] = 3
            elif len(ring) == 2:
                for arc in ring:
                    least[_plain(arc)] = max(1, least[_plain(arc)])
    return least


def _weights(arc: Arc) -> list[float]:
    """Return per point the area lost by leaving it out (Visvalingam); ends weigh infinitely."""
    last = len(arc) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    weights = [inf] * len(arc)

    def loss(i: int) -> float:
        return abs(area([arc[before[i]], arc[i], arc[after[i]], arc[before[i]]]))

    queue = [(loss(i), i) for i in range(1, last)]
    current = {i: size for size, i in queue}
    heapq.heapify(queue)
    reached = 0.0
    while queue:
        size, i = heapq.heappop(queue)
        if current.get(i) != size:
            continue
        del current[i]
        weights[i] = reached = max(reached, size)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < last:
                current[j] = loss(j)
                heapq.heappush(queue, (current[j], j))
    return weights


def to_topojson(topology: Topology, name: str, step: float) -> dict[str, Any]:
    """Write the topology in TopoJSON, its points on a grid of `step` degrees."""
    points = [point for arc in topology.arcs for point in arc]
    left, bottom = min(x for x, _ in points), min(y for _, y in points)
    geometries = [
        {
            "type": "MultiPolygon",
            "arcs": region.polygons,
            "properties": {"kode": region.kode, "nama": region.nama},
        }
        for region in topology.regions
    ]
    return {
        "type": "Topology",
        "transform": {"scale": [step, step], "translate": [round(left, 4), round(bottom, 4)]},
        "objects": {name: {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [
            _steps((round((x - left) / step), round((y - bottom) / step)) for x, y in arc)
            for arc in topology.arcs
        ],
    }


def _steps(points: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the first point and the way from each point to the next, standing still left out."""
    x = y = 0
    steps: list[list[int]] = []
    for px, py in points:
        if not steps or (px, py) != (x, y):
            steps.append([px - x, py - y])
            x, y = px, py
    return steps if len(steps) > 1 else [*steps, [0, 0]]


def _plain(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _compact(topology: Topology) -> Topology:
    """Drop unused arcs and number the others anew."""
    used = sorted({_plain(arc) for r in topology.regions for ring in r.rings() for arc in ring})
    number = {old: new for new, old in enumerate(used)}

    def renumber(ring: Ring) -> Ring:
        return [number[arc] if arc >= 0 else ~number[~arc] for arc in ring]

    regions = [
        replace(region, polygons=[[renumber(ring) for ring in p] for p in region.polygons])
        for region in topology.regions
    ]
    return Topology([topology.arcs[old] for old in used], regions)
