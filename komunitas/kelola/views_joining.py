"""Ways into a KIM: asking, deciding on who asks, inviting, being invited."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kimportal.private import private_page
from komunitas import invitations, membership
from komunitas.kelola.access import (
    attempt,
    attempt_with_message,
    crumbs,
    form_page,
    get_kim,
    posted,
)
from komunitas.kelola.forms import GabungForm, KosongForm
from komunitas.kelola.forms_kim import PutusanForm, UndanganForm
from komunitas.models import JenisPermohonan, Keanggotaan, Kim, Permohonan, Undangan
from komunitas.officers import has_pengurus_account
from komunitas.permissions import can_decide_permohonan, can_join_kim, can_manage_members, is_member
from komunitas.scope import kim_joinable_by, kim_visible_to, permohonan_visible_to


@private_page
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to join, or claim a KIM in which nobody has an account yet."""
    reachable = kim_visible_to(request.user) | kim_joinable_by(request.user)
    rows = Kim.objects.filter(pk__in=reachable.values("pk")).select_related("wilayah")
    kim = get_object_or_404(rows.defer("cari"), pk=pk)
    if is_member(request.user, kim):
        return redirect("kelola_kim:detail", pk)
    if not can_join_kim(request.user, kim):
        raise PermissionDenied
    klaim = not has_pengurus_account(kim)
    open_request = Permohonan.objects.filter(kim=kim, pengguna=request.user.pk, status="submitted")
    if request.method != "POST" and open_request.exists():
        messages.info(request, f"Permohonan Anda untuk {kim.nama} sudah masuk.")
        return redirect("kelola_kim:list")
    return _ask(request, kim, klaim)


def _ask(request: HttpRequest, kim: Kim, klaim: bool) -> HttpResponse:
    form = GabungForm(posted(request), klaim=klaim)
    jenis = JenisPermohonan.KLAIM if klaim else JenisPermohonan.GABUNG
    if request.method == "POST" and form.is_valid():
        sent = attempt(
            request,
            form,
            lambda: membership.ask_permohonan(
                kim, by=request.user, jenis=jenis, **form.cleaned_data
            ),
        )
        if sent:
            messages.success(request, "Permohonan terkirim. Jawabannya masuk ke kotak masuk Anda.")
            return redirect("kelola_kim:list")
    lead = (
        "Belum ada pengurus KIM ini yang punya akun di sini. Kalau Anda pengurusnya, mintalah "
        "agar KIM ini menjadi milik Anda; Admin Diskominfo memeriksanya."
        if klaim
        else "Pengurus KIM ini yang menjawab permohonan Anda."
    )
    return form_page(
        request,
        judul=f"{'Klaim' if klaim else 'Gabung ke'} {kim.nama}",
        lead=lead,
        form=form,
        tombol="Kirim permohonan",
        batal=reverse("kelola_kim:list"),
        remah=crumbs(None, "Klaim KIM" if klaim else "Gabung ke KIM"),
    )


@private_page
def decide(request: HttpRequest, pk: int, permohonan: int) -> HttpResponse:
    """Let somebody in, or say why not."""
    rows = permohonan_visible_to(request.user).filter(kim=pk, jenis=JenisPermohonan.GABUNG)
    row = get_object_or_404(rows.select_related("pengguna", "kim__wilayah"), pk=permohonan)
    if not can_decide_permohonan(request.user, row):
        raise PermissionDenied
    form = PutusanForm(posted(request), anggota=_without_account(row.kim))
    if request.method == "POST" and form.is_valid() and _decide(request, row, form):
        return redirect("kelola_kim:detail", pk)
    context = {
        "permohonan": row,
        "kim": row.kim,
        "form": form,
        "remah": crumbs(row.kim, "Permohonan bergabung"),
    }
    return render(request, "komunitas/kelola/permohonan.html", context)


def _decide(request: HttpRequest, row: Permohonan, form: PutusanForm) -> bool:
    if "tolak" in request.POST:
        alasan = form.cleaned_data["alasan"]
        done = attempt(
            request, form, lambda: membership.reject_permohonan(row, by=request.user, reason=alasan)
        )
        word = "ditolak"
    else:
        anggota = form.cleaned_data["keanggotaan"]
        done = attempt(
            request,
            form,
            lambda: membership.accept_permohonan(row, by=request.user, keanggotaan=anggota),
        )
        word = "disetujui"
    if done:
        messages.success(request, f"Permohonan {row.pengguna} {word}.")
    return bool(done)


def _without_account(kim: Kim) -> QuerySet[Keanggotaan]:
    return Keanggotaan.objects.current().filter(kim=kim, pengguna=None)


@private_page
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an invitation by link, and list those that are open."""
    kim = get_kim(request, pk, can_manage_members)
    form = UndanganForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, form, lambda: invitations.invite(kim, by=request.user, **form.cleaned_data)
        )
        if made:
            undangan, url = made
            context = {"kim": kim, "undangan": undangan, "url": url}
            context["remah"] = crumbs(kim, "Undangan")
            return render(request, "komunitas/kelola/undangan_jadi.html", context)
    context = {
        "kim": kim,
        "form": form,
        "daftar": kim.daftar_undangan.open().select_related("keanggotaan"),
        "remah": crumbs(kim, "Undang anggota"),
    }
    return render(request, "komunitas/kelola/undangan.html", context)


@private_page
@require_POST
def revoke(request: HttpRequest, pk: int, undangan: int) -> HttpResponse:
    """Take an invitation back."""
    kim = get_kim(request, pk, can_manage_members)
    row = get_object_or_404(Undangan.objects.select_related("kim"), kim=kim, pk=undangan)
    invitations.revoke_invitation(row, by=request.user)
    messages.success(request, "Undangan dicabut. Tautannya tidak berlaku lagi.")
    return redirect("kelola_kim:invite", pk)


@login_not_required
@private_page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the invited person sees, with or without an account."""
    undangan = invitations.find_invitation(token)
    if undangan is None:
        return render(request, "komunitas/kelola/undangan_lewat.html", status=404)
    user = request.user
    if user.is_authenticated and is_member(user, undangan.kim):
        return redirect("kelola_kim:detail", undangan.kim_id)
    if user.is_authenticated and request.method == "POST":
        call = attempt_with_message(
            request, lambda: invitations.accept_invitation(undangan, by=user)
        )
        if call:
            messages.success(request, f"Selamat datang di {undangan.kim.nama}.")
            return redirect("kelola_kim:detail", undangan.kim_id)
    context = {
        "undangan": undangan,
        "kim": undangan.kim,
        "form": KosongForm(),
        "lanjut": urlencode({"next": request.path}),
    }
    return render(request, "komunitas/kelola/undangan_terima.html", context)
