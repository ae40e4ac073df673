"""The addresses of the map: the page, what its script asks for, and the view to embed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt

from kimportal.pages.peta.bagian import read_parts
from kimportal.pages.peta.keadaan import Keadaan, read_state
from kimportal.pages.peta.titik import read_bbox, read_marks
from kimportal.pages.peta.ubin import allow_tiles, tile_origin
from kimportal.public import public_page
from kimportal.rekap.models import SEMUA_KIM
from wilayah import boundaries

# Views are asked for with rounded corners, so that neighbours share the cached answer.


@public_page
def peta(request: HttpRequest) -> HttpResponse:
    """The map page; `wilayah`, `lapis` and `urut` say what it opens on."""
    return allow_tiles(render(request, "pages/peta/peta.html", _context(request)))


@public_page
def peta_bagian(request: HttpRequest) -> HttpResponse:
    """The parts of the page that change with the state, for its script to put in place."""
    response = render(request, "pages/peta/_bagian.html", _context(request))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@xframe_options_exempt
@public_page
def peta_sematan(request: HttpRequest) -> HttpResponse:
    """The map alone, for the frame of another site; nothing else of the portal may be framed."""
    context = _context(request) | {"is_sematan": True}
    response = allow_tiles(render(request, "pages/peta/sematan.html", context))
    response._csp_replace = {"frame-ancestors": ["*"]}
    return response


@public_page
def peta_kim(request: HttpRequest) -> JsonResponse:
    """The marks within `bbox` (west,south,east,north) of a layer, or their sums."""
    bbox = read_bbox(request.GET.get("bbox", ""))
    if bbox is None:
        return JsonResponse({"galat": "bbox: barat,selatan,timur,utara dalam derajat"}, status=400)
    marks = read_marks(bbox, request.GET.get("titik", SEMUA_KIM))
    return JsonResponse(marks, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def _context(request: HttpRequest) -> dict[str, Any]:
    keadaan = read_state(request.GET)
    return read_parts(keadaan) | {
        "keadaan": keadaan,
        "induk": keadaan.induk,
        "lapis": keadaan.lapis,
        "jejak": _trail(keadaan),
        "remah": [{"nama": "Peta KIM"}],
        "kolom": _columns(keadaan),
        "kode_sematan": _embed_code(keadaan),
        "batas_provinsi": boundaries.outline_url(""),
        "ubin": settings.KIM_UBIN_PETA,
        "ubin_kredit": settings.KIM_UBIN_KREDIT,
        "ubin_host": tile_origin().partition("://")[2],
    }


def _trail(keadaan: Keadaan) -> list[dict[str, str]]:
    """Return the way down to the region: name, code and address; the last one is where we are."""
    above = [keadaan.induk.induk] if keadaan.induk and keadaan.induk.induk else []
    regions = [None, *above, keadaan.induk] if keadaan.induk else [None]
    return [
        {
            "nama": w.nama if w else "Indonesia",
            "kode": w.kode if w else "",
            "url": keadaan.url(wilayah=w.kode if w else ""),
        }
        for w in regions
    ]


def _columns(keadaan: Keadaan) -> list[dict[str, str]]:
    """Return the heads of the table: each sorts by itself, a second time the other way."""
    heads = (("nama", "Wilayah"), ("nilai", keadaan.lapis.nama))
    return [_head(keadaan, kunci, label) for kunci, label in heads]


def _head(keadaan: Keadaan, kunci: str, label: str) -> dict[str, str]:
    # Numbers are first wanted from the highest down, names from A.
    first, second = (f"-{kunci}", kunci) if kunci == "nilai" else (kunci, f"-{kunci}")
    order = {kunci: "ascending", f"-{kunci}": "descending"}.get(keadaan.urut, "")
    wanted = second if keadaan.urut == first else first
    return {"kunci": kunci, "label": label, "aria": order, "url": keadaan.url(urut=wanted)}


def _embed_code(keadaan: Keadaan) -> str:
    return format_html(
        '<iframe src="{}" title="Peta KIM {}" width="100%" height="640" loading="lazy"'
        ' style="border:0"></iframe>',
        settings.KIM_SITE_URL + keadaan.url("pages:peta_sematan"),
        keadaan.induk.nama if keadaan.induk else "Indonesia",
    )
