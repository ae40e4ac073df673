"""The texts KIM pass on fit where they go and say where to read on."""

import re

import pytest

from diseminasi.bahan.links import short_link
from diseminasi.tasks import deliver
from diseminasi.texts import cut, ready_texts
from tests.diseminasi.messages import released

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
