"""/kegiatan/: every filter, and what a faulty value does."""

import datetime
import re
from html import unescape

import pytest

from komunitas.models import Bidang
from tests.publishing import make_draft, publish


@pytest.fixture
def daftar(kim, other_kim):
    """Three posts that each differ from the others in every filter."""
    publish(
        kim,
        judul="Panen ikan bandeng",
        bidang="perikanan",
        tanggal=datetime.date(2026, 1, 10),
        adinda=["akses"],
    )
    publish(
        other_kim,
        judul="Pelatihan menjahit",
        wilayah_id="73.06.02.2002",
        jenis="agenda",
        bidang="umkm-ekonomi-kreatif",
        tanggal=datetime.date(2026, 2, 10),
        adinda=["diskusi"],
    )
    publish(
        kim,
        judul="Keripik pisang renyah",
        jenis="produk",
        harga=15000,
        bidang="pertanian",
        tanggal=datetime.date(2026, 3, 10),
        adinda=["diseminasi"],
    )


TITLES = {"ikan": "Panen ikan bandeng", "jahit": "Pelatihan menjahit", "pisang": "Keripik pisang"}


def shown(client, query: str) -> set[str]:
    text = client.get(f"/kegiatan/?{query}").content.decode()
    return {key for key, title in TITLES.items() if title in text}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"ikan", "jahit", "pisang"}),
        ("q=menjahit", {"jahit"}),
        ("wilayah=73.06", {"jahit"}),
        ("wilayah=7306022002", {"jahit"}),
        ("wilayah=73.71", {"ikan", "pisang"}),
        ("bidang=perikanan", {"ikan"}),
        ("bidang=perikanan&bidang=pertanian", {"ikan", "pisang"}),
        ("jenis=produk", {"pisang"}),
        ("adinda=diskusi", {"jahit"}),
        ("dari=2026-02-01", {"jahit", "pisang"}),
        ("sampai=2026-02-10", {"ikan", "jahit"}),
        ("dari=2026-02-10&sampai=2026-02-10", {"jahit"}),
        ("wilayah=73.71&jenis=berita&bidang=perikanan", {"ikan"}),
        ("jenis=potensi", set()),
    ],
)
def test_filters(query, expected, client, daftar):
    assert shown(client, query) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("dari=31-31-2020", "Tanggal tidak dikenal"),
        ("wilayah=zzqq", "tidak ditemukan"),
        ("bidang=sulap", "tidak dikenal"),
        ("jenis=gosip", "tidak dikenal"),
        ("urut=acak", "tidak dikenal"),
        ("dari=2026-03-01&sampai=2026-01-01", "lebih awal daripada tanggal mulai"),
        ("q=%00", "Sebagian saringan tidak dipakai"),
    ],
)
def test_a_faulty_value_is_named_and_left_out(query, message, client, daftar):
    answer = client.get(f"/kegiatan/?{query}&adinda=diseminasi")

    assert answer.status_code == 200
    assert message in answer.content.decode()
    # The other filter still holds.
    assert shown(client, f"{query}&adinda=diseminasi") == {"pisang"}


def test_order_is_newest_first_unless_asked(client, daftar):
    def order(query):
        text = client.get(f"/kegiatan/?{query}").content.decode()
        return sorted(TITLES, key=lambda key: text.index(TITLES[key]))

    assert order("") == ["pisang", "jahit", "ikan"]
    assert order("urut=terlama") == ["ikan", "jahit", "pisang"]
    assert order("urut=kegiatan") == ["pisang", "jahit", "ikan"]


def test_each_filter_in_force_can_be_taken_away(client, daftar):
    answer = client.get("/kegiatan/?wilayah=Kota+Makassar&bidang=perikanan&bidang=pertanian&q=")
    chips = {chip["label"]: chip["url"] for chip in answer.context["saring"].chips}

    assert chips == {
        "Kota Makassar": "/kegiatan/?bidang=perikanan&bidang=pertanian",
        "Perikanan": "/kegiatan/?wilayah=73.71&bidang=pertanian",
        "Pertanian": "/kegiatan/?wilayah=73.71&bidang=perikanan",
    }
    assert 'href="/kegiatan/?wilayah=73.71&bidang=pertanian"' in unescape(answer.content.decode())


