"""The admin, first form: lists in scope, preview, decisions through the one door."""

import pytest
from django.urls import reverse

from kegiatan.models import Naskah, StatusNaskah
from kegiatan.moderation import submit_kegiatan
from komunitas.models import StatusKim
from tests.factories import KimFactory, NaskahFactory

LIST = reverse("admin:kegiatan_naskah_changelist")
OFFICERS = ["admin_makassar", "admin_sulsel", "pemantau_mariso", "pusat", "superuser"]
STRANGERS = ["admin_gowa", "admin_papua"]
OUTSIDERS = ["warga", "anggota", "ketua", "mantan"]


@pytest.fixture
def submitted(cast, kim):
    naskah = NaskahFactory(
        kegiatan__kim=kim, kegiatan__penulis=cast.anggota, judul="Warga menanam bakau"
    )
    return submit_kegiatan(naskah, by=cast.ketua)


def change(naskah):
    return reverse("admin:kegiatan_naskah_change", args=[naskah.pk])


def decide(naskah):
    return reverse("admin:kegiatan_naskah_decide", args=[naskah.pk])


@pytest.mark.parametrize("name", OFFICERS)
def test_officers_of_the_region_see_what_was_handed_in(name, client, cast, submitted):
    client.force_login(getattr(cast, name))

    assert "Warga menanam bakau" in client.get(LIST).content.decode()
    assert "Warga menanam bakau" in client.get(change(submitted)).content.decode()


@pytest.mark.parametrize("name", STRANGERS)
def test_the_neighbour_sees_nothing_of_it(name, client, cast, submitted):
    client.force_login(getattr(cast, name))

    assert "Warga menanam bakau" not in client.get(LIST).content.decode()
    assert "Warga menanam" not in client.get(LIST, {"q": "bakau"}).content.decode()
    assert client.get(change(submitted), follow=True).status_code in (200, 404)
    assert "Warga menanam bakau" not in client.get(change(submitted), follow=True).content.decode()
    answer = client.post(decide(submitted), {"keputusan": "approve_kegiatan"})
    assert answer.status_code == 404


@pytest.mark.parametrize("name", OUTSIDERS)
def test_people_who_are_no_officers_do_not_get_in(name, client, cast, submitted):
    client.force_login(getattr(cast, name))

    assert client.get(LIST).status_code in (302, 403)
    assert client.post(decide(submitted), {"keputusan": "approve_kegiatan"}).status_code in (
        302,
        403,
    )
    assert not Naskah.objects.published().exists()


def test_a_draft_is_not_in_the_list(client, cast, kim):
    NaskahFactory(kegiatan__kim=kim, judul="Masih coretan")
    client.force_login(cast.admin_makassar)

    assert "Masih coretan" not in client.get(LIST).content.decode()


def test_approving_publishes_and_says_so(client, cast, submitted):
    client.force_login(cast.admin_makassar)

    answer = client.post(decide(submitted), {"keputusan": "approve_kegiatan"}, follow=True)

    assert "Setujui dan terbitkan" in answer.content.decode()
    assert Naskah.objects.published().get() == submitted


def test_returning_without_reason_is_refused_in_words(client, cast, submitted):
    client.force_login(cast.admin_makassar)

    answer = client.post(decide(submitted), {"keputusan": "return_kegiatan"}, follow=True)

    assert "Tuliskan alasannya" in answer.content.decode()
    submitted.refresh_from_db()
    assert submitted.status == StatusNaskah.SUBMITTED


def test_a_pemantau_reads_but_cannot_decide(client, cast, submitted):
    client.force_login(cast.pemantau_mariso)

    assert "Setujui dan terbitkan</button>" not in client.get(change(submitted)).content.decode()
    answer = client.post(decide(submitted), {"keputusan": "approve_kegiatan"})
    assert answer.status_code == 403


def test_looking_changes_nothing(client, cast, submitted):
    client.force_login(cast.admin_makassar)

    assert client.get(decide(submitted)).status_code == 403
    submitted.refresh_from_db()
    assert submitted.status == StatusNaskah.SUBMITTED


def test_several_are_approved_at_once_and_failures_are_named(client, cast, kim, submitted):
    own = NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.admin_makassar, judul="Milikku")
    own = submit_kegiatan(own, by=cast.ketua)
    client.force_login(cast.admin_makassar)

    answer = client.post(
        LIST,
        {"action": "approve_selected", "_selected_action": [submitted.pk, own.pk]},
        follow=True,
    )

    assert Naskah.objects.published().get() == submitted
    assert "tidak berwenang memutuskan Milikku" in answer.content.decode()


def test_a_kim_is_verified_from_its_page(client, cast):
    candidate = KimFactory(nama="KIM Pesisir", status=StatusKim.SUBMITTED)
    client.force_login(cast.admin_makassar)
    assert client.get(reverse("admin:komunitas_kim_change", args=[candidate.pk])).status_code == 200

    client.post(
        reverse("admin:komunitas_kim_decide", args=[candidate.pk]), {"keputusan": "verify_kim"}
    )

    candidate.refresh_from_db()
    assert candidate.status == StatusKim.VERIFIED
    assert candidate.nomor == "737101100601"


def test_officers_do_not_reach_accounts_assignments_or_the_trail(client, cast):
    client.force_login(cast.admin_makassar)

    for model in ("accounts_pengguna", "komunitas_penugasan", "audit_catatanaudit"):
        assert client.get(reverse(f"admin:{model}_changelist")).status_code == 403
