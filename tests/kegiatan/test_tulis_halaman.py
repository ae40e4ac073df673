"""Writing without JavaScript: one form for text, photos and sending; nothing typed is lost."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kegiatan.models import FotoNaskah, Kegiatan, Naskah, RiwayatNaskah
from kegiatan.moderation import return_kegiatan, submit_kegiatan
from kimportal.images.models import Foto
from tests.factories import KimFactory, NaskahFactory
from tests.images.samples import encode, picture
from tests.publishing import complete, publish

ROOT = "/kelola/kegiatan/"
NEW = f"{ROOT}baru/"


@pytest.fixture(autouse=True)
def _media(media):
    """Both stores are fresh."""


@pytest.fixture
def ketua(client, cast):
    client.force_login(cast.ketua)
    return client


@pytest.fixture
def anggota(client, cast):
    client.force_login(cast.anggota)
    return client


def photo(name="foto.jpg"):
    return SimpleUploadedFile(name, encode(picture(), "JPEG"), "image/jpeg")


def hidden(text: str) -> dict[str, str]:
    """Return the hidden fields of the writing form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def form(client, address=NEW, **fields):
    """Return the fields that a browser would send from the page, with what was typed."""
    text = client.get(address).content.decode()
    day = re.search(r'name="tanggal" value="([^"]*)"', text)[1]
    return hidden(text) | {"jenis": "berita", "tanggal": day, "wilayah": "73.71.01.1006"} | fields


def test_a_ketua_writes_a_post_with_a_photo_and_sends_it_in_one_go(ketua, cast, kim):
    sent = form(
        ketua,
        judul="Kerja bakti di RW 03",
        cerita="Warga *kompak* membersihkan selokan.",
        foto_baru=photo(),
        izin_foto="on",
        aksi="kirim",
        **{"keterangan-baru": "Warga mengangkat lumpur"},
    )

    answer = ketua.post(NEW, sent, follow=True)

    naskah = Naskah.objects.get()
    assert naskah.status == "submitted"
    assert naskah.isi == "<p>Warga <strong>kompak</strong> membersihkan selokan.</p>"
    assert naskah.ringkasan == "Warga kompak membersihkan selokan."
    assert naskah.kegiatan.penulis == cast.ketua
    assert naskah.daftar_foto.get().keterangan == "Warga mengangkat lumpur"
    assert answer.redirect_chain == [(f"{ROOT}{naskah.kegiatan_id}/pratinjau/", 302)]
    assert "Terkirim. Admin Diskominfo Kota Makassar memeriksanya" in answer.content.decode()


def test_taken_back_noted_on_and_sent_again_it_is_the_same_post(ketua, submitted, cast):
    pk = submitted.kegiatan_id
    ketua.post(f"{ROOT}{pk}/ambil/")
    assert Naskah.objects.get().status == "cancelled"
    ketua.post(f"{ROOT}{pk}/kirim/")
    return_kegiatan(Naskah.objects.get(), by=cast.admin_makassar, reason="Sebutkan jamnya.")

    text = ketua.get(f"{ROOT}{pk}/ubah/").content.decode()
    assert "Sebutkan jamnya." in text
    assert 'value="Warga membersihkan selokan' in text
    sent = form(ketua, f"{ROOT}{pk}/ubah/", judul="Pukul 7 warga kerja bakti", cerita="Isi.")
    ketua.post(f"{ROOT}{pk}/ubah/", sent | {"aksi": "kirim", "izin_foto": "on"})

    naskah = Naskah.objects.get()
    assert (naskah.status, naskah.judul) == ("submitted", "Pukul 7 warga kerja bakti")


