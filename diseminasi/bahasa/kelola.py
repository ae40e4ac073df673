"""Writing a message in a language of the place, in the workspace of a KIM."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from diseminasi.bahasa.forms import ISI, VersiForm
from diseminasi.bahasa.scope import versions_of_kim
from diseminasi.bahasa.versions import last_correction, submit_version
from diseminasi.kelola.work import chosen_kim, info_for, kims_handed
from diseminasi.models import InfoPemerintah, VersiBahasa
from kimportal.private import private_page
from komunitas.kelola.access import attempt, posted
from komunitas.models import Kim


@private_page
def language(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the KIM's versions of a message and take one more, or a mended one."""
    info = get_object_or_404(info_for(request.user).select_related("wilayah"), pk=pk)
    if info.is_khusus:
        raise Http404
    kims = kims_handed(request.user, info)
    kim = chosen_kim(kims, request.GET.get("kim"))
    bahasa = request.GET.get("bahasa", "")
    form = VersiForm(posted(request), kims=kims, initial=_known(info, kim, bahasa))

    def call() -> VersiBahasa:
        return submit_version(info, by=request.user, **form.cleaned_data)

    if attempt(request, form, call):
        messages.success(request, "Terkirim. Admin Diskominfo memeriksanya dulu.")
        return redirect("kelola_info:language", pk)
    konteks = {
        "info": info,
        "form": form,
        "daftar_versi": versions_of_kim(request.user)
        .filter(info=info)
        .select_related("kim", "info")
        .order_by("-submitted_at"),
        "nomor_ralat": last_correction(info),
        "remah": [
            {"nama": "Kelola KIM", "url": "/kelola/"},
            {"nama": "Info Pemerintah", "url": reverse("kelola_info:list")},
            {"nama": info.judul, "url": reverse("kelola_info:detail", args=[pk])},
            {"nama": "Bahasa setempat"},
        ],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "diseminasi/bahasa/kelola.html", konteks, status=status)


def _known(info: InfoPemerintah, kim: Kim, bahasa: str) -> dict[str, Any]:
    """Return what the form begins with: the KIM's newest version in that language, if any."""
    rows = VersiBahasa.objects.filter(info=info, kim=kim, bahasa=bahasa)
    versi = rows.order_by("-submitted_at").first()
    known = {name: getattr(versi, name) for name in ISI} if versi else {}
    return known | {"kim": kim.pk, "bahasa": bahasa}
