"""Ways into a KIM: asking, claiming, being invited."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.notifications.models import Pemberitahuan
from komunitas.models import Keanggotaan, Permohonan, Undangan
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory


def join_url(kim) -> str:
    return f"/kelola/kim/{kim.pk}/gabung/"


def is_seated(pengguna, kim) -> bool:
    return Keanggotaan.objects.current().filter(pengguna=pengguna, kim=kim).exists()


@pytest.fixture
def imported(cast):
    """A KIM brought in by the dinas: public, with names, without any account."""
    kim = KimFactory(verified=True, nama="KIM Titipan Dinas")
    KeanggotaanFactory(kim=kim, nama="Warga", jabatan="ketua")
    return kim


@pytest.fixture
def asked(client, cast, kim):
    client.force_login(cast.warga)
    client.post(join_url(kim), {"jabatan": "pewarta", "pesan": "Saya suka menulis."})
    return Permohonan.objects.get(kim=kim, pengguna=cast.warga)


# --- Asking to join -----------------------------------------------------------------


def test_who_asks_is_heard_by_the_pengurus_and_let_in(client, cast, kim, asked):
    assert asked.jenis == "gabung"
    told = Pemberitahuan.objects.get(pengguna=cast.ketua, judul__contains="ingin bergabung")
    client.force_login(cast.ketua)
    assert "Saya suka menulis." in client.get(told.url).content.decode()

    client.post(told.url, {"setuju": "1"})

    assert is_seated(cast.warga, kim)
    client.force_login(cast.warga)
    assert client.get(f"/kelola/kim/{kim.pk}/").status_code == 200


def test_who_is_listed_already_is_not_listed_twice(client, cast, kim, asked):
    listed = KeanggotaanFactory(kim=kim, nama="Warga M.", jabatan="bendahara")
    client.force_login(cast.ketua)

    client.post(
        f"/kelola/kim/{kim.pk}/permohonan/{asked.pk}/", {"setuju": "1", "keanggotaan": listed.pk}
    )

    listed.refresh_from_db()
    assert listed.pengguna == cast.warga
    assert Keanggotaan.objects.filter(pengguna=cast.warga).count() == 1


def test_refusing_needs_a_reason_that_is_read(client, cast, kim, asked):
    client.force_login(cast.ketua)
    url = f"/kelola/kim/{kim.pk}/permohonan/{asked.pk}/"

    asked = client.post(url, {"tolak": "1"}).content.decode()
    assert "Tuliskan alasannya, supaya yang melamar tahu mengapa." in asked
    assert "Alasan (wajib kalau ditolak)</label>" in asked
    client.post(url, {"tolak": "1", "alasan": "Belum kenal."})

    client.force_login(cast.warga)
    assert "Belum kenal." in client.get("/kelola/kim/").content.decode()
    assert not is_seated(cast.warga, kim)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("anggota", 404),
        ("mantan", 404),
        ("ketua_lain", 404),
        ("admin_makassar", 404),
        ("warga", 403),
    ],
)
def test_nobody_else_decides(name, status, client, cast, kim, asked):
    client.force_login(getattr(cast, name))

    answer = client.post(f"/kelola/kim/{kim.pk}/permohonan/{asked.pk}/", {"setuju": "1"})

    assert answer.status_code == status
    assert not is_seated(cast.warga, kim)


def test_deciding_twice_says_so(client, cast, kim, asked):
    client.force_login(cast.ketua)
    url = f"/kelola/kim/{kim.pk}/permohonan/{asked.pk}/"
    client.post(url, {"setuju": "1"})

    answer = client.post(url, {"tolak": "1", "alasan": "Keliru."})

    assert "sudah disetujui" in answer.content.decode()


def test_asking_twice_makes_one_request(client, cast, kim, asked):
    client.post(join_url(kim), {"jabatan": "anggota"})

    assert Permohonan.objects.filter(kim=kim, pengguna=cast.warga).count() == 1


def test_nobody_asks_to_be_ketua(client, cast, kim):
    client.force_login(cast.warga)

    client.post(join_url(kim), {"jabatan": "ketua"})

    assert not Permohonan.objects.exists()


def test_the_own_request_is_taken_back_but_not_anothers(client, cast, kim, asked):
    client.force_login(cast.ketua_lain)
    assert client.post(f"/kelola/kim/permohonan/{asked.pk}/batal/").status_code == 404
    client.force_login(cast.warga)
    client.post(f"/kelola/kim/permohonan/{asked.pk}/batal/")

    asked.refresh_from_db()
    assert asked.status == "cancelled"


def test_a_draft_is_nobody_elses_business(client, cast):
    client.force_login(cast.warga)

    assert client.get(join_url(KimFactory())).status_code == 404


def test_a_kim_is_found_by_place_and_by_name(client, cast, kim):
    client.force_login(cast.warga)

    assert kim.nama in client.get("/kelola/kim/cari/?wilayah=73.71").content.decode()
    assert kim.nama in client.get("/kelola/kim/cari/?q=mariso").content.decode()
    assert kim.nama not in client.get("/kelola/kim/cari/?wilayah=91").content.decode()


# --- Claiming -----------------------------------------------------------------------


def claim(client, cast, kim, jabatan: str = "ketua") -> Permohonan:
    client.force_login(cast.warga)
    client.post(join_url(kim), {"jabatan": jabatan, "pesan": "Nama saya ada di SK."})
    return Permohonan.objects.get(kim=kim)


def decide(client, permohonan, verb: str = "accept_permohonan"):
    return client.post(
        f"/admin/komunitas/permohonan/{permohonan.pk}/putuskan/", {"keputusan": verb}
    )


def test_a_kim_without_account_is_claimed_and_decided_in_the_admin(client, cast, imported):
    row = claim(client, cast, imported)
    assert row.jenis == "klaim"
    told = Pemberitahuan.objects.get(pengguna=cast.admin_makassar, judul__contains="Klaim")
    client.force_login(cast.admin_makassar)
    page = client.get(told.url).content.decode()
    assert "Nama saya ada di SK." in page
    assert "Warga (Ketua)" in page

    decide(client, row)

    # The listed ketua bears the claimant's name: the same person, so the same place.
    assert Keanggotaan.objects.get(kim=imported, jabatan="ketua").pengguna == cast.warga


def test_a_claimant_of_another_name_takes_over_from_the_listed_ketua(client, cast, imported):
    Keanggotaan.objects.filter(kim=imported).update(nama="Syamsuddin")
    row = claim(client, cast, imported)
    client.force_login(cast.admin_makassar)

    decide(client, row)

    current = Keanggotaan.objects.current().filter(kim=imported, jabatan="ketua")
    assert [place.pengguna for place in current] == [cast.warga]
    assert Keanggotaan.objects.get(nama="Syamsuddin").ended_at


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua", "mantan_admin"])
def test_the_neighbour_neither_sees_nor_decides_a_claim(name, client, cast, imported):
    row = claim(client, cast, imported)
    client.force_login(getattr(cast, name))

    assert decide(client, row).status_code == 404
    assert not is_seated(cast.warga, imported)


def test_a_pemantau_reads_a_claim_but_cannot_decide(client, cast, imported):
    row = claim(client, cast, imported)
    client.force_login(cast.pemantau_mariso)

    assert decide(client, row).status_code == 403


def test_joins_are_not_in_the_admins_list(client, cast, kim, asked):
    client.force_login(cast.admin_makassar)

    assert decide(client, asked).status_code == 404


def test_a_kim_with_an_account_cannot_be_claimed(client, cast, kim):
    client.force_login(cast.warga)

    page = client.get(join_url(kim)).content.decode()

    assert "Klaim" not in page
    assert "Pengurus KIM ini yang menjawab" in page


def test_a_second_claim_comes_too_late(client, cast, imported):
    first = claim(client, cast, imported)
    other = PenggunaFactory(nama="Orang kedua")
    client.force_login(other)
    client.post(join_url(imported), {"jabatan": "ketua", "pesan": "Saya juga."})
    second = Permohonan.objects.get(pengguna=other)
    client.force_login(cast.admin_makassar)
    decide(client, first)

    answer = client.post(
        f"/admin/komunitas/permohonan/{second.pk}/putuskan/",
        {"keputusan": "accept_permohonan"},
        follow=True,
    )

    assert "sudah punya akun" in answer.content.decode()
    assert not is_seated(other, imported)


# --- Invitations --------------------------------------------------------------------


def invite(client, cast, kim, **data: str) -> str:
    """Make an invitation as ketua and return its path."""
    client.force_login(cast.ketua)
    data = {"jabatan": "pewarta", "maks_pakai": "1", **data}
    page = client.post(f"/kelola/kim/{kim.pk}/undangan/", data).content.decode()
    assert "wa.me" in page
    return re.search(r"/kelola/kim/undangan/[\w-]+/", page)[0]


def test_an_invitation_lets_one_person_in(client, cast, kim):
    path = invite(client, cast, kim)
    client.force_login(cast.warga)
    assert "KIM Mariso Bersatu" in client.get(path).content.decode()
    assert not is_seated(cast.warga, kim)

    client.post(path)

    assert is_seated(cast.warga, kim)
    client.force_login(cast.mantan)
    assert client.get(path).status_code == 404


def test_without_account_the_way_leads_through_sign_up_and_back(cast, kim, client):
    path = invite(client, cast, kim)

    page = Client().get(path).content.decode()

    assert f"next={path.replace('/', '%2F')}" in page
    assert 'method="post"' not in page
    for door in ("daftar", "masuk"):
        assert path in Client().get(f"/akun/{door}/?next={path}").content.decode()


def test_the_token_is_kept_only_as_a_hash(client, cast, kim):
    token = invite(client, cast, kim).split("/")[-2]

    row = Undangan.objects.get()
    assert token not in str(row.__dict__)
    assert len(row.token_hash) == 64


def test_several_may_use_one_link_until_it_is_used_up(client, cast, kim):
    path = invite(client, cast, kim, maks_pakai="2")
    people = [PenggunaFactory() for _ in range(3)]

    for who in people:
        client.force_login(who)
        client.post(path)

    assert [is_seated(who, kim) for who in people] == [True, True, False]


def test_a_sekretaris_is_invited_alone_and_a_ketua_never(client, cast, kim):
    invite(client, cast, kim, jabatan="sekretaris", maks_pakai="9")
    assert Undangan.objects.get().maks_pakai == 1

    client.post(f"/kelola/kim/{kim.pk}/undangan/", {"jabatan": "ketua", "maks_pakai": "1"})
    assert Undangan.objects.count() == 1


def test_a_revoked_an_expired_and_a_made_up_link_let_nobody_in(client, cast, kim):
    revoked, expired = invite(client, cast, kim), invite(client, cast, kim)
    old, new = Undangan.objects.order_by("pk")
    client.post(f"/kelola/kim/{kim.pk}/undangan/{old.pk}/cabut/")
    Undangan.objects.filter(pk=new.pk).update(berlaku_sampai=timezone.now() - timedelta(minutes=1))
    client.force_login(cast.warga)

    for path in (revoked, expired, "/kelola/kim/undangan/karangan/"):
        answer = client.post(path)
        assert answer.status_code == 404
        assert "tidak berlaku lagi" in answer.content.decode()
    assert not is_seated(cast.warga, kim)


def test_an_invitation_ends_with_the_rights_of_its_maker(client, cast, kim):
    path = invite(client, cast, kim)
    Keanggotaan.objects.filter(pengguna=cast.ketua).update(jabatan="anggota")
    client.force_login(cast.warga)

    assert client.get(path).status_code == 404


def test_a_listed_member_is_invited_into_the_listed_place(client, cast, kim):
    listed = KeanggotaanFactory(kim=kim, nama="Sitti", jabatan="bendahara")
    client.force_login(cast.ketua)
    page = client.post(f"/kelola/kim/{kim.pk}/anggota/{listed.pk}/undang/").content.decode()
    path = re.search(r"/kelola/kim/undangan/[\w-]+/", page)[0]
    client.force_login(cast.warga)

    client.post(path)

    listed.refresh_from_db()
    assert listed.pengguna == cast.warga


def test_nobody_floods_pengurus_with_requests(client, cast, kim):
    client.force_login(cast.warga)
    for _ in range(7):
        answer = client.post(join_url(kim), {"jabatan": "pewarta", "pesan": "Halo"})
        Permohonan.objects.filter(status="submitted").update(status="cancelled")

    assert "Coba lagi besok" in answer.content.decode()
    assert Permohonan.objects.filter(pengguna=cast.warga).count() == 5


def test_a_kim_whose_pengurus_are_all_at_rest_can_be_claimed(client, cast, kim):
    Pengguna.objects.filter(pk=cast.ketua.pk).update(is_active=False)
    client.force_login(cast.warga)
    client.post(join_url(kim), {"jabatan": "ketua", "pesan": "Nama saya ada di SK."})
    klaim = Permohonan.objects.get(kim=kim, jenis="klaim")
    client.force_login(cast.admin_makassar)

    client.post(
        f"/admin/komunitas/permohonan/{klaim.pk}/putuskan/", {"keputusan": "accept_permohonan"}
    )

    assert Keanggotaan.objects.current().get(kim=kim, jabatan="ketua").pengguna == cast.warga
