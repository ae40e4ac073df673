"""How soon readers see a publication, and how soon a post that was taken down is gone.

`python -m tests.bench.terbit URL`, with the environment of the stack behind URL, on a database
that may be written to. Prints seconds after the commit as JSON.
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from uuid import uuid4

import django

PLACE = "73.71.01.1006"


def main(url: str) -> None:
    django.setup()
    from kegiatan.moderation import approve_kegiatan, submit_kegiatan, take_down_kegiatan
    from kimportal.audit.models import SYSTEM
    from kimportal.images.publishing import publish_photo
    from komunitas.models import Kim
    from tests.publishing import make_draft, make_photo
    from tests.tumpukan.pembaca import seconds_until

    kim = Kim.objects.published().filter(wilayah=PLACE).first()
    word = f"sorak{uuid4().hex[:8]}"
    lists = ["/", "/kegiatan/", "/feed/", f"/kim/{kim.slug}/", f"/wilayah/{PLACE}/"]
    foto = make_photo()
    draft = make_draft(kim, judul=f"Warga {word}", foto=foto)
    submitted = submit_kegiatan(draft, by=SYSTEM)
    for path in lists * 2:  # so that the cache has them
        _read(url + path)

    published = approve_kegiatan(submitted, by=SYSTEM)
    publish_photo(foto)
    seen = [seconds_until(lambda path=path: word in _read(url + path)) for path in lists]
    page = published.kegiatan.get_absolute_url()
    media = f"/media/{foto.public_name(next(iter(foto.ukuran)))}"
    for path in (page, media) * 2:
        _read(url + path)

    take_down_kegiatan(published, by=SYSTEM, reason="Untuk mengukur.")
    gone = max(seconds_until(lambda path=path: not _read(url + path)) for path in (page, media))
    left = max(seconds_until(lambda path=path: word not in _read(url + path)) for path in lists)
    # Each list was waited for after the one before it, so the sum is when all had it.
    print(json.dumps({"seen": sum(seen), "gone": gone, "left": left}))


def _read(url: str) -> str:
    """Return the page, empty where there is none."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return str(answer.read().decode(errors="replace"))
    except urllib.error.HTTPError:
        return ""


if __name__ == "__main__":
    main(sys.argv[1])
