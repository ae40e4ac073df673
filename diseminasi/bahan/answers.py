"""How the material of a message is sent to those whose right to it a view has checked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from diseminasi.bahan.archive import archive_name, pack_material
from diseminasi.bahan.card import read_card
from diseminasi.bahan.notice import notice_for
from diseminasi.bahan.notice_pdf import notice_pdf
from diseminasi.bahan.qr import qr_svg
from diseminasi.bahasa.pesan import Pesan
from diseminasi.models import InfoPemerintah, Lampiran
from diseminasi.querysets import InfoQuerySet
from kimportal.private import private_file
from komunitas.models import Kim


def send_card(info: Pesan) -> HttpResponse:
    """Send the picture card."""
    return HttpResponse(read_card(info), content_type="image/png")


def send_archive(info: InfoPemerintah, kim: Kim | None = None) -> StreamingHttpResponse:
    """Send everything as one ZIP while it is being packed."""
    answer = StreamingHttpResponse(pack_material(info, kim), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, archive_name(info))
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def show_notice(
    request: HttpRequest, info: Pesan, kim: Kim | None = None, *, back: str, pdf: str
) -> HttpResponse:
    """Show the notice as a page to be printed; `back`: whence one came, `pdf`: the same as PDF."""
    papan = notice_for(info, kim)
    konteks = {
        "info": info,
        "papan": papan,
        "kode": qr_svg(papan.tautan, f"Kode QR ke {papan.alamat}"),
        "kembali": back,
        "pdf": pdf,
    }
    return render(request, "diseminasi/papan.html", konteks)


def send_notice(info: Pesan, kim: Kim | None = None) -> HttpResponse:
    """Send the notice as a PDF."""
    answer = HttpResponse(notice_pdf(notice_for(info, kim)), content_type="application/pdf")
    name = "-".join(part for part in ("papan-pengumuman", str(info.pk), info.bahasa) if part)
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def send_attachment(rows: InfoQuerySet, pk: int, lampiran: int) -> HttpResponseBase:
    """Send an attachment of a message that is among `rows`, those that one may see."""
    found = get_object_or_404(Lampiran, pk=lampiran, info=pk, info__in=rows.values("pk"))
    return private_file(found.berkas, found.nama_unduhan)
