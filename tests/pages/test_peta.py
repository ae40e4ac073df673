"""The map: its data, its list, and its page without script."""

import json
import re

import pytest

from kimportal.audit.models import SYSTEM
from kimportal.pages import peta
from kimportal.pages.scale import quantile_scale
from komunitas.verification import suspend_kim
from tests.factories import KimFactory

INDONESIA = "94,-12,142,7"


def kim_in(client, bbox: str) -> dict:
    answer = client.get("/peta/kim.json", {"bbox": bbox})
    assert answer.status_code == 200
    return answer.json()


def test_kim_within_the_view_are_sent_with_their_address(client, kim, other_kim):
    data = kim_in(client, "119.40,-5.17,119.42,-5.15")

    assert data["jumlah"] == 1
    [sent] = data["kim"]
    assert sent["nama"] == "KIM Mariso Bersatu"
    assert sent["url"] == "/kim/kim-mariso-bersatu/"
    assert sent["tempat"] == "Mariso, Kota Makassar"
    # It has no point of its own and stands at its village's.
    assert (sent["lat"], sent["lon"]) == (-5.159, 119.4097)


def test_a_kim_with_its_own_point_stands_there(client, regions):
    KimFactory(verified=True, lat=-5.5, lon=119.9)

    assert kim_in(client, "119.8,-5.6,120,-5.4")["jumlah"] == 1


def test_only_public_kim_are_sent(client, kim, other_kim):
    KimFactory(nama="KIM Draf")
    suspend_kim(other_kim, by=SYSTEM, reason="Diperiksa.")

    assert [sent["nama"] for sent in kim_in(client, INDONESIA)["kim"]] == ["KIM Mariso Bersatu"]


def test_many_kim_are_sent_as_sums(client, kim, other_kim, monkeypatch):
    monkeypatch.setattr(peta, "MAX_KIM", 2)
    KimFactory.create_batch(3, verified=True, wilayah_id="91.71.01.1001")

    data = kim_in(client, INDONESIA)

    assert data["jumlah"] == 5
    assert "kim" not in data
    assert sorted(cell["jumlah"] for cell in data["kelompok"]) == [2, 3]
    papua = next(cell for cell in data["kelompok"] if cell["jumlah"] == 3)
    assert (papua["lat"], papua["lon"]) == (-2.54, 140.71)


@pytest.mark.parametrize(
    "bbox", ["", "1,2,3", "a,b,c,d", "120,-5,119,-4", "119,-4,120,-5", "nan,nan,nan,nan"]
)
def test_a_view_that_is_none_is_refused(bbox, client, db):
    assert client.get("/peta/kim.json", {"bbox": bbox}).status_code == 400


@pytest.mark.parametrize("bbox", ["-inf,-inf,inf,inf", "-1e9,-1e9,1e9,1e9"])
def test_a_view_wider_than_the_country_is_cut(bbox, client, kim):
    assert kim_in(client, bbox)["jumlah"] == 1


def test_parts_of_a_region_come_with_counts_and_classes(client, kim, other_kim):
    data = client.get("/peta/wilayah.json?induk=73").json()

    assert data["nama"] == "Sulawesi Selatan"
    assert data["batas"].endswith(".topojson")
    assert {part["kode"]: part["kim"] for part in data["anak"]} == {"73.06": 1, "73.71": 1}
    assert data["legenda"][0] == {"kelas": 0, "label": "0"}
    assert client.get("/peta/wilayah.json?induk=73.71").json()["batas"] == ""


def test_the_page_lists_what_the_map_shows(client, kim):
    page = client.get("/peta/").content.decode()
    listed = re.search(r'<ul class="rows map-list".*?</ul>', page, re.DOTALL)[0]
    inline = json.loads(re.search(r'id="peta-data"[^>]*>(.*?)</script>', page)[1])

    assert re.search(r'href="/peta/\?wilayah=73".*?Sulawesi Selatan.*?1 KIM', listed, re.DOTALL)
    assert {part["nama"]: part["kim"] for part in inline["anak"]}["Sulawesi Selatan"] == 1
    assert "Batas indikatif, bukan batas resmi" in page


def test_the_page_works_without_script(client, kim):
    page = client.get("/peta/?wilayah=73").content.decode()
    fallback = re.search(r"<noscript>(.*?)</noscript>", page, re.DOTALL)[1]

    assert "Kota Makassar: 1 KIM" in fallback
    assert 'href="/peta/?wilayah=73.71"' in page
    assert 'href="/kim/?wilayah=73"' in page
    assert 'href="/wilayah/73.71.01/"' in client.get("/peta/?wilayah=73.71").content.decode()


def test_a_village_opens_the_map_on_its_kabupaten(client, kim):
    page = client.get("/peta/?wilayah=73.71.01.1006").content.decode()

    assert "Kota Makassar</h2>" in page


@pytest.mark.parametrize("kode", ["99", "xx", "73'"])
def test_an_unknown_region_opens_the_whole_country(kode, client, kim):
    answer = client.get("/peta/", {"wilayah": kode})

    assert answer.status_code == 200
    assert "Indonesia</h2>" in answer.content.decode()


def test_the_page_carries_no_inline_code_and_asks_no_other_host(client, kim):
    page = client.get("/peta/").content.decode()

    scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", page)
    assert scripts == []
    assert "<style" not in page
    assert not re.search(r'\sstyle="', page)
    assert re.findall(r'(?:src|data-\w+)="(?:https?:)?//', page) == []


def test_map_answers_are_for_shared_caches(client, kim):
    for path in ("/peta/", f"/peta/kim.json?bbox={INDONESIA}", "/peta/wilayah.json?induk=73"):
        answer = client.get(path)
        assert not answer.cookies
        assert answer.headers["Cache-Control"].startswith("public")
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_classes_are_quantiles_with_numbers_in_the_legend():
    skala = quantile_scale({"a": 0, "b": 1, "c": 1, "d": 4, "e": 9, "f": 1200})

    assert skala.kelas == {"a": 0, "b": 1, "c": 1, "d": 2, "e": 3, "f": 4}
    assert [entry["label"] for entry in skala.legenda] == ["0", "1", "2–4", "5–9", "10–1.200"]


def test_a_country_without_kim_has_one_class():
    skala = quantile_scale({"11": 0, "12": 0})

    assert skala.kelas == {"11": 0, "12": 0}
    assert skala.legenda == [{"kelas": 0, "label": "0"}]
