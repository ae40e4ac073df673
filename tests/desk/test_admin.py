"""The admin: lists in scope, preview, decisions through the one door."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from kegiatan.models import Naskah, StatusNaskah
from kegiatan.moderation import submit_kegiatan
from komunitas.models import Kim, StatusKim
from tests.factories import KimFactory, NaskahFactory
from tests.publishing import complete

LIST = reverse("admin:kegiatan_naskah_changelist")
OFFICERS = ["admin_makassar", "admin_sulsel", "pemantau_mariso", "pusat", "superuser"]
STRANGERS = ["admin_gowa", "admin_papua"]
OUTSIDERS = ["warga", "anggota", "ketua", "mantan"]


@pytest.fixture
def submitted(cast, kim):
    naskah = NaskahFactory(
        kegiatan__kim=kim, kegiatan__penulis=cast.anggota, judul="Warga menanam bakau"
    )
    return submit_kegiatan(complete(naskah), by=cast.ketua)


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
    assert client.get(change(submitted)).status_code == 404
    history = reverse("admin:kegiatan_naskah_history", args=[submitted.pk])
    assert client.get(history).status_code == 404
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


def test_a_page_to_read_names_its_list_once_and_has_nothing_to_close(client, cast, kim):
    client.force_login(cast.admin_makassar)

    page = client.get(reverse("admin:komunitas_kim_change", args=[kim.pk])).content.decode()
    crumbs = re.search(r'<div class="breadcrumbs">.*?</div>', page, re.DOTALL)[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", crumbs)).strip()

    assert words == "Beranda admin &rsaquo; KIM &rsaquo; KIM Mariso Bersatu"
    assert "closelink" not in page


def test_officers_do_not_reach_accounts(client, cast):
    client.force_login(cast.admin_makassar)

    assert client.get(reverse("admin:accounts_pengguna_changelist")).status_code == 403


def test_the_way_to_a_page_leads_only_to_what_the_officer_sees(client, cast, kim):
    """Django's own would tell any officer the address of a post or KIM that is not public."""
    kim.status, kim.catatan = StatusKim.SUSPENDED, "Diperiksa."
    kim.save()
    way = reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(Kim).pk, kim.pk])

    client.force_login(cast.admin_makassar)
    assert client.get(way).status_code == 302
    client.force_login(cast.admin_gowa)
    assert client.get(way).status_code == 404
