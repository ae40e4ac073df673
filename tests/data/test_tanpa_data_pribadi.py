"""Nothing about a person leaves by the open data, whatever stands in the database."""

import datetime

import pytest

from kegiatan.models import Naskah
from kimportal.accounts import personal
from kimportal.accounts.models import Pengguna
from kimportal.pages.data import shelf
from kimportal.pages.data.rows import without_phones
from kimportal.pages.data.writing import build
from komunitas.models import Keanggotaan
from tests.data.reading import fetch
from tests.factories import KeanggotaanFactory
from tests.publishing import publish

APIS = ["kim/", "kegiatan/", "wilayah/", "cakupan/?tingkat=4", "info-pemerintah/", "cek-hoaks/"]
CONTACTS = {
    "whatsapp": "6281234567801",
    "email": "sekretariat@kim.example",
    "alamat": "Jalan Rahasia 17",
    "situs": "https://pribadi.example/bu-siti",
    "visi": "Visi Terselubung",
}


def everything(client) -> str:
    """Return all that the open data say: every file, every list of the API, both pages."""
    texts = [
        fetch(client, f"{isi.nama}.{berkas.bentuk}")
        for isi in shelf.current().daftar_isi
        for berkas in isi.daftar_berkas
    ]
    texts += [client.get(f"/api/v1/{path}").content.decode() for path in APIS]
    texts += [client.get(f"/data/{p}").content.decode() for p in ("", "katalog.jsonld")]
    return "\n".join(texts)


def values_of(model, fields) -> set[str]:
    """Return what stands in personal fields, without what is also a word of any text: "Warga"."""
    rows = model.objects.values_list(*fields)
    return {str(value) for row in rows for value in row if value and len(str(value)) > 5}


@pytest.fixture
def published(client, cast, kim):
    """A KIM and a post as full of people and numbers as can be."""
    type(kim).objects.filter(pk=kim.pk).update(**CONTACTS)
    KeanggotaanFactory(
        kim=kim, nama="Siti Terselubung", telepon="6281234567802", tampil_publik=True
    )
    naskah = publish(kim, judul="Pasar murah, hubungi 0812-3456-7803", jenis="produk")
    naskah.kegiatan.penulis = cast.ketua
    naskah.kegiatan.save()
    Naskah.objects.filter(pk=naskah.pk).update(
        ringkasan="Telepon (0411) 123456 atau +62 812 3456 7804.",
        sumber="Wawancara Siti Terselubung",
        wa_penjual="6281234567805",
        tempat="Rumah Ibu Terselubung",
        isi="<p>Isi Terselubung</p>",
        jam=datetime.time(9, 30),
    )
    build()
    return everything(client)


def test_no_personal_field_of_any_model(published):
    models = personal.PERSONAL_FIELDS | {
        model: model.PERSONAL_FIELDS for model in (Pengguna, Keanggotaan)
    }
    values = set().union(*(values_of(model, fields) for model, fields in models.items() if fields))

    assert len(values) > 10
    assert [value for value in values if value in published] == []


def test_no_contact_of_a_kim_and_no_full_text(published):
    assert [value for value in CONTACTS.values() if value in published] == []
    assert "Terselubung" not in published
    assert "6281234567805" not in published


def test_no_number_that_could_be_called(published):
    assert "Pasar murah, hubungi [nomor disamarkan]" in published
    # With what stands before them: a moment in time may have the same digits.
    assert "-3456" not in published
    assert " 3456" not in published
    assert " 123456" not in published


@pytest.mark.parametrize(
    "text",
    ["Rp25.000.000", "1.200 bibit", "17 Agustus 2026", "RT 01/RW 02", "08.00–10.00", "2026-2031"],
)
def test_other_numbers_stay(text):
    assert without_phones(text) == text


@pytest.mark.parametrize(
    "text",
    ["081234567890", "0812 3456 7890", "+62 812-3456-7890", "62812.3456.7890", "(0411) 873245"],
)
def test_numbers_are_masked(text):
    assert "3" not in without_phones(f"Hubungi {text} ya")
