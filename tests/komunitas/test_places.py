"""Places in a KIM: the list, the chair that is never empty, leaving, and who loses access when."""

import threading

import pytest
from django.db import connection

from kimportal.accounts.models import Pengguna
from kimportal.accounts.rest import rest_account
from kimportal.audit.models import CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from kimportal.transitions import TransitionError
from komunitas import places
from komunitas.models import Keanggotaan
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory, load_regions


def list_url(kim, rest: str = "") -> str:
    return f"/kelola/kim/{kim.pk}/anggota/{rest}"


def fields(**changes: str) -> dict[str, str]:
    data = {"nama": "Daeng Ngalle", "jabatan": "anggota", "mulai": "2024-01-01"}
    return data | changes


def chairs(kim) -> list[str]:
    current = Keanggotaan.objects.current().filter(kim=kim, jabatan="ketua")
    return list(current.values_list("nama", flat=True))


@pytest.fixture
def sekretaris(cast, kim):
    return KeanggotaanFactory(
        kim=kim,
        pengguna=PenggunaFactory(nama="Sekretaris"),
        nama="Sekretaris",
        jabatan="sekretaris",
    )


@pytest.fixture
def as_ketua(client, cast):
    client.force_login(cast.ketua)
    return client


def test_pengurus_list_members_by_name_without_account(as_ketua, kim):
    as_ketua.post(list_url(kim, "tambah/"), fields(telepon="0812 3456 7890", tampil_publik="on"))

    place = Keanggotaan.objects.get(nama="Daeng Ngalle")
    assert (place.telepon, place.tampil_publik, place.pengguna) == ("6281234567890", True, None)
    assert "Daeng Ngalle" in as_ketua.get(list_url(kim)).content.decode()


def test_the_phone_number_is_never_public(as_ketua, kim, client):
    as_ketua.post(
        list_url(kim, "tambah/"),
        fields(telepon="081234567890", tampil_publik="on", jabatan="bendahara"),
    )

    page = client.get(kim.get_absolute_url()).content.decode()
    assert "Daeng Ngalle" in page
    assert "81234567890" not in page


@pytest.mark.parametrize(
    ("changes", "kata"),
    [
        ({"nama": ""}, "wajib diisi"),
        ({"telepon": "nol delapan"}, "0812 3456 7890"),
        ({"mulai": "2999-01-01"}, "tidak boleh sesudah hari ini"),
        ({"selesai": "2023-01-01"}, "lebih awal daripada tanggal mulai"),
        ({"jabatan": "ketua"}, "sudah punya ketua"),
        ({"jabatan": "ketua", "selesai": "2030-01-01"}, "serah terima"),
    ],
)
def test_what_cannot_be_is_told_and_comes_back(changes, kata, as_ketua, kim):
    answer = as_ketua.post(
        list_url(kim, "tambah/"), fields(catatan="x", **changes)
    ).content.decode()

    assert kata.lower() in answer.lower()
    assert 'value="2024-01-01"' in answer or "mulai" in changes


def test_editing_changes_office_and_term(as_ketua, kim):
    place = KeanggotaanFactory(kim=kim, nama="Lama")

    as_ketua.post(
        list_url(kim, f"{place.pk}/ubah/"), fields(jabatan="bendahara", selesai="2099-12-31")
    )

    place.refresh_from_db()
    assert (place.nama, place.jabatan, str(place.selesai)) == (
        "Daeng Ngalle",
        "bendahara",
        "2099-12-31",
    )
    entry = CatatanAudit.objects.get(verb="edit_member")
    assert (entry.before, entry.after) == ("anggota", "bendahara")


def test_the_ketua_cannot_be_made_something_else_by_editing(as_ketua, cast, kim):
    place = Keanggotaan.objects.get(pengguna=cast.ketua, kim=kim)

    answer = as_ketua.post(list_url(kim, f"{place.pk}/ubah/"), fields(jabatan="anggota"))

    assert "tidak boleh tanpa ketua" in answer.content.decode()
    assert chairs(kim) == ["Ketua"]


