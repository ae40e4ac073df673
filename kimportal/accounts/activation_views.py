"""Where people without e-mail begin: a telephone number and a code, or a link."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kimportal.accounts import activation, limits
from kimportal.accounts.consent import current_consent
from kimportal.accounts.devices import device_of, entrance
from kimportal.accounts.models import KodeAkun
from kimportal.accounts.profile_forms import KodeAktivasiForm, SandiAktivasiForm
from kimportal.private import private_page
from kimportal.transitions import TransitionError

_SESSION = "kode_akun"
_SECONDS = 30 * 60


@login_not_required
@private_page
@entrance
def activate(request: HttpRequest) -> HttpResponse:
    """Take telephone number and code from the slip of paper."""
    form = KodeAktivasiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _spend(request)
        try:
            row = activation.find_by_typing(form.cleaned_data["telepon"], form.cleaned_data["kode"])
        except activation.WrongCodeError:
            form.add_error(None, activation.NOT_MATCHING)
        except TransitionError as error:
            form.add_error(None, str(error))
        else:
            request.session[_SESSION] = [row.pk, time.time() + _SECONDS]
            return redirect("accounts:activate_password")
    return render(request, "account/aktivasi.html", {"form": form})


@login_not_required
@private_page
@entrance
def activate_password(request: HttpRequest) -> HttpResponse:
    """Go on after the code was typed in this browser."""
    pk, until = request.session.get(_SESSION) or (0, 0)
    row = KodeAkun.objects.select_related("pengguna").filter(pk=pk).first()
    if row is None or until < time.time():
        return redirect("accounts:activate")
    return _set_password(request, row)


@login_not_required
@private_page
@entrance
def activate_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open by link. Looking does not use it up: messengers look at links by themselves."""
    row = activation.find_by_link(token)
    if row is None:
        if request.method == "POST":
            _spend(request)
        context = {"galat": "Tautan ini tidak dikenal. Periksa apakah tersalin seluruhnya."}
        return render(request, "account/aktivasi_gagal.html", context, status=404)
    return _set_password(request, row)


def _set_password(request: HttpRequest, row: KodeAkun) -> HttpResponse:
    asks_consent = current_consent(row.pengguna) is None
    form = SandiAktivasiForm(request.POST or None, pengguna=row.pengguna, asks_consent=asks_consent)
    try:
        activation.check_open(row)
        if request.method == "POST" and form.is_valid():
            sandi = form.cleaned_data["password1"]
            pengguna = activation.redeem(row, sandi=sandi, consents=asks_consent)
            return _sign_in(request, pengguna)
    except TransitionError as error:
        return render(request, "account/aktivasi_gagal.html", {"galat": str(error)}, status=410)
    context = {"form": form, "kode": row, "pengguna": row.pengguna}
    return render(request, "account/aktivasi_sandi.html", context)


def _sign_in(request: HttpRequest, pengguna: object) -> HttpResponse:
    """Sign in as after any other proof: a second factor is still asked for."""
    request.session.pop(_SESSION, None)
    if request.user.is_authenticated:
        get_adapter().logout(request)
    record_authentication(request, pengguna, method="password")
    get_adapter().send_notification_mail("account/email/password_reset", pengguna)
    return perform_login(request, Login(user=pengguna))


def _spend(request: HttpRequest) -> None:
    limits.spend(limits.CODES, device_of(request).key)
    limits.spend(limits.CODES_AT_ADDRESS, get_adapter().get_client_ip(request))
