"""Addresses that tell a browser who it is; never cached, never part of a public page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@login_not_required
@never_cache
def saya(request: HttpRequest) -> JsonResponse:
    """Return the name of who is signed in, for the header of public pages.

    Reads the session only when the browser sent one, so that it sets no cookie.
    """
    user = request.user
    if not user.is_authenticated:
        return JsonResponse({"nama": None})
    return JsonResponse({"nama": str(user), "admin": user.is_staff})
