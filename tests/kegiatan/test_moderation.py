"""The one door to a post's status: what each step does, who may take it, and when."""

import pytest

from kegiatan import moderation
from kegiatan.models import Kegiatan, Naskah, StatusNaskah
from kimportal.audit.models import CatatanAudit
from kimportal.audit.takedowns import Dasar
from kimportal.transitions import NotAllowed, TransitionError
from tests.factories import NaskahFactory
from tests.publishing import complete

ALASAN = "Keterangan foto belum ada."


def test_approving_publishes_with_address_and_time(submitted, cast):
    naskah = moderation.approve_kegiatan(submitted, by=cast.admin_makassar)

    kegiatan = Kegiatan.objects.get()
    assert naskah.status == StatusNaskah.PUBLISHED
    assert kegiatan.naskah_terbit == naskah
    assert kegiatan.slug.startswith("warga-membersihkan-selokan")
    assert naskah.published_at == kegiatan.published_at is not None
    assert Naskah.objects.published().get() == naskah


def test_approving_moves_the_last_activity_of_the_kim(submitted, cast, kim):
    moderation.approve_kegiatan(submitted, by=cast.admin_makassar)

    kim.refresh_from_db()
    assert kim.last_activity_at == submitted.kegiatan.daftar_naskah.get().published_at
    assert kim.is_aktif


def test_every_step_writes_one_audit_row(submitted, cast):
    before = CatatanAudit.objects.count()

    moderation.return_kegiatan(submitted, by=cast.admin_makassar, reason=ALASAN)

    row = CatatanAudit.objects.first()
    assert CatatanAudit.objects.count() == before + 1
    assert (row.actor, row.verb) == (cast.admin_makassar, "return_kegiatan")
    assert (row.before, row.after, row.reason) == ("submitted", "returned", ALASAN)
    assert row.wilayah_kode == "73.71.01.1006"


@pytest.mark.parametrize("verb", ["return_kegiatan", "reject_kegiatan"])
def test_refusing_needs_a_reason(verb, submitted, cast):
    with pytest.raises(TransitionError, match="alasan"):
        getattr(moderation, verb)(submitted, by=cast.admin_makassar, reason="  ")

    submitted.refresh_from_db()
    assert submitted.status == StatusNaskah.SUBMITTED


@pytest.mark.parametrize(
    "name",
    [
        "warga",
        "anggota",
        "ketua",
        "admin_anggota",
        "admin_gowa",
        "admin_papua",
        "mantan_admin",
        "pemantau_mariso",
    ],
)
def test_nobody_else_decides(name, submitted, cast):
    with pytest.raises(NotAllowed):
        moderation.approve_kegiatan(submitted, by=getattr(cast, name))

    assert not Naskah.objects.published().exists()


@pytest.mark.parametrize("name", ["admin_makassar", "admin_sulsel", "pusat", "superuser"])
def test_admins_of_the_region_and_above_decide(name, submitted, cast):
    moderation.approve_kegiatan(submitted, by=getattr(cast, name))

    assert Naskah.objects.published().count() == 1


def test_an_admin_does_not_decide_on_an_own_post(kim, cast):
    own = NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.admin_makassar)
    own = moderation.submit_kegiatan(complete(own), by=cast.ketua)

    with pytest.raises(NotAllowed):
        moderation.approve_kegiatan(own, by=cast.admin_makassar)


@pytest.mark.parametrize("name", ["anggota", "mantan", "ketua_lain", "admin_makassar", "warga"])
def test_only_pengurus_hand_in(name, draft, cast):
    with pytest.raises(NotAllowed):
        moderation.submit_kegiatan(draft, by=getattr(cast, name))


def test_deciding_twice_is_refused_with_the_state_in_words(submitted, cast):
    moderation.approve_kegiatan(submitted, by=cast.admin_makassar)

    with pytest.raises(TransitionError, match="terbit"):
        moderation.reject_kegiatan(submitted, by=cast.admin_sulsel, reason=ALASAN)

    assert Naskah.objects.published().count() == 1


def test_a_revision_leaves_the_published_version_until_it_is_approved(published, cast):
    revision = NaskahFactory(kegiatan=published.kegiatan, judul="Judul yang diperbaiki")
    moderation.submit_kegiatan(complete(revision), by=cast.ketua)
    assert Naskah.objects.published().get() == published

    moderation.approve_kegiatan(revision, by=cast.admin_makassar)

    published.refresh_from_db()
    assert published.status == StatusNaskah.SUPERSEDED
    assert Naskah.objects.published().get() == revision


def test_a_revision_keeps_address_and_first_publication(published, cast):
    before = Kegiatan.objects.get()
    revision = NaskahFactory(kegiatan=before, judul="Judul yang sama sekali lain")
    moderation.submit_kegiatan(complete(revision), by=cast.ketua)
    moderation.approve_kegiatan(revision, by=cast.admin_makassar)

    after = Kegiatan.objects.get()
    assert (after.slug, after.published_at) == (before.slug, before.published_at)


def test_taking_down_hides_the_post_and_moves_the_activity_back(published, cast, kim):
    moderation.take_down_kegiatan(
        published, by=cast.admin_makassar, reason="Iklan judi.", dasar=Dasar("ite-27")
    )

    kim.refresh_from_db()
    assert not Naskah.objects.published().exists()
    assert Kegiatan.objects.get().naskah_terbit is None
    assert kim.last_activity_at is None


def test_a_cancelled_post_can_be_handed_in_again(submitted, cast):
    moderation.cancel_kegiatan(submitted, by=cast.ketua)
    naskah = moderation.submit_kegiatan(submitted, by=cast.ketua)

    assert naskah.status == StatusNaskah.SUBMITTED


def test_posts_of_a_suspended_kim_are_not_public(published, kim, cast):
    from komunitas.verification import suspend_kim

    suspend_kim(kim, by=cast.admin_makassar, reason="Akun dibajak.", dasar=Dasar("aturan"))

    assert not Naskah.objects.published().exists()
    assert not Kegiatan.objects.published().exists()
