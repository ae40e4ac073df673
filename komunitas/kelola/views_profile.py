"""A KIM's public profile, the changes admins decide on, and its private files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kimportal.images.storage import open_private
from kimportal.private import private_file, private_page
from komunitas import changes, profile
from komunitas.kelola.access import attempt, attempt_with_message, crumbs, files, get_kim, posted
from komunitas.kelola.forms import SkForm
from komunitas.kelola.forms_kim import PerubahanForm, ProfilForm
from komunitas.models import Kim, PerubahanKim, StatusKim
from komunitas.models.decrees import document_name
from komunitas.permissions import can_download_sk, can_edit_kim, is_pengurus
from komunitas.photos import FOTO_KIM
from komunitas.rules import aturan_for
from komunitas.scope import kim_visible_to, perubahan_visible_to

LEBAR_PRATINJAU = 640


@private_page
def edit_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the public profile at once."""
    kim = get_kim(request, pk, can_edit_kim)
    form = ProfilForm(posted(request), files(request), instance=kim)
    if request.method == "POST" and form.is_valid():
        isi = {name: form.cleaned_data[name] for name in (*profile.TERUBAH, "bidang")}
        call = attempt(
            request,
            form,
            lambda: profile.edit_profile(kim, by=request.user, photos=form.photos, **isi),
        )
        if call:
            messages.success(request, "Profil disimpan.")
            return redirect("kelola_kim:detail", pk)
    # The form has already written into its own copy; the page speaks of what is kept.
    kim.refresh_from_db(fields=["nama", "logo", "sampul"])
    context = {"kim": kim, "form": form, "remah": crumbs(kim, "Profil")}
    return render(request, "komunitas/kelola/profil.html", context)


@private_page
def photo(request: HttpRequest, pk: int, jenis: str) -> HttpResponseBase:
    """Serve logo or cover to the KIM's own people, also while it is not public."""
    kim = get_kim(request, pk, is_pengurus)
    foto = getattr(kim, jenis) if jenis in FOTO_KIM else None
    if foto is None:
        raise Http404
    return FileResponse(open_private(foto, LEBAR_PRATINJAU), content_type="image/webp")


@private_page
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose another name, village or SK; show what became of the proposal."""
    kim = get_kim(request, pk, can_edit_kim)
    if kim.status != StatusKim.VERIFIED:
        return redirect("kelola_kim:step", pk, "nama")
    under_way = changes.open_change(kim)
    if under_way and under_way.status == "submitted":
        return _change_page(request, kim, {"perubahan": under_way})
    form = PerubahanForm(posted(request), initial=_change_initial(kim, under_way))
    form.fields["wilayah"].widget.kembali = request.path
    if kode := request.GET.get("wilayah"):
        form.initial["wilayah"] = kode
    sk = SkForm(
        posted(request),
        files(request),
        aturan=aturan_for(kim.wilayah_id),
        prefix="sk",
        initial=_sk_initial(under_way),
    )
    if request.method == "POST" and all([form.is_valid(), sk.is_valid()]):
        isi = form.cleaned_data | {f"sk_{name}": nilai for name, nilai in sk.cleaned_data.items()}
        if attempt(request, form, lambda: changes.propose_change(kim, by=request.user, **isi)):
            messages.success(request, "Perubahan terkirim ke Admin Diskominfo.")
            return redirect("kelola_kim:change", pk)
    return _change_page(request, kim, {"form": form, "sk": sk, "perubahan": under_way})


def _change_page(request: HttpRequest, kim: Kim, context: dict[str, Any]) -> HttpResponse:
    former = kim.daftar_perubahan.exclude(status__in=changes.TERBUKA)
    context |= {
        "kim": kim,
        "daftar_lama": former.select_related("wilayah")[:5],
        "daftar_sk": kim.daftar_sk.all(),
        "remah": crumbs(kim, "Nama, desa, dan SK"),
    }
    return render(request, "komunitas/kelola/perubahan.html", context)


def _change_initial(kim: Kim, under_way: PerubahanKim | None) -> dict[str, Any]:
    if under_way is None:
        return {"nama": kim.nama, "wilayah": kim.wilayah}
    return {
        "nama": under_way.nama or kim.nama,
        "wilayah": under_way.wilayah or kim.wilayah,
        "pesan": under_way.pesan,
    }


def _sk_initial(under_way: PerubahanKim | None) -> dict[str, Any]:
    names = ("nomor", "perihal", "penerbit", "tanggal", "berlaku_sampai")
    return {name: getattr(under_way, f"sk_{name}") for name in names} if under_way else {}


@private_page
@require_POST
def cancel_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed change back."""
    kim = get_kim(request, pk, is_pengurus)
    row = get_object_or_404(PerubahanKim.objects.filter(kim=kim, status__in=changes.TERBUKA))
    if attempt_with_message(request, lambda: changes.cancel_perubahan(row, by=request.user)):
        messages.success(request, "Perubahan dibatalkan.")
    return redirect("kelola_kim:change", pk)


@private_page
def download_sk(request: HttpRequest, pk: int, sk: int) -> HttpResponseBase:
    """Hand out the file of an SK, to pengurus and the region's officers only."""
    kim = get_object_or_404(kim_visible_to(request.user), pk=pk)
    if not can_download_sk(request.user, kim):
        raise PermissionDenied
    row = get_object_or_404(kim.daftar_sk.exclude(berkas=""), pk=sk)
    return private_file(row.berkas, document_name("SK", row.nomor, str(row.berkas.name)))


@private_page
def download_proposed_sk(request: HttpRequest, pk: int, perubahan: int) -> HttpResponseBase:
    """Hand out the file of an SK that is proposed, to those who see the proposal."""
    rows = perubahan_visible_to(request.user).filter(kim=pk).exclude(sk_berkas="")
    row = get_object_or_404(rows, pk=perubahan)
    return private_file(row.sk_berkas, document_name("SK", row.sk_nomor, str(row.sk_berkas.name)))
