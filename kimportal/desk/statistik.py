"""The public statistics: figures of Indonesia and every region, and where KIM are missing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kimportal.desk import figures
from kimportal.desk.export_lists import PLACE, REGIONS, day, place_cells
from kimportal.desk.figures_periods import Periode, last_year, parse_period, today, year
from kimportal.desk.figures_region import statistics_of
from kimportal.desk.report_content import KEPUTUSAN, charts_of, comparison_of
from kimportal.public import public_page
from kimportal.rekap.models import SEPI, RekapWilayah
from kimportal.rekap.reading import counts_of
from kimportal.tables import safe_cell
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import ancestor_codes, normalise_kode

SEHALAMAN = 100
CHUNK = 2000
# Years back that the page offers.
TAHUN = 3


@public_page
def nation(request: HttpRequest) -> HttpResponse:
    """Show the figures of Indonesia."""
    return _statistics(request, "")


@public_page
def region(request: HttpRequest, kode: str) -> HttpResponse:
    """Show the figures of a region; a village's own page says the little there is to count."""
    dotted = normalise_kode(kode)
    if dotted is None:
        raise Http404
    if dotted != kode:
        return redirect("statistik:region", dotted, permanent=True)
    if dotted.count(".") == Tingkat.DESA - 1:
        return redirect("wilayah:detail", dotted)
    return _statistics(request, dotted)


def _period(request: HttpRequest) -> Periode:
    written = request.GET.get("tahun", "")
    periode = parse_period(written)
    if periode is None or len(written) not in (0, 4):
        raise Http404
    return periode


def _statistics(request: HttpRequest, kode: str) -> HttpResponse:
    s = statistics_of(kode, _period(request))
    if s is None:
        raise Http404
    context = {
        "s": s,
        "grafik": charts_of(s),
        "banding": comparison_of(s),
        "lama": [(name, s.lama[kind]) for kind, name in KEPUTUSAN.items()],
        "daftar_periode": [last_year(), *(year(today().year - n) for n in range(TAHUN))],
        "sebutan_bagian": Tingkat(kode.count(".") + 2 if kode else 1).label,
        "alamat": _addresses(kode),
        "remah": _crumbs(s.atas, s.wilayah),
    }
    return render(request, "desk/statistik/statistik.html", context)


def _addresses(kode: str) -> dict[str, str]:
    """Return where the region's pages and files stand."""
    names = ("villages", "villages_file", "quiet", "quiet_file")
    if kode:
        return {n: reverse(f"statistik:{n}", args=[kode]) for n in names} | {
            "statistik": reverse("statistik:region", args=[kode])
        }
    return {n: reverse(f"statistik:nation_{n}") for n in names} | {
        "statistik": reverse("statistik:nation")
    }


def _crumbs(atas: list[Wilayah], wilayah: Wilayah | None, last: str = "") -> list[dict[str, str]]:
    crumbs = [{"nama": "Statistik", "url": reverse("statistik:nation")}]
    crumbs += [
        {"nama": w.nama, "url": reverse("statistik:region", args=[w.kode])}
        for w in [*atas, *([wilayah] if wilayah else [])]
    ]
    if last:
        return [*crumbs, {"nama": last}]
    crumbs[-1].pop("url")
    return crumbs


def _place(kode: str) -> tuple[Wilayah | None, list[Wilayah], list[Wilayah]]:
    """Return the region, those above it, and its current parts; 404 for no region or a village."""
    if kode and (normalise_kode(kode) != kode or kode.count(".") == Tingkat.DESA - 1):
        raise Http404
    itself = Q(kode__in=[*ancestor_codes(kode), kode])
    rows = {w.kode: w for w in Wilayah.objects.filter(itself | Q(induk=kode or None))}
    if kode and kode not in rows:
        raise Http404
    above = [rows[c] for c in ancestor_codes(kode)] if kode else []
    parts = [w for w in rows.values() if w.induk_id == (kode or None) and not w.berakhir_pada]
    return rows.get(kode), above, sorted(parts, key=lambda w: w.kode)