def test_an_anggota_hands_over_and_the_ketua_sends(client, cast, draft):
    complete(draft)
    pk = draft.kegiatan_id
    client.force_login(cast.anggota)
    client.post(f"{ROOT}{pk}/kirim/")
    assert "Diserahkan ke pengurus" in client.get(ROOT).content.decode()
    assert client.get(f"{ROOT}{pk}/ubah/").status_code == 302

    client.force_login(cast.ketua)
    assert client.get(f"{ROOT}{pk}/ubah/").status_code == 200
    client.post(f"{ROOT}{pk}/kirim/")

    draft.refresh_from_db()
    assert (draft.status, draft.diserahkan_at) == ("submitted", None)


def test_an_anggota_takes_back_what_was_handed_over(anggota, draft):
    complete(draft)
    anggota.post(f"{ROOT}{draft.kegiatan_id}/kirim/")
    anggota.post(f"{ROOT}{draft.kegiatan_id}/ambil/")

    assert anggota.get(f"{ROOT}{draft.kegiatan_id}/ubah/").status_code == 200


def test_what_is_missing_stands_beside_the_fields_and_nothing_is_lost(ketua):
    answer = ketua.post(NEW, form(ketua, cerita="Baru separuh", aksi="kirim"), follow=True)

    text = answer.content.decode()
    assert "Tulis judulnya dulu." in text
    assert "Tambahkan sedikitnya satu foto." in text
    assert "Baru separuh" in text
    assert Naskah.objects.get().status == "draft"


def test_an_oversized_title_comes_back_and_the_rest_is_saved(ketua):
    answer = ketua.post(NEW, form(ketua, judul="J" * 130, cerita="Cerita", tempat="Balai"))

    text = answer.content.decode()
    assert "Paling panjang 120 huruf; sekarang 130." in text
    assert "J" * 130 in text
    assert Naskah.objects.get().tempat == "Balai"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("tanggal", "31/02/2026", "Tanggal tidak dikenal"),
        ("tanggal", "1026-03-07", "Tahun ini tidak mungkin benar"),
        ("tanggal", "", "Isi tanggal"),
        ("tanggal_selesai", "2001-01-01", "lebih awal"),
        ("jam", "25:99", "Jam tidak dikenal"),
        ("cerita", "x" * 20_001, "Paling panjang"),
        ("wilayah", "Antah Berantah", "tidak ditemukan"),
        ("wilayah", "73.71", "Pilih desa/kelurahan"),
        ("jumlah_hadir", "-3", "kurang dari nol"),
        ("jumlah_hadir", "banyak", "angka saja"),
        ("harga", "15000", "Ubah dulu jenisnya"),
        ("lat", "91", "Lintang di Indonesia"),
        ("terinspirasi", "https://contoh.example/", "tidak ditemukan"),
        ("jenis", "iklan", "tidak dikenal"),
        ("bidang", "abc", "tidak dikenal"),
        ("adinda", "abc", "tidak dikenal"),
        ("wa_penjual", "12", "misalnya 0812"),
        ("ringkasan", "x" * 301, "Paling panjang 300"),
        ("judul", "a\0b", "null"),
    ],
)
def test_each_field_says_what_is_wrong_and_gives_it_back(field, value, sentence, ketua):
    sent = form(ketua, judul="Judul saya", cerita="Cerita saya") | {field: value}

    answer = ketua.post(NEW, sent)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in text
    assert ("Judul saya" in text) or field == "judul"
    assert value[:40].replace("\0", "") in text or field in ("jenis", "bidang", "adinda", "judul")
    assert Kegiatan.objects.count() == 1


def test_prices_are_read_as_people_write_them(ketua):
    sent = form(ketua, jenis="produk", harga="Rp15.000", wa_penjual="0812-3456-7890")

    ketua.post(NEW, sent)

    naskah = Naskah.objects.get()
    assert (naskah.harga, naskah.wa_penjual) == (15000, "6281234567890")


def test_the_same_form_twice_is_one_post_with_one_photo(ketua):
    sent = form(ketua, judul="Sekali saja", **{"keterangan-baru": "Foto"})

    for _ in range(2):
        ketua.post(NEW, sent | {"foto_baru": photo()})

    assert Kegiatan.objects.count() == Naskah.objects.count() == FotoNaskah.objects.count() == 1


