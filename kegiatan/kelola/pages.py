"""Following posts: the list, the preview, the kept versions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kegiatan.comparison import compare, story_of
from kegiatan.models import Keberatan, Kegiatan, Naskah
from kegiatan.page import post_context, with_context
from kegiatan.permissions import (
    can_appeal_naskah,
    can_delete_naskah,
    can_edit_naskah,
    can_hand_over_naskah,
    can_revise_naskah,
    can_submit_naskah,
    can_take_back_naskah,
)
from kegiatan.scope import kegiatan_followed_by, kim_writable_by
from kegiatan.workspace import TAHAP, count_stages, current_versions, for_work_list
from kimportal.paging import page_of
from kimportal.private import private_page
from komunitas.models import Kim

KELOLA = {"nama": "Kelola KIM", "url": "/kelola/"}
KABAR = {"nama": "Kabar", "url": "/kelola/kegiatan/"}


@private_page
def list_posts(request: HttpRequest) -> HttpResponse:
    """List the posts of the workspace, the most urgent first."""
    rows = current_versions(request.user)
    tahap, kim = request.GET.get("tahap", ""), request.GET.get("kim", "")
    if tahap in TAHAP:
        rows = rows.filter(TAHAP[tahap][1])
    if kim.isdecimal() and len(kim) < 10:
        rows = rows.filter(kegiatan__kim=int(kim))
    counts = count_stages(request.user)
    konteks = {
        "halaman": page_of(request, for_work_list(rows)),
        "daftar_tahap": [(n, label, counts[n]) for n, (label, _) in TAHAP.items() if counts[n]],
        "tahap": tahap,
        "kim_dipilih": kim,
        "daftar_kim": _communities(request.user),
        "boleh_menulis": kim_writable_by(request.user).exists(),
        "jumlah": counts["semua"],
        "remah": [KELOLA, {"nama": "Kabar"}],
    }
    return render(request, "kegiatan/kelola/daftar.html", konteks)


def _communities(user: Any) -> list[Kim]:
    """Return the KIM whose posts stand in the list, for the choice among several."""
    posts = kegiatan_followed_by(user).values("kim")
    return list(Kim.objects.filter(pk__in=posts).only("pk", "nama"))


def followed_post(request: HttpRequest, pk: int) -> Kegiatan:
    """Return a post of the reader's workspace, else 404."""
    rows = kegiatan_followed_by(request.user).select_related("kim__wilayah")
    return get_object_or_404(rows, pk=pk)


@private_page
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the current version as the public will see it, and what can be done with it."""
    kegiatan = followed_post(request, pk)
    naskah = with_context(Naskah.objects.filter(kegiatan=kegiatan)).latest("pk")
    daftar_foto = list(naskah.daftar_foto.select_related("foto"))
    konteks = post_context(naskah, daftar_foto) | _steps(request.user, naskah)
    konteks |= {
        "pratinjau": True,
        "keberatan": Keberatan.objects.filter(naskah=naskah).first(),
        "utama": daftar_foto[0] if daftar_foto else None,
        "remah": [KELOLA, KABAR, {"nama": str(naskah)}],
    }
    return render(request, "kegiatan/kelola/pratinjau.html", konteks)


def _steps(user: Any, naskah: Naskah) -> dict[str, bool]:
    is_open = naskah.is_bisa_diubah
    return {
        "boleh_ubah": can_edit_naskah(user, naskah),
        "boleh_kirim": is_open and can_submit_naskah(user, naskah),
        "boleh_serahkan": can_hand_over_naskah(user, naskah),
        "boleh_ambil": can_take_back_naskah(user, naskah),
        "boleh_revisi": can_revise_naskah(user, naskah),
        "boleh_keberatan": can_appeal_naskah(user, naskah),
        "boleh_hapus": can_delete_naskah(user, naskah),
    }


@private_page
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the kept texts of a post, and how one of them differs from the current one."""
    kegiatan = followed_post(request, pk)
    rows = [
        row
        for naskah in kegiatan.daftar_naskah.prefetch_related("daftar_riwayat__oleh")
        for row in naskah.daftar_riwayat.all()
    ]
    naskah = with_context(Naskah.objects.filter(kegiatan=kegiatan)).latest("pk")
    wanted = request.GET.get("lihat", "")
    chosen = next((row for row in rows if str(row.pk) == wanted), None)
    konteks: dict[str, Any] = {
        "kegiatan": kegiatan,
        "naskah": naskah,
        "daftar_riwayat": sorted(rows, key=lambda row: row.created_at, reverse=True),
        "dipilih": chosen,
        "remah": [KELOLA, KABAR, {"nama": str(naskah)}],
    }
    if chosen:
        konteks["perbedaan"] = compare(chosen, naskah)
        konteks["cerita"] = story_of(chosen)
    return render(request, "kegiatan/kelola/riwayat.html", konteks)
