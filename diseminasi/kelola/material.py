"""What a KIM passes on, in its own name: picture card, notice, everything as one ZIP.

`?bahasa=bug` asks for card and notice in a language of the place.
"""

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
from diseminasi.bahasa.pesan import Pesan, message_in
from diseminasi.kelola.work import chosen_kim, info_for, kims_handed, material_query
from diseminasi.models import InfoPemerintah
from komunitas.models import Kim


@require_safe
@never_cache
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the picture card of a message that was handed to the KIM."""
    return send_card(_message(request, pk))


@require_safe
@never_cache
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the notice with the KIM's own short link."""
    pesan = _message(request, pk)
    kim = _kim(request, pesan)
    query = material_query(kim, pesan.bahasa)
    back = f"{reverse('kelola_info:detail', args=[pk])}?{query}"
    pdf = f"{reverse('kelola_info:notice_pdf', args=[pk])}?{query}"
    return show_notice(request, pesan, kim, back=back, pdf=pdf)


@require_safe
@never_cache
def notice_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the notice with the KIM's own short link as a PDF."""
    pesan = _message(request, pk)
    return send_notice(pesan, _kim(request, pesan))


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


def _message(request: HttpRequest, pk: int) -> Pesan:
    """Return the message in the language that was asked for."""
    return message_in(_info(request, pk), request.GET.get("bahasa", ""))


def _kim(request: HttpRequest, info: Pesan) -> Kim:
    return chosen_kim(kims_handed(request.user, info), request.GET.get("kim"))
