"""Titip unggah: an admin enters a post for a KIM, and another admin decides on it."""

from io import BytesIO

import pytest
from PIL import Image

from kegiatan.models import Kegiatan, Naskah
from kimportal.audit.models import CatatanAudit
from kimportal.notifications.models import Pemberitahuan


def form(**extra):
    photo = BytesIO()
    Image.new("RGB", (800, 600), "#0e6870").save(photo, "JPEG")
    photo.seek(0)
    photo.name = "wa.jpg"
    return {
        "titipan": "whatsapp",
        "judul": "Kerja bakti dari WA",
        "cerita": "Warga membersihkan selokan sejak pagi.",
        "tanggal": "2026-03-07",
        "jenis": "berita",
        "izin_foto": "on",
        "foto1": photo,
        "keterangan1": "Warga di selokan",
        **extra,
    }


def url(kim):
    return f"/admin/kegiatan/naskah/titip/{kim.pk}/"


def test_it_is_the_kim_s_and_another_admin_decides(client, cast, kim):
    client.force_login(cast.admin_makassar)

    assert client.post(url(kim), form()).status_code == 302

    naskah = Naskah.objects.get(judul="Kerja bakti dari WA")
    assert (naskah.status, naskah.kegiatan.kim, naskah.kegiatan.titipan) == (
        "submitted",
        kim,
        "whatsapp",
    )
    assert CatatanAudit.objects.filter(verb="entrust_kegiatan", after="whatsapp").exists()
    assert Pemberitahuan.objects.filter(pengguna=cast.ketua, judul__contains="titipan").exists()
    decide = f"/admin/kegiatan/naskah/{naskah.pk}/putuskan/"
    assert client.post(decide, {"keputusan": "approve_kegiatan"}).status_code == 403
    client.force_login(cast.admin_sulsel)
    assert client.post(decide, {"keputusan": "approve_kegiatan"}).status_code == 302
    naskah.refresh_from_db()
    assert naskah.status == "published"


def test_what_is_missing_is_said_and_what_was_typed_comes_back(client, cast, kim):
    client.force_login(cast.admin_makassar)

    answer = client.post(url(kim), form(foto1="", judul="Masih kurang"))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Tambahkan sedikitnya satu foto" in text
    assert "Masih kurang" in text
    assert not Kegiatan.objects.exists()


@pytest.mark.parametrize(
    ("name", "code"), [("admin_gowa", 403), ("pemantau_mariso", 403), ("admin_anggota", 403)]
)
def test_who_may_not(name, code, client, cast, kim):
    client.force_login(getattr(cast, name))

    assert client.post(url(kim), form()).status_code in (code, 404)
    assert not Kegiatan.objects.exists()
