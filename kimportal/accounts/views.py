"""Addresses that tell a browser who it is; never cached, never part of a public page."""

from allauth.account.views import LogoutView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kimportal.accounts.interrupted import kept_sent
from kimportal.private import private_page


@login_not_required
@require_safe
@never_cache
def saya(request: HttpRequest) -> JsonResponse:
    """Return the name of who is signed in and where the name leads, for public headers.

    Reads the session only when the browser sent one, so that it sets no cookie.
    """
    user = request.user
    if not user.is_authenticated:
        return JsonResponse({"nama": None})
    return JsonResponse({"nama": str(user), "admin": user.is_staff, "url": _home_of(user)})


@login_not_required
@require_safe
@never_cache
def csrf(request: HttpRequest) -> JsonResponse:
    """Return a token for sending, and a key under which a device may keep drafts of this person.

    For pages that a device keeps for working off-line and that therefore hold no token.
    """
    return JsonResponse({"csrf": get_token(request), "pengguna": storage_key(request.user)})


def logout(request: HttpRequest) -> HttpResponseBase:
    """Ask, then sign out; the page names the key under which this device keeps drafts."""
    view = LogoutView.as_view(extra_context={"kunci_simpanan": storage_key(request.user)})
    return view(request)


@private_page
def go_on(request: HttpRequest) -> HttpResponse:
    """Offer to send the form again that met a session which had ended by itself."""
    kiriman = kept_sent(request)
    if kiriman is None:
        return redirect(_home_of(request.user))
    return render(request, "account/lanjut.html", {"kiriman": kiriman})


def storage_key(user: object) -> str | None:
    """Return a lasting key of the account that says nothing about it; None for strangers."""
    if not getattr(user, "is_authenticated", False):
        return None
    kunci = str(user.pk)  # type: ignore[attr-defined]
    return salted_hmac("kimportal.accounts.simpanan", kunci, algorithm="sha256").hexdigest()[:32]


def _home_of(user: object) -> str:
    return reverse("admin:index" if getattr(user, "is_staff", False) else "kelola:home")