def test_sent_twice_it_is_handed_in_once(ketua):
    sent = form(ketua, judul="J", cerita="C", izin_foto="on", aksi="kirim")
    sent |= {"keterangan-baru": "Foto"}

    for _ in range(2):
        answer = ketua.post(NEW, sent | {"foto_baru": photo()}, follow=True)

    naskah = Naskah.objects.get()
    assert naskah.status == "submitted"
    assert "sudah diajukan" in answer.content.decode()
    assert "riwayat." not in answer.content.decode()
    assert naskah.daftar_riwayat.count() == naskah.daftar_foto.count() == 1


def test_a_damaged_key_makes_a_post_of_its_own(ketua, other_kim):
    other = NaskahFactory(kegiatan__kim=other_kim)
    for uuid in ("bukan-uuid", str(other.kegiatan.uuid)):
        answer = ketua.post(NEW, form(ketua, judul="Milik saya") | {"uuid": uuid})
        assert answer.status_code == 302

    assert Kegiatan.objects.filter(kim=other_kim).count() == 1
    other.refresh_from_db()
    assert other.judul != "Milik saya"


def test_a_foreign_kim_is_refused_and_the_text_comes_back(ketua, other_kim):
    sent = form(ketua, judul="Judul saya", cerita="Cerita saya") | {"kim": str(other_kim.pk)}

    answer = ketua.post(NEW, sent)

    assert answer.status_code == 422
    assert "Cerita saya" in answer.content.decode()
    assert not Kegiatan.objects.exists()


def test_whoever_has_several_kim_chooses(ketua, cast):
    second = KimFactory(verified=True, nama="KIM Kedua")
    second.daftar_keanggotaan.create(pengguna=cast.ketua, nama="K", mulai="2024-01-01")

    assert "Untuk KIM yang mana?" in ketua.get(NEW).content.decode()
    ketua.post(NEW, form(ketua, f"{NEW}?kim={second.pk}", judul="Untuk yang kedua"))

    assert Kegiatan.objects.get().kim == second


def test_what_is_no_photo_is_refused_beside_the_field_and_the_text_is_saved(ketua):
    sent = form(ketua, judul="Judul", cerita="Cerita", **{"keterangan-baru": "Bukan foto"})

    answer = ketua.post(NEW, sent | {"foto_baru": SimpleUploadedFile("a.jpg", b"<html>x</html>")})

    text = answer.content.decode()
    assert "field-error" in text
    assert "Bukan foto" in text
    assert Naskah.objects.get().judul == "Judul"
    assert not Foto.objects.exists()


def photo_rows(naskah):
    return [row.keterangan for row in naskah.daftar_foto.all()]


def test_photos_are_captioned_ordered_and_removed_by_buttons(ketua, draft):
    address = f"{ROOT}{draft.kegiatan_id}/ubah/"
    for caption in ("satu", "dua", "tiga"):
        ketua.post(address, form(ketua, address, foto_baru=photo(), **{"keterangan-baru": caption}))
    first, second, third = draft.daftar_foto.all()

    ketua.post(address, form(ketua, address, aksi=f"naik:{third.uuid}"))
    assert photo_rows(draft) == ["satu", "tiga", "dua"]
    ketua.post(address, form(ketua, address, aksi=f"turun:{first.uuid}"))
    assert photo_rows(draft) == ["tiga", "satu", "dua"]
    ketua.post(address, form(ketua, address, **{f"keterangan-{second.uuid}": "dua baru"}))
    ketua.post(address, form(ketua, address, aksi=f"hapus-foto:{first.uuid}"))
    assert photo_rows(draft) == ["tiga", "dua baru"]

    long = form(ketua, address, **{f"keterangan-{second.uuid}": "x" * 251})
    text = ketua.post(address, long).content.decode()
    assert "Paling panjang 250 huruf" in text
    assert "x" * 251 in text
    assert photo_rows(draft) == ["tiga", "dua baru"]


