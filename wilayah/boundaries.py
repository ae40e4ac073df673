"""The boundaries in force: the shipped indicative files, or official ones that were loaded.

`manage.py muat_batas` puts official ones into the public store, each set under a name of its
own, so that browsers may keep the files for good.
"""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.templatetags.static import static

from wilayah.models import MuatanBatas

SHIPPED = Path(__file__).parent / "data/gambar.json.gz"
INDICATIVE = "Batas indikatif, bukan batas resmi."
_KEY = "batas"
_SECONDS = 60


def outline_url(kode: str) -> str:
    """Return the address of the lines within a provinsi, or of all provinsi ("")."""
    name = f"kabkota/{kode}.topojson" if kode else "provinsi.topojson"
    digest, _ = _in_force()
    if digest:
        return storages["public"].url(_stored(digest, name))
    return static(f"peta/{name}")


def note() -> str:
    """Return what every map must say about its lines."""
    _, sumber = _in_force()
    return f"Batas: {sumber}." if sumber else INDICATIVE


def version() -> str:
    """Return what changes with the boundaries in force."""
    return _in_force()[0]


def drawings() -> dict[str, dict[str, Any]]:
    """Return the small drawings by code (`wilayah.svg` draws them)."""
    digest, _ = _in_force()
    return _read_drawings(digest)


def put_in_force(files: dict[str, bytes], *, digest: str, berkas: str, sumber: str) -> None:
    """Store a set of boundary files and let pages use it from now on."""
    store = storages["public"]
    for name, content in files.items():
        path = _stored(digest, name)
        if not store.exists(path):
            store.save(path, ContentFile(content))
    MuatanBatas.objects.create(digest=digest, berkas=berkas, sumber=sumber)
    cache.delete(_KEY)


def use_shipped() -> int:
    """Go back to the shipped boundaries; return how many loads were forgotten."""
    deleted, _ = MuatanBatas.objects.all().delete()
    cache.delete(_KEY)
    return deleted


def _in_force() -> tuple[str, str]:
    """Return digest and source of the loaded boundaries, both empty without any."""
    found: tuple[str, str] = cache.get_or_set(_KEY, _ask, _SECONDS) or ("", "")
    return found


def _ask() -> tuple[str, str]:
    return MuatanBatas.objects.values_list("digest", "sumber").first() or ("", "")


def _stored(digest: str, name: str) -> str:
    return f"peta/{digest}/{name}"


@lru_cache(maxsize=2)
def _read_drawings(digest: str) -> dict[str, dict[str, Any]]:
    if digest:
        with storages["public"].open(_stored(digest, "gambar.json.gz")) as file:
            packed = file.read()
    else:
        packed = SHIPPED.read_bytes()
    found: dict[str, dict[str, Any]] = json.loads(gzip.decompress(packed))
    return found
