"""The frame of every page for signed-in people: never kept by any cache, GET and POST only."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]


def private_page(view: View) -> View:
    """Mark a view as private. That one must be signed in is the default everywhere."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def private_file(
    berkas: FieldFile, name: str, content_type: str = "application/octet-stream"
) -> HttpResponseBase:
    """Send a document as a download that no browser opens as part of this site.

    Where nginx can read the private store, it sends the file, so that a slow phone holds no web
    process; the caller has checked permission either way.
    """
    response: HttpResponseBase
    if settings.KIM_X_ACCEL:
        response = HttpResponse(content_type=content_type)
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        response["X-Accel-Redirect"] = f"/_pribadi/{quote(str(berkas.name))}"
    else:
        response = FileResponse(
            berkas.open("rb"), as_attachment=True, filename=name, content_type=content_type
        )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
