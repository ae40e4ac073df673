"""Atom feeds of Info Pemerintah and Cek Hoaks; an entry is newer when it was corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from diseminasi.models import InfoPemerintah, Isu
from kimportal.public import public_page
from kimportal.template_tags import alamat_lengkap

ENTRIES = 50
RINGKAS = 400


@public_page
def info_feed(request: HttpRequest) -> HttpResponse:
    """Give the newest messages that hold."""
    rows = InfoPemerintah.objects.in_force().newest().select_related("wilayah").defer("cari")
    rows = rows.prefetch_related("bidang").annotate(ralat=Max("daftar_ralat__created_at"))
    return _feed(request, "Info Pemerintah", "/info-pemerintah/", map(_message, rows[:ENTRIES]))


@public_page
def isu_feed(request: HttpRequest) -> HttpResponse:
    """Give the newest rumours that are being checked or have a verdict."""
    rows = Isu.objects.listed().for_cards().newest()
    return _feed(request, "Cek Hoaks", "/cek-hoaks/", map(_rumour, rows[:ENTRIES]))


def _message(info: Any) -> dict[str, Any]:
    begin = "Darurat: " if info.urgensi == "darurat" else ""
    return {
        "title": f"{begin}{info.judul}",
        "link": alamat_lengkap(info.get_absolute_url()),
        "description": escape(_short(info.isi)),
        "author_name": info.nama_penerbit,
        "pubdate": info.released_at.astimezone(UTC),
        "updateddate": (info.ralat or info.released_at).astimezone(UTC),
        "categories": [bidang.nama for bidang in info.bidang.all()],
    }


def _rumour(isu: Any) -> dict[str, Any]:
    verdict = isu.get_putusan_display() or "Sedang diperiksa"
    text = isu.penjelasan or "Kami sedang mencari tahu. Jangan teruskan dulu."
    return {
        "title": f"{verdict}: {isu.klaim}",
        "link": alamat_lengkap(isu.get_absolute_url()),
        "description": escape(_short(text)),
        "author_name": isu.instansi or "Cek Hoaks",
        "pubdate": isu.shown_at.astimezone(UTC),
        "updateddate": (isu.decided_at or isu.shown_at).astimezone(UTC),
        "categories": [verdict],
    }


def _short(text: str) -> str:
    return text if len(text) <= RINGKAS else text[: RINGKAS - 1].rsplit(" ", 1)[0] + "…"


def _feed(
    request: HttpRequest, title: str, link: str, entries: Iterable[dict[str, Any]]
) -> HttpResponse:
    address = alamat_lengkap(request.path)
    feed = Atom1Feed(
        title=title,
        link=alamat_lengkap(link),
        description=title,
        language="id",
        feed_url=address,
        feed_guid=address,
    )
    for entry in entries:
        feed.add_item(**entry)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response
