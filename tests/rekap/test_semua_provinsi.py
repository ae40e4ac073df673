"""Map, table and plain SQL agree in every province: all 38, and all 514 kabupaten/kota."""

import json
import re
from random import Random

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TestCase

from kimportal.rekap.refreshing import refresh_counts
from komunitas.models import Bidang, Kim
from tests.factories import KimFactory
from wilayah.import_file import read_rows
from wilayah.models import Wilayah

VILLAGES_EACH = 4
LAYERS = ("kim", "tanpa-kim", "perikanan")
SQL = {
    "kim": "SELECT left(wilayah_id, {n}), count(*) FROM komunitas_kim WHERE status = 'verified'"
    " GROUP BY 1",
    "tanpa-kim": "SELECT left(kode, {n}), count(*) FROM wilayah_wilayah w WHERE tingkat = 4"
    " AND NOT EXISTS (SELECT 1 FROM komunitas_kim WHERE wilayah_id = w.kode"
    " AND status = 'verified' AND jenis = 'desa') GROUP BY 1",
    "perikanan": "SELECT left(k.wilayah_id, {n}), count(*) FROM komunitas_kim k"
    " JOIN komunitas_kim_bidang kb ON kb.kim_id = k.id JOIN komunitas_bidang b"
    " ON b.id = kb.bidang_id WHERE k.status = 'verified' AND b.slug = 'perikanan' GROUP BY 1",
}


def load_country() -> list[str]:
    """Create every provinsi and kabupaten/kota, and a few villages of each; return these."""
    kept: dict[str, int] = {}
    rows, villages = [], []
    for row in read_rows(settings.BASE_DIR / "fixtures/wilayah/wilayah.csv.gz"):
        depth = row.kode.count(".")
        if depth == 3:
            kept[row.kode[:5]] = kept.get(row.kode[:5], 0) + 1
            if kept[row.kode[:5]] > VILLAGES_EACH:
                continue
            villages.append(row.kode)
        rows.append(
            Wilayah(
                kode=row.kode,
                nama=row.nama,
                jenis=row.jenis,
                tingkat=depth + 1,
                induk_id=row.kode.rpartition(".")[0] or None,
                nama_lengkap=row.nama,
                lat=-5.0 if depth == 3 else None,
                lon=120.0 if depth == 3 else None,
            )
        )
    Wilayah.objects.bulk_create(rows, batch_size=5000)
    return villages


class EveryProvince(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        rng = Random(5)
        villages = load_country()
        perikanan = Bidang.objects.get(slug="perikanan")
        jenis = ["desa", "desa", "desa", "kecamatan", "forum"]
        kims = KimFactory.build_batch(900, verified=True)
        for kim in kims:
            kim.wilayah_id, kim.jenis = rng.choice(villages), rng.choice(jenis)
            kim.status = rng.choice(["verified", "verified", "verified", "draft"])
        Kim.objects.bulk_create(kims)
        for kim in kims[::3]:
            kim.bidang.add(perikanan)
        refresh_counts()

    def plain(self, layer: str, length: int) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(SQL[layer].format(n=length))
            return dict(cursor.fetchall())

    def check(self, induk: str, layer: str, counts: dict[str, int]) -> int:
        """Compare table, drawing and script data of one page; return how many regions it has."""
        page = Client().get("/peta/", {"wilayah": induk, "lapis": layer}).content.decode()
        body = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
        rows = re.findall(
            r'href="/peta/\?wilayah=([\d.]+)[^>]*>[^<]*</a></th><td[^>]*>.*?</i>([\d.]+)',
            body,
        )
        table = {kode: int(value.replace(".", "")) for kode, value in rows}
        data = json.loads(re.search(r'id="peta-data"[^>]*>(.*?)</script>', page)[1])["anak"]
        drawn = dict(re.findall(r'href="/peta/\?wilayah=([\d.]+)[^"]*"><title>[^<]*: (\d+)', page))

        expected = {kode: counts.get(kode, 0) for kode in table}
        assert table == expected, (induk, layer)
        assert {kode: int(label.split()[0]) for kode, (_, label) in data.items()} == expected
        assert {kode: int(value) for kode, value in drawn.items()} == expected
        assert sum(expected.values()) == sum(
            value for kode, value in counts.items() if kode.startswith(induk)
        )
        return len(table)

    def test_the_country_by_provinsi(self):
        for layer in LAYERS:
            assert self.check("", layer, self.plain(layer, 2)) == 38

    def test_every_provinsi_by_kabupaten_and_kota(self):
        kodes = list(Wilayah.objects.provinsi().values_list("kode", flat=True))
        for layer in LAYERS:
            counts = self.plain(layer, 5)
            assert sum(self.check(kode, layer, counts) for kode in kodes) == 514

    def test_region_pages_say_the_same(self):
        for kode, number in list(self.plain("kim", 2).items())[::6]:
            page = Client().get(f"/wilayah/{kode}/").content.decode()
            assert re.search(rf"{number} KIM dan", page), kode


@pytest.mark.django_db
def test_a_country_without_counts_is_still_a_page(client, regions):
    assert client.get("/peta/").status_code == 200
