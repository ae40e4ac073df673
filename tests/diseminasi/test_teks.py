"""The texts KIM pass on fit where they go and say where to read on."""

import pytest

from diseminasi.tasks import deliver
from diseminasi.texts import cut, script_text, sms_text, whatsapp_text
from tests.diseminasi.messages import released

PANJANG = "Dinas Pertanian memberi vaksin sapi tanpa biaya di semua desa. " * 60


@pytest.fixture(params=["pendek", "panjang"])
def info(request, cast):
    long = {"isi": PANJANG, "tindakan": PANJANG[:1900], "judul": "Vaksin " * 21}
    return released(cast.admin_makassar, "73.71", **(long if request.param == "panjang" else {}))


def test_the_whatsapp_text_has_at_most_a_thousand_characters(info):
    text = whatsapp_text(info)

    assert len(text) <= 1000
    assert text.startswith(f"*{info.judul.strip()}"[:20])
    assert text.endswith(info.get_absolute_url())
    assert info.sumber in text


def test_the_sms_fits_into_one_and_its_address_works(client, info):
    text = sms_text(info)

    assert len(text) <= 160
    path = "/" + text.split()[-1].split("/", 3)[3]
    assert client.get(path, follow=True).status_code == 200


def test_the_script_takes_a_minute(info):
    text = script_text(info)

    assert len(text.split()) <= 131
    assert info.sumber in text


def test_a_cut_stands_between_words():
    assert cut("satu dua tiga", 10) == "satu …"
    assert cut("satu dua", 10) == "satu dua"


def test_the_ketua_finds_them_ready_to_send(client, cast, kim, info):
    deliver(info.pk)
    client.force_login(cast.ketua)

    page = client.get(f"/kelola/info/{info.pk}/")

    assert page.context["teks"][0].isi == whatsapp_text(info)
    assert "https://wa.me/?text=" in page.content.decode()
