"""Which posts wait and which are public at once, by trust and by the region's rules."""

import pytest
from django.urls import reverse

from kegiatan import moderation
from kegiatan.models import Naskah, StatusNaskah
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.audit.takedowns import Dasar
from kimportal.notifications.models import Pemberitahuan
from komunitas.models import AturanKim, Kepercayaan
from komunitas.trust import give_trust, take_back_trust
from tests.factories import NaskahFactory
from tests.publishing import complete, publish

TRUST_LIST = reverse("admin:komunitas_kepercayaankim_changelist")


def send(client, kim, cast, **fields):
    """Let the ketua send a complete draft through the workspace."""
    draft = complete(NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua, **fields))
    client.force_login(cast.ketua)
    client.post(reverse("kelola_kegiatan:send", args=[draft.kegiatan_id]))
    draft.refresh_from_db()
    return draft


def approve(naskah, cast, client):
    client.force_login(cast.admin_makassar)
    address = reverse("admin:kegiatan_naskah_decide", args=[naskah.pk])
    client.post(address, {"keputusan": "approve_kegiatan"})


@pytest.fixture
def trusted(kim, cast):
    give_trust(kim, by=cast.admin_makassar, reason="Rajin dan teliti.")
    return kim


def test_three_posts_are_checked_then_a_kim_publishes_first(client, kim, cast):
    for _ in range(3):
        naskah = send(client, kim, cast)
        assert naskah.status == StatusNaskah.SUBMITTED
        approve(naskah, cast, client)

    fourth = send(client, kim, cast)

    assert fourth.status == StatusNaskah.PUBLISHED
    assert fourth.reviewed_at is None
    assert Kepercayaan.objects.get().oleh is None
    row = CatatanAudit.objects.get(verb="publish_first")
    assert (row.actor, row.before, row.after) == (None, "submitted", "published")


def test_what_was_published_first_is_public_and_waits(client, trusted, cast):
    naskah = send(client, trusted, cast)
    naskah.kegiatan.refresh_from_db()

    assert client.get(naskah.kegiatan.get_absolute_url()).status_code == 200
    assert naskah in Naskah.objects.naskah_waiting()
    assert Pemberitahuan.objects.filter(
        pengguna=cast.admin_makassar, judul__startswith="Terbit dulu"
    ).exists()


def test_new_outbound_hosts_always_wait(client, trusted, cast):
    first = send(client, trusted, cast, sumber="https://makassarkota.go.id/berita")
    assert first.status == StatusNaskah.SUBMITTED

    approve(first, cast, client)

    again = send(client, trusted, cast, sumber="https://www.makassarkota.go.id/lain")
    assert again.status == StatusNaskah.PUBLISHED


def test_words_of_gambling_always_wait(client, trusted, cast):
    naskah = send(client, trusted, cast, isi="<p>Daftar di situs slot gacor.</p>")

    assert naskah.status == StatusNaskah.SUBMITTED


def test_a_region_may_check_everything_first(client, trusted, cast):
    AturanKim.objects.create(wilayah_id="73.71", periksa_semua=True)

    assert send(client, trusted, cast).status == StatusNaskah.SUBMITTED


def test_trust_taken_back_is_not_earned_again(client, kim, cast):
    take_back_trust(kim, by=cast.admin_makassar, reason="Menyalin berita.")
    for _ in range(4):
        naskah = send(client, kim, cast)
        assert naskah.status == StatusNaskah.SUBMITTED
        approve(naskah, cast, client)


def test_what_the_portal_approves_earns_no_trust(kim, cast):
    for _ in range(4):
        publish(kim)

    assert not Kepercayaan.objects.exists()


