"""The validator of public pages: as long as it stays the same, so does every page.

It is made of what a page is made of: the release, the settings, the rows of watched tables and
the minute of the clock (pages say "sudah lewat" and "tidak aktif"). The database's part is the
newest change and the sum over all that are kept. The newest alone would not do: a transaction
that began earlier may commit later, under a smaller number; the sum tells it.
"""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from kimportal.freshness.models import Change

KEPT = timedelta(hours=1)
MINUTE = 60
# Asked before every page; the ORM would take as long to write it as the page's frame to draw.
SEEN = "SELECT max(id), sum(id) FROM freshness_change"
SOURCES = ("diseminasi", "kegiatan", "kimportal", "komunitas", "templates", "wilayah")


def page_etag(request: HttpRequest) -> str:
    """Return the weak ETag of a public page; ask before anything of the page is read.

    What is read afterwards may only be newer than the ETag says, which costs one rendering.
    """
    with connection.cursor() as cursor:
        cursor.execute(SEEN)
        newest, total = cursor.fetchone()
    minute = int(time.time()) // MINUTE
    parts = (release(), newest, total, minute, request.get_full_path())
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'


@cache
def release() -> str:
    """Return a digest of code, templates, static names and settings that pages may show."""
    digest = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".js", ".xml", ".txt"):
                status = path.stat()
                digest.update(f"{path}:{status.st_size}:{int(status.st_mtime)}\n".encode())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.exists() else b"")
    shown = {name: getattr(settings, name) for name in dir(settings) if name.startswith("KIM_")}
    digest.update(repr(sorted(shown.items())).encode())
    return digest.hexdigest()


def forget_old_changes() -> None:
    """Delete what is no longer needed; the newest row stays, so that no state comes back."""
    newest = Change.objects.aggregate(newest=Max("pk"))["newest"] or 0
    Change.objects.filter(made_at__lt=timezone.now() - KEPT, pk__lt=newest).delete()
