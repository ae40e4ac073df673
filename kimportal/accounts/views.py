"""Addresses that tell a browser who it is; never cached, never part of a public page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


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
def home(request: HttpRequest) -> HttpResponse:
    """Lead on from `/akun/`: to the own place, or to signing in."""
    user = request.user
    return redirect(_home_of(user) if user.is_authenticated else reverse("account_login"))


def _home_of(user: object) -> str:
    return reverse("admin:index" if getattr(user, "is_staff", False) else "account_logout")
