"""Rumours for tests, sent in through the public form and brought on through the real doors."""

from uuid import uuid4

from django.test import Client

from diseminasi.hoaks.verdicts import decide_isu, start_check
from diseminasi.models import Isu, KirimanIsu
from kimportal.audit.models import SYSTEM

KIRIM = "/cek-hoaks/kirim/"
DAFTAR = "/cek-hoaks/"
DESK = "/admin/diseminasi/isu/"
TEKS = "SEBARKAN!! Bansos beras dicabut mulai bulan depan, semua warga wajib lapor ke nomor ini."
PERIKSA = {
    "klaim": "Bansos beras dicabut mulai bulan depan",
    "bunyi": "Bansos beras dicabut mulai bulan depan, semua warga wajib lapor.",
}
VONIS = PERIKSA | {
    "putusan": "hoaks",
    "penjelasan": "Bantuan beras tetap disalurkan sampai akhir tahun.",
    "sumber": "Surat edaran nomor 12\nhttps://dinsos.example/edaran",
    "instansi": "Dinas Sosial Kota Makassar",
}


def send(client: Client | None = None, **fields):
    """Fill in the form as a resident would and return the answer."""
    isian = {"teks": TEKS, "wilayah": "73.71", "kunci": str(uuid4()), **fields}
    return (client or Client()).post(KIRIM, isian)


def sent(**fields) -> KirimanIsu:
    """Send a rumour in from a device of its own and return what is kept."""
    answer = send(**fields)
    assert answer.status_code == 302, answer.content.decode()
    return KirimanIsu.objects.get(tiket=answer.url.split("/")[3])


def checking(by=SYSTEM, *, kode="73.71", **words) -> Isu:
    """Return a rumour that everyone sees being checked."""
    isu = sent(wilayah=kode).isu
    return start_check(isu, by=by, **(PERIKSA | words))


def decided(by=SYSTEM, *, kode="73.71", **words) -> Isu:
    """Return a rumour with its verdict."""
    return decide_isu(sent(wilayah=kode).isu, by=by, **(VONIS | words))
