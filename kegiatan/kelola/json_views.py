"""What the writing devices talk to: drafts, photos in pieces, handing in. JSON, never cached."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kegiatan.completeness import IncompleteError
from kegiatan.current import ClosedError, current_version
from kegiatan.draft_photos import change_photo, remove_photo
from kegiatan.kelola.json_shapes import (
    composer_data,
    followed,
    naskah_shape,
    photo_shape,
    read_fields,
    read_photo_texts,
    state_shape,
    upload_shape,
)
from kegiatan.models import FotoNaskah, Kegiatan, Naskah, UnggahanFoto
from kegiatan.permissions import can_edit_naskah
from kegiatan.scope import kim_writable_by
from kegiatan.uploads import MAX_PIECE, OffsetError, begin_upload, cancel_upload, receive_piece
from kegiatan.writing import hand_in, save_draft
from kimportal.images.errors import PhotoError
from kimportal.scanning import NotScannedError
from kimportal.storages import StoreError
from kimportal.transitions import TransitionError
from komunitas.models import Kim

STORE_DOWN = "Penyimpanan portal sedang terganggu. Foto dikirim lagi nanti."
MAX_JSON = 256 * 1024
BIGINT_MAX = 2**63 - 1
NOT_THERE = (Http404, PermissionDenied, Kegiatan.DoesNotExist, FotoNaskah.DoesNotExist)
View = Callable[..., HttpResponse]


def json_endpoint(*methods: str) -> Callable[[View], View]:
    """Mark a view as one for devices: says what is wrong by status and sentence."""

    def mark(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return JsonResponse({"galat": "masuk"}, status=401)
            try:
                return view(request, *args, **kwargs)
            except (*NOT_THERE, UnggahanFoto.DoesNotExist):
                return JsonResponse({"galat": "tidak-ada"}, status=404)
            except (TransitionError, PhotoError, OffsetError, BadRequest) as refusal:
                return _refused(refusal)
            except StoreError:
                # The device keeps what it has and tries again by itself.
                return JsonResponse({"galat": "penyimpanan", "pesan": STORE_DOWN}, status=503)
            except NotScannedError as refusal:
                return JsonResponse({"galat": "pemindai", "pesan": refusal.message}, status=503)

        return login_not_required(never_cache(require_http_methods(methods)(wrapper)))

    return mark


def _refused(refusal: Exception) -> JsonResponse:
    if isinstance(refusal, OffsetError):
        return JsonResponse({"diterima": refusal.diterima}, status=409)
    if isinstance(refusal, IncompleteError):
        return JsonResponse({"galat": refusal.galat}, status=422)
    if isinstance(refusal, ClosedError):
        told = state_shape(refusal.naskah) | {"pesan": str(refusal)}
        return JsonResponse(told, status=409)
    if isinstance(refusal, PhotoError):
        return JsonResponse({"pesan": refusal.message}, status=422)
    status = 400 if isinstance(refusal, BadRequest) else 422
    return JsonResponse({"pesan": str(refusal)}, status=status)


@json_endpoint("GET")
def data(request: HttpRequest) -> HttpResponse:
    """Tell the composer for whom one may write, and what is being written."""
    return JsonResponse(composer_data(request.user))


@json_endpoint("GET", "PUT")
def draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a post's current version, or save it."""
    if request.method == "GET":
        naskah = current_version(followed(request.user, uuid))
        return JsonResponse(naskah_shape(naskah, request.user))
    return _save(request, uuid)


def _save(request: HttpRequest, uuid: UUID) -> HttpResponse:
    sent = _body(request)
    user = request.user
    naskah = _known_version(user, uuid)
    if naskah is None and _versi(sent):
        # It was deleted elsewhere meanwhile; saving must not bring it back.
        raise Http404
    values, galat = read_fields(sent, naskah)
    kim = None if naskah else _kim(user, sent)
    saved = save_draft(by=user, uuid=uuid, versi=_versi(sent), values=values, kim=kim)
    if saved.is_conflict:
        return _conflict(saved.naskah, user)
    return JsonResponse(state_shape(saved.naskah) | {"galat": galat})


