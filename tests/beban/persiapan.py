"""What the load needs of a portal: addresses by how much they are read, and people who write.

`python -m tests.beban.persiapan` runs inside Django, on the data that will be loaded, and prints
it as JSON.
"""

from __future__ import annotations

import json
import random
from typing import Any

import django
from django.test import Client

WRITERS = 12
POSTS, KIMS, REGIONS = 400, 200, 150
# The same order of popularity in every run.
SEED = 20261129


def prepared() -> dict[str, Any]:
    """Return addresses, the most read first, and a session for each writer."""
    return {"laman": _pages(), "penulis": _writers()}


def _pages() -> dict[str, list[str]]:
    from diseminasi.models import InfoPemerintah, Isu
    from kegiatan.models import Naskah
    from komunitas.models import Kim

    kims = list(Kim.objects.filter(status="verified").select_related("wilayah"))
    shuffle = random.Random(SEED).shuffle
    shuffle(kims)
    posts = Naskah.objects.published().newest().select_related("kegiatan")
    regions = [part for kim in kims for part in _around(kim.wilayah_id)]
    return {
        "kabar": [naskah.kegiatan.get_absolute_url() for naskah in posts[:POSTS]],
        "kim": [kim.get_absolute_url() for kim in kims[:KIMS]],
        "wilayah": list(dict.fromkeys(regions))[:REGIONS],
        "info": [info.get_absolute_url() for info in InfoPemerintah.objects.released().newest()]
        + [isu.get_absolute_url() for isu in Isu.objects.listed().newest()],
    }


def _around(kode: str) -> list[str]:
    """Return the pages of a village and of what lies around it, the widest first."""
    return [f"/wilayah/{kode[:length]}/" for length in (2, 5, 8, 13)]


def _writers() -> list[dict[str, str]]:
    """Make a pengurus for each of some KIM, signed in."""
    from komunitas.models import Jabatan, Kim
    from tests.factories import KeanggotaanFactory, PenggunaFactory

    writers = []
    for number, kim in enumerate(Kim.objects.filter(status="verified").order_by("pk")[:WRITERS]):
        pengguna = PenggunaFactory(nama=f"Penulis {number}", email=f"penulis{number}@beban.example")
        KeanggotaanFactory(kim=kim, pengguna=pengguna, jabatan=Jabatan.SEKRETARIS)
        client = Client()
        client.force_login(pengguna)
        writers.append({"sesi": client.cookies["sessionid"].value, "wilayah": kim.wilayah_id})
    return writers


if __name__ == "__main__":
    django.setup()
    print(json.dumps(prepared()))
