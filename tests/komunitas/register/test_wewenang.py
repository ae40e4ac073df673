"""Who works with a register: admins over its whole region. The neighbour finds nothing."""

import pytest
from django.test import override_settings

from komunitas.models import BarisRegister, BerkasRegister, Kim, Penugasan, StatusRegister
from komunitas.register import handling
from tests.factories import TOTP_SECRET, KimFactory
from tests.komunitas.register.files import LIST, enter, hand_in, row, upload, url, xlsx

GET = ["change", "report_file", "reconcile", "reconcile_file", "activation"]
POST = ["answer", "skip", "recheck", "enter", "cancel", "activation"]
ALLOWED = ["admin_makassar", "admin_sulsel", "pusat", "superuser"]
STRANGERS = ["admin_gowa", "admin_papua", "pemantau_mariso"]
OUTSIDERS = ["warga", "anggota", "ketua", "mantan"]


@pytest.fixture
def berkas(client, cast):
    client.force_login(cast.admin_makassar)
    made = hand_in(client, [row("KIM Rahasia Losari")], name="rahasia.xlsx")
    enter(client, made)
    upload(client, xlsx([row("KIM Rahasia Kedua")]), name="rahasia2.xlsx")
    client.logout()
    return made


@pytest.mark.parametrize("name", ALLOWED)
def test_admins_over_the_region_open_every_page(name, client, cast, berkas):
    client.force_login(getattr(cast, name))

    assert "rahasia.xlsx" in client.get(LIST).content.decode()
    assert [client.get(url(page, berkas)).status_code for page in GET] == [200] * len(GET)


@pytest.mark.parametrize("name", STRANGERS)
def test_the_neighbour_finds_nothing(name, client, cast, berkas):
    client.force_login(getattr(cast, name))

    assert "rahasia" not in client.get(LIST).content.decode().lower()
    assert {client.get(url(page, berkas)).status_code for page in GET} == {404}
    assert {client.post(url(page, berkas)).status_code for page in POST} == {404}


@pytest.mark.parametrize("name", OUTSIDERS)
def test_people_who_are_no_officers_do_not_get_in(name, client, cast, berkas):
    client.force_login(getattr(cast, name))

    answers = [client.get(LIST)] + [client.get(url(page, berkas)) for page in GET]
    answers += [client.post(url(page, berkas)) for page in POST]
    assert {answer.status_code for answer in answers} <= {302, 403}


def test_a_former_admin_and_a_pemantau_hand_nothing_in(client, cast):
    for who in (cast.mantan_admin, cast.pemantau_mariso):
        client.force_login(who)
        assert upload(client, xlsx([row("KIM Losari")])).status_code == 403
        assert client.get(LIST + "templat.xlsx").status_code == 403
    assert not BerkasRegister.objects.exists()


def test_a_second_factor_is_asked_first(client, cast):
    cast.admin_makassar.authenticator_set.all().delete()
    client.force_login(cast.admin_makassar)

    answer = upload(client, xlsx([row("KIM Losari")]))

    assert "pengaman kedua" in answer.content.decode()
    assert not BerkasRegister.objects.exists()
    assert TOTP_SECRET
    with override_settings(KIM_DEMO=True):
        assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("kode", ["73.06", "73", "seluruh", "73.06.02", ""])
def test_a_register_for_another_region_is_refused(client, cast, kode):
    client.force_login(cast.admin_makassar)

    upload(client, xlsx([row("KIM Losari", "Bontoala", "Pallangga")]), wilayah=kode)

    assert not BerkasRegister.objects.exists()


def test_villages_of_others_are_not_found(client, cast):
    client.force_login(cast.admin_makassar)
    hand_in(client, [row("KIM Losari", "Bontoala", "Pallangga")])

    assert "tidak ditemukan" in BarisRegister.objects.get().masalah[0]


def test_unpublished_kim_of_others_do_not_show_in_messages(client, cast, other_kim):
    KimFactory(
        nama="KIM Terselubung",
        status="submitted",
        wilayah_id="73.06.02.2002",
        nomor_kimid="730602200201",
    )
    client.force_login(cast.admin_makassar)
    heads = ["Nama KIM", "Kelurahan", "Nomor KIM.id"]
    berkas = hand_in(client, [["KIM Losari", "Mariso", "730602200201"]], heads)

    assert berkas.jumlah == {"new": 1}
    for page in ("change", "reconcile"):
        assert "Terselubung" not in client.get(url(page, berkas)).content.decode()


def test_drafts_of_founders_are_nobodys_business(client, cast):
    KimFactory(nama="KIM Losari Jaya", status="draft")
    client.force_login(cast.admin_makassar)
    berkas = hand_in(client, [row("KIM Losari Jayaa")])

    assert berkas.jumlah == {"new": 1}
    assert BarisRegister.objects.get().catatan == []


def test_who_lost_the_region_meanwhile_enters_nothing(client, cast):
    """Between the order and the work of a queue the assignment may end."""
    client.force_login(cast.admin_makassar)
    berkas = hand_in(client, [row("KIM Losari")])
    handling.apply_register(berkas, by=cast.admin_makassar)
    Penugasan.objects.filter(pengguna=cast.admin_makassar).update(selesai="2024-01-01")

    handling.enter_register(berkas.pk)

    berkas.refresh_from_db()
    assert berkas.status == StatusRegister.PLANNED
    assert "sudah berakhir" in berkas.catatan
    assert not Kim.objects.filter(nama="KIM Losari").exists()


def test_the_link_stands_in_the_list_for_admins_only(client, cast):
    for who, seen in ((cast.admin_makassar, True), (cast.pemantau_mariso, False)):
        client.force_login(who)
        text = client.get("/admin/komunitas/kim/").content.decode()
        assert (LIST in text) is seen
