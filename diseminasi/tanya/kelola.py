"""Asking back about a message, in the workspace of a KIM."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from diseminasi.kelola.work import info_for, kims_handed
from diseminasi.models import PertanyaanInfo
from diseminasi.tanya.forms import TanyaForm
from diseminasi.tanya.questions import ask_question
from diseminasi.tanya.scope import questions_of_kim
from kimportal.private import private_page
from komunitas.kelola.access import attempt, posted

SEHALAMAN = 20


@private_page
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the KIM asked about a message and was answered, and take one more question."""
    info = get_object_or_404(info_for(request.user).select_related("wilayah"), pk=pk)
    form = TanyaForm(posted(request), kims=kims_handed(request.user, info))

    def call() -> PertanyaanInfo:
        return ask_question(info, by=request.user, **form.cleaned_data)

    if attempt(request, form, call):
        messages.success(request, "Pertanyaan terkirim. Jawabannya masuk ke kotak masuk Anda.")
        return redirect("kelola_info:ask", pk)
    rows = questions_of_kim(request.user).filter(info=info).order_by("-created_at", "-pk")
    rows = rows.select_related("kim", "wilayah", "jawaban", "utama__jawaban")
    konteks = {
        "info": info,
        "form": form,
        "halaman": Paginator(rows, SEHALAMAN).get_page(request.GET.get("halaman")),
        "remah": [
            {"nama": "Kelola KIM", "url": "/kelola/"},
            {"nama": "Info Pemerintah", "url": reverse("kelola_info:list")},
            {"nama": info.judul, "url": reverse("kelola_info:detail", args=[pk])},
            {"nama": "Tanya penulis"},
        ],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "diseminasi/tanya/kelola.html", konteks, status=status)