def test_a_member_who_is_ended_loses_access_at_once_and_is_told(as_ketua, cast, kim, client):
    place = Keanggotaan.objects.get(pengguna=cast.anggota, kim=kim)

    as_ketua.post(list_url(kim, f"{place.pk}/akhiri/"))

    client.force_login(cast.anggota)
    assert client.get(f"/kelola/kim/{kim.pk}/").status_code == 403
    assert Pemberitahuan.objects.filter(pengguna=cast.anggota, judul__contains="berakhir").exists()


def test_who_was_ended_today_may_come_back_today(cast, kim):
    place = Keanggotaan.objects.get(pengguna=cast.anggota, kim=kim)
    places.end_member(place, by=cast.ketua)

    places.seat(kim, pengguna=cast.anggota, jabatan="anggota", by=cast.ketua, verb="join_kim")

    assert Keanggotaan.objects.current().filter(pengguna=cast.anggota, kim=kim).count() == 1


def test_ending_twice_says_so(cast, kim):
    place = Keanggotaan.objects.get(pengguna=cast.anggota, kim=kim)
    places.end_member(place, by=cast.ketua)

    with pytest.raises(TransitionError, match="sudah berakhir"):
        places.end_member(place, by=cast.ketua)


def test_the_ketua_cannot_be_ended(client, cast, kim, sekretaris):
    place = Keanggotaan.objects.get(pengguna=cast.ketua, kim=kim)
    client.force_login(sekretaris.pengguna)

    answer = client.post(list_url(kim, f"{place.pk}/akhiri/"))

    assert "tidak boleh tanpa ketua" in answer.content.decode()
    assert chairs(kim) == ["Ketua"]


def test_the_ketua_cannot_just_leave(as_ketua, kim):
    answer = as_ketua.post(f"/kelola/kim/{kim.pk}/keluar/")

    assert "Serahkan dulu jabatan ketua" in answer.content.decode()
    assert chairs(kim) == ["Ketua"]


def test_a_member_leaves_and_the_pengurus_hear_of_it(client, cast, kim):
    client.force_login(cast.anggota)

    client.post(f"/kelola/kim/{kim.pk}/keluar/")

    assert client.get(f"/kelola/kim/{kim.pk}/").status_code == 403
    assert Pemberitahuan.objects.filter(pengguna=cast.ketua, judul__contains="keluar").exists()


@pytest.mark.parametrize(("lanjut", "jabatan"), [("anggota", ["anggota"]), ("keluar", [])])
def test_the_chair_passes_in_one_step(lanjut, jabatan, as_ketua, cast, kim, sekretaris):
    as_ketua.post(
        f"/kelola/kim/{kim.pk}/serah-terima/", {"anggota": sekretaris.pk, "lanjut": lanjut}
    )

    assert chairs(kim) == ["Sekretaris"]
    old = Keanggotaan.objects.current().filter(kim=kim, pengguna=cast.ketua)
    assert list(old.values_list("jabatan", flat=True)) == jabatan
    assert Pemberitahuan.objects.filter(
        pengguna=sekretaris.pengguna, judul__contains="ketua"
    ).exists()


def test_the_chair_goes_to_current_members_only(as_ketua, cast, kim, other_kim):
    former = Keanggotaan.objects.get(pengguna=cast.mantan, kim=kim)
    stranger = Keanggotaan.objects.get(pengguna=cast.ketua_lain)

    for place in (former, stranger):
        answer = as_ketua.post(
            f"/kelola/kim/{kim.pk}/serah-terima/", {"anggota": place.pk, "lanjut": "anggota"}
        )
        assert answer.status_code == 200
    assert chairs(kim) == ["Ketua"]


def test_the_chair_does_not_go_where_nobody_could_act(as_ketua, kim):
    unnamed = KeanggotaanFactory(kim=kim, nama="Tanpa Akun")

    answer = as_ketua.post(
        f"/kelola/kim/{kim.pk}/serah-terima/", {"anggota": unnamed.pk, "lanjut": "anggota"}
    )

    assert "belum punya akun" in answer.content.decode()
    assert chairs(kim) == ["Ketua"]


def test_only_the_ketua_gives_the_own_chair(client, cast, kim, sekretaris):
    for who in (sekretaris.pengguna, cast.anggota, cast.admin_makassar, cast.ketua_lain):
        client.force_login(who)
        answer = client.post(
            f"/kelola/kim/{kim.pk}/serah-terima/", {"anggota": sekretaris.pk, "lanjut": "anggota"}
        )
        assert answer.status_code == 403, who
    assert chairs(kim) == ["Ketua"]


