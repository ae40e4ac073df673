"""Desk pages around one question: answering, mending the answer, publishing, merging."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html

from diseminasi.models import PertanyaanInfo
from diseminasi.tanya.forms import JawabForm, RalatJawabanForm, TampilForm
from diseminasi.tanya.permissions import can_answer_question
from diseminasi.tanya.questions import (
    LANGKAH,
    answer_question,
    correct_answer,
    merge_question,
    publish_question,
)
from diseminasi.tanya.scope import questions_on_desk_of
from diseminasi.tanya.similar import mergeable_into, similar_questions
from diseminasi.tanya.telling import asked_the_same
from kimportal.keys import read_key
from kimportal.private import private_page
from komunitas.kelola.access import attempt, attempt_with_message, posted
from komunitas.meja.frame import desk_form, desk_page

LIST = "admin:diseminasi_pertanyaaninfo_changelist"
PAGE = "admin:diseminasi_pertanyaaninfo_change"
INFO = "admin:diseminasi_infopemerintah_change"


def _question(request: HttpRequest, pk: int, verb: str) -> PertanyaanInfo:
    """Return the question if it is this officer's business and the step can be taken."""
    rows = questions_on_desk_of(request.user).select_related("info__wilayah", "kim", "jawaban")
    pertanyaan: PertanyaanInfo = get_object_or_404(rows, pk=pk)
    may = can_answer_question(request.user, pertanyaan)
    if not may or pertanyaan.status not in LANGKAH[verb]:
        raise PermissionDenied
    return pertanyaan


def _crumbs(pertanyaan: PertanyaanInfo) -> list[tuple[str, str]]:
    page = reverse(PAGE, args=[pertanyaan.pk])
    return [("Pertanyaan KIM", reverse(LIST)), (str(pertanyaan), page)]


def _place(request: HttpRequest, pertanyaan: PertanyaanInfo) -> Any:
    """Return where the question stands in the queue, for an officer who came from there."""
    from django.contrib import admin  # here, since the admin's discovery imports this module

    antrean = request.GET.get("antrean", "")
    site: Any = admin.site
    return site.place_in_queue(request, pertanyaan, antrean) if antrean else None


def _page(pertanyaan: PertanyaanInfo, tempat: Any) -> str:
    """Return the question's own page, still as part of the queue if it was."""
    query = f"?{urlencode({'antrean': tempat.dari})}" if tempat else ""
    return reverse(PAGE, args=[pertanyaan.pk]) + query


@private_page
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer everyone who asked this."""
    pertanyaan = _question(request, pk, "answer_question")
    tempat = _place(request, pertanyaan)
    form = JawabForm(posted(request))
    call = lambda: answer_question(pertanyaan, by=request.user, **form.cleaned_data)  # noqa: E731
    if attempt(request, form, call):
        messages.success(request, "Jawaban terkirim.")
        return redirect(tempat.go_on(request) if tempat else _page(pertanyaan, None))
    return desk_form(
        request,
        "Jawab pertanyaan",
        form=form,
        tombol="Kirim jawaban",
        lead=format_html(
            '{} tentang <a href="{}">{}</a>: “{}”',
            pertanyaan.kim,
            reverse(INFO, args=[pertanyaan.info_id]),
            pertanyaan.info,
            pertanyaan.teks,
        ),
        akan=[f"Jawaban ini sampai ke {asked_the_same(pertanyaan).count()} KIM yang bertanya."],
        batal=_page(pertanyaan, tempat),
        remah=_crumbs(pertanyaan),
    )


@private_page
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend the answer and tell everyone who asked again."""
    pertanyaan = _question(request, pk, "correct_answer")
    known = pertanyaan.jawaban.teks if pertanyaan.jawaban else ""
    form = RalatJawabanForm(posted(request), initial={"teks": known})

    def call() -> PertanyaanInfo:
        teks, reason = form.cleaned_data["teks"], form.cleaned_data["alasan"]
        return correct_answer(pertanyaan, by=request.user, teks=teks, reason=reason)

    if attempt(request, form, call):
        messages.success(request, "Jawaban diralat. Semua yang bertanya dikabari lagi.")
        return redirect(PAGE, pk)
    return desk_form(
        request,
        "Ralat jawaban",
        form=form,
        tombol="Kirim ralat",
        lead="Perbaiki jawabannya dan jelaskan apa yang keliru. Jawaban yang lama tetap tersimpan.",
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(pertanyaan),
    )


@private_page
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show question and answer to everyone."""
    pertanyaan = _question(request, pk, "publish_question")
    form = TampilForm(posted(request), initial={"teks_publik": pertanyaan.teks})
    call = lambda: publish_question(pertanyaan, by=request.user, **form.cleaned_data)  # noqa: E731
    if attempt(request, form, call):
        messages.success(request, "Sekarang tampil di halaman info.")
        return redirect(PAGE, pk)
    jawaban = pertanyaan.jawaban
    return desk_form(
        request,
        "Tampilkan untuk umum",
        form=form,
        tombol="Tampilkan",
        lead=f"Jawabannya ikut tampil: “{jawaban.teks if jawaban else ''}”",
        batal=reverse(PAGE, args=[pk]),
        remah=_crumbs(pertanyaan),
    )


@private_page
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose questions that this one may be the same as (POST `ke`: it is)."""
    pertanyaan = _question(request, pk, "merge_question")
    tempat = _place(request, pertanyaan)
    if request.method == "POST":
        among = mergeable_into(pertanyaan)
        ke = get_object_or_404(among, pk=read_key(request.POST.get("ke", "")))
        if attempt_with_message(
            request, lambda: merge_question(pertanyaan, by=request.user, ke=ke)
        ):
            messages.success(request, f"Digabung ke {ke.nomor}.")
            return redirect(tempat.go_on(request) if tempat else _page(pertanyaan, None))
        return redirect(_page(pertanyaan, tempat))
    return desk_page(
        request,
        "diseminasi/tanya/mirip.html",
        "Pertanyaan yang mungkin sama",
        pertanyaan=pertanyaan,
        daftar=similar_questions(pertanyaan),
        remah=_crumbs(pertanyaan),
    )
