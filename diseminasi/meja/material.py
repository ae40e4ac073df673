"""Desk pages with what KIM pass on: seeing it, wording its texts, taking it along."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from diseminasi.bahan.answers import send_archive, send_card, send_notice, show_notice
from diseminasi.bahan.card import card_alt
from diseminasi.meja.forms import TeksForm
from diseminasi.models import InfoPemerintah
from diseminasi.permissions import can_edit_info
from diseminasi.scope import info_on_desk_of
from diseminasi.texts import ready_texts
from diseminasi.wording import word_texts
from kimportal.private import private_page
from komunitas.kelola.access import attempt, posted
from komunitas.meja.frame import desk_page

MATERIAL = "admin:diseminasi_infopemerintah_material"


@private_page
def material(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that KIM pass on; before release its texts can be worded otherwise."""
    info = _info(request, pk)
    may_edit = can_edit_info(request.user, info)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    teks = ready_texts(info)
    form = TeksForm(posted(request), teks=teks)

    def call() -> None:
        word_texts(info, by=request.user, teks=form.cleaned_data)

    if attempt(request, form, call):
        messages.success(request, "Teks tersimpan.")
        return redirect(MATERIAL, pk)
    return desk_page(
        request,
        "diseminasi/meja/bahan.html",
        "Bahan untuk KIM",
        info=info,
        form=form,
        boleh_ubah=may_edit,
        usang=info.daftar_teks.exists() and not any(one.is_disunting for one in teks),
        alt_kartu=card_alt(info),
        remah=[
            ("Info Pemerintah", reverse("admin:diseminasi_infopemerintah_changelist")),
            (str(info), reverse("admin:diseminasi_infopemerintah_change", args=[pk])),
        ],
        status=422 if form.is_bound and form.errors else 200,
    )


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the picture card, also of a draft."""
    return send_card(_info(request, pk))


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the notice in nobody's name: for villages without a KIM, and to look it over."""
    pdf = reverse("admin:diseminasi_infopemerintah_notice_pdf", args=[pk])
    return show_notice(request, _info(request, pk), back=reverse(MATERIAL, args=[pk]), pdf=pdf)


@require_safe
def notice_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the notice in nobody's name as a PDF."""
    return send_notice(_info(request, pk))


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send everything as one ZIP."""
    return send_archive(_info(request, pk))


def _info(request: HttpRequest, pk: int) -> InfoPemerintah:
    """Return a message of the officer's own desk (a draft only of the own region) to be relayed."""
    info: InfoPemerintah = get_object_or_404(
        info_on_desk_of(request.user)
        .exclude(status="withdrawn")
        .filter(cara_jawab="")
        .select_related("wilayah"),
        pk=pk,
    )
    return info
