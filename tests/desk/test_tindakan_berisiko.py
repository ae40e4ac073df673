"""Acts that would hurt in wrong hands: the second factor again, and others are told."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from kegiatan import moderation
from kimportal.accounts.models import Pengguna
from kimportal.audit.takedowns import Dasar
from kimportal.notifications.models import Kiriman, Pemberitahuan
from komunitas.models import StatusKim
from tests.factories import TOTP_SECRET, KimFactory, PenggunaFactory, PenugasanFactory
from tests.publishing import publish
from wilayah.models import Wilayah

FACTOR = "/akun/ulang/faktor/"
ALARM = "Tindakan berisiko"


@pytest.fixture
def desk(client, cast, settings):
    """The browser of an admin of Makassar who signed in without a fresh second factor."""
    settings.KIM_MENIT_FAKTOR = 15
    client.force_login(cast.admin_makassar)
    return client


@pytest.fixture
def colleague(cast):
    """Another admin of Makassar."""
    pengguna = PenggunaFactory(nama="Rekan", email="rekan@uji.example", is_staff=True)
    PenugasanFactory(pengguna=pengguna, wilayah=Wilayah.objects.get(kode="73.71"), peran="admin")
    return pengguna


@pytest.fixture
def double(kim):
    return KimFactory(verified=True, nama="KIM Mariso", wilayah_id=kim.wilayah_id)


def prove(client, path):
    cache.clear()  # a code counts once, also between tests
    code = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
    return client.post(f"{FACTOR}?next={path}", {"code": code})


def is_asked(answer):
    return answer.status_code == 302 and answer.headers["Location"].startswith(FACTOR)


def alarms(pengguna):
    return Pemberitahuan.objects.filter(pengguna=pengguna, judul__startswith=ALARM)


def test_merging_asks_first_and_goes_on_with_what_was_sent(desk, kim, double):
    path = f"/admin/komunitas/kim/{double.pk}/gabung/"
    sent = {"nomor": kim.nomor, "alasan": "Sama.", "pasti": "on"}

    assert is_asked(desk.get(path))
    assert is_asked(desk.post(path, sent))
    prove(desk, path)

    double.refresh_from_db()
    assert double.status == StatusKim.MERGED
    assert desk.get(f"/admin/komunitas/kim/{kim.pk}/gabung/").status_code == 200


def test_a_proof_grows_old(desk, double, settings):
    path = f"/admin/komunitas/kim/{double.pk}/gabung/"
    prove(desk, path)
    assert desk.get(path).status_code == 200

    session = desk.session
    for row in session["account_authentication_methods"]:
        row["at"] -= 16 * 60
    session.save()
    assert is_asked(desk.get(path))


@pytest.mark.parametrize("kunci", ["bekukan", "faktor"])
def test_caring_for_an_account_and_appointing_ask(kunci, desk, cast):
    assert is_asked(desk.get(f"/admin/komunitas/penugasan/orang/{cast.ketua.pk}/{kunci}/"))
    assert is_asked(desk.get("/admin/komunitas/penugasan/add/"))
    assert is_asked(desk.post("/admin/audit/catatanaudit/ekspor/", {"bentuk": "csv"}))


def test_daily_work_is_not_asked_for(desk, kim):
    assert desk.get("/admin/").status_code == 200
    assert desk.get(f"/admin/komunitas/kim/{kim.pk}/change/").status_code == 200


def take_down(desk, naskah):
    address = f"/admin/kegiatan/naskah/{naskah.pk}/putuskan/"
    sent = {"keputusan": "take_down_kegiatan", "alasan": "Spam judi.", "dasar": "ite-27"}
    return desk.post(address, sent)


def test_the_sixth_take_down_within_an_hour_asks_and_the_fifth_is_told_of(
    desk, kim, colleague, cast, django_capture_on_commit_callbacks
):
    posts = [publish(kim, judul=f"Kabar {n}") for n in range(6)]
    for naskah in posts[:4]:
        assert not is_asked(take_down(desk, naskah))
    assert not alarms(colleague).exists()

    assert not is_asked(take_down(desk, posts[4]))
    assert alarms(colleague).count() == 1
    assert is_asked(take_down(desk, posts[5]))
    posts[5].refresh_from_db()
    assert posts[5].status == "published"


def test_the_regions_other_admins_and_pusat_are_told_by_mail(kim, double, cast, colleague):
    from komunitas.merging import merge_kim

    merge_kim(double, into=kim, by=cast.admin_makassar, reason="Sama.")

    for told in (colleague, cast.admin_sulsel, cast.pusat):
        assert alarms(told).count() == 1
    assert Kiriman.objects.filter(pesan__in=alarms(colleague), sent_at=None).exists()
    for other in (cast.admin_makassar, cast.admin_gowa, cast.pemantau_mariso, cast.mantan_admin):
        assert not alarms(other).exists()
    names = Pengguna.objects.filter(pk=cast.admin_makassar.pk).values_list("nama", flat=True)
    assert names[0] not in alarms(colleague).get().judul + alarms(colleague).get().isi


def test_what_the_portal_does_by_itself_alarms_nobody(kim, cast, colleague):
    from kimportal.audit.models import SYSTEM

    for n in range(5):
        naskah = publish(kim, judul=f"Kabar {n}")
        dasar = Dasar("aturan")
        moderation.take_down_kegiatan(naskah, by=SYSTEM, reason="Aturan.", dasar=dasar)

    assert not alarms(colleague).exists()
