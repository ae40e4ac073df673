"""Short links, open to everyone."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from diseminasi.bahan.links import Tujuan, read_code
from diseminasi.models import InfoPemerintah
from kimportal.public import public_page
from komunitas.models import Kim


@public_page
def follow_link(request: HttpRequest, kode: str) -> HttpResponse:
    """Lead to the page of the message, which then names the KIM that handed it on."""
    tujuan = read_code(kode)
    info = tujuan and InfoPemerintah.objects.public().filter(pk=tujuan.info).first()
    if not tujuan or not info:
        return render(request, "diseminasi/tautan_404.html", {"kode": kode[:20]}, status=404)
    kim = _kim(tujuan)
    query = f"?{urlencode({'lewat': kim.nomor})}" if kim else ""
    return HttpResponseRedirect(info.get_absolute_url() + query)


def _kim(tujuan: Tujuan) -> Kim | None:
    """Return the KIM; a printed link outlives one that is gone or never got the message."""
    rows = Kim.objects.published().filter(daftar_penyampaian__info=tujuan.info)
    return rows.only("nomor").filter(pk=tujuan.kim).first() if tujuan.kim else None
