"""Addresses under `/akun/data/`: seeing, taking along, withdrawing and deleting one's data."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kimportal.accounts import limits
from kimportal.accounts.devices import entrance
from kimportal.accounts.models import Pengguna
from kimportal.accounts.returning import forget_returning, returning_person
from kimportal.desk import personal_data
from kimportal.desk.archive import write_archive
from kimportal.desk.forms import HapusForm, KembaliForm, PastiForm, TarikForm
from kimportal.desk.models import PermintaanData
from kimportal.desk.reading import sections
from kimportal.private import private_page
from kimportal.transitions import TransitionError

# UU 27/2022: processing ends within 3×24 hours after consent was withdrawn.
BATAS = timedelta(hours=72)
DOWNLOADS = limits.Budget("unduh-data", 5, limits.HOUR)


def _me(request: HttpRequest) -> Pengguna:
    """Return who is signed in; the middleware lets nobody else come here."""
    return cast(Pengguna, request.user)


def _sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also when not a single box was ticked."""
    return request.POST if request.method == "POST" else None


@private_page
def my_data(request: HttpRequest) -> HttpResponse:
    """Show everything the portal keeps about this person, and what can be done with it."""
    konteks = {
        "bagian": sections(personal_data.export_person(_me(request))),
        "permintaan": PermintaanData.objects.filter(pengguna=_me(request)),
    }
    return render(request, "desk/data_diri.html", konteks)


@private_page
@entrance
@require_POST
@reauthentication_required
def download(request: HttpRequest) -> HttpResponseBase:
    """Hand out the copy of all data and files."""
    limits.spend(DOWNLOADS, str(_me(request).pk))
    archive = write_archive(_me(request))
    personal_data.note_download(by=_me(request))
    name = f"data-saya-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@private_page
@entrance
@reauthentication_required
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw consent: the account rests from now on."""
    form = TarikForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        permintaan = personal_data.withdraw_person(by=_me(request))
        logout(request)
        konteks = {"permintaan": permintaan, "batas": permintaan.requested_at + BATAS}
        return render(request, "desk/data_ditarik.html", konteks)
    konteks = {"form": form, "ketua": personal_data.chairs_of(_me(request))}
    return render(request, "desk/data_tarik.html", konteks)


@login_not_required
@private_page
def come_back(request: HttpRequest) -> HttpResponse:
    """Let the person whose account rests, and who has just signed in to it, agree anew."""
    pengguna = returning_person(request)
    if pengguna is None:
        return redirect("account_login")
    form = KembaliForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        personal_data.return_person(by=pengguna)
        forget_returning(request)
        messages.success(request, "Selamat datang kembali. Silakan masuk sekali lagi.")
        return redirect("account_login")
    return render(request, "desk/data_kembali.html", {"form": form, "sejak": pengguna.rested_at})


@private_page
@entrance
@reauthentication_required
def delete(request: HttpRequest) -> HttpResponse:
    """Ask for the first time whether the account shall be deleted; say what hinders it."""
    form = HapusForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        return redirect("data_diri:delete_surely")
    return render(request, "desk/data_hapus.html", {"form": form, **_hindrance(_me(request))})


@private_page
@entrance
@reauthentication_required
def delete_surely(request: HttpRequest) -> HttpResponse:
    """Ask for the second time, then empty the account."""
    form = PastiForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            permintaan = personal_data.erase_person(_me(request), by=_me(request))
        except TransitionError:
            return redirect("data_diri:delete")
        logout(request)
        return render(request, "desk/data_terhapus.html", {"permintaan": permintaan})
    return render(request, "desk/data_hapus_pasti.html", {"form": form})


def _hindrance(pengguna: Pengguna) -> dict[str, object]:
    try:
        personal_data.refuse_while_needed(pengguna)
    except TransitionError as error:
        return {"halangan": str(error), "ketua": personal_data.chairs_of(pengguna)}
    return {"halangan": "", "ketua": []}
