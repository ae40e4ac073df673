"""The pages of the regions: their counts, what is inside, and what to do where nothing is."""

import re

import pytest

from kegiatan.moderation import take_down_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.rekap.refreshing import refresh_counts
from komunitas.verification import suspend_kim
from tests.factories import KimFactory
from tests.publishing import make_draft, publish
from wilayah.models import Wilayah

MARISO = "73.71.01.1006"
PARANG = "73.71.02.1002"


def read(client, path: str) -> str:
    """Return a page with the counts of now."""
    refresh_counts()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def row(page: str, kode: str) -> list[str]:
    """Return the cells of the table row that links to the region, without tags."""
    found = re.search(rf'<tr><th scope="row"><a href="/wilayah/{kode}/".*?</tr>', page)
    assert found, kode
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found[0])
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


def test_the_list_counts_regions_kim_and_posts_of_each_province(client, kim, other_kim):
    publish(kim)
    publish(other_kim, wilayah_id="73.06.02.2002")

    page = read(client, "/wilayah/")

    # KIM, kabar, cakupan (2 of 4 villages), kabupaten/kota, kecamatan, desa
    assert row(page, "73") == ["2", "2", "–", "2", "3", "4"]
    assert row(page, "11") == ["0", "0", "–", "1", "0", "0"]
    assert "3 provinsi, 2 kabupaten, 2 kota, 4 kecamatan, dan 5 desa" in page


def test_counts_reach_down_to_the_village(client, kim, other_kim):
    publish(kim)

    assert row(read(client, "/wilayah/73/"), "73.71")[:2] == ["1", "1"]
    assert row(read(client, "/wilayah/73/"), "73.06")[:2] == ["1", "0"]
    assert row(read(client, "/wilayah/73.71/"), "73.71.01")[:2] == ["1", "1"]
    assert row(read(client, "/wilayah/73.71/"), "73.71.02")[:2] == ["0", "0"]
    assert row(read(client, "/wilayah/73.71.01/"), MARISO) == ["1", "1"]
    assert row(read(client, "/wilayah/73.71.01/"), "73.71.01.1001") == ["belum ada", "0"]


@pytest.mark.parametrize(("kode", "zona"), [("11", "WIB"), ("73", "WITA"), ("91", "WIT")])
def test_when_it_was_counted_is_told_by_the_region_s_clock(kode, zona, client, regions):
    page = read(client, f"/wilayah/{kode}/")

    assert re.search(rf"Dihitung [^<]+ {zona}<", page)


def test_only_what_is_public_counts_and_shows(client, kim, other_kim):
    make_draft(kim, judul="Masih draf")
    withdrawn = publish(kim, judul="Sudah diturunkan")
    take_down_kegiatan(withdrawn, by=SYSTEM, reason="Keliru.")
    publish(other_kim, judul="Dari KIM beku", wilayah_id="73.06.02.2002")
    suspend_kim(other_kim, by=SYSTEM, reason="Diperiksa.")
    KimFactory(nama="KIM Belum Terverifikasi")

    page = read(client, "/wilayah/73/")

    assert row(page, "73.71")[:2] == ["1", "0"]
    assert row(page, "73.06")[:2] == ["0", "0"]
    for hidden in ("Masih draf", "Sudah diturunkan", "Dari KIM beku", "Belum Terverifikasi"):
        assert hidden not in page


def test_forums_kecamatan_kim_and_seconds_do_not_raise_the_cakupan(client, regions):
    KimFactory(verified=True, jenis="forum", wilayah_id="73.71.01.1001")
    KimFactory(verified=True, jenis="kecamatan", wilayah_id=PARANG)
    KimFactory(verified=True, wilayah_id=MARISO)
    KimFactory(verified=True, wilayah_id=MARISO)

    page = read(client, "/wilayah/73.71/")

    assert row(page, "73.71.01") == ["3", "0", "– (1/2)"]
    assert row(page, "73.71.02") == ["1", "0", "– (0/1)"]
    assert "1 dari 3 desa dan kelurahan sudah punya KIM." in page


def test_a_region_shows_the_kim_and_newest_posts_inside_it(client, kim, other_kim):
    publish(kim, judul="Kabar lama dari Mariso")
    publish(kim, judul="Kabar baru dari Mariso")
    publish(other_kim, judul="Kabar dari Gowa", wilayah_id="73.06.02.2002")

    page = read(client, "/wilayah/73.71/")

    assert page.index("Kabar baru dari Mariso") < page.index("Kabar lama dari Mariso")
    assert "KIM Mariso Bersatu" in page
    assert "Kabar dari Gowa" not in page
    assert 'href="/kegiatan/?wilayah=73.71"' in page
    assert 'href="/feed/wilayah/73.71/"' in page


def test_long_lists_of_kim_are_cut_and_lead_to_the_directory(client, regions):
    KimFactory.create_batch(9, verified=True)

    page = read(client, "/wilayah/73.71/")

    assert page.count('class="card card--kim"') == 8
    assert "Semua 9 KIM" in page
    assert 'href="/kim/?wilayah=73.71"' in page


