"""Addresses of signing in with Google; they exist only where it is configured."""

from allauth.socialaccount import views
from allauth.socialaccount.providers.google.views import oauth2_callback, oauth2_login
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from kimportal.accounts.devices import entrance
from kimportal.private import private_page

urlpatterns = [
    path("masuk/", login_not_required(private_page(entrance(oauth2_login))), name="google_login"),
    path(
        "kembali/",
        login_not_required(private_page(entrance(oauth2_callback))),
        name="google_callback",
    ),
    path(
        "daftar/",
        login_not_required(private_page(entrance(views.signup))),
        name="socialaccount_signup",
    ),
    path(
        "batal/",
        login_not_required(private_page(views.login_cancelled)),
        name="socialaccount_login_cancelled",
    ),
    path(
        "gagal/",
        login_not_required(private_page(views.login_error)),
        name="socialaccount_login_error",
    ),
    path("", private_page(views.connections), name="socialaccount_connections"),
]
