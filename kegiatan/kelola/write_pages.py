"""The writing page without JavaScript: one form for text, photos and sending."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from kegiatan.completeness import IncompleteError, missing
from kegiatan.current import ClosedError, current_version
from kegiatan.forms import NaskahForm
from kegiatan.kelola.photo_actions import PhotoErrors, apply_photos
from kegiatan.kelola.stash import drop_kept_text, kept_text, sign_in_first
from kegiatan.kelola.write_form import (
    add_missing,
    blank_data,
    blank_writing,
    show,
    stored_text,
    writing_of,
)
from kegiatan.models import Kegiatan, Naskah, StatusNaskah
from kegiatan.permissions import can_edit_naskah, is_writer
from kegiatan.scope import kegiatan_followed_by, kim_writable_by
from kegiatan.writing import hand_in, keep_aside, save_draft
from kimportal.private import private_page
from kimportal.transitions import TransitionError
from komunitas.models import Kim

BACK = "Tulisan Anda masih ada. Periksa sebentar, pilih lagi fotonya, lalu simpan."
OLD_FORM = "Halaman ini sudah terlalu lama terbuka, jadi belum tersimpan. " + BACK
PARTLY = "Tersimpan, kecuali isian yang ditandai di bawah."
# Every other button of the form is about photos.
SAVING = (None, "", "simpan")
# Sent in the form's last field: without it the form arrived cut off.
COMPLETE = "lengkap"


@login_not_required
@private_page
def create(request: HttpRequest) -> HttpResponse:
    """Begin a post."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    kept = kept_text(request)
    kim = _chosen_kim(request, kept)
    if kim is None:
        return _choose_kim(request)
    if request.method == "POST":
        return _save(request, kim=kim, kegiatan=_sent_before(request))
    writing = blank_writing(kim, data=kept, uuid=_uuid(kept) if kept else None)
    if kept:
        messages.info(request, BACK)
    elif source := request.GET.get("terinspirasi"):
        writing.form = NaskahForm(blank_data(kim) | {"terinspirasi": source})
    return show(request, writing)


def _chosen_kim(request: HttpRequest, kept: Any) -> Kim | None:
    """Return the only KIM one may write for, or the one that was chosen."""
    communities = list(kim_writable_by(request.user).select_related("wilayah")[:50])
    sent = request.POST.get("kim") or (kept or {}).get("kim") or request.GET.get("kim")
    if len(communities) == 1 and not sent:
        return communities[0]
    return next((kim for kim in communities if str(kim.pk) == sent), None)


def _choose_kim(request: HttpRequest) -> HttpResponse:
    """Let the writer choose one of several KIM; say so where there is none."""
    konteks = {
        "daftar_kim": kim_writable_by(request.user).select_related("wilayah"),
        "terinspirasi": request.GET.get("terinspirasi", ""),
        "isian": request.POST,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "kegiatan/kelola/pilih_kim.html", konteks, status=status)


def _sent_before(request: HttpRequest) -> Kegiatan | None:
    """Return the post that an earlier sending of the same form made."""
    return kegiatan_followed_by(request.user).filter(uuid=_uuid(request.POST)).first()


@login_not_required
@private_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a post."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    kegiatan = get_object_or_404(
        kegiatan_followed_by(request.user).select_related("kim__wilayah"), pk=pk
    )
    if not is_writer(request.user, kegiatan):
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, kim=kegiatan.kim, kegiatan=kegiatan)
    naskah = current_version(kegiatan)
    if not can_edit_naskah(request.user, naskah):
        return redirect("kelola_kegiatan:preview", pk)
    kept = kept_text(request)
    writing = writing_of(naskah, data=kept, versi=_versi(kept) if kept else None)
    if kept:
        messages.info(request, BACK)
    if request.GET.get("periksa"):
        add_missing(writing, missing(naskah))
    return show(request, writing)


def write_again(request: HttpRequest) -> HttpResponse:
    """Give the form back as it was typed, when its token was too old to believe it."""
    if not request.user.is_authenticated:
        return sign_in_first(request)
    pk = request.resolver_match and request.resolver_match.kwargs.get("pk")
    messages.warning(request, OLD_FORM)
    if pk is None:
        kim = _chosen_kim(request, None)
        if kim is None:
            return _choose_kim(request)
        return show(
            request, blank_writing(kim, data=request.POST, uuid=_uuid(request.POST)), status=403
        )
    kegiatan = get_object_or_404(kegiatan_followed_by(request.user), pk=pk)
    naskah = current_version(kegiatan)
    writing = writing_of(naskah, data=request.POST, versi=_versi(request.POST))
    return show(request, writing, status=403)