def test_a_revision_of_a_trusted_kim_replaces_the_public_version(client, trusted, cast):
    first = send(client, trusted, cast)
    moderation.confirm_kegiatan(first, by=cast.admin_makassar)
    second = complete(NaskahFactory(kegiatan=first.kegiatan, judul="Judul baru"))

    client.force_login(cast.ketua)
    client.post(reverse("kelola_kegiatan:send", args=[first.kegiatan_id]))

    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.status, second.status) == ("superseded", "published")
    assert [row.pk for row in Naskah.objects.naskah_waiting()] == [second.pk]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("admin_makassar", 302),
        ("admin_sulsel", 302),
        ("admin_gowa", 404),
        ("admin_papua", 404),
        ("pemantau_mariso", 403),
        ("admin_anggota", 403),
        ("ketua", 302),
    ],
)
def test_only_admins_of_the_region_confirm(name, answer, client, trusted, cast):
    naskah = send(client, trusted, cast)
    client.force_login(getattr(cast, name))

    address = reverse("admin:kegiatan_naskah_decide", args=[naskah.pk])
    status = client.post(address, {"keputusan": "confirm_kegiatan"}).status_code

    naskah.refresh_from_db()
    assert status == answer
    assert (naskah.reviewed_at is not None) is (name in ("admin_makassar", "admin_sulsel"))


def test_nobody_confirms_an_own_post(client, trusted, cast):
    draft = NaskahFactory(kegiatan__kim=trusted, kegiatan__penulis=cast.admin_makassar)
    own = moderation.publish_first(moderation.submit_kegiatan(complete(draft), by=SYSTEM))
    client.force_login(cast.admin_makassar)

    address = reverse("admin:kegiatan_naskah_decide", args=[own.pk])

    assert client.post(address, {"keputusan": "confirm_kegiatan"}).status_code == 403


def test_confirming_twice_is_refused(client, trusted, cast):
    naskah = send(client, trusted, cast)
    client.force_login(cast.admin_makassar)
    address = reverse("admin:kegiatan_naskah_decide", args=[naskah.pk])
    client.post(address, {"keputusan": "confirm_kegiatan"})

    answer = client.post(address, {"keputusan": "confirm_kegiatan"})

    assert "sudah diperiksa" in answer.content.decode()
    assert CatatanAudit.objects.filter(verb="confirm_kegiatan").count() == 1


def test_what_was_published_first_can_be_taken_down(client, trusted, cast):
    naskah = send(client, trusted, cast)

    moderation.take_down_kegiatan(
        naskah, by=cast.admin_makassar, reason="Bohong.", dasar=Dasar("ite-28")
    )

    assert not Naskah.objects.naskah_waiting().exists()


def test_trust_is_given_and_taken_back_from_its_page(client, kim, cast):
    client.force_login(cast.admin_makassar)
    address = reverse("admin:komunitas_kepercayaankim_decide", args=[kim.pk])

    client.post(address, {"keputusan": "give_trust", "alasan": "Rajin."})
    assert Kepercayaan.objects.get().dipercaya
    assert (
        "Rajin."
        in client.get(
            reverse("admin:komunitas_kepercayaankim_change", args=[kim.pk])
        ).content.decode()
    )
    client.post(address, {"keputusan": "take_back_trust", "alasan": "Menyalin."})

    assert not Kepercayaan.objects.get().dipercaya
    rows = CatatanAudit.objects.filter(object_type="kim", verb__contains="trust")
    assert [(r.before, r.after) for r in rows.order_by("pk")] == [
        ("belum", "dipercaya"),
        ("dipercaya", "dicabut"),
    ]


@pytest.mark.parametrize(
    ("name", "answer"),
    [("admin_gowa", 404), ("pemantau_mariso", 403), ("admin_anggota", 403), ("ketua", 302)],
)
def test_others_decide_nothing_about_trust(name, answer, client, kim, cast):
    client.force_login(getattr(cast, name))
    address = reverse("admin:komunitas_kepercayaankim_decide", args=[kim.pk])

    answered = client.post(address, {"keputusan": "give_trust", "alasan": "Rajin."})

    assert answered.status_code == answer
    assert not Kepercayaan.objects.exists()


def test_the_neighbour_sees_no_trust_of_others(client, trusted, cast):
    client.force_login(cast.admin_gowa)

    assert trusted.nama not in client.get(TRUST_LIST).content.decode()


def test_the_kim_sees_its_trust_and_why(client, trusted, cast):
    client.force_login(cast.anggota)

    text = client.get(reverse("kelola_kim:detail", args=[trusted.pk])).content.decode()

    assert "Dipercaya" in text
    assert "Rajin dan teliti." in text
