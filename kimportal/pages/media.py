"""Public photos where no web server stands in front: a laptop, the demo, the tests."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@login_not_required
@require_safe
def public_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a file of the public store; the private one has no address at all."""
    folder = Path(settings.MEDIA_ROOT) / "public"
    try:
        response = serve(request, path, document_root=str(folder))
    except OSError:  # no name that a file could have
        raise Http404 from None
    # The name of a photo is random and its content never changes, but it may be taken down.
    response.headers["Cache-Control"] = "public, max-age=86400"
    # Readers of feeds show it within their own pages.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
