"""Closed by default: whoever is not signed in reaches only the views that say so."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from kimportal.accounts.idle import live_user, note_work
from kimportal.accounts.interrupted import drop_sent, keep_sent

ENDED = (
    "Anda keluar dengan sendirinya karena lama tidak ada kegiatan. Masuk lagi untuk melanjutkan."
)
KEPT = f"{ENDED} Yang baru Anda kirim belum diproses, tetapi masih tersimpan."


class LiveUserMiddleware(AuthenticationMiddleware):
    """Django's middleware, but a session that nobody used for long is nobody's."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: live_user(request))  # type: ignore[assignment]

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        note_work(request)
        return response


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Django's middleware, but it asks who is there only where that matters.

    Django's own reads the session before it looks at the view, and so makes every public
    page vary by cookie, which no shared cache may keep.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], *args: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        answer = super().process_view(request, view_func, *args)
        if answer is None and request.method == "POST":
            drop_sent(request)
        return answer

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Lead to signing in and back; what was sent too late waits on a page of its own."""
        user = getattr(request, "ended_for", None)
        if user is None:
            return super().handle_no_permission(request, view_func)
        if request.method == "POST" and keep_sent(request, user):
            messages.info(request, KEPT)
            return redirect_to_login(reverse("accounts:go_on"))
        messages.info(request, ENDED)
        return super().handle_no_permission(request, view_func)
