"""The page of an appeal: asking for another look, and reading the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kegiatan.appeals import WORKING_DAYS, submit_appeal
from kegiatan.current import current_version
from kegiatan.kelola.pages import KABAR, KELOLA, followed_post
from kegiatan.models import Keberatan, Kegiatan, Naskah
from kegiatan.permissions import can_appeal_naskah, can_view_keberatan
from kimportal.audit.takedowns import ground_in_force
from kimportal.private import private_page
from kimportal.working_days import due_after


class KeberatanForm(forms.Form):
    teks = forms.CharField(
        label="Mengapa keputusan itu keliru?",
        help_text="Sebutkan bagian yang menurut Anda salah dinilai dan buktinya, misalnya sumber "
        "berita atau izin dari orang di foto.",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Tuliskan mengapa keputusan itu keliru."},
    )


@private_page
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the appeal for the post's newest version, or take one."""
    kegiatan = followed_post(request, pk)
    naskah = current_version(kegiatan)
    keberatan = Keberatan.objects.filter(naskah=naskah).select_related("pemohon").first()
    form = KeberatanForm(request.POST or None)
    if keberatan is None:
        if not can_appeal_naskah(request.user, naskah):
            raise PermissionDenied
        if request.method == "POST" and form.is_valid():
            submit_appeal(kegiatan, by=request.user, teks=form.cleaned_data["teks"])
            messages.success(request, "Keberatan terkirim.")
            return redirect("kelola_kegiatan:appeal", pk)
    elif not can_view_keberatan(request.user, keberatan):
        raise PermissionDenied
    elif request.method == "POST":
        messages.info(request, "Keberatan atas kabar ini sudah diajukan.")
        return redirect("kelola_kegiatan:appeal", pk)
    konteks = _context(kegiatan, naskah) | {"keberatan": keberatan, "form": form}
    return render(request, "kegiatan/kelola/keberatan.html", konteks)


def _context(kegiatan: Kegiatan, naskah: Naskah) -> dict[str, Any]:
    zona = kegiatan.kim.wilayah.zona
    return {
        "kegiatan": kegiatan,
        "naskah": naskah,
        "zona": zona,
        "penurunan": ground_in_force(naskah),
        "tenggat": due_after(timezone.now(), WORKING_DAYS, zona=zona),
        "remah": [KELOLA, KABAR, {"nama": "Keberatan"}],
    }
