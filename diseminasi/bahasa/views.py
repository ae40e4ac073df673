"""A message in a language of the place, in public."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from diseminasi.bahan.answers import send_card, send_notice
from diseminasi.bahan.card import card_alt
from diseminasi.bahasa.pesan import local_messages, message_in
from diseminasi.models import InfoPemerintah, StatusVersi, VersiBahasa
from diseminasi.texts import ready_texts
from kimportal.public import public_page
from komunitas.models import Kim


def versions_of(info: InfoPemerintah) -> QuerySet[VersiBahasa]:
    """Return the published versions of a message."""
    rows = VersiBahasa.objects.filter(info=info, status=StatusVersi.PUBLISHED)
    return rows.only("bahasa", "ralat_nomor", "info").order_by("bahasa")


@public_page
def detail_version(request: HttpRequest, pk: int, slug: str, kode: str) -> HttpResponse:
    """Show one version, and whether it follows the newest correction."""
    info = _released(pk)
    rows = VersiBahasa.objects.filter(info=info, status=StatusVersi.PUBLISHED, bahasa=kode)
    versi = get_object_or_404(rows.select_related("kim__wilayah"), bahasa=kode)
    versi.info = info
    if slug != info.slug:
        return HttpResponsePermanentRedirect(versi.get_absolute_url())
    pesan = next((one for one in local_messages(info) if one.bahasa == kode), None)
    corrections = list(info.daftar_ralat.order_by("-nomor"))
    konteks = {
        "info": info,
        "versi": versi,
        "pesan": pesan,
        "teks": ready_texts(pesan) if pesan else [],
        "alt_kartu": card_alt(pesan) if pesan else "",
        "lewat": handed_on_by(info, request.GET.get("lewat", "")),
        "daftar_versi": versions_of(info),
        "daftar_ralat": corrections,
        "nomor_ralat": corrections[0].nomor if corrections else 0,
        "remah": [
            {"nama": "Info Pemerintah", "url": reverse("info:list")},
            {"nama": info.judul, "url": info.get_absolute_url()},
            {"nama": f"Bahasa {versi.get_bahasa_display()}"},
        ],
    }
    return render(request, "diseminasi/bahasa/versi.html", konteks)


@public_page
def card_version(request: HttpRequest, pk: int, slug: str, kode: str) -> HttpResponse:
    """Send the picture card of a version."""
    info = _released(pk)
    if slug != info.slug:
        return HttpResponsePermanentRedirect(
            reverse("info:language_card", args=[pk, info.slug, kode])
        )
    return send_card(message_in(info, kode))


@public_page
def notice_version(request: HttpRequest, pk: int, slug: str, kode: str) -> HttpResponse:
    """Send the notice in the words of a version as a PDF, in no KIM's name."""
    info = _released(pk)
    if slug != info.slug:
        address = reverse("info:language_notice", args=[pk, info.slug, kode])
        return HttpResponsePermanentRedirect(address)
    return send_notice(message_in(info, kode))


def handed_on_by(info: InfoPemerintah, nomor: str) -> Kim | None:
    """Return the KIM whose short link was followed, if it was handed the message."""
    if not nomor.isdecimal():
        return None
    rows = Kim.objects.published().filter(daftar_penyampaian__info=info, nomor=nomor)
    return rows.select_related("wilayah").first()


def _released(pk: int) -> InfoPemerintah:
    rows = InfoPemerintah.objects.released().select_related("wilayah").defer("cari")
    info: InfoPemerintah = get_object_or_404(rows, pk=pk)
    return info
