"""Desk pages with the attachments of a message."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from diseminasi.attachments import attach, detach
from diseminasi.bahan.answers import send_attachment
from diseminasi.meja.forms import LampiranForm
from diseminasi.models import InfoPemerintah, Lampiran
from diseminasi.permissions import can_edit_info
from diseminasi.scope import info_on_desk_of
from kimportal.private import private_page
from komunitas.kelola.access import attempt, attempt_with_message, files, posted
from komunitas.meja.frame import desk_page

ATTACHMENTS = "admin:diseminasi_infopemerintah_attachments"


@private_page
def attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """List the attachments of a draft and take one more."""
    info = _editable(request, pk)
    form = LampiranForm(posted(request), files(request))
    if attempt(request, form, lambda: attach(info, by=request.user, **form.cleaned_data)):
        messages.success(request, "Lampiran ditambahkan.")
        return redirect(ATTACHMENTS, pk)
    return desk_page(
        request,
        "diseminasi/meja/lampiran.html",
        "Lampiran",
        info=info,
        form=form,
        daftar_lampiran=info.daftar_lampiran.all(),
        remah=[
            ("Info Pemerintah", reverse("admin:diseminasi_infopemerintah_changelist")),
            (str(info), reverse("admin:diseminasi_infopemerintah_change", args=[pk])),
        ],
        status=422 if form.is_bound and form.errors else 200,
    )


@private_page
@require_POST
def remove_attachment(request: HttpRequest, pk: int, lampiran: int) -> HttpResponse:
    """Take one attachment out of a draft."""
    row = get_object_or_404(Lampiran, info=_editable(request, pk), pk=lampiran)
    attempt_with_message(request, lambda: detach(row, by=request.user))
    return redirect(ATTACHMENTS, pk)


@require_safe
def attachment(request: HttpRequest, pk: int, lampiran: int) -> HttpResponseBase:
    """Send an attachment, also of a draft."""
    return send_attachment(info_on_desk_of(request.user), pk, lampiran)


def _editable(request: HttpRequest, pk: int) -> InfoPemerintah:
    info: InfoPemerintah = get_object_or_404(
        info_on_desk_of(request.user).select_related("wilayah"), pk=pk
    )
    if not can_edit_info(request.user, info):
        raise PermissionDenied
    return info
