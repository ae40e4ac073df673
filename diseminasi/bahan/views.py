"""What is open to everyone: short links, and the card and attachments of a public message."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diseminasi.bahan.answers import send_attachment, send_card
from diseminasi.bahan.links import Tujuan, read_code
from diseminasi.models import InfoPemerintah, StatusVersi, VersiBahasa
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
    return HttpResponseRedirect(_page(info, tujuan.bahasa) + query)


@public_page
def public_card(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Send the picture that a shared link to the message is shown with."""
    info = get_object_or_404(InfoPemerintah.objects.released().select_related("wilayah"), pk=pk)
    if slug != info.slug:
        return HttpResponsePermanentRedirect(reverse("info:card", args=[pk, info.slug]))
    return send_card(info)


@login_not_required
@require_safe
@never_cache
def public_attachment(request: HttpRequest, pk: int, lampiran: int) -> HttpResponseBase:
    """Send an attachment of a message that is public; kept by no cache, so that it can be gone."""
    return send_attachment(InfoPemerintah.objects.released(), pk, lampiran)


def _page(info: InfoPemerintah, bahasa: str) -> str:
    """Return the page in that language; a printed link outlives a version that was withdrawn."""
    rows = VersiBahasa.objects.filter(info=info, status=StatusVersi.PUBLISHED, bahasa=bahasa)
    if bahasa and info.is_terbit and rows.exists():
        return reverse("info:language", args=[info.pk, info.slug, bahasa])
    return info.get_absolute_url()


def _kim(tujuan: Tujuan) -> Kim | None:
    """Return the KIM; a printed link outlives one that is gone or never got the message."""
    rows = Kim.objects.published().filter(daftar_penyampaian__info=tujuan.info)
    return rows.only("nomor").filter(pk=tujuan.kim).first() if tujuan.kim else None
