"""The texts KIM pass on fit where they go and say where to read on."""

import re

import pytest

from diseminasi.bahan.links import short_link
from diseminasi.release import correct_info, submit_info
from diseminasi.tasks import deliver
from diseminasi.texts import cut, cut_at_sentence, ready_texts
from diseminasi.wording import word_texts
from tests.diseminasi.messages import DESK, released, write_info

PANJANG = "Dinas Pertanian memberi “vaksin sapi” tanpa biaya – di semua desa. " * 60


@pytest.fixture(params=["pendek", "panjang"])
def info(request, cast):
    long = {"isi": PANJANG, "tindakan": PANJANG[:1900], "judul": "Vaksin " * 21}
    return released(cast.admin_makassar, "73.71", **(long if request.param == "panjang" else {}))


def text_of(info, bentuk: str, kim=None) -> str:
    return next(one.isi for one in ready_texts(info, kim) if one.kunci == bentuk)


def test_the_whatsapp_text_has_at_most_a_thousand_characters(info):
    text = text_of(info, "whatsapp")

    assert len(text) <= 1000
    assert text.startswith(f"*{info.judul.strip()}"[:20])
    assert text.endswith(short_link(info))
    assert info.sumber in text


def test_the_sms_fits_into_one_and_its_address_works(client, info):
    text = text_of(info, "sms")

    assert len(text) <= 160
    path = "/" + text.split()[-1].split("/", 3)[3]
    assert client.get(path, follow=True).status_code == 200


def test_the_sms_has_only_signs_of_which_160_go_into_one(info):
    assert re.fullmatch(r"[ -_a-z]+", text_of(info, "sms"))


def test_the_script_takes_a_minute(info):
    text = text_of(info, "naskah")

    assert len(text.split()) <= 130
    assert info.sumber in text


def test_a_cut_stands_between_words():
    assert cut("satu dua tiga", 10) == "satu …"
    assert cut("satu dua", 10) == "satu dua"


def test_the_ketua_finds_them_ready_to_send(client, cast, kim, info):
    deliver(info.pk)
    client.force_login(cast.ketua)

    page = client.get(f"/kelola/info/{info.pk}/")

    assert page.context["teks"][0].isi == text_of(info, "whatsapp", kim)
    assert "https://wa.me/?text=" in page.content.decode()


RALAT = "pendaftaran dibuka hari Rabu, bukan Senin."


@pytest.mark.parametrize(
    ("bentuk", "words"),
    [("whatsapp", f"*RALAT:* {RALAT}"), ("sms", f"RALAT: {RALAT}"), ("naskah", f"Ralat: {RALAT}")],
)
def test_a_corrected_message_says_what_was_corrected_after_its_title(cast, bentuk, words):
    info = released(cast.admin_makassar, "73.71")

    info = correct_info(info, by=cast.admin_makassar, reason=RALAT, changes={})

    text = text_of(info, bentuk)
    assert text.index(info.judul) < text.index(words) < text.index("balai desa")


def test_the_newest_correction_stands_in_texts_that_fit(cast, info):
    for reason in ("Harinya Senin.", "Harinya Rabu. " * 100):
        info = correct_info(info, by=cast.admin_makassar, reason=reason, changes={})

    texts = {form: text_of(info, form) for form in ("whatsapp", "sms", "naskah")}
    assert "*RALAT:* Harinya Rabu." in texts["whatsapp"]
    assert "Senin" not in "".join(texts.values())
    assert len(texts["whatsapp"]) <= 1000
    assert len(texts["sms"]) <= 160
    assert len(texts["naskah"].split()) <= 130


def test_what_an_admin_worded_gives_way_to_a_correction(cast):
    draft = write_info(cast.admin_makassar, "73.71")
    word_texts(draft, by=cast.admin_makassar, teks={"whatsapp": "Sapi!", "sms": "", "naskah": ""})
    info = submit_info(draft, by=cast.admin_makassar)

    info = correct_info(info, by=cast.admin_makassar, reason=RALAT, changes={})

    assert RALAT in text_of(info, "whatsapp")


def test_an_sms_too_long_for_all_says_what_to_do(cast):
    todo = "Bawa sapi ke balai desa.\nDatang pagi."
    info = released(cast.admin_makassar, "73.71", isi=PANJANG, tindakan=todo)

    assert text_of(info, "sms").startswith("Vaksin sapi gratis. Bawa sapi ke balai desa. http")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Daftar hari Rabu di balai. Bawa kartu keluarga.", "Daftar hari Rabu di balai."),
        ("Datang ke puskeswan Jl. Melati nomor dua belas.", "Datang ke puskeswan Jl. …"),
        ("Ya. Datang ke puskeswan di jalan Melati.", "Ya. Datang ke puskeswan di …"),
    ],
    ids=["sentence", "abbreviation", "too-short"],
)
def test_a_cut_stands_after_a_sentence_where_one_fits(text, kept):
    assert cut_at_sentence(text, 30) == kept


def test_the_officer_is_warned_of_an_sms_that_breaks_off(client, cast):
    client.force_login(cast.admin_makassar)
    short = write_info(cast.admin_makassar, "73.71")
    long = write_info(cast.admin_makassar, "73.71", tindakan=PANJANG[:1900])

    pages = {
        info.pk: client.get(f"{DESK}{info.pk}/kirim/").content.decode() for info in (short, long)
    }

    assert "Teks SMS terpotong" not in pages[short.pk]
    assert f'Teks SMS terpotong. <a href="{DESK}{long.pk}/bahan/">Sunting dulu?' in pages[long.pk]
    word_texts(
        long, by=cast.admin_makassar, teks={"whatsapp": "", "sms": "Ke balai.", "naskah": ""}
    )
    assert "Teks SMS terpotong" not in client.get(f"{DESK}{long.pk}/kirim/").content.decode()
