"""The text pages, and what is shown when something is not there."""

import pytest

TEXTS = {
    "/tentang/": ["ADINDA", "Cakupan KIM", "dalam 180 hari terakhir", "cahyadsn"],
    "/mendirikan-kim/": ["Musyawarah", "AD/ART", "Dinas Kominfo", "belum ber-SK"],
    "/privasi/": [
        "Undang-Undang Nomor 27 Tahun 2022",
        "salinannya",
        "kuki",
        "/akun/data/",
        "Berapa lama",
    ],
    "/aksesibilitas/": ["WCAG 2.2", "JavaScript"],
}


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_page_says_what_it_must(path, client, db):
    text = client.get(path).content.decode()

    assert [word for word in TEXTS[path] if word not in text] == []


def test_the_privacy_page_says_whom_to_write_to(client, db, settings):
    settings.KIM_KONTAK = "data@kim.example"

    assert "mailto:data@kim.example" in client.get("/privasi/").content.decode()


def test_a_missing_page_offers_a_search_for_its_words(client, db):
    answer = client.get("/kim-lama/mariso-bersatu_2019/")

    assert answer.status_code == 404
    assert 'value="mariso bersatu 2019"' in answer.content.decode()


def test_a_missing_page_cannot_inject(client, db):
    answer = client.get('/x/"><script>alert(1)</script>/')

    assert answer.status_code == 404
    assert "<script>alert" not in answer.content.decode()
