"""A KIM's own small site: profile, kabar, produk, galeri."""

import datetime
import json
import re

import pytest

from komunitas.models import SuratKeputusan
from tests.factories import KeanggotaanFactory
from tests.publishing import make_photo, publish

PARTS = ["", "kabar/", "produk/", "galeri/"]


def page(client, kim, part: str = "") -> str:
    answer = client.get(f"/kim/{kim.slug}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_a_link_and_names_the_kim(part, client, kim):
    text = page(client, kim, part)

    assert "<h1>KIM Mariso Bersatu</h1>" in text
    assert f'href="/kim/{kim.slug}/{part}" aria-current="page"' in text
    for other in PARTS:
        assert f'href="/kim/{kim.slug}/{other}"' in text


@pytest.mark.parametrize("part", PARTS)
def test_a_suspended_kim_has_no_page(part, client, kim):
    kim.status, kim.catatan = "suspended", "Alasan."
    kim.save()

    assert client.get(f"/kim/{kim.slug}/{part}").status_code == 404


def test_each_part_shows_its_own_kind(client, kim):
    publish(kim, judul="Rapat warga")
    publish(kim, judul="Keripik pisang", jenis="produk")

    assert "Rapat warga" in page(client, kim, "kabar/")
    assert "Keripik pisang" not in page(client, kim, "kabar/")
    assert "Keripik pisang" in page(client, kim, "produk/")
    assert "Rapat warga" not in page(client, kim, "produk/")


def test_the_gallery_leads_to_the_posts(client, kim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        naskah = publish(kim, foto=make_photo())

    text = page(client, kim, "galeri/")

    assert "1 foto" in text
    assert f'<a href="{naskah.kegiatan.get_absolute_url()}"><picture>' in text


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("", "belum menerbitkan kabar"),
        ("kabar/", "Belum ada kabar"),
        ("produk/", "Belum ada produk"),
        ("galeri/", "Belum ada foto"),
    ],
)
def test_empty_parts_say_so(part, message, client, kim):
    assert message in page(client, kim, part)


def test_names_are_shown_with_consent_only(client, kim):
    KeanggotaanFactory(kim=kim, nama="Siti Aminah", jabatan="ketua", tampil_publik=True)
    KeanggotaanFactory(kim=kim, nama="Rahasia Sekali", jabatan="sekretaris")
    KeanggotaanFactory(
        kim=kim, nama="Sudah Selesai", jabatan="bendahara", tampil_publik=True, selesai="2024-01-01"
    )

    text = page(client, kim)

    assert "Siti Aminah" in text
    assert "Rahasia Sekali" not in text
    assert "Nama tidak ditampilkan" in text
    assert "Sudah Selesai" not in text
    assert text.index("Ketua") < text.index("Sekretaris")


def test_ask_the_kim_opens_a_chat_with_this_page_in_it(client, kim):
    kim.whatsapp = "6281234567890"
    kim.save()

    text = page(client, kim)

    assert "https://wa.me/6281234567890?text=Halo%20KIM%20Mariso" in text
    assert "http%3A%2F%2Flocalhost%3A8000%2Fkim%2Fkim-mariso-bersatu%2F" in text


def test_without_a_number_nobody_is_sent_to_whatsapp(client, kim):
    assert "Tanya KIM" not in page(client, kim)


def test_a_kim_without_decree_says_so(client, kim):
    assert "Belum ber-SK" in page(client, kim)


def test_the_decree_is_told_but_its_file_is_not_given(client, kim):
    SuratKeputusan.objects.create(
        kim=kim,
        nomor="188/12/2021",
        penerbit="Lurah Mariso",
        tanggal=datetime.date(2021, 5, 1),
        berlaku_sampai=datetime.date(2024, 5, 1),
        berkas="sk/2021/rahasia.pdf",
    )

    text = page(client, kim)

    assert "188/12/2021" in text
    assert "Sudah berakhir" in text
    assert "rahasia.pdf" not in text


def test_what_is_aktif_is_explained(client, kim):
    text = page(client, kim)

    assert "Tidak aktif" in text
    assert "dalam 180 hari terakhir" in text


def test_linked_data_cannot_be_left(client, kim):
    kim.visi = "</script><script>alert(1)</script>"
    kim.save()

    text = page(client, kim)

    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1]
    assert json.loads(data)["description"] == kim.visi
    assert "<script>alert(1)" not in text


def test_the_feed_is_announced(client, kim):
    assert f'href="/feed/kim/{kim.slug}/"' in page(client, kim)


def test_an_unknown_kim_is_not_found(client, kim):
    assert client.get("/kim/tidak-ada/").status_code == 404
