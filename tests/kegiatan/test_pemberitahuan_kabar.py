"""Who is told of what happens to a post, and who is not."""

import pytest

from kegiatan import moderation
from kegiatan.writing import hand_in
from kimportal.audit.takedowns import Dasar
from kimportal.notifications.models import Pemberitahuan
from komunitas.models import Penugasan
from komunitas.officers import admins_of
from tests.publishing import complete


def told(person):
    return [row.judul for row in Pemberitahuan.objects.filter(pengguna=person)]


def told_people(cast):
    return {name for name, person in cast if told(person)}


def test_sending_tells_the_nearest_admins_once_a_day(submitted, cast):
    assert told_people(cast) == {"admin_makassar"}

    moderation.cancel_kegiatan(submitted, by=cast.ketua)
    moderation.submit_kegiatan(submitted, by=cast.ketua)

    assert len(told(cast.admin_makassar)) == 1


def test_without_an_admin_near_the_next_level_is_told(kim, cast):
    Penugasan.objects.filter(wilayah="73.71").delete()
    assert admins_of(kim) == [cast.admin_sulsel]

    Penugasan.objects.filter(wilayah="73").delete()
    assert admins_of(kim) == [cast.pusat]


def test_an_admin_who_is_a_member_is_not_asked_to_decide(kim, cast):
    assert cast.admin_anggota not in admins_of(kim)

    Penugasan.objects.filter(pengguna=cast.admin_makassar).delete()
    assert admins_of(kim) == [cast.admin_sulsel]


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("approve", "sudah terbit"),
        ("return", "perlu diperbaiki"),
        ("reject", "ditolak"),
    ],
)
def test_author_and_pengurus_hear_the_decision(verb, words, submitted, cast):
    Pemberitahuan.objects.all().delete()
    extra = {} if verb == "approve" else {"reason": "Tulis jamnya."}

    getattr(moderation, f"{verb}_kegiatan")(submitted, by=cast.admin_makassar, **extra)

    assert told_people(cast) == {"anggota", "ketua"}
    message = Pemberitahuan.objects.filter(pengguna=cast.anggota).get()
    assert words in message.judul
    assert ("Tulis jamnya." in message.isi) is bool(extra)
    assert message.url.startswith(f"/kelola/kegiatan/{submitted.kegiatan_id}/")


def test_taking_down_is_told_with_its_reason(published, cast):
    Pemberitahuan.objects.all().delete()

    moderation.take_down_kegiatan(
        published, by=cast.admin_makassar, reason="Foto salah.", dasar=Dasar("pdp")
    )

    assert "Foto salah." in Pemberitahuan.objects.filter(pengguna=cast.ketua).get().isi


def test_an_author_who_left_hears_nothing(submitted, cast, kim):
    Pemberitahuan.objects.all().delete()
    kim.daftar_keanggotaan.filter(pengguna=cast.anggota).update(selesai="2024-01-31")

    moderation.approve_kegiatan(submitted, by=cast.admin_makassar)

    assert told_people(cast) == {"ketua"}


def test_handing_over_tells_the_pengurus(draft, cast):
    hand_in(complete(draft).kegiatan, by=cast.anggota)

    assert told_people(cast) == {"ketua"}
    assert "diserahkan" in told(cast.ketua)[0]
