"""One address per page type in a data set; run inside Django, on that set's database.

`python -m tests.bench.pilihan` prints them as JSON.
Where a page shows one KIM or one region, both sets give one that holds about as much: growth
then means how much there is around it, not on it.
"""

from __future__ import annotations

import json

import django
from django.db import connection

from tests.bench.alamat import LAMAN, Alamat, fixed
from tests.browser.names import PUBLIC_PAGES
from tests.browser.portal import types_of

# Pages that a set without Info Pemerintah does not have.
OF_A_MESSAGE = (
    *("info", "info-jangkauan", "info-jangkauan-kota", "info-jangkauan-laporan"),
    "jangkauan-program",
)
OF_A_VERSION = ("info-bahasa",)
OF_A_RUMOUR = ("isu",)
# What the KIM and regions that are compared hold, as near as there is: posts, KIM.
POSTS_OF_KIM = 24
KIM_OF_KECAMATAN, KIM_OF_KABKOTA = 5, 25
LIKE = {
    5: f"SELECT left(wilayah_id, 5) FROM komunitas_kim WHERE status = 'verified' GROUP BY 1"
    f" ORDER BY abs(count(*) - {KIM_OF_KABKOTA}), 1 LIMIT 1",
    8: f"SELECT left(wilayah_id, 8) FROM komunitas_kim WHERE status = 'verified' GROUP BY 1"
    f" ORDER BY abs(count(*) - {KIM_OF_KECAMATAN}), 1 LIMIT 1",
}
AVERAGE_KIM = (
    "SELECT kim_id FROM kegiatan_kegiatan k JOIN kegiatan_naskah n ON n.kegiatan_id = k.id"
    " JOIN komunitas_kim m ON m.id = kim_id WHERE n.status = 'published'"
    " AND m.status = 'verified' AND m.jenis = 'desa'"
    f" GROUP BY kim_id ORDER BY abs(count(*) - {POSTS_OF_KIM}), kim_id LIMIT 1"
)
BUSIEST_KIM = (
    "SELECT kim_id FROM kegiatan_kegiatan k JOIN kegiatan_naskah n ON n.kegiatan_id = k.id"
    " JOIN komunitas_kim m ON m.id = kim_id WHERE n.status = 'published'"
    " AND m.status = 'verified' GROUP BY kim_id ORDER BY count(*) DESC, kim_id LIMIT 1"
)


def addresses() -> list[Alamat]:
    """Return everything the growth curve looks at, page types first."""
    return [*(Alamat(LAMAN, name, path) for name, path in public_pages().items()), *fixed()]


def public_pages() -> dict[str, str]:
    """Return one address per public page type, and the KIM that posts most."""
    from diseminasi.models import InfoPemerintah, Isu, VersiBahasa
    from kegiatan.models import Naskah
    from komunitas.models import Kim

    average = Kim.objects.get(pk=_first(AVERAGE_KIM))
    posts = Naskah.objects.published().newest()
    own = posts.filter(kegiatan__kim=average).first()
    product = posts.filter(jenis="produk").first()
    info = InfoPemerintah.objects.released().newest().first()
    isu = Isu.objects.listed().newest().first()
    found = types_of(
        average.get_absolute_url(),
        own.kegiatan.get_absolute_url(),
        product.kegiatan.get_absolute_url(),
        info.get_absolute_url() if info else "",
        isu.get_absolute_url() if isu else "",
    )
    versi = VersiBahasa.objects.filter(status="published").select_related("info").first()
    found["info-bahasa"] = versi.get_absolute_url() if versi else ""
    kabkota, kecamatan = _first(LIKE[5]), _first(LIKE[8])
    found |= {
        "kota": f"/wilayah/{kabkota}/",
        "kecamatan": f"/wilayah/{kecamatan}/",
        "desa": f"/wilayah/{average.wilayah_id}/",
        "statistik-kota": f"/statistik/{kabkota}/",
        "statistik-desa": f"/statistik/{kabkota}/desa-tanpa-kim/",
        "peta-kota": f"/peta/?wilayah={kabkota}",
    }
    absent = (() if info else OF_A_MESSAGE) + (() if isu else OF_A_RUMOUR)
    absent += () if versi else OF_A_VERSION
    shown = [name for name in PUBLIC_PAGES if name not in absent]
    pages = {name: found[name].partition("#")[0] for name in shown}
    busiest = Kim.objects.get(pk=_first(BUSIEST_KIM)).get_absolute_url()
    return pages | {"profil-kim-teramai": busiest, "kabar-kim-teramai": f"{busiest}kabar/"}


def _first(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(public_pages()))
