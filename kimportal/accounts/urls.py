"""Indonesian addresses for allauth's views; the unprefixed names are those allauth asks for."""

from allauth.account import views as allauth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import TemplateView

from kimportal.accounts import views

# Sign-up and password reset come with the KIM's own workspace; until then both addresses
# say whom to ask.
_closed = login_not_required(TemplateView.as_view(template_name="account/signup_closed.html"))

_own = [
    path("", views.home, name="home"),
    path("saya.json", views.saya, name="saya"),
]

urlpatterns = [
    path("", include((_own, "accounts"))),
    path("masuk/", allauth_views.login, name="account_login"),
    path("keluar/", login_not_required(allauth_views.logout), name="account_logout"),
    path("nonaktif/", allauth_views.account_inactive, name="account_inactive"),
    path("daftar/", _closed, name="account_signup"),
    path("sandi/", _closed, name="account_reset_password"),
]
