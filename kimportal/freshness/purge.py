"""What is said to the nginx in front, so that it forgets a page before its time."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from django.conf import settings

# The page cache, and what the gate before it still hands out for half a second.
CACHES = ("gate", "pages")
# The variants of an address that nginx keeps apart.
VARIANTS = ("", "?hemat=1")
TIMEOUT = 2


class PurgeError(Exception):
    """An nginx did not do what it was asked."""


def purge(paths: list[str]) -> None:
    """Ask every nginx to forget these paths; safe to run twice. Raises PurgeError."""
    for address in settings.KIM_PURGE_URL:
        parts = urlsplit(address)
        connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=TIMEOUT)
        try:
            for path in paths:
                _purge(connection, path)
        except (OSError, HTTPException) as error:
            raise PurgeError(f"{address}: {error}") from error
        finally:
            connection.close()


def _purge(connection: HTTPConnection, path: str) -> None:
    for variant in VARIANTS:
        for name in CACHES:
            connection.request("GET", f"/{name}{path}{variant}")
            answer = connection.getresponse()
            answer.read()
            # 404: it was not kept; older releases of the module say 412.
            if answer.status not in (200, 404, 412):
                raise PurgeError(f"{path}: {answer.status}")
