"""The map: its layers, table and marks, and its page without script."""

import gzip
import json
import re

import pytest

from kimportal.audit.models import SYSTEM
from kimportal.pages.peta import titik
from kimportal.pages.peta.lapis import general_layers, persen, share
from kimportal.pages.scale import quantile_scale
from kimportal.rekap.models import RekapWilayah
from kimportal.rekap.refreshing import refresh_counts
from komunitas.models import Bidang
from komunitas.verification import suspend_kim
from tests.factories import KimFactory

INDONESIA = "94,-12,142,7"
LAYERS = [layer.kunci for layer in general_layers()]


@pytest.fixture
def counted(kim, other_kim):
    """Two KIM, one of them in fisheries, and the counts of now."""
    kim.bidang.add(Bidang.objects.get(slug="perikanan"))
    refresh_counts()


def marks_in(client, bbox: str, **params: str) -> dict:
    answer = client.get("/peta/kim.json", {"bbox": bbox, **params})
    assert answer.status_code == 200
    return answer.json()


def table(page: str) -> dict[str, str]:
    """Return the name and the value in words of every row beside the map."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
    rows = re.findall(r"<tr><th.*?<a [^>]*>(.*?)</a></th><td[^>]*>(.*?)</td></tr>", body, re.DOTALL)
    return {name: re.sub(r"<i .*?</i>|<span.*", "", value) for name, value in rows}


def for_script(page: str) -> dict:
    return json.loads(re.search(r'id="peta-data"[^>]*>(.*?)</script>', page)[1])


def test_kim_within_the_view_are_sent_with_their_address(client, counted):
    data = marks_in(client, "119.40,-5.17,119.42,-5.15")

    assert data["jumlah"] == 1
    [sent] = data["titik"]
    assert sent["nama"] == "KIM Mariso Bersatu"
    assert sent["url"] == "/kim/kim-mariso-bersatu/"
    assert sent["tempat"] == "Mariso, Kota Makassar"
    # It has no point of its own and stands at its village's.
    assert (sent["lat"], sent["lon"]) == (-5.159, 119.4097)


def test_a_kim_with_its_own_point_stands_there(client, regions):
    KimFactory(verified=True, lat=-5.5, lon=119.9)
    refresh_counts()

    assert marks_in(client, "119.8,-5.6,120,-5.4")["jumlah"] == 1


def test_only_public_kim_are_sent_even_before_the_next_refresh(client, counted, other_kim):
    KimFactory(nama="KIM Draf")
    suspend_kim(other_kim, by=SYSTEM, reason="Diperiksa.")

    assert [sent["nama"] for sent in marks_in(client, INDONESIA)["titik"]] == ["KIM Mariso Bersatu"]


def test_marks_of_a_bidang_are_its_kim_only(client, counted):
    data = marks_in(client, INDONESIA, titik="perikanan")

    assert [sent["nama"] for sent in data["titik"]] == ["KIM Mariso Bersatu"]


def test_marks_of_the_empty_layer_are_villages_without_kim(client, counted):
    data = marks_in(client, "119,-6,120,-5", titik="tanpa-kim")

    assert {sent["nama"] for sent in data["titik"]} == {"Bontorannu", "Parang"}
    assert {sent["url"] for sent in data["titik"]} == {
        "/wilayah/73.71.01.1001/",
        "/wilayah/73.71.02.1002/",
    }


def test_many_kim_are_sent_as_sums(client, counted, monkeypatch):
    monkeypatch.setattr(titik, "MAX_TITIK", 2)
    KimFactory.create_batch(3, verified=True, wilayah_id="91.71.01.1001")
    refresh_counts()

    data = marks_in(client, INDONESIA)

    assert data["jumlah"] == 5
    assert "titik" not in data
    assert sorted(count for _, _, count in data["kelompok"]) == [2, 3]
    assert [-2.54, 140.71, 3] in data["kelompok"]


@pytest.mark.parametrize(
    "bbox", ["", "1,2,3", "a,b,c,d", "120,-5,119,-4", "119,-4,120,-5", "nan,nan,nan,nan"]
)
def test_a_view_that_is_none_is_refused(bbox, client, db):
    assert client.get("/peta/kim.json", {"bbox": bbox}).status_code == 400


@pytest.mark.parametrize("bbox", ["-inf,-inf,inf,inf", "-1e9,-1e9,1e9,1e9"])
def test_a_view_wider_than_the_country_is_cut(bbox, client, counted):
    assert marks_in(client, bbox)["jumlah"] == 2


@pytest.mark.parametrize("bbox", ["-10,-10,-5,-5", "150,0,160,5", "100,50,110,60"])
def test_a_view_beside_the_country_is_empty(bbox, client, counted):
    assert marks_in(client, bbox)["jumlah"] == 0


def test_an_unknown_layer_has_no_marks(client, counted):
    assert marks_in(client, INDONESIA, titik="x'); --")["jumlah"] == 0


def test_table_drawing_and_script_say_the_same_in_every_layer(client, counted):
    for layer in [*general_layers(), *Bidang.objects.values_list("slug", flat=True)]:
        kunci = getattr(layer, "kunci", layer)
        page = client.get("/peta/", {"lapis": kunci}).content.decode()
        drawn = dict(re.findall(r"<title>([^<]*?): ([^<]*)</title>", page))
        sent = {label for _, label in for_script(page)["anak"].values()}
        words = table(page)
        assert set(words) == {"Aceh", "Sulawesi Selatan", "Papua"}
        assert set(drawn.values()) >= sent
        for name, value in words.items():
            assert drawn[name].startswith("terlalu sedikit" if value == "–" else value), (
                kunci,
                name,
            )


def test_every_layer_of_one_region(client, counted, kim):
    expected = {
        "kim": "2",
        "cakupan": "–",
        "aktif": "–",
        "kabar-30": "0",
        "kabar-90": "0",
        "kabar-365": "0",
        "tanpa-kim": "2",
        "perikanan": "1",
    }
    assert set(LAYERS) < set(expected)
    for kunci, value in expected.items():
        page = client.get("/peta/", {"lapis": kunci}).content.decode()
        assert table(page)["Sulawesi Selatan"] == value, kunci


def test_a_share_of_too_few_is_kept_back_with_its_base(client, counted, regions):
    page = client.get("/peta/?lapis=aktif").content.decode()
    assert table(page)["Sulawesi Selatan"] == "–"
    assert "Sulawesi Selatan: terlalu sedikit untuk dinilai" in page
    assert "0 dari 2 KIM" in page
    assert "terlalu sedikit untuk dinilai</li>" in page  # in the legend
    assert for_script(page)["anak"]["73"][0] == "kosong"

    KimFactory.create_batch(3, verified=True)
    refresh_counts()

    page = client.get("/peta/?lapis=aktif").content.decode()
    assert table(page)["Sulawesi Selatan"] == "0%"
    assert for_script(page)["anak"]["73"] == [0, "0% KIM aktif"]


@pytest.mark.parametrize(
    ("urut", "names"),
    [
        ("", ["Kabupaten Gowa", "Kota Makassar"]),
        ("-nama", ["Kota Makassar", "Kabupaten Gowa"]),
        ("nilai", ["Kabupaten Gowa", "Kota Makassar"]),
        ("-nilai", ["Kota Makassar", "Kabupaten Gowa"]),
        ("bogus", ["Kabupaten Gowa", "Kota Makassar"]),
    ],
)
def test_the_table_is_sorted_by_its_heads(urut, names, client, counted):
    page = client.get(f"/peta/?wilayah=73&lapis=tanpa-kim&urut={urut}").content.decode()

    assert list(table(page)) == names
    assert 'aria-sort="' in page
    assert "urut=-nilai" in page or "urut=nilai" in page


def test_the_page_works_without_script(client, counted):
    page = client.get("/peta/?wilayah=73").content.decode()

    assert "<title>Kota Makassar: 1 KIM</title>" in page
    assert 'href="/peta/?wilayah=73.71"' in page
    assert 'href="/kim/?wilayah=73"' in page
    assert 'href="/peta/"' in page
    assert "Batas indikatif, bukan batas resmi" in page
    assert 'href="/wilayah/73.71.01/"' in client.get("/peta/?wilayah=73.71").content.decode()


def test_the_state_is_kept_by_every_link(client, counted):
    page = client.get("/peta/?wilayah=73&lapis=cakupan&urut=-nilai").content.decode()
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/peta/[^"]*)"', page)}

    assert "/peta/?wilayah=73.71&lapis=cakupan&urut=-nilai" in links
    assert "/peta/?lapis=cakupan&urut=-nilai" in links  # up to Indonesia
    assert "/peta/?wilayah=73&lapis=cakupan" in links  # by name


def test_the_page_says_of_when_its_numbers_are(client, kim):
    assert "Angka belum dihitung" in client.get("/peta/").content.decode()

    moment = refresh_counts()

    assert (
        f"{moment:%Y}" in re.search(r"Dihitung (.*?)\.", client.get("/peta/").content.decode())[1]
    )


def test_a_village_opens_the_map_on_its_kabupaten(client, counted):
    page = client.get("/peta/?wilayah=73.71.01.1006").content.decode()

    assert "Kota Makassar</h2>" in page


@pytest.mark.parametrize("kode", ["99", "xx", "73'"])
def test_an_unknown_region_opens_the_whole_country(kode, client, counted):
    answer = client.get("/peta/", {"wilayah": kode, "lapis": kode})

    assert answer.status_code == 200
    assert "Indonesia</h2>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/peta/", "/peta/?wilayah=73&lapis=aktif", "/peta/sematan/"])
def test_the_page_carries_no_inline_code_and_asks_no_other_host(path, client, counted):
    page = client.get(path).content.decode()

    scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", page)
    assert scripts == []
    assert "<style" not in page
    assert not re.search(r'\sstyle="', page)
    assert re.findall(r'(?:src|data-\w+)="(?:https?:)?//', page) == []


def test_map_answers_are_for_shared_caches(client, counted):
    for path in (
        "/peta/",
        f"/peta/kim.json?bbox={INDONESIA}",
        "/peta/bagian/?wilayah=73",
        "/peta/sematan/",
    ):
        answer = client.get(path)
        assert not answer.cookies
        assert answer.headers["Cache-Control"].startswith("public")
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_the_parts_are_those_of_the_page(client, counted):
    parts = client.get("/peta/bagian/?wilayah=73&lapis=cakupan").content.decode()
    page = client.get("/peta/?wilayah=73&lapis=cakupan").content.decode()

    assert "<html" not in parts
    assert table(parts) == table(page)
    assert for_script(parts) == for_script(page)


# --- On other sites -------------------------------------------------------------------


def test_only_the_embedded_map_may_be_framed(client, counted):
    framed = client.get("/peta/sematan/?wilayah=73")
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers

    for path in ("/peta/", "/peta/bagian/", f"/peta/kim.json?bbox={INDONESIA}", "/"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_page_offers_the_code_of_its_own_view(client, counted, settings):
    page = client.get("/peta/?wilayah=73&lapis=cakupan").content.decode()
    code = re.search(r"<textarea[^>]*>(.*?)</textarea>", page)[1]

    assert f"{settings.KIM_SITE_URL}/peta/sematan/?wilayah=73&amp;amp;lapis=cakupan" in code
    assert "&lt;iframe" in code


def test_an_embedded_view_carries_the_numbers_and_no_frame_of_the_portal(client, counted):
    page = client.get("/peta/sematan/?wilayah=73").content.decode()

    assert table(page) == {"Kabupaten Gowa": "1", "Kota Makassar": "1"}
    assert 'class="topbar"' not in page
    assert 'class="footer' not in page
    assert "Batas indikatif" in page


# --- Street tiles ---------------------------------------------------------------------


def test_without_a_tile_server_no_other_host_is_allowed(client, counted):
    answer = client.get("/peta/")

    assert "peta-jalan" not in answer.content.decode()
    assert "img-src 'self' data:;" in answer.headers["Content-Security-Policy"] + ";"


def test_a_configured_tile_server_is_offered_and_allowed_on_the_map_alone(
    client, counted, settings
):
    settings.KIM_UBIN_PETA = "https://ubin.example/{z}/{x}/{y}.png"
    settings.KIM_UBIN_KREDIT = "© Para pemeta"

    for path in ("/peta/", "/peta/sematan/"):
        answer = client.get(path)
        page = answer.content.decode()
        assert (
            "img-src 'self' data: https://ubin.example" in answer.headers["Content-Security-Policy"]
        )
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "Peta jalan dari ubin.example" in page
        assert "© Para pemeta" in page
        assert "checked" not in re.search(r'<input[^>]*id="peta-jalan"[^>]*>', page)[0]
    assert "ubin.example" not in client.get("/").headers["Content-Security-Policy"]


# --- Numbers and classes ----------------------------------------------------------------


def test_classes_are_quantiles_with_numbers_in_the_legend():
    skala = quantile_scale({"a": 0, "b": 1, "c": 1, "d": 4, "e": 9, "f": 1200})

    assert skala.kelas == {"a": 0, "b": 1, "c": 1, "d": 2, "e": 3, "f": 4}
    assert [entry["label"] for entry in skala.legenda] == ["0", "1", "2–4", "5–9", "10–1.200"]


def test_classes_of_shares_are_written_as_shares():
    skala = quantile_scale({"a": None, "b": 0, "c": 39, "d": 1000}, tulis=persen, tanpa="sedikit")

    assert skala.kelas == {"a": "kosong", "b": 0, "c": 1, "d": 2}
    labels = [entry["label"] for entry in skala.legenda]
    assert labels == ["0%", "0,1%–3,9%", "4%–100%", "sedikit"]


def test_a_country_without_kim_has_one_class():
    skala = quantile_scale({"11": 0, "12": 0})

    assert skala.kelas == {"11": 0, "12": 0}
    assert skala.legenda == [{"kelas": 0, "label": "0"}]


def test_a_share_above_nothing_never_rounds_to_nothing():
    assert [share(1, 83_762), share(0, 5), share(3, 6), share(4, 4)] == [1, 0, 500, None]


def test_answers_are_light(client, counted):
    for path in ("/peta/bagian/", "/peta/bagian/?wilayah=73", f"/peta/kim.json?bbox={INDONESIA}"):
        assert len(gzip.compress(client.get(path).content)) < 60_000


def test_a_region_that_was_never_counted_shows_zero(client, counted):
    RekapWilayah.objects.filter(kode="91").delete()

    assert table(client.get("/peta/").content.decode())["Papua"] == "0"
