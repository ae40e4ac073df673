"""How the material of a message is sent to those whose right to it a view has checked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from diseminasi.bahan.archive import archive_name, pack_material
from diseminasi.bahan.card import read_card
from diseminasi.bahan.notice import notice_for
from diseminasi.bahan.qr import qr_svg
from diseminasi.models import InfoPemerintah
from komunitas.models import Kim


def send_card(info: InfoPemerintah) -> HttpResponse:
    """Send the picture card."""
    return HttpResponse(read_card(info), content_type="image/png")


def send_archive(info: InfoPemerintah, kim: Kim | None = None) -> StreamingHttpResponse:
    """Send everything as one ZIP while it is being packed."""
    answer = StreamingHttpResponse(pack_material(info, kim), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, archive_name(info))
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def show_notice(
    request: HttpRequest, info: InfoPemerintah, kim: Kim | None = None, *, back: str
) -> HttpResponse:
    """Show the notice as a page to be printed; `back` is where one came from."""
    papan = notice_for(info, kim)
    konteks = {
        "info": info,
        "papan": papan,
        "kode": qr_svg(papan.tautan, f"Kode QR ke {papan.alamat}"),
        "kembali": back,
    }
    return render(request, "diseminasi/papan.html", konteks)
