"""Steps of a post: sending, taking back, a new version, deleting, reusing another's."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kegiatan.current import current_version
from kegiatan.kelola.pages import KABAR, KELOLA, followed_post
from kegiatan.kelola.write_pages import send_on
from kegiatan.models import Kegiatan
from kegiatan.permissions import can_delete_naskah
from kegiatan.scope import kim_writable_by
from kegiatan.writing import discard_draft, reuse, start_revision, take_back
from kimportal.private import private_page
from kimportal.transitions import TransitionError


@private_page
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the post in; the question stands on the preview."""
    kegiatan = followed_post(request, pk)
    if request.method != "POST":
        return redirect("kelola_kegiatan:preview", pk)
    return send_on(request, kegiatan)


@private_page
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what waits."""
    kegiatan = followed_post(request, pk)
    if request.method != "POST":
        return redirect("kelola_kegiatan:preview", pk)
    try:
        take_back(kegiatan, by=request.user)
    except TransitionError as refusal:
        messages.warning(request, str(refusal))
        return redirect("kelola_kegiatan:preview", pk)
    messages.success(request, "Tulisan diambil kembali. Silakan ubah, lalu kirim lagi.")
    return redirect("kelola_kegiatan:edit", pk)


@private_page
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version of a published post."""
    kegiatan = followed_post(request, pk)
    if request.method != "POST":
        return redirect("kelola_kegiatan:preview", pk)
    start_revision(kegiatan, by=request.user)
    if kegiatan.naskah_terbit_id:
        messages.info(request, "Yang terbit tetap tampil sampai perubahan ini disetujui.")
    return redirect("kelola_kegiatan:edit", pk)


@private_page
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft that was never handed in, after asking."""
    kegiatan = followed_post(request, pk)
    naskah = current_version(kegiatan)
    if request.method == "POST":
        try:
            discard_draft(kegiatan, by=request.user)
        except TransitionError as refusal:
            messages.warning(request, str(refusal))
            return redirect("kelola_kegiatan:preview", pk)
        messages.success(request, f"Draf “{naskah}” dihapus.")
        return redirect("kelola_kegiatan:list")
    if not can_delete_naskah(request.user, naskah):
        raise PermissionDenied
    konteks = {"naskah": naskah, "kegiatan": kegiatan, "remah": [KELOLA, KABAR, {"nama": "Hapus"}]}
    return render(request, "kegiatan/kelola/hapus.html", konteks)


@private_page
def reuse_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy another KIM's published post into a draft, after asking for which KIM."""
    posts = Kegiatan.objects.published().select_related("kim__wilayah", "naskah_terbit")
    source = get_object_or_404(posts, pk=pk)
    communities = kim_writable_by(request.user).exclude(pk=source.kim_id)
    if request.method == "POST":
        kim = get_object_or_404(communities, pk=_number(request.POST.get("kim", "")))
        try:
            naskah = reuse(source, kim=kim, by=request.user, uuid=_uuid(request))
        except TransitionError as refusal:
            messages.warning(request, str(refusal))
            return redirect("kelola_kegiatan:list")
        messages.success(
            request,
            "Draf dibuat. Sesuaikan isinya dengan keadaan di desa Anda, lalu kirim. "
            f"Sumbernya disebut: {source.kim.nama}.",
        )
        return redirect("kelola_kegiatan:edit", naskah.kegiatan_id)
    konteks = {
        "sumber": source,
        "naskah": source.naskah_terbit,
        "daftar_kim": communities,
        "uuid": uuid4(),
        "remah": [KELOLA, KABAR, {"nama": "Pakai ulang"}],
    }
    return render(request, "kegiatan/kelola/pakai_ulang.html", konteks)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _uuid(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("uuid", ""))
    except ValueError:
        return uuid4()
