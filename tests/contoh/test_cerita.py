"""The corpus: every story can be told somewhere, and what comes out is finished text."""

import re
from datetime import date

import pytest

from kegiatan.models import Adinda, JenisKegiatan
from kegiatan.prose import sanitise
from kimportal.desk.contoh.corpus import catalogue, dice, read, stories
from kimportal.desk.contoh.texts import MAX_JUDUL, MAX_RINGKASAN, Konteks, compose
from tests.contoh.villages import VILLAGES

DAY = date(2026, 6, 13)
LEFTOVERS = re.compile(r"[{}\[\]|~]|(?<![\w.])None(?!\w)|\*\*|  ")


def tell(cerita, tempat, *, key=0):
    konteks = Konteks(tempat, f"KIM {tempat.nama}", "Rahman Basri", DAY)
    return compose(cerita, konteks, dice("uji", cerita.kode, tempat.kode, key))


def told(count):
    """Tell `count` stories, each where it may happen."""
    texts = []
    for key in range(count):
        cerita = stories()[key % len(stories())]
        fitting = [tempat for tempat in VILLAGES if tempat.fits(cerita)]
        assert fitting, f"{cerita.kode} fits none of the test villages"
        texts.append(tell(cerita, fitting[key % len(fitting)], key=key))
    return texts


@pytest.fixture(scope="module")
def texts():
    return told(600)


def test_same_dice_tell_the_same_story():
    cerita = stories()[0]
    assert tell(cerita, VILLAGES[6]).isi == tell(cerita, VILLAGES[6]).isi
    assert len({tell(cerita, VILLAGES[6], key=key).isi for key in range(8)}) > 4


def test_at_least_120_stories_cover_every_bidang_and_jenis():
    pairs = {(cerita.bidang, cerita.jenis) for cerita in stories()}
    assert len(stories()) >= 120
    assert len(pairs) == 13 * len(JenisKegiatan)
    assert len({cerita.kode for cerita in stories()}) == len(stories())


def test_no_text_keeps_a_placeholder_or_a_choice(texts):
    for text in texts:
        for part in (text.judul, text.ringkasan, text.isi, text.sumber, text.tempat):
            assert not LEFTOVERS.search(part), part


def test_texts_hold_allowed_html_only(texts):
    assert all(sanitise(text.isi).count("<") == text.isi.count("<") for text in texts)
    assert {tag for text in texts for tag in re.findall(r"<(\w+)", text.isi)} >= {
        "p", "h2", "ul", "ol", "li", "blockquote", "strong", "em", "a",
    }  # fmt: skip


def test_texts_fit_their_fields_and_are_long_enough_to_read(texts):
    for text in texts:
        assert 10 < len(text.judul) <= MAX_JUDUL
        assert 30 < len(text.ringkasan) <= MAX_RINGKASAN
        assert text.isi.count("<p>") >= 2
        assert len(re.sub(r"<[^>]+>", " ", text.isi).split()) >= 50


def test_no_paragraph_begins_with_a_digit(texts):
    assert not [text.judul for text in texts if re.search(r"<p>\d", text.isi)]


def test_titles_seldom_repeat(texts):
    assert len({text.judul for text in texts}) > 0.97 * len(texts)


def test_stories_name_known_functions_and_scenes():
    scenes = {gambar.adegan for gambar in catalogue()}
    assert set(read("gambar")["keterangan"]) == scenes
    for cerita in stories():
        assert set(cerita.gambar) <= scenes
        assert set(cerita.adinda) <= set(Adinda.values)
        assert cerita.adinda


def test_products_have_a_price_and_nothing_else_has():
    assert {cerita.jenis for cerita in stories() if cerita.harga} == {"produk"}
    assert all(cerita.harga for cerita in stories() if cerita.jenis == "produk")


def test_regional_things_stay_in_their_region():
    by_name = {tempat.nama: tempat for tempat in VILLAGES}
    toraja, gowa, papua = by_name["Rantelemo"], by_name["Bontoala"], by_name["Hulekama"]
    assert "kopi arabika Toraja" in toraja.khas("kebun")
    assert "kopi arabika Toraja" not in gowa.khas("kebun") + papua.khas("kebun")
    padi = next(cerita for cerita in stories() if cerita.kode == "panen-padi")
    assert gowa.fits(padi)
    assert not papua.fits(padi)


def test_villages_are_called_what_people_call_them():
    names = {tempat.nama: tempat.words()["desa"] for tempat in VILLAGES}
    assert names["Mariso"] == "Kelurahan Mariso"
    assert names["Manggopoh"] == "Nagari Manggopoh"
    assert names["Kebonagung"] == "Kalurahan Kebonagung"
    assert names["Hulekama"] == "Kampung Hulekama"
    assert names["Rantelemo"] == "Lembang Rantelemo"
