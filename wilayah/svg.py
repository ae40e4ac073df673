"""Small maps inside the page: no script, no request, coloured by class."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kimportal.fragments import kept
from wilayah.boundaries import drawings, version
from wilayah.outline import Frame

NATIONAL = ""
LAND = "map-land"
HERE = "map-here"
POINT_RADIUS, VILLAGE_RADIUS = 6, 3
# Where the link of a region leads, by its code.
Address = Callable[[str], str]


def _page_of(kode: str) -> str:
    return reverse("wilayah:detail", args=[kode])


def national_map(
    classes: Mapping[str, str],
    labels: Mapping[str, str],
    *,
    judul: str = "Peta menurut provinsi",
    address: Address = _page_of,
) -> SafeString:
    """Draw Indonesia: each provinsi with its class, and a link named by its label."""
    drawing = drawings()[NATIONAL]

    def draw() -> SafeString:
        paths = _linked_paths(drawing, classes, labels, address)
        return _svg("map-national", judul, _box(drawing["frame"], []), paths)

    return _drawn_once((NATIONAL, classes, labels, judul), address, draw)


def region_map(
    kode: str,
    points: Iterable[tuple[float, float]] = (),
    *,
    classes: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    address: Address = _page_of,
) -> SafeString:
    """Draw where a region lies, with `points` (lat, lon) on it; empty if it has no boundary.

    A provinsi shows its kabupaten/kota as links, a kabupaten/kota stands out within its
    provinsi, and a smaller region is shown by its points within its kabupaten/kota.
    """
    depth = kode.count(".")
    drawing = drawings().get(kode[:2] if depth < 2 else kode[:5])
    if drawing is None:
        return SafeString("")
    here = {kode: HERE} | dict(classes or {})
    names = labels or {}
    cells = [_frame(drawing).place((lon, lat)) for lat, lon in points]

    def draw() -> SafeString:
        linked = depth < 2
        paths = _linked_paths(drawing, here, names, address) if linked else _plain_paths(drawing)
        box = _box(drawing["frame"], cells)
        return _svg("map-region", "Peta letak wilayah", box, paths + _marks(cells))

    return _drawn_once((kode, here, names, cells), address, draw)


def village_map(
    kode: str, villages: Iterable[tuple[tuple[float, float], str, str, str]], *, judul: str
) -> SafeString:
    """Draw the villages of a kabupaten/kota as dots that are links, over its kecamatan.

    Each is ((lat, lon), class, label, address). Empty if the region has no boundary.
    """
    drawing = drawings().get(kode[:5])
    if drawing is None:
        return SafeString("")
    frame = _frame(drawing)
    dots = [(frame.place((lon, lat)), css, label, url) for (lat, lon), css, label, url in villages]
    marks = format_html_join(
        "\n",
        '<a href="{}"><title>{}</title><circle class="{}" cx="{}" cy="{}" r="{}"/></a>',
        ((url, label, css, x, y, VILLAGE_RADIUS) for (x, y), css, label, url in dots),
    )
    box = _box(drawing["frame"], [dot[0] for dot in dots])
    return _svg("map-region", judul, box, _plain_paths(drawing) + marks)


def _drawn_once(
    key: tuple[Any, ...], address: Address, draw: Callable[[], SafeString]
) -> SafeString:
    """Draw a map, or take the one that was drawn of the same, where links lead to the regions."""
    return kept((version(), *key), draw) if address is _page_of else draw()


def _frame(drawing: dict[str, Any]) -> Frame:
    return Frame(**drawing["frame"])


def _linked_paths(
    drawing: dict[str, Any],
    classes: Mapping[str, str],
    labels: Mapping[str, str],
    address: Address,
) -> SafeString:
    return format_html_join(
        "\n",
        '<a href="{}"><title>{}</title><path class="{}" d="{}"/></a>',
        (
            (
                address(kode),
                labels.get(kode, drawing["names"][kode]),
                classes.get(kode, LAND),
                path,
            )
            for kode, path in drawing["paths"].items()
        ),
    )


def _plain_paths(drawing: dict[str, Any]) -> SafeString:
    return format_html_join(
        "\n",
        '<path class="{}" d="{}"/>',
        ((LAND, path) for path in drawing["paths"].values()),
    )


def _marks(cells: list[tuple[int, int]]) -> SafeString:
    return format_html_join(
        "",
        '<circle class="map-point" cx="{}" cy="{}" r="{}"/>',
        ((x, y, POINT_RADIUS) for x, y in cells),
    )


def _box(frame: dict[str, Any], cells: list[tuple[int, int]]) -> str:
    """Return the view box: the drawing, widened where a point lies beside it."""
    reach = POINT_RADIUS + 2
    left = min([0, *(x - reach for x, _ in cells)])
    top = min([0, *(y - reach for _, y in cells)])
    right = max([frame["width"], *(x + reach for x, _ in cells)])
    bottom = max([frame["height"], *(y + reach for _, y in cells)])
    return f"{left} {top} {right - left} {bottom - top}"


def _svg(kelas: str, judul: str, box: str, content: SafeString) -> SafeString:
    # A group and not an image: whoever cannot see it can still follow the links in it.
    return format_html(
        '<svg class="{}" viewBox="{}" role="group" aria-label="{}">\n{}</svg>',
        kelas,
        box,
        judul,
        content,
    )
