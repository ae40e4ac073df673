"""Accounts without e-mail: made and recovered by those who know the person."""

import re

import pytest
from django.test import Client

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from komunitas.invitations import accept_invitation, find_invitation, invite
from komunitas.places import hand_over, leave_kim
from tests.factories import KeanggotaanFactory, PenggunaFactory, PenugasanFactory

SANDI = "rahasia-Mariso-2026"


@pytest.fixture
def listed(cast, kim):
    return KeanggotaanFactory(kim=kim, nama="Daeng Ngalle", jabatan="pewarta")


@pytest.fixture
def without_email(cast, kim):
    akun = PenggunaFactory(email=None, telepon="6281122223333", nama="Tanpa Surel")
    return KeanggotaanFactory(kim=kim, pengguna=akun, nama="Tanpa Surel")


def account_url(place) -> str:
    return f"/kelola/kim/{place.kim_id}/anggota/{place.pk}/akun/"


def recovery_url(place) -> str:
    return f"/kelola/kim/{place.kim_id}/anggota/{place.pk}/pulihkan/"


@pytest.mark.parametrize("name", ["ketua", "admin_makassar", "admin_sulsel"])
def test_a_member_gets_an_account_with_a_code_on_paper(name, client, cast, listed):
    client.force_login(getattr(cast, name))

    page = client.post(account_url(listed), {"telepon": "0812 3456 7890"}).content.decode()

    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", page)
    assert "wa.me" in page
    listed.refresh_from_db()
    akun = listed.pengguna
    assert (akun.telepon, akun.email, akun.nama) == ("6281234567890", None, "Daeng Ngalle")
    assert not akun.has_usable_password()
    assert CatatanAudit.objects.filter(verb="create_account", object_id=str(listed.pk)).exists()


def test_the_member_enters_with_code_and_phone_number(client, cast, listed):
    client.force_login(cast.ketua)
    page = client.post(account_url(listed), {"telepon": "081234567890"}).content.decode()
    link = re.search(r"/akun/aktivasi/[\w-]+/", page)[0]

    assert Client().get(link, follow=True).status_code == 200


def test_a_number_that_is_taken_is_told(client, cast, listed, without_email):
    client.force_login(cast.ketua)

    answer = client.post(account_url(listed), {"telepon": "081122223333"})

    assert "sudah dipakai sebuah akun" in answer.content.decode()
    listed.refresh_from_db()
    assert listed.pengguna is None


def test_a_second_account_for_the_same_member_is_refused(client, cast, listed):
    client.force_login(cast.ketua)
    client.post(account_url(listed), {"telepon": "081234567890"})

    assert client.post(account_url(listed), {"telepon": "081234567891"}).status_code == 403
    assert not Pengguna.objects.filter(telepon="6281234567891").exists()


@pytest.mark.parametrize("name", ["ketua", "admin_makassar"])
def test_recovery_shows_a_code_and_tells_the_person(name, client, cast, without_email):
    client.force_login(getattr(cast, name))
    assert "membuat kode" not in client.get(recovery_url(without_email)).content.decode().lower()

    page = client.post(recovery_url(without_email)).content.decode()

    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", page)
    told = Pemberitahuan.objects.get(pengguna=without_email.pengguna)
    assert getattr(cast, name).nama in told.isi
    assert CatatanAudit.objects.filter(verb="recover_account").exists()


def test_a_sekretaris_makes_accounts_but_recovers_none(client, cast, kim, listed, without_email):
    sekretaris = KeanggotaanFactory(kim=kim, pengguna=PenggunaFactory(), jabatan="sekretaris")
    client.force_login(sekretaris.pengguna)

    assert client.get(account_url(listed)).status_code == 200
    assert client.post(recovery_url(without_email)).status_code == 403


def test_the_ketua_recovers_no_account_that_opens_more(client, cast, kim, other_kim, without_email):
    akun = without_email.pengguna
    client.force_login(cast.ketua)

    elsewhere = KeanggotaanFactory(kim=other_kim, pengguna=akun)
    assert client.post(recovery_url(without_email)).status_code == 403
    elsewhere.delete()
    task = PenugasanFactory(pengguna=akun, wilayah_id="73.71", peran="pemantau")
    assert client.post(recovery_url(without_email)).status_code == 403
    task.delete()
    akun.email = "ada@uji.example"
    akun.save()
    assert client.post(recovery_url(without_email)).status_code == 403
    akun.email = None
    akun.is_staff = True
    akun.save()
    assert client.post(recovery_url(without_email)).status_code == 403


def test_the_admin_recovers_nobody_who_is_also_elsewhere(client, cast, other_kim, without_email):
    KeanggotaanFactory(kim=other_kim, pengguna=without_email.pengguna)
    client.force_login(cast.admin_makassar)
    assert client.post(recovery_url(without_email)).status_code == 403

    client.force_login(cast.admin_sulsel)
    assert client.post(recovery_url(without_email)).status_code == 200


def test_the_admins_page_of_a_kim_leads_there(client, cast, kim, listed, without_email):
    client.force_login(cast.admin_makassar)

    page = client.get(f"/admin/komunitas/kim/{kim.pk}/change/").content.decode()

    assert account_url(listed) in page
    assert recovery_url(without_email) in page


def joins_another_kim(place, other_kim):
    KeanggotaanFactory(kim=other_kim, nama="Tanpa Surel", jabatan="sekretaris")
    listed = other_kim.daftar_keanggotaan.get(nama="Tanpa Surel")
    ketua = other_kim.daftar_keanggotaan.get(jabatan="ketua").pengguna
    _, url = invite(other_kim, by=ketua, keanggotaan=listed)
    accept_invitation(find_invitation(url.rstrip("/").rpartition("/")[2]), by=place.pengguna)


def takes_the_chair(place, other_kim):
    ketua = place.kim.daftar_keanggotaan.get(jabatan="ketua").pengguna
    hand_over(place.kim, to=place, leaves=False, by=ketua)


def leaves(place, other_kim):
    leave_kim(place.kim, by=place.pengguna)


@pytest.mark.parametrize("change", [joins_another_kim, takes_the_chair, leaves])
def test_a_code_ends_when_the_account_opens_something_else(
    change, client, cast, other_kim, without_email
):
    client.force_login(cast.ketua)
    page = client.post(recovery_url(without_email)).content.decode()
    link = re.search(r"/akun/aktivasi/[\w-]+/", page)[0]
    assert Client().get(link).status_code == 200

    change(without_email, other_kim)

    assert Client().get(link).status_code == 410
