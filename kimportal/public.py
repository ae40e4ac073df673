"""The frame of every public page: open to all, the same for all, kept by a shared cache."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]

# Browsers ask again each time; the proxy in front answers a rush by itself.
CACHE_CONTROL = "public, max-age=0, s-maxage=3, stale-while-revalidate=30"


def public_page(view: View) -> View:
    """Mark a view as public: GET and HEAD only, no sign-in, shared caching.

    Such a view reads neither session nor user, so that no cookie is set and the response
    does not vary by one.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response

    return login_not_required(require_safe(wrapper))
