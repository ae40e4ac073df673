"""Closed by default: whoever is not signed in reaches only the views that say so."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase


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
        return super().process_view(request, view_func, *args)