def _conflict(naskah: Naskah, user: Any) -> JsonResponse:
    told = {
        "bentrok": naskah_shape(naskah, user),
        "oleh": str(naskah.diubah_oleh or ""),
        "diubah": naskah.updated_at.isoformat(),
    }
    return JsonResponse(told, status=409)


def _known_version(user: Any, uuid: UUID) -> Naskah | None:
    """Return the version the text belongs to, None for a new post."""
    if not Kegiatan.objects.filter(uuid=uuid).exists():
        return None
    return current_version(followed(user, uuid))


def _kim(user: Any, sent: dict[str, Any]) -> Kim:
    number = sent.get("kim")
    if not isinstance(number, int) or not 0 < number <= BIGINT_MAX:
        raise BadRequest("Pilih KIM untuk kabar ini.")
    kim = kim_writable_by(user).filter(pk=number).first()
    if kim is None:
        raise Http404
    return kim


@json_endpoint("POST", "PATCH", "PUT", "DELETE")
def photo(request: HttpRequest, uuid: UUID, foto_uuid: UUID) -> HttpResponse:
    """Announce a photo, take a piece of it, change its texts, or remove it."""
    kegiatan = followed(request.user, uuid)
    answer = {"POST": _announce, "PATCH": _piece, "PUT": _texts, "DELETE": _remove}
    return answer[request.method or "POST"](request, kegiatan, foto_uuid)


def _announce(request: HttpRequest, kegiatan: Kegiatan, uuid: UUID) -> HttpResponse:
    sent = _body(request)
    ukuran = sent.get("ukuran")
    if not isinstance(ukuran, int):
        raise BadRequest("Sebutkan ukuran foto.")
    texts, galat = read_photo_texts(sent)
    row = begin_upload(kegiatan, uuid=uuid, ukuran=ukuran, by=request.user, **texts)
    return JsonResponse(upload_shape(row) | {"galat": galat})


def _piece(request: HttpRequest, kegiatan: Kegiatan, uuid: UUID) -> HttpResponse:
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal() or len(offset) > 9:
        raise BadRequest("Upload-Offset tidak dikenal.")
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > MAX_PIECE:
        return JsonResponse({"pesan": "Potongan foto terlalu besar."}, status=413)
    row = receive_piece(
        kegiatan, uuid=uuid, offset=int(offset), piece=request.body, by=request.user
    )
    return JsonResponse(upload_shape(row))


def _texts(request: HttpRequest, kegiatan: Kegiatan, uuid: UUID) -> HttpResponse:
    texts, galat = read_photo_texts(_body(request))
    row = change_photo(kegiatan, uuid=uuid, by=request.user, **texts)
    return JsonResponse(photo_shape(row) | {"galat": galat})


def _remove(request: HttpRequest, kegiatan: Kegiatan, uuid: UUID) -> HttpResponse:
    cancel_upload(kegiatan, uuid=uuid, by=request.user)
    remove_photo(kegiatan, uuid=uuid, by=request.user)
    return HttpResponse(status=204)


@json_endpoint("POST")
def send(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand the post in: to the admins, or to the pengurus. Again gives the same answer."""
    sent = _body(request)
    user = request.user
    kegiatan = followed(user, uuid)
    naskah = current_version(kegiatan)
    if can_edit_naskah(user, naskah):
        versi = _versi(sent) or naskah.versi
        if versi != naskah.versi:
            return _conflict(naskah, user)
        values = {"izin_foto": True} if sent.get("izin_foto") is True else {}
        save_draft(by=user, uuid=uuid, versi=versi, values=values)
    naskah = hand_in(kegiatan, by=user)
    return JsonResponse(naskah_shape(naskah, user))


def _versi(sent: dict[str, Any]) -> int:
    versi = sent.get("versi", 0)
    return versi if isinstance(versi, int) else 0


def _body(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object that was sent; raises BadRequest."""
    if len(request.body) > MAX_JSON:
        raise BadRequest("Kiriman terlalu besar.")
    try:
        sent = json.loads(request.body or b"{}")
        # Half of a surrogate pair is JSON, but no text that can be stored.
        json.dumps(sent, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BadRequest("Kiriman tidak terbaca.") from None
    if not isinstance(sent, dict):
        raise BadRequest("Kiriman tidak terbaca.")
    return sent
