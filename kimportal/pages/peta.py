"""The map: regions coloured by their number of KIM, KIM as points, and the same as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import Avg, Count, F
from django.db.models.functions import Coalesce, Floor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from kimportal.pages.counts import Hitungan, count_kim, total
from kimportal.pages.scale import quantile_scale
from kimportal.public import public_page
from komunitas.models import Kim
from wilayah.models import Tingkat, Wilayah
from wilayah.querysets import PANJANG_KODE, normalise_kode
from wilayah.svg import national_map, region_map

# More KIM in view than this are sent as sums per cell of a grid.
MAX_KIM = 500
CELLS = 24
# The address holds the view with two decimals, so that neighbours share the cached answer.
KIM_CACHE = "public, max-age=60"
INDONESIA = (94.0, -12.0, 142.0, 7.0)


@public_page
def peta(request: HttpRequest) -> HttpResponse:
    """The map page; `wilayah` opens it on a provinsi or kabupaten/kota."""
    induk = _region(request.GET.get("wilayah", ""))
    isi = _parts(induk)
    context = isi | {
        "induk": induk,
        "data": _as_json(induk, isi),
        "peta": _static_map(induk, isi),
        "remah": _crumbs(induk),
    }
    return render(request, "pages/peta.html", context)


@public_page
def peta_wilayah(request: HttpRequest) -> JsonResponse:
    """The parts of a region (of the country without `induk`) with counts and classes."""
    induk = _region(request.GET.get("induk", ""))
    return JsonResponse(_as_json(induk, _parts(induk)), headers={"Cache-Control": KIM_CACHE})


@public_page
def peta_kim(request: HttpRequest) -> JsonResponse:
    """The KIM within `bbox` (west,south,east,north), or their sums where there are many."""
    bbox = _bbox(request.GET.get("bbox", ""))
    if bbox is None:
        return JsonResponse({"galat": "bbox: barat,selatan,timur,utara dalam derajat"}, status=400)
    west, south, east, north = bbox
    rows = (
        Kim.objects.published()
        .annotate(
            y=Coalesce("lat", "wilayah__lat"),
            x=Coalesce("lon", "wilayah__lon"),
        )
        .filter(y__range=(south, north), x__range=(west, east))
    )
    found = list(_points(rows)[: MAX_KIM + 1])
    if len(found) > MAX_KIM:
        kelompok = _cells(rows, bbox)
        data = {"jumlah": sum(cell["jumlah"] for cell in kelompok), "kelompok": kelompok}
    else:
        data = {"jumlah": len(found), "kim": [_kim_json(kim) for kim in found]}
    return JsonResponse(data, headers={"Cache-Control": KIM_CACHE})


def _points(rows: Any) -> Any:
    return (
        rows.select_related("wilayah")
        .only(
            "nama",
            "slug",
            "last_activity_at",
            "wilayah__nama",
            "wilayah__nama_lengkap",
            "wilayah__tingkat",
        )
        .order_by("nama", "pk")
    )


def _kim_json(kim: Kim) -> dict[str, Any]:
    return {
        "nama": kim.nama,
        "url": kim.get_absolute_url(),
        "tempat": kim.wilayah.nama_singkat,
        "lat": round(kim.y, 5),
        "lon": round(kim.x, 5),
        "aktif": kim.is_aktif,
    }


def _cells(rows: Any, bbox: tuple[float, ...]) -> list[dict[str, Any]]:
    """Count the KIM per cell of a grid over the view, each at the middle of its KIM."""
    west, south, east, north = bbox
    size = max(east - west, north - south, 0.01) / CELLS
    cells = (
        rows.annotate(baris=Floor((F("y") - south) / size), lajur=Floor((F("x") - west) / size))
        .values("baris", "lajur")
        .annotate(jumlah=Count("pk"), lat=Avg("y"), lon=Avg("x"))
        .order_by("baris", "lajur")
    )
    return [
        {"jumlah": c["jumlah"], "lat": round(c["lat"], 4), "lon": round(c["lon"], 4)} for c in cells
    ]


def _bbox(text: str) -> tuple[float, ...] | None:
    """Parse the box and cut it to Indonesia; None if it is none."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (west < east and south < north):
        return None
    return (
        max(west, INDONESIA[0]),
        max(south, INDONESIA[1]),
        min(east, INDONESIA[2]),
        min(north, INDONESIA[3]),
    )


def _region(text: str) -> Wilayah | None:
    """Return the provinsi or kabupaten/kota that the code names or lies in."""
    kode = normalise_kode(text)
    if kode is None:
        return None
    return Wilayah.objects.filter(kode=kode[: PANJANG_KODE[2]]).select_related("induk").first()


def _parts(induk: Wilayah | None) -> dict[str, Any]:
    """Return the regions right below `induk` (provinces without one), counted and classed."""
    tingkat = induk.tingkat + 1 if induk else Tingkat.PROVINSI
    counts = count_kim(PANJANG_KODE[tingkat], induk.kode if induk else "")
    anak = Wilayah.objects.current().filter(induk=induk)
    daftar = [(w, counts.get(w.kode, Hitungan())) for w in anak]
    skala = quantile_scale({w.kode: h.kim for w, h in daftar})
    return {
        "daftar": daftar,
        "jumlah": total(counts.values()).kim,
        "skala": skala,
        "sebutan_anak": Tingkat(tingkat).label.lower(),
    }


def _crumbs(induk: Wilayah | None) -> list[dict[str, str]]:
    if induk is None:
        return [{"nama": "Peta KIM"}]
    return [{"nama": "Peta KIM", "url": reverse("pages:peta")}, {"nama": induk.nama}]


def _as_json(induk: Wilayah | None, isi: dict[str, Any]) -> dict[str, Any]:
    """What peta.js needs to draw and list the parts of a region."""
    has_boundaries = induk is None or induk.tingkat == Tingkat.PROVINSI
    batas = f"peta/kabkota/{induk.kode}.topojson" if induk else "peta/provinsi.topojson"
    return {
        "kode": induk.kode if induk else "",
        "nama": induk.nama if induk else "Indonesia",
        "induk": induk.induk_id or "" if induk else "",
        "nama_induk": induk.induk.nama if induk and induk.induk else "",
        "jumlah": isi["jumlah"],
        "sebutan": isi["sebutan_anak"],
        "batas": static(batas) if has_boundaries else "",
        "legenda": isi["skala"].legenda,
        "anak": [
            {
                "kode": w.kode,
                "nama": w.nama,
                "kim": h.kim,
                "kelas": isi["skala"].kelas[w.kode],
                "url": w.get_absolute_url(),
            }
            for w, h in isi["daftar"]
        ],
    }


def _static_map(induk: Wilayah | None, isi: dict[str, Any]) -> str:
    """The same map as a drawing, for browsers without script."""
    labels = {w.kode: f"{w.nama}: {h.kim} KIM" for w, h in isi["daftar"]}
    if induk is None:
        return national_map(isi["skala"].css, labels)
    if induk.tingkat > Tingkat.PROVINSI:
        return region_map(induk.kode)
    return region_map(induk.kode, classes=isi["skala"].css, labels=labels)