def test_the_canonical_address_has_no_empty_or_foreign_parameters(client, daftar):
    answer = client.get("/kegiatan/?q=&wilayah=7371&utm_source=wa&urut=terlama")

    assert (
        '<link rel="canonical" href="http://localhost:8000/kegiatan/?wilayah=73.71">'
        in answer.content.decode()
    )


def canonical(answer) -> str:
    found = re.search(r'<link rel="canonical" href="([^"]*)">', answer.content.decode())
    return unescape(found[1])


def test_the_canonical_address_of_several_filters_opens_the_same_list(client, daftar):
    query = "q=ikan&wilayah=73.71&bidang=perikanan"
    answer = client.get(f"/kegiatan/?{query}")

    assert canonical(answer) == f"http://localhost:8000/kegiatan/?{query}"


def test_a_shared_list_says_in_its_title_what_it_holds(client, daftar):
    text = client.get("/kegiatan/?wilayah=73.71&jenis=produk").content.decode()

    assert "<title>Kabar KIM: Kota Makassar, Produk UMKM – " in text
    assert '<meta property="og:title" content="Kabar KIM: Kota Makassar, Produk UMKM">' in text


def test_pages_of_twenty_keep_the_filter(client, kim):
    for _ in range(21):
        publish(kim)

    first = client.get("/kegiatan/?wilayah=73&halaman=1")
    second = client.get("/kegiatan/?wilayah=73&halaman=2")

    assert first.content.decode().count('class="card"') == 20
    assert second.content.decode().count('class="card"') == 1
    assert "?wilayah=73&amp;halaman=2" in first.content.decode()
    # To a search engine every page is one of its own.
    assert canonical(first) == "http://localhost:8000/kegiatan/?wilayah=73"
    assert canonical(second) == "http://localhost:8000/kegiatan/?wilayah=73&halaman=2"


@pytest.mark.parametrize("number", ["51", "99999999999999999999"])
def test_a_page_too_deep_says_so(number, client, daftar):
    answer = client.get(f"/kegiatan/?halaman={number}")

    assert answer.status_code == 200
    assert "Halaman ini terlalu jauh" in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "dua", "3"])
def test_a_page_that_does_not_exist_is_answered_by_one_that_does(number, client, daftar):
    assert shown(client, f"halaman={number}") == {"ikan", "jahit", "pisang"}


def test_empty_lists_lead_on(client, kim):
    assert "Belum ada kabar" in client.get("/kegiatan/").content.decode()
    assert "Lihat semua kabar" in client.get("/kegiatan/?q=zebra").content.decode()


def test_unpublished_posts_are_not_listed(client, kim):
    make_draft(kim, judul="Masih rahasia")

    assert "Masih rahasia" not in client.get("/kegiatan/").content.decode()


def test_the_page_may_be_kept_by_a_shared_cache(client, daftar):
    answer = client.get("/kegiatan/")

    assert "public" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert client.post("/kegiatan/").status_code == 405


def test_the_best_match_comes_first_unless_asked_otherwise(client, kim):
    publish(kim, judul="Gerakan bandeng", ringkasan="Bandeng, bandeng, dan bandeng.")
    publish(kim, judul="Rapat warga", ringkasan="Sempat menyinggung bandeng.")

    def titles(query):
        text = client.get(f"/kegiatan/?{query}").content.decode()
        return re.findall(r'class="card-title"><a [^>]*>(.*?)</a>', text)

    assert titles("q=bandeng&urut=") == ["Gerakan bandeng", "Rapat warga"]
    assert titles("q=bandeng&urut=terbaru") == ["Rapat warga", "Gerakan bandeng"]
    assert "Paling cocok" in client.get("/kegiatan/?q=bandeng").content.decode()
    assert "Paling cocok" not in client.get("/kegiatan/").content.decode()


def test_a_post_is_found_by_the_bidang_it_has_now(kim, client):
    naskah = publish(kim, judul="Panen ikan bandeng", bidang="perikanan")
    naskah.bidang.set(Bidang.objects.filter(slug__in=["pertanian", "kesehatan"]))
    naskah.bidang.remove(Bidang.objects.get(slug="kesehatan"))
    naskah.save()  # as it was read, before its bidang changed
    assert shown(client, "bidang=pertanian") == {"ikan"}
    assert shown(client, "bidang=perikanan") == shown(client, "bidang=kesehatan") == set()
