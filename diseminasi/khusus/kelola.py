"""A message for KIM only, in the workspace: read by the KIM, answered by its pengurus."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from diseminasi.kelola.work import chosen_kim, kims_handed
from diseminasi.khusus.forms import TanggapanForm, first_answer
from diseminasi.khusus.responding import respond_info
from diseminasi.khusus.scope import kim_responding_for
from diseminasi.models import InfoPemerintah, TanggapanKim
from diseminasi.tanya.scope import questions_of_kim
from komunitas.kelola.access import attempt, posted
from komunitas.models import Kim


def open_khusus(request: HttpRequest, info: InfoPemerintah) -> HttpResponse:
    """Show the message and take the answer of the KIM; `info` was handed to the user's KIM."""
    handed = kims_handed(request.user, info)
    mine = set(kim_responding_for(request.user).values_list("pk", flat=True))
    kims = [kim for kim in handed if kim.pk in mine]
    kim = chosen_kim(kims or handed, request.GET.get("kim"))
    form = _form(request, info, kims, kim) if kims and info.is_menunggu_jawaban else None
    if request.method == "POST" and not kims:
        raise PermissionDenied
    if form and attempt(request, form, lambda: _respond(request, info, form)):
        messages.success(request, "Jawaban KIM Anda tercatat.")
        return redirect("kelola_info:detail", info.pk)
    konteks = {
        "info": info,
        "form": form,
        "kim": kim,
        "kims": kims,
        "tanggapan": _answer_of(info, kim),
        "boleh_jawab": bool(kims),
        "daftar_ralat": info.daftar_ralat.order_by("-nomor"),
        "jumlah_pertanyaan": questions_of_kim(request.user).filter(info=info).count(),
        "remah": [
            {"nama": "Kelola KIM", "url": "/kelola/"},
            {"nama": "Info Pemerintah", "url": reverse("kelola_info:list")},
            {"nama": info.judul},
        ],
    }
    status = 422 if form and form.is_bound and form.errors else 200
    return render(request, "diseminasi/khusus/kelola.html", konteks, status=status)


def _form(request: HttpRequest, info: InfoPemerintah, kims: list[Kim], kim: Kim) -> TanggapanForm:
    first = first_answer(_answer_of(info, kim)) | {"kim": kim.pk}
    return TanggapanForm(posted(request), info=info, kims=kims, initial=first)


def _respond(request: HttpRequest, info: InfoPemerintah, form: Any) -> TanggapanKim:
    return respond_info(info, by=request.user, **form.cleaned_data)


def _answer_of(info: InfoPemerintah, kim: Kim) -> TanggapanKim | None:
    return TanggapanKim.objects.filter(info=info, kim=kim).first()
