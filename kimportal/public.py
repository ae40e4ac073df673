"""The frame of every public page: open to all, the same for all, kept by a shared cache."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from kimportal.freshness.version import page_etag

View = Callable[..., HttpResponseBase]

# Browsers ask again each time; the proxy in front answers a rush by itself. A change is seen
# within 3 + 1 seconds; while the portal is down, a page of the last day is better than none.
CACHE_CONTROL = "public, max-age=0, s-maxage=3, stale-while-revalidate=1, stale-if-error=86400"


def public_page(view: View) -> View:
    """Mark a view as public: GET and HEAD only, no sign-in, shared caching.

    Such a view reads neither session nor user, so that no cookie is set and the response
    does not vary by one. Whoever has the page as it is now is told so without making it.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        etag = page_etag(request)
        if (same := get_conditional_response(request, etag=etag)) is not None:
            return _not_modified(same, etag)
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        if response.status_code == 200:
            response.headers.setdefault("ETag", etag)
        return response

    return login_not_required(require_safe(wrapper))


def _not_modified(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Complete the answer 304, whose headers replace those of the page that is kept.

    Some pages have a policy of their own, which this answer does not know and so must not send.
    """
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    response._csp_exempt = True  # type: ignore[attr-defined]
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
    return response
