"""Praktik baik: who marks a post, what the public sees of it."""

import pytest
from django.urls import reverse

from kegiatan.models import PraktikBaik
from kegiatan.moderation import publish_first, submit_kegiatan, take_down_kegiatan
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.audit.takedowns import Dasar
from komunitas.trust import give_trust
from tests.factories import NaskahFactory
from tests.publishing import complete, publish

ALASAN = "Murah, dan pembagian tugasnya jelas."


def mark(client, naskah, verb="mark_praktik", alasan=ALASAN):
    address = reverse("admin:kegiatan_naskah_decide", args=[naskah.pk])
    return client.post(address, {"keputusan": verb, "alasan": alasan})


def test_a_marked_post_is_listed_with_its_reason(client, cast, published):
    client.force_login(cast.admin_makassar)
    assert mark(client, published).status_code == 302
    client.logout()

    listed = client.get("/praktik-baik/").content.decode()
    page = client.get(published.kegiatan.get_absolute_url()).content.decode()

    assert published.judul in listed
    assert ALASAN in listed
    assert ALASAN in page
    assert "Praktik baik</h2>" in page


def test_unmarking_takes_it_off_and_keeps_why(client, cast, published):
    client.force_login(cast.admin_makassar)
    mark(client, published)
    mark(client, published, "unmark_praktik", "Kegiatannya berhenti.")

    assert not PraktikBaik.objects.exists()
    assert "Belum ada praktik baik" in client.get("/praktik-baik/").content.decode()
    rows = CatatanAudit.objects.filter(object_type="kegiatan").order_by("pk")
    assert [(r.verb, r.reason) for r in rows] == [
        ("mark_praktik", ALASAN),
        ("unmark_praktik", "Kegiatannya berhenti."),
    ]


def test_a_mark_needs_a_reason(client, cast, published):
    client.force_login(cast.admin_makassar)

    assert "Tuliskan alasannya" in mark(client, published, alasan=" ").content.decode()
    assert not PraktikBaik.objects.exists()


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("admin_gowa", 404),
        ("admin_papua", 404),
        ("pemantau_mariso", 403),
        ("admin_anggota", 403),
        ("ketua", 302),
        ("admin_sulsel", 302),
        ("pusat", 302),
    ],
)
def test_only_admins_of_the_region_mark(name, answer, client, cast, published):
    client.force_login(getattr(cast, name))

    assert mark(client, published).status_code == answer
    assert PraktikBaik.objects.exists() is (name in ("admin_sulsel", "pusat"))


def test_nobody_marks_an_own_post(client, cast, kim):
    own = publish(kim, kegiatan__penulis=cast.admin_makassar)
    client.force_login(cast.admin_makassar)

    assert mark(client, own).status_code == 403


def test_what_waits_or_was_not_checked_cannot_be_marked(client, cast, submitted, kim):
    client.force_login(cast.admin_makassar)
    assert "tidak sedang terbit" in mark(client, submitted).content.decode()

    give_trust(kim, by=cast.pusat, reason="Rajin.")
    first = NaskahFactory(kegiatan__kim=kim)
    first = publish_first(submit_kegiatan(complete(first), by=SYSTEM))
    assert "Periksa dulu" in mark(client, first).content.decode()
    assert not PraktikBaik.objects.exists()


def test_a_post_taken_down_leaves_the_list(client, cast, published):
    client.force_login(cast.admin_makassar)
    mark(client, published)
    take_down_kegiatan(published, by=cast.admin_makassar, reason="Bohong.", dasar=Dasar("ite-28"))

    assert published.judul not in client.get("/praktik-baik/").content.decode()


def test_the_list_is_filtered_by_bidang_and_wilayah(client, cast, kim, other_kim):
    here = publish(kim, bidang="perikanan", judul="Rumpon dari ban bekas")
    there = publish(
        other_kim, bidang="pertanian", judul="Pupuk dari sisa dapur", wilayah_id="73.06.02.2002"
    )
    client.force_login(cast.pusat)
    for naskah in (here, there):
        mark(client, naskah)

    by_place = client.get("/praktik-baik/?wilayah=73.71").content.decode()
    by_field = client.get("/praktik-baik/?bidang=pertanian").content.decode()

    assert here.judul in by_place
    assert there.judul not in by_place
    assert there.judul in by_field
    assert here.judul not in by_field
