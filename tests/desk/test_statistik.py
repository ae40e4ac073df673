"""The public statistics: the same for everyone, with base and definition, and told in words."""

import csv
import re
from datetime import date
from io import StringIO
from xml.etree import ElementTree as ET

import pytest

from kimportal.desk.charts import bars, columns, months
from kimportal.desk.figures_periods import last_year
from kimportal.desk.figures_region import statistics_of
from kimportal.rekap.refreshing import refresh_counts
from komunitas.models import Kim
from tests.desk.nation import make_nation
from tests.factories import KeanggotaanFactory
from tests.publishing import publish

PAGES = ["", "desa-tanpa-kim/", "kim-sepi/"]
FILES = ["desa-tanpa-kim.csv", "kim-sepi.csv"]


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def rows_of(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


@pytest.mark.parametrize("path", PAGES + FILES)
@pytest.mark.parametrize("kode", ["", "73/", "73.71/", "73.71.01/"])
def test_everyone_reads_the_same_without_a_cookie(path, kode, client, cast):
    address = f"/statistik/{kode}{path}"
    answer = client.get(address)

    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    body = b"".join(answer) if answer.streaming else answer.content
    client.force_login(cast.admin_makassar)
    again = client.get(address)
    assert (b"".join(again) if again.streaming else again.content) == body


@pytest.mark.parametrize(
    "path",
    [
        "99/",
        "x/",
        "73.71.99/",
        "73/?tahun=2026-01",
        "?tahun=x",
        "?tahun=1999",
        "73/kim-sepi/?hari=7",
        "73/kim-sepi.csv?hari=x",
        "7371/desa-tanpa-kim/",
        "73.71.01.1006/desa-tanpa-kim/",
        "99/desa-tanpa-kim.csv",
    ],
)
def test_what_does_not_exist_is_not_found(path, client, kim):
    assert client.get(f"/statistik/{path}").status_code == 404


def test_other_ways_to_write_a_region_lead_to_its_page(client, kim):
    assert client.get("/statistik/7371/")["Location"] == "/statistik/73.71/"
    assert client.get("/statistik/73.71.01.1006/")["Location"] == "/wilayah/73.71.01.1006/"


def test_rates_show_their_base_and_are_kept_back_when_it_is_small(client, kim):
    text = text_of(client.get("/statistik/73.71/"))

    assert "1 dari 3 desa" in text
    assert "33,3%" not in text
    assert "Persen tidak ditampilkan kalau dasarnya kurang dari lima" in text
    assert "180 hari terakhir" in text
    assert "Terlalu sedikit untuk dinilai" in text
    assert "Kota Makassar dibandingkan Provinsi Sulawesi Selatan" in text


def test_every_province_stands_on_the_page_and_in_the_file_with_the_counts_of_the_figures(
    client, db
):
    codes = make_nation()
    refresh_counts()
    nation = statistics_of("", last_year())
    page = client.get("/statistik/").content.decode()
    table = page[page.index("Menurut provinsi") :]
    missing = rows_of(client.get("/statistik/desa-tanpa-kim.csv"))[1:]

    assert len(codes) == 38
    for wilayah, keadaan in nation.bagian:
        row = re.search(rf'/statistik/{wilayah.kode}/">.*?</tr>', table, re.DOTALL)[0]
        cells = re.findall(r'<td class="num">(.*?)</td>', row)
        assert cells[0] == str(keadaan.kim)
        assert keadaan.cakupan.rincian in cells[2]
        assert cells[3] == str(keadaan.desa_tanpa_kim)
        assert sum(r[4].startswith(wilayah.kode) for r in missing) == keadaan.desa_tanpa_kim
    assert len(missing) == nation.keadaan.desa_tanpa_kim


def test_regions_stand_in_the_order_of_their_codes_not_of_what_volunteers_wrote(
    client, kim, other_kim
):
    for _ in range(3):
        publish(kim)

    page = client.get("/statistik/73/").content.decode()
    part = page[page.index("Menurut kabupaten") :]

    assert part.index("Kabupaten Gowa") < part.index("Kota Makassar")
    assert "Kabar" not in part[: part.index("</thead>")]


def test_villages_without_kim_are_named_from_kabupaten_on(client, kim):
    refresh_counts()

    city = text_of(client.get("/statistik/73.71/desa-tanpa-kim/"))

    assert "2 dari 3 desa dan kelurahan belum punya KIM" in city
    assert "Bontorannu" in city
    assert "Bontorannu" not in text_of(client.get("/statistik/73/desa-tanpa-kim/"))


def test_quiet_kim_are_listed_without_people_and_without_formulas(client, kim):
    KeanggotaanFactory(kim=kim, nama="Daeng Ketua", jabatan="ketua", telepon="6281234500099")
    Kim.objects.filter(pk=kim.pk).update(verified_at="2026-01-01T00:00:00Z", nama="=SUM(1)")

    page = client.get("/statistik/73.71/kim-sepi/?hari=180").content.decode()
    rows = rows_of(client.get("/statistik/73.71/kim-sepi.csv?hari=180"))

    assert "=SUM(1)" in page
    assert rows[1][1] == "'=SUM(1)"
    assert "Daeng Ketua" not in page + str(rows)
    assert "6281234500099" not in page + str(rows)


def test_the_region_page_leads_to_its_statistics(client, kim):
    assert 'href="/statistik/73.71/"' in client.get("/wilayah/73.71/").content.decode()


VALUES = [("Akses & data", 12), ("Diskusi", 0), ("Aspirasi", 1234)]


@pytest.mark.parametrize(
    "grafik",
    [
        bars("a", "Judul <b>", VALUES, kolom="K", satuan="kabar"),
        columns("b", "Judul <b>", VALUES, kolom="K", satuan="kabar", singkat=["A", "D", "S"]),
    ],
)
def test_a_chart_is_sound_xml_and_tells_its_numbers(grafik):
    svg = ET.fromstring(grafik.gambar)
    title, desc = svg[0], svg[1]

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert title.text == "Judul <b>"
    assert desc.text == "Dalam kabar: Akses & data 12; Diskusi 0; Aspirasi 1.234."
    widths = [float(r.get("width")) for r in svg.iter("rect")]
    assert min(widths) >= 0
    assert "1.234" in "".join(svg.itertext())


def test_a_long_span_names_years_and_an_empty_one_says_so():
    span = [(date(2024 + n // 12, n % 12 + 1, 1), 0) for n in range(24)]
    grafik = months("c", "Per bulan", span, satuan="kabar")

    names = [t.text for t in ET.fromstring(grafik.gambar).iter("text") if t.text]
    assert names == ["2024", "2025"]
    assert grafik.is_kosong
