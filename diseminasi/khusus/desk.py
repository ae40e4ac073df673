"""Desk pages of a message for KIM only: who has answered, the table, the reminder."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from diseminasi.khusus.answers import (
    KEPALA,
    SARINGAN,
    answer_word,
    answers_of,
    count_answers,
    filters_for,
    table_rows,
)
from diseminasi.khusus.reminding import remind_info
from diseminasi.models import InfoPemerintah
from diseminasi.permissions import can_work_on_info
from diseminasi.scope import info_on_desk_of
from kimportal.private import private_page
from kimportal.table_files import XLSX, write_csv, write_xlsx
from komunitas.kelola.access import attempt_with_message
from komunitas.meja.frame import desk_page

SEHALAMAN = 50
RESPONSES = "admin:diseminasi_infopemerintah_responses"


def _info(request: HttpRequest, pk: int) -> InfoPemerintah:
    """Return the message if it went out to KIM only and is of this officer's region."""
    rows = info_on_desk_of(request.user).handed_out().for_kim_only()
    info: InfoPemerintah = get_object_or_404(rows.select_related("wilayah").defer("cari"), pk=pk)
    return info


@private_page
def responses(request: HttpRequest, pk: int) -> HttpResponse:
    """List the KIM that were asked, and what each answered."""
    info = _info(request, pk)
    rows, pilihan = answers_of(info), filters_for(info)
    jawab = request.GET.get("jawab", "")
    shown = rows.filter(SARINGAN[jawab][1]) if jawab in pilihan else rows
    halaman = Paginator(shown, SEHALAMAN).get_page(request.GET.get("halaman"))
    jumlah = count_answers(rows)
    return desk_page(
        request,
        "diseminasi/khusus/jawaban.html",
        "Jawaban KIM",
        info=info,
        halaman=halaman,
        daftar=[(row, answer_word(row)) for row in halaman],
        jumlah=jumlah,
        saringan=[(key, label, jumlah[key]) for key, label in pilihan.items()],
        jawab=jawab if jawab in pilihan else "",
        boleh_ingatkan=can_work_on_info(request.user, info)
        and info.is_menunggu_jawaban
        and bool(jumlah["belum"]),
        diingatkan=info.daftar_pengingat.first(),
        hari_ini=timezone.localdate(),
        remah=[
            ("Info Pemerintah", reverse("admin:diseminasi_infopemerintah_changelist")),
            (str(info), reverse("admin:diseminasi_infopemerintah_change", args=[pk])),
        ],
    )


@require_safe
@never_cache
def responses_file(request: HttpRequest, pk: int, bentuk: str) -> HttpResponse:
    """Send the list as CSV or Excel; nothing that a KIM typed becomes a formula."""
    info = _info(request, pk)
    if bentuk not in ("csv", "xlsx"):
        raise Http404
    kind = XLSX if bentuk == "xlsx" else "text/csv; charset=utf-8"
    answer = HttpResponse(content_type=kind)
    name = f"jawaban-{slugify(info.judul)[:60] or info.pk}.{bentuk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    if bentuk == "xlsx":
        write_xlsx(answer, "Jawaban KIM", KEPALA, table_rows(info))  # type: ignore[arg-type]
    else:
        write_csv(answer, KEPALA, table_rows(info))  # type: ignore[arg-type]
    return answer


@private_page
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those who have not answered."""
    info = _info(request, pk)
    if not can_work_on_info(request.user, info):
        raise PermissionDenied
    if attempt_with_message(request, lambda: remind_info(info, by=request.user)):
        messages.success(request, "Pengingat dikirim ke KIM yang belum menjawab.")
    return redirect(RESPONSES, pk)
