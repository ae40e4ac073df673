"""`/data/`: the page about the open data, its files, its catalogue and its dictionary."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from kimportal.pages.data import catalogue, shelf
from kimportal.pages.data.dictionary import SEMUA
from kimportal.public import public_page

PIECE = 64 * 1024
CACHE_CONTROL = "public, max-age=300"
REMAH = {"nama": "Data terbuka", "url": "/data/"}


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """List the data sets of the last night, and say what their columns mean."""
    rak = shelf.current()
    daftar = rak.daftar_isi if rak else []
    konteks = {
        "remah": [{"nama": "Data terbuka"}],
        "rak": rak,
        "daftar_set": [
            {"jenis": jenis, "daftar_isi": [isi for isi in daftar if isi.jenis == jenis.slug]}
            for jenis in SEMUA
        ],
        "lisensi": catalogue.LISENSI,
        "hari_aktif": settings.KIM_HARI_AKTIF,
    }
    return render(request, "pages/data.html", konteks)


@public_page
def data_catalogue(request: HttpRequest) -> HttpResponse:
    return _json(catalogue.catalogue(shelf.current()), "application/ld+json")


@public_page
def data_columns(request: HttpRequest) -> HttpResponse:
    return _json(catalogue.columns(), "application/csvm+json")


@public_page
def data_file(request: HttpRequest, nama: str, bentuk: str) -> HttpResponseBase:
    """Hand out a file: compressed to whoever takes that, else unpacked piece by piece."""
    rak = shelf.current()
    found = rak.find(nama, bentuk) if rak else None
    if rak is None or found is None:
        raise Http404
    path, berkas = found
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{berkas.sha256[:32]}{"-gz" if packed else ""}"'
    modified = int(rak.dibuat.timestamp())
    answer = get_conditional_response(request, etag=etag, last_modified=modified)
    response = answer or _download(path, berkas, packed=packed)
    hari = timezone.localdate(rak.dibuat)
    name = f"{nama}-{hari:%Y-%m-%d}.{bentuk}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = CACHE_CONTROL
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _download(path: Path, berkas: shelf.Berkas, *, packed: bool) -> HttpResponseBase:
    kind = shelf.BENTUK[berkas.bentuk]
    try:
        if packed:
            headers = {"Content-Encoding": "gzip"}
            return FileResponse(path.open("rb"), content_type=kind, headers=headers)
        pieces = _Unpacked(path)
    except FileNotFoundError:  # replaced twice since the list was read
        raise Http404 from None
    response = StreamingHttpResponse(pieces, content_type=kind)
    response.headers["Content-Length"] = str(berkas.byte)
    return response


class _Unpacked(Iterator[bytes]):
    """A packed file piece by piece: open before the first is asked for, so that it may be
    replaced meanwhile, and closed with the answer."""

    def __init__(self, path: Path) -> None:
        self._plain = gzip.open(path)  # noqa: SIM115 (`close` is called with the answer)

    def __next__(self) -> bytes:
        if piece := self._plain.read(PIECE):
            return piece
        raise StopIteration

    def close(self) -> None:
        self._plain.close()


def _json(document: dict[str, Any], kind: str) -> HttpResponse:
    text = json.dumps(document, ensure_ascii=False, indent=1)
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(text, content_type=kind, headers=headers)