def test_for_a_ketua_without_account_the_admin_of_the_region_may(client, cast, kim):
    vacant = KimFactory(verified=True)
    KeanggotaanFactory(kim=vacant, jabatan="ketua", nama="Almarhum")
    heir = KeanggotaanFactory(kim=vacant, nama="Penerus")
    data = {"anggota": heir.pk, "lanjut": "keluar"}

    client.force_login(cast.admin_gowa)
    assert client.post(f"/kelola/kim/{vacant.pk}/serah-terima/", data).status_code == 403
    client.force_login(cast.admin_makassar)
    client.post(f"/kelola/kim/{vacant.pk}/serah-terima/", data)

    assert chairs(vacant) == ["Penerus"]


def at_once(*calls) -> list[BaseException | None]:
    """Run the calls in threads of their own, started together; return what each raised."""
    barrier, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def run(index, call):
        try:
            barrier.wait(timeout=10)
            call()
        except Exception as error:
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


@pytest.fixture
def trio(transactional_db):
    """A KIM with a ketua, a sekretaris and an anggota, each with an account."""
    load_regions()
    kim = KimFactory(verified=True)
    made = {}
    for jabatan in ("ketua", "sekretaris", "anggota"):
        made[jabatan] = KeanggotaanFactory(
            kim=kim, pengguna=PenggunaFactory(nama=jabatan), nama=jabatan, jabatan=jabatan
        )
    return kim, made


def test_handing_over_twice_at_once_seats_one_ketua(trio):
    kim, made = trio
    ketua = made["ketua"].pengguna

    outcomes = at_once(
        lambda: places.hand_over(kim, to=made["sekretaris"], leaves=True, by=ketua),
        lambda: places.hand_over(kim, to=made["anggota"], leaves=True, by=ketua),
    )

    assert len(chairs(kim)) == 1
    assert sum(outcome is None for outcome in outcomes) == 1


def test_handing_over_to_somebody_who_leaves_at_once_keeps_a_chair(trio):
    kim, made = trio

    at_once(
        lambda: places.hand_over(kim, to=made["anggota"], leaves=True, by=made["ketua"].pengguna),
        lambda: places.leave_kim(kim, by=made["anggota"].pengguna),
        lambda: places.end_member(made["anggota"], by=made["sekretaris"].pengguna),
    )

    assert len(chairs(kim)) == 1


def test_two_new_ketua_at_once_are_one(transactional_db):
    load_regions()
    kim = KimFactory(verified=True)
    by = PenggunaFactory()
    KeanggotaanFactory(kim=kim, pengguna=by, jabatan="sekretaris")
    term = {"mulai": "2024-01-01"}

    outcomes = at_once(
        lambda: places.add_member(kim, by=by, nama="Satu", jabatan="ketua", **term),
        lambda: places.add_member(kim, by=by, nama="Dua", jabatan="ketua", **term),
    )

    assert len(chairs(kim)) == 1
    assert [type(outcome) for outcome in outcomes if outcome] == [TransitionError]


def test_the_chair_of_an_account_at_rest_can_be_handed_over(client, cast, kim):
    Pengguna.objects.filter(pk=cast.ketua.pk).update(is_active=False)
    place = kim.daftar_keanggotaan.get(pengguna=cast.anggota)
    client.force_login(cast.admin_makassar)

    client.post(f"/kelola/kim/{kim.pk}/serah-terima/", {"anggota": place.pk, "lanjut": "anggota"})

    place.refresh_from_db()
    assert place.jabatan == "ketua"


def test_nobody_shows_the_name_of_who_withdrew_consent(as_ketua, cast, kim):
    rest_account(by=cast.anggota)
    place = kim.daftar_keanggotaan.get(pengguna=cast.anggota)

    answer = as_ketua.post(
        f"/kelola/kim/{kim.pk}/anggota/{place.pk}/ubah/",
        {"nama": "Anggota", "jabatan": "pewarta", "mulai": "2023-01-01", "tampil_publik": "on"},
    )

    assert "menarik persetujuannya" in answer.content.decode()
    place.refresh_from_db()
    assert not place.tampil_publik