def _lists_single(kode: str) -> bool:
    """Tell whether the region is small enough to name every village and KIM: from kabupaten."""
    return kode.count(".") >= 1


@public_page
def villages(request: HttpRequest, kode: str = "") -> HttpResponse:
    """Show where there is no KIM yet: per part of the region, and from kabupaten/kota by name."""
    wilayah, above, parts = _place(kode)
    here, bagian = _ready(kode, parts)
    rows: Any = figures.villages_without(kode).select_related("induk")
    context = {
        **_frame(kode, wilayah, above, "Desa tanpa KIM"),
        "jumlah": here,
        "bagian": bagian,
        "halaman": _page(request, rows) if _lists_single(kode) else None,
    }
    return render(request, "desk/statistik/desa_tanpa_kim.html", context)


@public_page
def quiet(request: HttpRequest, kode: str = "") -> HttpResponse:
    """Show the KIM that have been quiet for some time, in the same way."""
    wilayah, above, parts = _place(kode)
    written = request.GET.get("hari", str(SEPI[1]))
    if written not in map(str, SEPI):
        raise Http404
    here, bagian = _ready(kode, parts)
    rows: Any = figures.quiet_kim(kode, int(written)).select_related("wilayah")
    context = {
        **_frame(kode, wilayah, above, "KIM yang lama sepi"),
        "hari": int(written),
        "pilihan": SEPI,
        "jumlah": here,
        "bagian": bagian,
        "halaman": _page(request, rows) if _lists_single(kode) else None,
    }
    return render(request, "desk/statistik/kim_sepi.html", context)


def _ready(
    kode: str, parts: list[Wilayah]
) -> tuple[RekapWilayah, list[tuple[Wilayah, RekapWilayah]]]:
    """Return the ready counts of a region and of its parts above the villages."""
    inner = [w for w in parts if not w.is_desa]
    counts = counts_of([kode, *(w.kode for w in inner)])
    return counts[kode], [(w, counts[w.kode]) for w in inner]


def _frame(kode: str, wilayah: Wilayah | None, above: list[Wilayah], title: str) -> dict[str, Any]:
    return {
        "kode": kode,
        "nama": wilayah.sebutan if wilayah else "Indonesia",
        "alamat": _addresses(kode),
        "remah": _crumbs(above, wilayah, title),
    }


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, SEHALAMAN).get_page(request.GET.get("halaman"))


@public_page
def villages_file(request: HttpRequest, kode: str = "") -> StreamingHttpResponse:
    """Hand out the villages without KIM as CSV."""
    _place(kode)
    cells = figures.village_cells(kode)
    return _file(f"desa-tanpa-kim-{kode or 'indonesia'}.csv", [*PLACE, "Jenis"], cells)


@public_page
def quiet_file(request: HttpRequest, kode: str = "") -> StreamingHttpResponse:
    """Hand out the quiet KIM as CSV; nobody's name or number is in it."""
    _place(kode)
    written = request.GET.get("hari", str(SEPI[1]))
    if written not in map(str, SEPI):
        raise Http404
    rows: Any = figures.quiet_kim(kode, int(written)).select_related(REGIONS)
    cells = (
        [kim.nomor, kim.nama, *place_cells(kim.wilayah), day(kim.last_activity_at)]
        for kim in rows.iterator(CHUNK)
    )
    head = ["Nomor KIM", "Nama KIM", *PLACE, "Kabar terakhir"]
    return _file(f"kim-sepi-{written}-hari-{kode or 'indonesia'}.csv", head, cells)


class _Echo:
    """A file that gives back what is written to it, so that rows leave one by one."""

    def write(self, text: str) -> str:
        return text


def _file(name: str, head: list[str], rows: Iterable[list[Any]]) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        # With a byte order mark, so that Excel reads UTF-8.
        yield "\ufeff" + str(writer.writerow(head))
        for row in rows:
            yield str(writer.writerow([safe_cell(cell) for cell in row]))

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
