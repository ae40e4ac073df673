"""/cari/: what is found, how it is marked, and that nothing typed into it breaks it."""

import re

import pytest

from kimportal.pages import cari
from komunitas.models import Bidang
from tests.factories import KimFactory
from tests.publishing import make_draft, publish


@pytest.fixture
def berita(kim):
    """A post whose words the tests look for."""
    return publish(
        kim,
        judul="Pelayanan perizinan usaha di kelurahan",
        ringkasan="Warga mengurus izin dalam sehari.",
        isi="<p>Petugas <strong>posyandu</strong> melatih kader &amp; pemuda &lt;baru&gt;.</p>",
    )


def search(client, q: str, **parameters: str):
    return client.get("/cari/", {"q": q, **parameters})


def titles(answer) -> list[str]:
    """Return the titles of the hits, marks included, in their order."""
    return re.findall(r"<h[23]><a href=\"[^\"]+\">(.*?)</a></h[23]>", answer.content.decode())


def plain(answer) -> list[str]:
    return [re.sub("<.*?>", "", title) for title in titles(answer)]


# --- What is found -----------------------------------------------------------------


@pytest.mark.parametrize(
    "q", ["layanan", "pelayanan", "melayani", "izin usaha", '"izin dalam sehari"']
)
def test_words_are_found_in_every_form(q, client, berita):
    assert berita.judul in plain(search(client, q))


def test_a_minus_excludes(client, berita):
    assert berita.judul not in plain(search(client, "pelayanan -usaha", jenis="kabar"))


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("perizinnan", "Pelayanan perizinan usaha di kelurahan"),
        ("KIM Marisso", "KIM Mariso Bersatu"),
        ("mamajangg", "Kecamatan Mamajang"),
    ],
)
def test_a_misspelt_word_still_finds(q, found, client, berita):
    assert found in plain(search(client, q))


@pytest.mark.parametrize(
    "q",
    [
        "Kelompok Informasi Masyarakat Mariso",
        "komunitas informasi masyarakat mariso",
        "KIM Mariso",
    ],
)
def test_every_name_of_a_kim_finds_it(q, client, kim):
    assert plain(search(client, q, jenis="kim"))[0] == "KIM Mariso Bersatu"


@pytest.mark.parametrize("q", ["UMKM", "umkm pisang", "ekonomi kreatif"])
def test_the_name_of_a_bidang_finds_what_belongs_to_it(q, client, kim, berita):
    publish(kim, judul="Keripik pisang renyah", bidang="umkm-ekonomi-kreatif")

    answer = search(client, q, jenis="kabar")

    assert plain(answer) == ["Keripik pisang renyah"]
    assert "Mungkin maksud Anda" not in answer.content.decode()


def test_the_name_of_a_bidang_finds_the_kim_that_work_in_it(client, kim, other_kim):
    kim.bidang.set([Bidang.objects.get(slug="perikanan")])

    answer = search(client, "KIM perikanan", jenis="kim")

    assert plain(answer) == ["KIM Mariso Bersatu"]
    assert "<mark>Perikanan</mark>" in answer.content.decode()  # it says why


def test_other_words_must_be_there_too(client, kim):
    publish(kim, judul="Keripik pisang renyah", bidang="umkm-ekonomi-kreatif")

    assert plain(search(client, "umkm beras", jenis="kabar")) == []


def test_a_kim_is_found_by_the_place_it_stands_in(client, regions):
    KimFactory(verified=True, nama="KIM Cerdas", wilayah_id="73.71.02.1002")

    assert plain(search(client, "Mamajang", jenis="kim")) == ["KIM Cerdas"]


def test_a_kim_is_found_by_its_number(client, kim):
    assert plain(search(client, kim.nomor, jenis="kim")) == ["KIM Mariso Bersatu"]


@pytest.mark.parametrize("q", ["73.71.02", "737102"])
def test_a_region_is_found_by_its_code(q, client, regions):
    assert plain(search(client, q, jenis="wilayah")) == ["Kecamatan Mamajang"]


def test_the_overview_shows_the_named_region_first(client, berita):
    assert plain(search(client, "Mariso"))[0] == "Kecamatan Mariso"


def test_what_is_not_public_is_not_found(client, kim):
    make_draft(kim, judul="Rahasia rapat terselubung")
    KimFactory(nama="KIM Terselubung")

    assert titles(search(client, "terselubung")) == []


# --- Limits ------------------------------------------------------------------------


def test_wilayah_limits_every_kind(client, berita, other_kim):
    publish(other_kim, judul="Pelayanan desa Bontoala", wilayah_id="73.06.02.2002")

    found = plain(search(client, "pelayanan", wilayah="73.06"))

    assert found == ["Pelayanan desa Bontoala"]


def test_an_unknown_wilayah_is_named_beside_its_field(client, berita):
    answer = search(client, "pelayanan", wilayah="xx")

    assert "tidak ditemukan" in answer.content.decode()
    assert berita.judul in plain(answer)


def test_the_overview_leads_to_the_full_list(client, kim):
    for number in range(7):
        publish(kim, judul=f"Posyandu melati nomor {number}")

    overview = search(client, "posyandu")

    assert len(plain(overview)) == 5
    assert 'href="?q=posyandu&amp;jenis=kabar"' in overview.content.decode()
    assert len(plain(search(client, "posyandu", jenis="kabar"))) == 7


