"""Info Pemerintah in the workspace: the list, one message with its report, photos of reports."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diseminasi.bahan.card import card_alt
from diseminasi.bahasa.pesan import Pesan, local_messages
from diseminasi.kelola.forms import LaporForm
from diseminasi.kelola.json_views import TERCATAT
from diseminasi.kelola.work import (
    chosen_kim,
    info_for,
    kims_handed,
    material_query,
    reports_of,
    to_relay,
)
from diseminasi.khusus.kelola import open_khusus
from diseminasi.khusus.scope import to_answer
from diseminasi.models import LaporanPenyebaran
from diseminasi.permissions import can_take_back_relay
from diseminasi.relay import relay_info, take_back_relay
from diseminasi.scope import laporan_penyebaran_visible_to
from diseminasi.tanya.scope import questions_of_kim
from diseminasi.texts import ready_texts
from kimportal.images.models import Foto
from kimportal.images.storage import open_private
from kimportal.private import private_page
from kimportal.template_tags import tanggal
from komunitas.kelola.access import attempt, files, form_page, posted
from komunitas.kelola.forms import KosongForm

SEHALAMAN = 20
DAFTAR = "kelola_info:list"
KELOLA = [{"nama": "Kelola KIM", "url": "/kelola/"}]


def _crumbs(page: dict[str, str]) -> list[dict[str, str]]:
    return [*KELOLA, {"nama": "Info Pemerintah", "url": reverse(DAFTAR)}, page]


@private_page
def list_info(request: HttpRequest) -> HttpResponse:
    """Show what waits to be relayed, then everything that was handed to the KIM."""
    semua = info_for(request.user).select_related("wilayah").newest()
    konteks = {
        "dijawab": to_answer(request.user).select_related("wilayah")[:SEHALAMAN],
        "perlu": to_relay(request.user).select_related("wilayah")[:SEHALAMAN],
        "halaman": Paginator(semua, SEHALAMAN).get_page(request.GET.get("halaman")),
        "remah": [*KELOLA, {"nama": "Info Pemerintah"}],
    }
    return render(request, "diseminasi/kelola/daftar.html", konteks)


@private_page
def open_info(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a message and take the report that it was relayed."""
    info = get_object_or_404(info_for(request.user).select_related("wilayah"), pk=pk)
    if info.is_khusus:
        return open_khusus(request, info)
    kims = kims_handed(request.user, info)
    kim = chosen_kim(kims, request.GET.get("kim"))
    form = LaporForm(posted(request), files(request), info=info, pengguna=request.user, kims=kims)

    def call() -> LaporanPenyebaran:
        return relay_info(info, by=request.user, **form.cleaned_data)

    if attempt(request, form, call):
        messages.success(request, TERCATAT)
        return redirect("kelola_info:detail", pk)
    daftar_pesan = local_messages(info)
    wanted = request.GET.get("bahasa", "")
    pesan: Pesan = next((one for one in daftar_pesan if one.bahasa == wanted), info)
    konteks = {
        "info": info,
        "form": form,
        "pesan": pesan,
        "daftar_pesan": daftar_pesan,
        "pilihan": material_query(kim, pesan.bahasa),
        "teks": ready_texts(pesan, kim) if info.is_terbit else [],
        "kim": kim,
        "kims": kims,
        "alt_kartu": card_alt(pesan),
        "daftar_ralat": info.daftar_ralat.order_by("-nomor"),
        "daftar_laporan": reports_of(request.user, info),
        "jumlah_pertanyaan": questions_of_kim(request.user).filter(info=info).count(),
        "remah": _crumbs({"nama": info.judul}),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "diseminasi/kelola/info.html", konteks, status=status)


@private_page
def take_back_report(request: HttpRequest, pk: int, laporan: int) -> HttpResponse:
    """Ask, then take back a report that was made by mistake."""
    info = get_object_or_404(info_for(request.user), pk=pk)
    row = get_object_or_404(reports_of(request.user, info), pk=laporan)
    if not can_take_back_relay(request.user, row):
        raise PermissionDenied
    form = KosongForm(posted(request))
    if attempt(request, form, lambda: take_back_relay(row, by=request.user)):
        messages.success(request, "Laporan dibatalkan dan tidak dihitung lagi.")
        # A withdrawn message stays only with those who have relayed it.
        return redirect("kelola_info:detail", pk) if info.is_terbit else redirect(DAFTAR)
    return form_page(
        request,
        judul="Batalkan laporan ini?",
        lead=f"“{info}”: {row.get_kanal_display()}, {row.wilayah.nama}, {tanggal(row.tanggal)}. "
        "Setelah dibatalkan, laporan ini tidak tampil dan tidak dihitung lagi.",
        form=form,
        tombol="Ya, batalkan laporan",
        batal=reverse("kelola_info:detail", args=[pk]),
        berbahaya=True,
        remah=_crumbs({"nama": info.judul}),
    )


@require_safe
@never_cache
def photo(request: HttpRequest, kunci: str, width: int) -> HttpResponse:
    """Send a report's photo from the private store to those who may see the report."""
    visible = laporan_penyebaran_visible_to(request.user).exclude(foto=None)
    shown = get_object_or_404(Foto, kunci=kunci, pk__in=visible.values("foto"))
    with open_private(shown, width) as file:
        return HttpResponse(file.read(), content_type="image/webp")