def test_facts_are_printed_where_known(client, regions):
    Wilayah.objects.filter(kode="73.71").update(
        ibukota="Makassar", penduduk=1480000, luas_km2=175.77
    )

    page = read(client, "/wilayah/73.71/")
    for fact in ("73.71", "7371", "Makassar", "1.480.000 jiwa", "176 km²", "Kota"):
        assert f">{fact}" in page or fact in page
    assert "jiwa" not in read(client, "/wilayah/73.71.01/")


def test_a_village_without_kim_says_so_and_names_the_nearest(client, kim, other_kim):
    page = read(client, f"/wilayah/{PARANG}/")

    assert "Kelurahan Parang belum punya KIM" in page
    assert 'href="/mendirikan-kim/"' in page
    # Mariso is about 1 km away, Bontoala about 7.
    assert page.index("KIM Mariso Bersatu") < page.index("KIM Bontoala")
    assert "Mariso, Kota Makassar · sekitar 1,1 km" in page
    assert "sekitar 7 km" in page


def test_the_nearest_kim_is_found_even_far_away(client, kim):
    page = read(client, "/wilayah/91.71.01.1001/")

    assert "KIM Mariso Bersatu" in page
    # 2.379 km over the globe; a flat map is good enough to tell near from far.
    assert re.search(r"sekitar 2\.3[78]\d km", page)


def test_a_village_with_only_a_forum_still_lacks_a_kim_of_its_own(client, regions):
    KimFactory(verified=True, jenis="forum", nama="FK-KIM Makassar", wilayah_id=MARISO)

    page = read(client, f"/wilayah/{MARISO}/")

    assert "FK-KIM Makassar" in page
    assert "Kelurahan Mariso belum punya KIM" in page


def test_a_village_with_a_kim_does_not_ask_for_one(client, kim):
    page = read(client, f"/wilayah/{MARISO}/")

    assert "belum punya KIM" not in page
    assert "KIM terdekat" not in page


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [("7371011001", "73.71.01.1001"), ("7371", "73.71"), ("999999", "99.99.99")],
)
def test_codes_without_dots_redirect_for_good(written, leads_to, client, regions):
    answer = client.get(f"/wilayah/{written}/")

    assert answer.status_code == 301
    assert answer["Location"] == f"/wilayah/{leads_to}/"


def test_an_unknown_code_leads_to_the_closest_region_there_is(client, regions):
    answer = client.get("/wilayah/73.71.99.1001/")

    assert answer.status_code == 404
    page = answer.content.decode()
    assert 'href="/wilayah/73.71/"' in page
    assert 'action="/wilayah/buka/"' in page


def test_something_that_is_no_code_gets_a_search(client, regions):
    answer = client.get("/wilayah/makassar/")

    assert answer.status_code == 404
    assert 'action="/wilayah/buka/"' in answer.content.decode()
    assert 'value="makassar"' in answer.content.decode()


def test_a_retired_region_names_its_successor(client, regions):
    Wilayah.objects.filter(kode=PARANG).update(berakhir_pada="2022-07-25", penerus="73.71.01.1001")

    page = read(client, f"/wilayah/{PARANG}/")

    assert "Tidak berlaku lagi sejak 25 Juli 2022" in page
    assert 'href="/wilayah/73.71.01.1001/"' in page
    assert "belum punya KIM" not in page


def test_a_retired_part_stays_listed_only_while_it_holds_something(client, regions):
    Wilayah.objects.filter(kode=PARANG).update(berakhir_pada="2022-07-25")
    assert f'href="/wilayah/{PARANG}/"' not in read(client, "/wilayah/73.71.02/")

    KimFactory(verified=True, wilayah_id=PARANG)
    page = read(client, "/wilayah/73.71.02/")
    assert row(page, PARANG) == ["1", "0"]
    assert "tidak berlaku lagi" in page


def test_a_kim_in_a_retired_village_covers_no_village(client, regions):
    Wilayah.objects.filter(kode=PARANG).update(berakhir_pada="2022-07-25")
    KimFactory(verified=True, wilayah_id=PARANG)

    assert row(read(client, "/wilayah/73/"), "73.71") == ["1", "0", "– (0/2)"]


def test_the_breadcrumb_names_every_level(client, regions):
    page = read(client, f"/wilayah/{MARISO}/")
    crumbs = re.search(r'<nav class="breadcrumb".*?</nav>', page, re.DOTALL)[0]

    assert re.findall(r'href="([^"]+)"', crumbs) == [
        "/", "/wilayah/", "/wilayah/73/", "/wilayah/73.71/", "/wilayah/73.71.01/",
    ]  # fmt: skip


def test_pages_set_no_cookie_and_may_be_shared(client, kim):
    for path in ("/wilayah/", "/wilayah/73/", f"/wilayah/{MARISO}/"):
        answer = client.get(path)
        assert not answer.cookies
        assert "s-maxage" in answer.headers["Cache-Control"]
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("kode", ["%00", "73%00.71", "%5C", "9" * 300, "<b>", "%F0%9F%98%80"])
def test_no_code_breaks_the_page(kode, client, regions):
    answer = client.get(f"/wilayah/{kode}/")

    assert answer.status_code == 404
    assert "Tidak ada wilayah" in answer.content.decode()
