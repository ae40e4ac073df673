"""What every answer says to browsers beside Django's own headers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Of what a browser can hand to a page, only this portal's own pages get what they use.
PERMISSIONS = ", ".join(
    [
        *("accelerometer=()", "autoplay=()", "browsing-topics=()", "camera=()"),
        *("display-capture=()", "gyroscope=()", "magnetometer=()", "microphone=()"),
        *("midi=()", "payment=()", "usb=()", "xr-spatial-tracking=()"),
        *("clipboard-write=(self)", "fullscreen=(self)", "geolocation=(self)"),
        *("publickey-credentials-create=(self)", "publickey-credentials-get=(self)"),
        "web-share=(self)",
    ]
)


class HeadersMiddleware:
    """Adds the policies that Django has no setting for; a view may have said otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
