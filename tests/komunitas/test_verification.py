"""The one door to a KIM's status."""

import pytest

from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.audit.takedowns import Dasar
from kimportal.transitions import NotAllowed, TransitionError
from komunitas import verification
from komunitas.models import Bidang, Kim, StatusKim
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory


@pytest.fixture
def candidate(cast):
    """A KIM of Mariso, handed in by its own ketua."""
    kim = KimFactory(nama="KIM Losari Cerdas")
    ketua = PenggunaFactory()
    KeanggotaanFactory(kim=kim, pengguna=ketua, jabatan="ketua")
    KeanggotaanFactory.create_batch(2, kim=kim)
    kim.bidang.add(
        Bidang.objects.get_or_create(slug="perikanan", defaults={"nama": "Perikanan"})[0]
    )
    return verification.submit_kim(kim, by=ketua)


def test_verifying_gives_number_and_address_and_makes_public(candidate, cast):
    kim = verification.verify_kim(candidate, by=cast.admin_makassar)

    assert kim.nomor == "737101100601"
    assert kim.slug == "kim-losari-cerdas"
    assert Kim.objects.published().filter(pk=kim.pk).exists()


def test_the_second_kim_of_a_village_gets_the_next_serial(candidate, cast):
    verification.verify_kim(candidate, by=cast.admin_makassar)
    second = KimFactory(nama="KIM Losari Cerdas", status=StatusKim.SUBMITTED)

    second = verification.verify_kim(second, by=cast.admin_makassar)

    assert second.nomor == "737101100602"
    assert second.slug == "kim-losari-cerdas-737101100602"


def test_the_number_stays_through_suspension(candidate, cast):
    kim = verification.verify_kim(candidate, by=cast.admin_makassar)
    nomor = kim.nomor
    verification.suspend_kim(
        kim, by=cast.admin_makassar, reason="Tidak menanggapi.", dasar=Dasar("aturan")
    )
    assert not Kim.objects.published().filter(pk=kim.pk).exists()

    kim = verification.reactivate_kim(kim, by=cast.admin_makassar)

    assert (kim.nomor, kim.status) == (nomor, StatusKim.VERIFIED)


@pytest.mark.parametrize("verb", ["return_kim", "reject_kim"])
def test_refusing_needs_a_reason(verb, candidate, cast):
    with pytest.raises(TransitionError, match="alasan"):
        getattr(verification, verb)(candidate, by=cast.admin_makassar, reason="")


@pytest.mark.parametrize(
    "name", ["warga", "ketua", "admin_gowa", "pemantau_mariso", "mantan_admin"]
)
def test_nobody_else_verifies(name, candidate, cast):
    with pytest.raises(NotAllowed):
        verification.verify_kim(candidate, by=getattr(cast, name))


def test_nobody_verifies_the_own_kim(kim, cast):
    kim.status = StatusKim.SUBMITTED
    kim.save()

    with pytest.raises(NotAllowed):
        verification.verify_kim(kim, by=cast.admin_anggota)


def test_verifying_twice_is_refused(candidate, cast):
    verification.verify_kim(candidate, by=cast.admin_makassar)

    with pytest.raises(TransitionError, match="terverifikasi"):
        verification.verify_kim(candidate, by=cast.admin_sulsel)


def test_each_step_is_audited_with_its_actor(candidate, cast):
    verification.return_kim(candidate, by=cast.admin_makassar, reason="SK tidak terbaca.")

    verbs = CatatanAudit.objects.filter(object_type="kim", object_id=str(candidate.pk))
    assert list(verbs.values_list("verb", flat=True)) == ["return_kim", "submit_kim"]


def test_the_system_is_a_valid_actor_but_none_is_not(candidate):
    with pytest.raises((TypeError, AttributeError)):
        verification.verify_kim(candidate, by=None)
    assert verification.verify_kim(candidate, by=SYSTEM).nomor
