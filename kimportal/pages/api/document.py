"""What tells about the API: its OpenAPI document and the page with examples."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kimportal.pages.api.cursor import MAX_ROWS
from kimportal.pages.api.endpoints import api
from kimportal.pages.api.frame import api_view
from kimportal.pages.api.problems import JUDUL, MEDIA_TYPE, problem
from kimportal.pages.data.catalogue import LISENSI, NAMA_LISENSI
from kimportal.public import public_page
from kimportal.template_tags import alamat_lengkap
from komunitas.models import Bidang


@api_view
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@api_view
def missing(request: HttpRequest, lain: str) -> HttpResponse:
    return problem(404, "Tidak ada apa-apa di alamat ini. Alamat yang ada: /data/api/.")


@public_page
def root(request: HttpRequest) -> HttpResponse:
    return redirect("pages:data_api")


@public_page
def guide(request: HttpRequest) -> HttpResponse:
    """The page about the API, for people."""
    konteks = {
        "remah": [{"nama": "Data terbuka", "url": reverse("pages:data")}, {"nama": "API"}],
        "api": alamat_lengkap(reverse("api:root")),
        "daftar": _described(),
        "daftar_bidang": Bidang.objects.all(),
        "per_menit": settings.KIM_API_PER_MENIT,
        "baris_terbanyak": MAX_ROWS,
        "galat": JUDUL.items(),
        "lisensi": LISENSI,
    }
    return render(request, "pages/data_api.html", konteks)


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document, with what Ninja does not say of problems and limits."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix=reverse("api:root"))
    found["servers"] = [{"url": settings.KIM_SITE_URL}]
    found["info"]["license"] = {"name": NAMA_LISENSI, "url": LISENSI}
    for path in found["paths"].values():
        for status, response in path["get"]["responses"].items():
            response["description"] = JUDUL.get(int(status), "Berhasil")
            if int(status) >= 400:
                response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
            if int(status) == 429:
                seconds = {"type": "integer"}
                text = "Sesudah berapa detik boleh memanggil lagi"
                response["headers"] = {"Retry-After": {"schema": seconds, "description": text}}
    return found


def _described() -> list[dict[str, Any]]:
    """Return the addresses with their parameters, as the page lists them."""
    return [
        {
            "alamat": path,
            "ringkas": details["get"]["description"],
            "isian": [
                {"nama": p["name"], "arti": p.get("description", ""), "pilihan": _choices(p)}
                for p in details["get"]["parameters"]
                if p["in"] == "query"
            ],
        }
        for path, details in document()["paths"].items()
    ]


def _choices(parameter: dict[str, Any]) -> list[str]:
    choices: list[str] = parameter["schema"].get("enum", [])
    return choices
