"""Assignments, suspended accounts, lost second factors: who may, and what follows."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kimportal.audit.models import CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from komunitas.models import Penugasan
from komunitas.permissions import admin_codes
from tests.factories import PenugasanFactory

ADD = "/admin/komunitas/penugasan/add/"
ORANG = "/admin/komunitas/penugasan/orang"
TODAY = datetime.date.today().isoformat()


def form(akun, wilayah="73.71.01", **extra):
    letter = SimpleUploadedFile("x.exe", b"%PDF-1.4 surat")
    return {
        "akun": akun.email,
        "peran": "admin",
        "wilayah": wilayah,
        "mulai": TODAY,
        "surat": "800/12/Diskominfo",
        "tanggal_surat": TODAY,
        "berkas": letter,
        **extra,
    }


def test_an_admin_hands_out_an_assignment_in_the_own_region(client, cast):
    client.force_login(cast.admin_makassar)

    assert client.post(ADD, form(cast.warga)).status_code == 302

    penugasan = Penugasan.objects.get(pengguna=cast.warga)
    cast.warga.refresh_from_db()
    assert cast.warga.is_staff
    assert Pemberitahuan.objects.filter(pengguna=cast.warga).exists()
    row = CatatanAudit.objects.get(verb="assign")
    assert (row.actor, row.wilayah_kode) == (cast.admin_makassar, "73.71.01")
    answer = client.get(f"/admin/komunitas/penugasan/{penugasan.pk}/surat/")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].endswith('.pdf"')
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 surat"
    client.force_login(cast.admin_gowa)
    assert client.get(f"/admin/komunitas/penugasan/{penugasan.pk}/surat/").status_code == 404


@pytest.mark.parametrize("wilayah", ["73.06", "73", "91.71.01", ""])
def test_not_beyond_the_own_region(wilayah, client, cast):
    client.force_login(cast.admin_makassar)

    answer = client.post(ADD, form(cast.warga, wilayah))

    assert answer.status_code == 422
    assert "Pilih wilayah yang menjadi tugas Anda" in answer.content.decode()
    assert cast.warga.email in answer.content.decode()
    assert not Penugasan.objects.filter(pengguna=cast.warga).exists()


def test_nobody_assigns_themselves(client, cast):
    for name in ("admin_makassar", "pusat", "superuser"):
        user = getattr(cast, name)
        before = user.daftar_penugasan.count()
        client.force_login(user)
        answer = client.post(ADD, form(user))
        assert "tidak dapat menugaskan diri sendiri" in answer.content.decode()
        assert user.daftar_penugasan.count() == before


def test_a_pemantau_assigns_nobody(client, cast):
    client.force_login(cast.pemantau_mariso)

    assert client.get(ADD).status_code == 403


@pytest.mark.parametrize(
    ("name", "code"),
    [("admin_gowa", 404), ("admin_papua", 404), ("admin_anggota", 403), ("admin_makassar", 403)],
)
def test_who_may_not_end_the_assignment_of_an_admin(name, code, client, cast):
    tugas = cast.admin_makassar.daftar_penugasan.get()
    client.force_login(getattr(cast, name))

    answer = client.post(
        f"/admin/komunitas/penugasan/{tugas.pk}/putuskan/",
        {"keputusan": "end_penugasan", "alasan": "Mutasi."},
    )

    assert answer.status_code == code
    assert admin_codes(cast.admin_makassar) == ["73.71"]


def test_the_province_ends_it_and_the_rights_end_at_once(client, cast):
    tugas = cast.admin_makassar.daftar_penugasan.get()
    client.force_login(cast.admin_sulsel)

    client.post(
        f"/admin/komunitas/penugasan/{tugas.pk}/putuskan/",
        {"keputusan": "end_penugasan", "alasan": "Mutasi."},
    )

    cast.admin_makassar.refresh_from_db()
    assert not cast.admin_makassar.is_staff
    assert admin_codes(cast.admin_makassar) == []
    assert CatatanAudit.objects.get(verb="end_penugasan").reason == "Mutasi."


def test_the_province_frees_an_officer_below_of_a_lost_factor(client, cast):
    officer = Client()
    officer.force_login(cast.admin_makassar)
    assert officer.get("/admin/").status_code == 200
    client.force_login(cast.admin_sulsel)

    client.post(f"{ORANG}/{cast.admin_makassar.pk}/lepas-pengaman/", {"alasan": "HP hilang."})

    assert not Authenticator.objects.filter(user=cast.admin_makassar).exists()
    assert officer.get("/akun/saya.json").json()["nama"] is None
    assert CatatanAudit.objects.get(verb="reset_second_factor").wilayah_kode == "73.71"
    own = Pemberitahuan.objects.filter(
        pengguna=cast.admin_makassar, judul__contains="Pengaman kedua"
    )
    assert own.exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("admin_makassar", 403),
        ("admin_anggota", 403),
        ("admin_gowa", 404),
        ("pemantau_mariso", 404),
    ],
)
def test_neither_oneself_nor_a_peer_nor_the_neighbour_frees(name, code, client, cast):
    client.force_login(getattr(cast, name))

    answer = client.post(f"{ORANG}/{cast.admin_makassar.pk}/lepas-pengaman/", {"alasan": "x"})

    assert answer.status_code == code
    assert Authenticator.objects.filter(user=cast.admin_makassar).exists()


def test_a_closed_account_is_signed_out_at_the_very_next_request(client, cast):
    person = Client()
    person.force_login(cast.ketua)
    assert person.get("/akun/saya.json").json()["nama"] == "Ketua"
    client.force_login(cast.admin_makassar)

    client.post(f"{ORANG}/{cast.ketua.pk}/bekukan/", {"alasan": "Akun dibajak."})

    assert person.get("/akun/saya.json").json()["nama"] is None
    assert person.get("/kelola/").status_code == 302
    assert CatatanAudit.objects.get(verb="suspend_akun").reason == "Akun dibajak."
    client.post(f"{ORANG}/{cast.ketua.pk}/pulihkan/", {"alasan": "Sudah aman."})
    cast.ketua.refresh_from_db()
    assert cast.ketua.is_active
    assert person.get("/akun/saya.json").json()["nama"] is None


@pytest.mark.parametrize("whom", ["superuser", "admin_sulsel", "admin_anggota", "pusat"])
def test_not_a_peer_nor_anybody_above(whom, client, cast):
    client.force_login(cast.admin_makassar)

    answer = client.post(f"{ORANG}/{getattr(cast, whom).pk}/bekukan/", {"alasan": "x"})

    assert answer.status_code in (403, 404)
    getattr(cast, whom).refresh_from_db()
    assert getattr(cast, whom).is_active


def test_somebody_with_a_place_elsewhere_is_the_province_s(client, cast):
    PenugasanFactory(pengguna=cast.ketua, wilayah_id="73.06.02", peran="pemantau")
    client.force_login(cast.admin_makassar)
    assert client.get(f"{ORANG}/{cast.ketua.pk}/").status_code == 200
    assert client.post(f"{ORANG}/{cast.ketua.pk}/bekukan/", {"alasan": "x"}).status_code == 403

    client.force_login(cast.admin_sulsel)
    assert client.post(f"{ORANG}/{cast.ketua.pk}/bekukan/", {"alasan": "x"}).status_code == 302
