"""The own account: what is kept, and changing it."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kimportal.accounts import limits
from kimportal.accounts.consent import (
    ASK,
    YANG_BARU,
    current_consent,
    earlier_consent,
    give_consent,
)
from kimportal.accounts.devices import entrance
from kimportal.accounts.models import Pengguna
from kimportal.accounts.phones import spoken_phone
from kimportal.accounts.profile_forms import PHONE_TAKEN, NamaForm, PersetujuanForm, TeleponForm
from kimportal.accounts.second_factor import has_second_factor, lacks_second_factor
from kimportal.private import private_page


def _me(request: HttpRequest) -> Pengguna:
    """Return who is signed in; the middleware lets nobody else come here."""
    return cast(Pengguna, request.user)


@private_page
def home(request: HttpRequest) -> HttpResponse:
    """Show what this account consists of, each with the page that changes it."""
    user = _me(request)
    context = {
        "telepon": spoken_phone(user.telepon),
        "faktor": has_second_factor(user),
        "wajib_faktor": lacks_second_factor(user),
        "jumlah_sesi": UserSession.objects.filter(user=user).count(),
        "persetujuan": current_consent(user),
    }
    return render(request, "account/home.html", context)


@private_page
def change_name(request: HttpRequest) -> HttpResponse:
    form = NamaForm(request.POST or None, initial={"nama": _me(request).nama})
    if request.method == "POST" and form.is_valid():
        user = _me(request)
        user.nama = form.cleaned_data["nama"]
        user.save(update_fields=["nama"])
        messages.success(request, "Nama sudah diganti.")
        return redirect("accounts:home")
    return render(request, "account/nama.html", {"form": form})


@private_page
@entrance
@reauthentication_required
def change_phone(request: HttpRequest) -> HttpResponse:
    """Change the number with which this person signs in."""
    initial = {"telepon": spoken_phone(_me(request).telepon)}
    form = TeleponForm(request.POST or None, pengguna=_me(request), initial=initial)
    if request.method == "POST":
        # Each try says whether a number is taken, so there are few.
        limits.spend(limits.PHONE_CHANGES, str(_me(request).pk))
        if form.is_valid() and _save_phone(_me(request), form):
            messages.success(request, "Nomor telepon sudah disimpan.")
            return redirect("accounts:home")
    return render(request, "account/telepon.html", {"form": form})


def _save_phone(user: Pengguna, form: TeleponForm) -> bool:
    user.telepon = form.cleaned_data["telepon"]
    try:
        with transaction.atomic():
            user.save(update_fields=["telepon"])
    except IntegrityError:
        # Somebody took the number in the meantime.
        form.add_error("telepon", PHONE_TAKEN)
        return False
    return True


@private_page
def consent(request: HttpRequest) -> HttpResponse:
    """Ask for consent to the present text, where it is missing; refusing is going elsewhere."""
    form = PersetujuanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        give_consent(by=_me(request))
        request.session.pop(ASK, None)
        messages.success(request, "Terima kasih, persetujuan Anda sudah dicatat.")
        return redirect("accounts:home")
    context = {
        "form": form,
        "persetujuan": current_consent(_me(request)),
        "terdahulu": earlier_consent(_me(request)),
        "yang_baru": YANG_BARU,
    }
    return render(request, "account/persetujuan.html", context)
