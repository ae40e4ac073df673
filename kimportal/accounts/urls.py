"""Indonesian addresses for allauth's views; the unprefixed names are those allauth asks for.

Only what this portal offers has an address. Every page is kept by no cache.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as cadangan
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as kunci
from allauth.usersessions import views as sesi
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from kimportal.accounts import activation_views, profile_views, views
from kimportal.accounts.devices import entrance
from kimportal.private import private_page

View = Callable[..., Any]


class Base36Converter(StringConverter):
    """Part of a link to a new password: letters and digits, up to the first dash."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36Converter, "base36")


def door(view: View) -> View:
    """An address for people who are not signed in."""
    return login_not_required(private_page(entrance(view)))


def own(view: View) -> View:
    """An address for people who are signed in."""
    return private_page(entrance(view))


def sensitive(view: View) -> View:
    """An address that asks for the password again, also before it is looked at."""
    return private_page(entrance(reauthentication_required(app="allauth.account")(view)))


_own = [
    path("", profile_views.home, name="home"),
    path("saya.json", views.saya, name="saya"),
    path("csrf.json", views.csrf, name="csrf"),
    path("lanjut/", views.go_on, name="go_on"),
    path("nama/", profile_views.change_name, name="name"),
    path("telepon/", profile_views.change_phone, name="phone"),
    path("persetujuan/", profile_views.consent, name="consent"),
    path("aktivasi/", activation_views.activate, name="activate"),
    path("aktivasi/lanjut/", activation_views.activate_password, name="activate_password"),
    path("aktivasi/<str:token>/", activation_views.activate_link, name="activate_link"),
]
_entrances = [
    path("masuk/", door(account.login), name="account_login"),
    path("masuk/kode/", door(account.request_login_code), name="account_request_login_code"),
    path("masuk/kode/isi/", door(account.confirm_login_code), name="account_confirm_login_code"),
    path("masuk/faktor/", door(mfa.authenticate), name="mfa_authenticate"),
    path("masuk/kunci/", door(kunci.login_webauthn), name="mfa_login_webauthn"),
    path("keluar/", door(views.logout), name="account_logout"),
    path("nonaktif/", door(account.account_inactive), name="account_inactive"),
    path("daftar/", door(account.signup), name="account_signup"),
    path(
        "surel/kode/", door(account.email_verification_sent), name="account_email_verification_sent"
    ),
    path("lupa/", door(account.password_reset), name="account_reset_password"),
    path("lupa/terkirim/", door(account.password_reset_done), name="account_reset_password_done"),
    path(
        "lupa/<base36:uidb36>-<slug:key>/",
        door(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "lupa/selesai/",
        door(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
_pages = [
    path("ulang/", own(account.reauthenticate), name="account_reauthenticate"),
    path("ulang/faktor/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("ulang/kunci/", own(kunci.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("surel/", sensitive(account.email), name="account_email"),
    path("sandi/", own(account.password_change), name="account_change_password"),
    path("sandi/buat/", sensitive(account.password_set), name="account_set_password"),
    path("sesi/", own(sesi.list_usersessions), name="usersessions_list"),
    path("keamanan/", own(mfa.index), name="mfa_index"),
    path("keamanan/aplikasi/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("keamanan/aplikasi/lepas/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("keamanan/kunci/", own(kunci.list_webauthn), name="mfa_list_webauthn"),
    path("keamanan/kunci/baru/", own(kunci.add_webauthn), name="mfa_add_webauthn"),
    path("keamanan/kunci/<int:pk>/", own(kunci.edit_webauthn), name="mfa_edit_webauthn"),
    path("keamanan/kunci/<int:pk>/hapus/", own(kunci.remove_webauthn), name="mfa_remove_webauthn"),
    path("keamanan/cadangan/", own(cadangan.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "keamanan/cadangan/baru/",
        own(cadangan.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_own, "accounts"))),
    *_entrances,
    *_pages,
]
if settings.KIM_GOOGLE_ID:
    urlpatterns.append(path("google/", include("kimportal.accounts.google_urls")))
