"""Cek Hoaks in public: the list, its search, a rumour's page, and nothing that is not shown."""

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client

from diseminasi.hoaks.texts import verdict_text
from diseminasi.hoaks.verdicts import correct_isu, dismiss_isu, start_check, withdraw_isu
from kimportal.audit.models import SYSTEM
from kimportal.freshness import version
from tests.hoaks.rumours import DAFTAR, PERIKSA, VONIS, checking, decided, sent


def body(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def titles(client, query=""):
    html = body(client, f"{DAFTAR}{query}")
    return set(re.findall(r'class="card-title"><a href="[^"]+">([^<]+)</a>', html))


def test_what_nobody_has_shown_is_nowhere(client, regions):
    kiriman = sent(teks="Zambrutal di pasar Mariso, katanya")
    gone = sent(teks="Zambrutal lagi")
    dismiss_isu(gone.isu, by=SYSTEM, reason="Zambrutal bukan isu.")

    for isu in (kiriman.isu, gone.isu):
        assert client.get(f"{DAFTAR}{isu.pk}/isu/").status_code == 404
    pages = (DAFTAR, f"{DAFTAR}?q=pasar", "/", "/cari/?q=pasar", "/sitemap-cek-hoaks.xml", "/feed/")
    for address in pages:
        assert "Zambrutal" not in body(client, address)
        assert f"/cek-hoaks/{kiriman.isu_id}/" not in body(client, address)


def test_sending_one_makes_no_page_anew(client, regions, monkeypatch):
    monkeypatch.setattr(version.time, "time", lambda: 1_800_000_000.0)

    def etag() -> str:
        # A change is noted once per transaction, of which a test has only one.
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('kim.noted', '', true)")
        return client.get(DAFTAR)["ETag"]

    before = etag()
    kiriman = sent()
    assert etag() == before
    start_check(kiriman.isu, by=SYSTEM, **PERIKSA)
    assert etag() != before


def test_one_that_is_checked_says_so(client, regions):
    isu = checking()

    html = body(client, isu.get_absolute_url())

    assert "Sedang diperiksa" in html
    assert "Jangan teruskan dulu" in html
    assert isu.bunyi in html
    assert titles(client) == {isu.klaim}


def test_the_verdict_has_claim_explanation_sources_and_office(client, regions):
    isu = decided()

    html = body(client, isu.get_absolute_url())

    for words in (
        isu.klaim,
        isu.penjelasan,
        "Surat edaran nomor 12",
        '<a href="https://dinsos.example/edaran" rel="nofollow">',
        isu.instansi,
        "Kota Makassar",
        "Hoaks",
    ):
        assert words in html
    assert client.get(f"{DAFTAR}{isu.pk}/lain/").url == isu.get_absolute_url()


def test_the_share_text_is_ready_and_short(client, regions):
    isu = decided(penjelasan="Bantuan beras tetap ada. " * 100)

    teks = verdict_text(isu)

    assert len(teks) <= 1000
    assert teks.startswith("*CEK HOAKS: HOAKS*")
    assert isu.get_absolute_url() in teks
    html = body(client, isu.get_absolute_url())
    assert "https://wa.me/?text=%2ACEK%20HOAKS" in html
    assert "Teks siap kirim" not in body(client, checking().get_absolute_url())


def test_a_correction_stands_on_top(client, regions):
    isu = decided()
    correct_isu(isu, by=SYSTEM, reason="Bukan beras.", **(VONIS | {"penjelasan": "Yang benar: X."}))

    html = body(client, isu.get_absolute_url()).partition("<main")[2]

    assert html.index("Bukan beras.") < html.index("Yang benar: X.")


def test_a_withdrawn_verdict_says_just_that(client, regions):
    isu = decided()
    withdraw_isu(isu, by=SYSTEM, reason="Sumbernya palsu.")

    html = body(client, isu.get_absolute_url())

    assert "Sumbernya palsu." in html
    assert "noindex" in html
    assert isu.penjelasan not in html
    assert titles(client) == set()


@pytest.mark.parametrize(
    "q",
    [
        "beras dicabut",
        "bansos",
        "bantuan disalurkan",  # the explanation's words
        "bansosberas di cabut mulai bln depan",  # as people type
        "semua warga wajib lapor.",
    ],
)
def test_it_is_found_by_its_own_words(q, client, regions):
    isu = decided()
    decided(klaim="Air sungai menjadi merah", bunyi="Air merah.", penjelasan="Lumpur biasa.")

    assert titles(client, f"?q={q}") == {isu.klaim}


@pytest.mark.parametrize(
    "q",
    [
        "katanya bansos beras berhenti 50 ribu",
        "Assalamualaikum bapak ibu yang kami hormati, mohon izin bertanya apakah benar berita yang "
        "beredar di grup bahwa bulan depan beras untuk bansos mau dicabut semua? Terima kasih.",
    ],
)
def test_it_is_found_in_the_reader_s_own_words_with_a_doubt(q, client, regions):
    isu = decided()
    decided(klaim="Air sungai menjadi merah", bunyi="Air merah.", penjelasan="Lumpur biasa.")

    assert titles(client, f"?{urlencode({'q': q})}") == {isu.klaim}
    assert "Mungkin ini yang Anda maksud" in body(client, f"{DAFTAR}?{urlencode({'q': q})}")


def test_what_all_messages_say_finds_none(client, regions):
    decided(bunyi="Assalamualaikum bapak ibu, bansos beras dicabut. Sebarkan!")

    assert not titles(client, "?q=assalamualaikum bapak mohon sebarkan semua")


def test_the_list_is_filtered_by_verdict_and_region(client, regions):
    here, there = decided(), decided(kode="91", klaim="Isu di Papua", putusan="benar")
    nation = checking(kode="", klaim="Isu di mana-mana")

    assert titles(client, "?putusan=benar") == {there.klaim}
    assert titles(client, "?putusan=checking") == {nation.klaim}
    assert titles(client, "?wilayah=73.71") == {here.klaim, nation.klaim}
    assert titles(client, "?wilayah=73.71.01&urut=terlama") == {here.klaim, nation.klaim}
    assert titles(client, "?putusan=palsu&wilayah=xx")


def test_an_empty_search_leads_to_the_form(regions):
    html = body(Client(), f"{DAFTAR}?q=zzzqqq")

    assert 'href="/cek-hoaks/kirim/?teks=zzzqqq"' in html
    assert "Belum ada isu seperti itu" in html
    form = Client().get("/cek-hoaks/kirim/?teks=zzzqqq").content.decode()
    assert ">\nzzzqqq</textarea>" in form


def test_the_list_stands_in_the_menu_the_footer_and_the_sitemap(client, regions):
    isu = decided()

    assert body(client, "/").count('href="/cek-hoaks/"') >= 2
    assert isu.get_absolute_url() in body(client, "/sitemap-cek-hoaks.xml")