def _save(request: HttpRequest, *, kim: Kim, kegiatan: Kegiatan | None) -> HttpResponse:
    naskah = current_version(kegiatan) if kegiatan else None
    form = NaskahForm(request.POST, naskah=naskah)
    form.is_valid()
    sent = _sent(request, form)
    values = {name: form.cleaned_data[name] for name in sent if name in form.cleaned_data}
    uuid = kegiatan.uuid if kegiatan else _uuid(request.POST)
    versi = _versi(request.POST)
    try:
        saved = save_draft(by=request.user, uuid=uuid, versi=versi, values=values, kim=kim)
    except ClosedError as closed:
        return _too_late(request, closed, values)
    except Kegiatan.DoesNotExist:
        # The key belongs to a post of other people; this one gets its own.
        saved = save_draft(by=request.user, uuid=uuid4(), versi=0, values=values, kim=kim)
    except TransitionError as refusal:
        messages.warning(request, f"{refusal} {BACK}")
        return show(request, blank_writing(kim, data=request.POST, uuid=uuid), status=422)
    drop_kept_text(request)
    if saved.is_conflict:
        return _conflict(request, saved.naskah)
    photo_errors = apply_photos(request, saved.naskah.kegiatan)
    naskah = current_version(saved.naskah.kegiatan)
    if form.errors.keys() & set(sent) or photo_errors:
        return _again(request, naskah, photo_errors)
    if request.POST.get("aksi") == "kirim":
        return send_on(request, naskah.kegiatan)
    messages.success(request, "Draf tersimpan.")
    page = reverse("kelola_kegiatan:edit", args=[naskah.kegiatan_id])
    return redirect(page if request.POST.get("aksi") in SAVING else f"{page}#foto")


def _sent(request: HttpRequest, form: NaskahForm) -> list[str]:
    """Return the fields that were sent; of a form that arrived whole, unticked boxes too."""
    is_complete = COMPLETE in request.POST
    return [name for name in form.fields if is_complete or name in request.POST]


def _again(request: HttpRequest, naskah: Naskah, errors: PhotoErrors) -> HttpResponse:
    """Show the form with what was typed and a sentence beside what is wrong with it."""
    writing = writing_of(naskah, data=request.POST, versi=naskah.versi)
    writing.galat_foto = dict(errors)
    typed = {name: request.POST[name] for name in request.POST}
    texts = {name: text for name, text in typed.items() if name.startswith(("keterangan-", "alt-"))}
    writing.keterangan = texts | {"baru": typed.get("keterangan-baru", "")}
    messages.warning(request, PARTLY)
    writing.konteks["alamat_simpan"] = reverse("kelola_kegiatan:edit", args=[naskah.kegiatan_id])
    return show(request, writing)


def _conflict(request: HttpRequest, naskah: Naskah) -> HttpResponse:
    """Show both texts: the stored one to read, the own one in the form."""
    writing = writing_of(naskah, data=request.POST, versi=naskah.versi)
    writing.konteks = {
        "bentrok": naskah,
        "cerita_tersimpan": stored_text(naskah),
        "alamat_simpan": reverse("kelola_kegiatan:edit", args=[naskah.kegiatan_id]),
    }
    return show(request, writing, status=409)


def _too_late(request: HttpRequest, closed: ClosedError, values: dict[str, Any]) -> HttpResponse:
    """Keep what was typed although the version is closed, and say where it is."""
    drop_kept_text(request)
    if not keep_aside(closed.naskah, values=values, by=request.user):
        messages.info(request, str(closed))
        return redirect("kelola_kegiatan:preview", closed.naskah.kegiatan_id)
    messages.warning(request, f"{closed} Tulisan Anda barusan disimpan di riwayat.")
    return redirect("kelola_kegiatan:history", closed.naskah.kegiatan_id)


def send_on(request: HttpRequest, kegiatan: Kegiatan) -> HttpResponse:
    """Hand the post in and say where it is now; where something is missing, ask for it."""
    try:
        naskah = hand_in(kegiatan, by=request.user)
    except IncompleteError:
        messages.warning(request, "Tersimpan, tetapi belum bisa dikirim. Lengkapi yang ditandai.")
        return redirect(reverse("kelola_kegiatan:edit", args=[kegiatan.pk]) + "?periksa=1")
    except TransitionError as refusal:
        messages.warning(request, str(refusal))
        return redirect("kelola_kegiatan:preview", kegiatan.pk)
    if naskah.diserahkan_at:
        messages.success(request, "Tulisan diserahkan ke pengurus KIM Anda.")
    elif naskah.status == StatusNaskah.PUBLISHED:
        messages.success(request, "Kabar sudah terbit. Admin Diskominfo memeriksanya kemudian.")
    else:
        admin = f"Admin Diskominfo {kegiatan.kim.wilayah.nama_kabkota}"
        told = "Jawabannya masuk ke kotak masuk Anda."
        messages.success(request, f"Terkirim. {admin} memeriksanya. {told}")
    return redirect("kelola_kegiatan:preview", kegiatan.pk)


def _uuid(data: Any) -> UUID:
    """Return the device-made key of the form; a damaged one is replaced."""
    try:
        return UUID(data.get("uuid", ""))
    except ValueError:
        return uuid4()


def _versi(data: Any) -> int:
    text = data.get("versi", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