def test_a_long_list_has_pages(client, kim):
    for number in range(21):
        publish(kim, judul=f"Posyandu melati nomor {number}")

    first = search(client, "posyandu", jenis="kabar")
    second = search(client, "posyandu", jenis="kabar", halaman="2")

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert set(titles(first)).isdisjoint(titles(second))
    assert "21 Kabar KIM" in first.content.decode()


def test_counting_stops_at_the_cap(client, kim, monkeypatch):
    monkeypatch.setattr(cari, "CAP", 2)
    for number in range(4):
        publish(kim, judul=f"Posyandu melati nomor {number}")

    text = search(client, "posyandu", jenis="kabar").content.decode()

    assert "Lebih dari 1.000 Kabar KIM" in text


def test_what_is_remembered_of_a_search_hides_nothing_new(client, kim, berita):
    assert len(plain(search(client, "perizinnan"))) == 1  # by the word most like it

    for number in range(6):
        publish(kim, judul=f"Perizinnan nomor {number}")

    text = search(client, "perizinnan").content.decode()
    assert 'Kabar KIM <span class="count">7</span>' in text


@pytest.mark.parametrize(
    ("parameters", "number"),
    [({}, 7), ({"jenis": "kabar"}, 3), ({"jenis": "wilayah"}, 4)],
)
def test_a_search_asks_little_again(parameters, number, client, berita, django_assert_num_queries):
    search(client, "pelayanan", **parameters)

    with django_assert_num_queries(number):
        search(client, "pelayanan", **parameters)


# --- How it is shown ------------------------------------------------------------------


def test_matches_are_marked(client, berita):
    text = search(client, "layanan").content.decode()

    assert "<mark>Pelayanan</mark> perizinan usaha" in text


def test_a_passage_of_the_text_is_shown_without_its_html(client, berita):
    text = search(client, "posyandu").content.decode()

    assert "<mark>posyandu</mark> melatih kader &amp; pemuda &lt;baru&gt;" in re.sub(
        " +", " ", text
    )


def test_user_content_cannot_inject(client, kim):
    KimFactory(verified=True, nama="KIM <img src=x onerror=alert(1)> Bunga")
    publish(kim, judul="Bunga <script>alert(1)</script>", ringkasan="<b>Bunga</b>\ue000x")

    text = search(client, "bunga").content.decode()

    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "<b>" not in text
    assert "<mark>Bunga</mark>" in text


def test_the_query_itself_cannot_inject(client, regions):
    text = search(client, '"><script>alert(1)</script>').content.decode()

    assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("q", "better"), [("perizinnan ussaha", "perizinan usaha"), ("Mamajamg", "mamajang")]
)
def test_a_better_spelling_is_offered(q, better, client, berita):
    text = search(client, q).content.decode()

    assert "Mungkin maksud Anda" in text
    assert f"<strong>{better}</strong>" in text


def test_with_no_hit_at_all_the_likeliest_spelling_is_searched(client, kim):
    publish(kim, judul="Posyandu melati buka tiap pekan")

    answer = client.get("/cari/", {"q": "posyndu", "jenis": "kabar"}, follow=True)

    assert answer.redirect_chain == [("/cari/?q=posyandu&jenis=kabar&asal=posyndu", 302)]
    assert plain(answer) == ["Posyandu melati buka tiap pekan"]
    assert "Tidak ada hasil untuk “posyndu”" in answer.content.decode()


def test_a_spelling_that_finds_nothing_there_is_not_tried(client, kim, other_kim):
    publish(kim, judul="Posyandu melati buka tiap pekan")

    answer = search(client, "posyndu", wilayah="73.06")

    assert "Belum ada hasil untuk “posyndu”" in answer.content.decode()


def test_the_original_spelling_cannot_inject(client, regions):
    answer = search(client, "zzqqxx", asal="<script>alert(1)</script>")

    assert "<script>alert" not in answer.content.decode()


def test_nothing_is_offered_for_a_word_that_is_right(client, berita):
    assert "Mungkin maksud Anda" not in search(client, "melayani").content.decode()


def test_no_hit_says_how_to_go_on(client, regions):
    text = search(client, "zzzqqqxxx").content.decode()

    assert "Belum ada hasil" in text
    assert "/mendirikan-kim/" in text


def test_without_words_the_page_shows_where_to_start(client, regions):
    text = client.get("/cari/").content.decode()

    assert "Contoh pencarian" in text
    assert "Belum ada hasil" not in text


# --- Hostile input -------------------------------------------------------------------

HOSTILE = [
    "'\"\\<>%_:*&|!()",
    "ikan'\"\\<>%_:*&|!() lele",
    "a\x00b\x00c",
    "\x00",
    "x" * 10_000,
    "ikan " * 2_000,
    "'; DROP TABLE komunitas_kim; --",
    "((((((ikan",
    '"ikan',
    "-ikan",
    "or or or",
    "\ud83d\ude00 😀😀",
    "\\ud800",
    "ïkän ﷽ مرحبا",
    "73.71.01.1006.99",
    "9" * 90,
]


@pytest.mark.parametrize("jenis", ["", "kim", "kabar", "wilayah", "sulap"])
@pytest.mark.parametrize("q", HOSTILE)
def test_nothing_typed_breaks_it(q, jenis, client, berita):
    q = q.encode("utf-8", "surrogatepass")

    answer = client.get("/cari/", {"q": q, "jenis": jenis, "wilayah": q, "halaman": q, "asal": q})

    assert answer.status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "999999999999", "9" * 5000, "dua", ""])
def test_no_page_number_breaks_it(number, client, berita):
    assert search(client, "layanan", jenis="kabar", halaman=number).status_code == 200