def test_the_eleventh_photo_is_refused(ketua, draft):
    for _ in range(10):
        foto = Foto.objects.create(
            lebar=9, tinggi=9, sha256="", ukuran={"640.jpg": [1, 1, 1], "320.webp": [1, 1, 1]}
        )
        FotoNaskah.objects.create(naskah=draft, foto=foto, keterangan="a")
    address = f"{ROOT}{draft.kegiatan_id}/ubah/"
    assert 'name="foto_baru"' not in ketua.get(address).content.decode()

    ketua.post(address, form(ketua, address, foto_baru=photo(), uuid_foto=str(uuid4())))

    assert draft.daftar_foto.count() == 10


def test_two_people_at_one_draft_see_both_texts(client, cast, draft):
    address = f"{ROOT}{draft.kegiatan_id}/ubah/"
    client.force_login(cast.anggota)
    early = form(client, address, judul="Dari anggota", cerita="Cerita anggota")
    chair = Client()
    chair.force_login(cast.ketua)
    chair.post(address, form(chair, address, judul="Dari ketua", cerita="Cerita ketua"))

    answer = client.post(address, early)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Cerita ketua" in text and "Cerita anggota" in text
    assert Naskah.objects.get().judul == "Dari ketua"
    client.post(address, early | hidden(text))
    assert Naskah.objects.get().judul == "Dari anggota"
    kept = set(RiwayatNaskah.objects.values_list("cuplikan__judul", flat=True))
    assert {"Dari ketua", "Dari anggota"} <= kept
    page = client.get(f"{ROOT}{draft.kegiatan_id}/riwayat/").content.decode()
    key = RiwayatNaskah.objects.filter(jenis="digantikan").get().pk
    assert f"?lihat={key}" in page
    shown = client.get(f"{ROOT}{draft.kegiatan_id}/riwayat/?lihat={key}").content.decode()
    assert "<del>ketua</del>" in shown and "<ins>anggota</ins>" in shown


def test_a_text_that_comes_after_sending_is_kept(client, cast, draft):
    address = f"{ROOT}{draft.kegiatan_id}/ubah/"
    client.force_login(cast.anggota)
    late = form(client, address, judul="Terlambat", cerita="Masih ditulis")
    submit_kegiatan(complete(draft), by=cast.ketua)

    answer = client.post(address, late, follow=True)

    assert "sudah diajukan" in answer.content.decode()
    assert RiwayatNaskah.objects.filter(cuplikan__judul="Terlambat").exists()


def test_formatting_survives_the_plain_box(ketua, draft):
    Naskah.objects.update(isi="<p>Satu<strong>kata</strong></p><p>Dua</p>")
    address = f"{ROOT}{draft.kegiatan_id}/ubah/"
    text = ketua.get(address).content.decode()
    story = re.search(r'<textarea name="cerita"[^>]*>\s*(.*?)</textarea>', text, re.DOTALL)[1]

    ketua.post(address, form(ketua, address, judul="J", cerita=story.replace("Dua", "Tiga")))

    assert Naskah.objects.get().isi == "<p>Satu<strong>kata</strong></p><p>Tiga</p>"


def test_an_unverified_kim_drafts_but_does_not_send(ketua, kim, draft):
    kim.status, kim.verified_at = "submitted", None
    kim.save()
    complete(draft)

    answer = ketua.post(f"{ROOT}{draft.kegiatan_id}/kirim/", follow=True)

    assert "belum terverifikasi" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_inspired_by_leads_from_the_public_page_into_the_form(ketua, other_kim):
    other = publish(other_kim)

    text = ketua.get(f"{NEW}?terinspirasi={other.kegiatan_id}").content.decode()

    assert f'name="terinspirasi" value="{other.kegiatan_id}"' in text
