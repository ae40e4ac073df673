"""What a KIM passes on, in its own name: picture card, notice, everything as one ZIP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diseminasi.bahan.answers import (
    send_archive,
    send_attachment,
    send_card,
    send_notice,
    show_notice,
)
from diseminasi.kelola.work import chosen_kim, info_for, kims_handed
from diseminasi.models import InfoPemerintah
from komunitas.models import Kim


@require_safe
@never_cache
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the picture card of a message that was handed to the KIM."""
    return send_card(_info(request, pk))


@require_safe
@never_cache
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the notice with the KIM's own short link."""
    info = _info(request, pk)
    kim = _kim(request, info)
    back = f"{reverse('kelola_info:detail', args=[pk])}?kim={kim.pk}"
    pdf = f"{reverse('kelola_info:notice_pdf', args=[pk])}?kim={kim.pk}"
    return show_notice(request, info, kim, back=back, pdf=pdf)


@require_safe
@never_cache
def notice_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the notice with the KIM's own short link as a PDF."""
    info = _info(request, pk)
    return send_notice(info, _kim(request, info))


@require_safe
@never_cache
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send everything as one ZIP."""
    info = _info(request, pk)
    return send_archive(info, _kim(request, info))


@require_safe
@never_cache
def attachment(request: HttpRequest, pk: int, lampiran: int) -> HttpResponseBase:
    """Send an attachment of a message that was handed to the KIM."""
    return send_attachment(info_for(request.user).standing(), pk, lampiran)


def _info(request: HttpRequest, pk: int) -> InfoPemerintah:
    """Return the message if it was handed to the user's KIM and still holds."""
    rows = info_for(request.user).released().select_related("wilayah")
    info: InfoPemerintah = get_object_or_404(rows, pk=pk)
    return info


def _kim(request: HttpRequest, info: InfoPemerintah) -> Kim:
    return chosen_kim(kims_handed(request.user, info), request.GET.get("kim"))
