"""A post's page: address, words for people, facts for machines."""

import datetime
import json
import re

import pytest

from kegiatan.moderation import take_down_kegiatan
from kimportal.audit.models import SYSTEM
from tests.publishing import make_draft, make_photo, publish


def page(client, naskah) -> str:
    answer = client.get(naskah.kegiatan.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def linked_data(text: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])


def test_byline_body_and_time_of_the_region(client, kim):
    naskah = publish(kim, isi="<p>Isi <strong>kabar</strong>.</p>")

    text = page(client, naskah)

    assert f'Pewarta: <a href="{kim.get_absolute_url()}">KIM Mariso Bersatu</a>' in text
    assert "<p>Isi <strong>kabar</strong>.</p>" in text
    assert "WITA" in text


def test_another_slug_leads_to_the_right_address(client, kim):
    naskah = publish(kim)

    answer = client.get(f"/kegiatan/{naskah.kegiatan_id}/judul-lama/")

    assert answer.status_code == 301
    assert answer["Location"] == naskah.kegiatan.get_absolute_url()


@pytest.mark.parametrize("number", [2**63, 10**20, 10**400])
def test_a_number_that_no_post_has_is_not_found(number, client, kim):
    for path in (f"/kegiatan/{number}/x/", f"/kegiatan/{number}/x/cetak/"):
        assert client.get(path).status_code == 404


def test_what_was_taken_down_is_gone(client, kim):
    naskah = publish(kim)
    take_down_kegiatan(naskah, by=SYSTEM, reason="Salah.")

    assert client.get(naskah.kegiatan.get_absolute_url()).status_code == 404


def test_an_event_says_when_and_where_in_local_time(client, other_kim):
    naskah = publish(
        other_kim,
        jenis="agenda",
        tanggal=datetime.date(2020, 3, 7),
        jam=datetime.time(9, 30),
        tempat="Balai desa",
        wilayah_id="91.71.01.1001",
    )

    text = page(client, naskah)

    assert "09.30 WIT" in text
    assert "Sabtu, 7 Maret 2020" in text
    assert "Sudah lewat" in text
    assert linked_data(text)["startDate"] == "2020-03-07T09:30:00+09:00"


def test_a_product_has_its_price_and_a_chat_with_the_seller(client, kim):
    naskah = publish(
        kim, judul="Keripik pisang", jenis="produk", harga=15000, wa_penjual="081234567890"
    )

    text = page(client, naskah)

    assert "Rp15.000" in text
    assert "https://wa.me/6281234567890?text=Halo%2C%20saya%20berminat" in text
    assert linked_data(text)["offers"]["price"] == 15000


def test_facts(client, kim):
    naskah = publish(
        kim, jumlah_hadir=1250, sumber="Kepala desa", adinda=["akses"], bidang="kesehatan"
    )

    text = page(client, naskah)

    assert "1.250 orang" in text
    assert "Kepala desa" in text
    assert "Akses informasi" in text
    assert 'href="/kegiatan/?bidang=kesehatan"' in text


@pytest.mark.parametrize("judul", ["</script><script>alert(1)</script>", '"><img src=x> & <!--'])
def test_a_title_cannot_leave_the_linked_data(judul, client, kim):
    text = page(client, publish(kim, judul=judul))

    assert linked_data(text)["headline"] == judul
    assert judul not in text


def test_a_shared_link_has_a_picture_of_at_least_300_pixels(
    client, kim, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        naskah = publish(kim, foto=make_photo())

    text = page(client, naskah)

    assert re.search(
        r'<meta property="og:image" content="http://localhost:8000/media/.+\.jpg">', text
    )
    assert int(re.search(r'og:image:width" content="(\d+)"', text)[1]) >= 300
    assert int(re.search(r'og:image:height" content="(\d+)"', text)[1]) >= 300
    assert 'alt="Warga di selokan"' in text


def test_related_posts_are_near_and_of_the_same_bidang_first(client, kim, other_kim):
    naskah = publish(kim, bidang="kesehatan")
    same = publish(kim, judul="Posyandu di Parang", bidang="kesehatan")
    for number in range(5):
        publish(kim, judul=f"Kabar sekota {number}", bidang="pertanian")
    publish(other_kim, judul="Kabar dari Gowa", bidang="kesehatan", wilayah_id="73.06.02.2002")

    answer = client.get(naskah.kegiatan.get_absolute_url())

    related = [*answer.context["terkait"]]
    assert len(related) == 4
    assert related[0] == same.pk
    assert "Kabar dari Gowa" not in answer.content.decode()


def test_the_print_edition_shows_the_same_and_names_its_origin(client, kim):
    naskah = publish(kim, isi="<p>Isi kabar.</p>")
    address = naskah.kegiatan.get_absolute_url()

    text = client.get(f"{address}cetak/").content.decode()

    assert "<p>Isi kabar.</p>" in text
    assert f"http://localhost:8000{address}" in text
    assert f'<link rel="canonical" href="http://localhost:8000{address}">' in text
    assert 'content="noindex"' in text


def test_the_print_edition_follows_the_slug(client, kim):
    naskah = publish(kim)

    answer = client.get(f"/kegiatan/{naskah.kegiatan_id}/lama/cetak/")

    assert answer.status_code == 301
    assert answer["Location"] == f"{naskah.kegiatan.get_absolute_url()}cetak/"


def test_a_draft_has_no_page(client, kim):
    draft = make_draft(kim)

    assert client.get(f"/kegiatan/{draft.kegiatan_id}/x/").status_code == 404
    assert client.get(f"/kegiatan/{draft.kegiatan_id}/x/cetak/").status_code == 404


def test_the_point_somebody_gave_is_shown_to_about_100_metres(client, kim):
    text = page(client, publish(kim, lat=-5.165149, lon=119.417249))

    assert "5,165° LS, 119,417° BT" in text
    assert 'href="/peta/?wilayah=73.71#14/-5.165/119.417"' in text
    assert "5.16514" not in text


def test_without_a_point_nothing_is_said_of_one(client, kim):
    assert "Titik lokasi" not in page(client, publish(kim))
