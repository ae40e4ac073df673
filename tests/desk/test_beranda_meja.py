"""The officer's home: what waits, what was decided, which KIM need looking after; scoped."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from diseminasi.models import Isu
from kegiatan.moderation import approve_kegiatan
from komunitas.models import Kim, SuratKeputusan
from tests.desk.queue import one_of_each, post, wait_since
from tests.factories import KeanggotaanFactory, KimFactory
from tests.hoaks.rumours import checking, sent

BERANDA = reverse("admin:index")


@pytest.fixture
def region(cast, kim):
    """Things to look after in Makassar."""
    wait_since(post(kim, "Kabar lama sekali"), 9)
    wait_since(post(kim, "Kabar agak lama"), 5)
    approve_kegiatan(post(kim, "Kabar yang disetujui"), by=cast.admin_makassar)
    ending = KimFactory(verified=True, nama="KIM Habis Masa", last_activity_at=timezone.now())
    SuratKeputusan.objects.create(
        kim=ending,
        nomor="SK-9",
        tanggal=date(2023, 1, 1),
        berlaku_sampai=timezone.localdate() + timedelta(days=40),
    )
    KimFactory(verified=True, nama="KIM Sunyi")


def home(client, user):
    client.force_login(user)
    return client.get(BERANDA).content.decode()


def test_what_waits_stands_on_top_the_oldest_first(region, cast, client):
    html = home(client, cast.admin_makassar)

    assert html.index("Kabar lama sekali") < html.index("Kabar agak lama")
    assert "hari kerja" in html
    assert "lewat" in html
    assert 'href="/admin/antrean/?bisa=1&amp;lewat=1"' in html


def test_own_decisions_ending_sk_and_silent_kim_are_named(region, cast, client):
    html = home(client, cast.admin_makassar)

    assert "Kabar yang disetujui" in html
    assert "KIM Habis Masa" in html
    assert "KIM Sunyi" in html
    assert "tidak menerbitkan kabar" in html
    lists = reverse("admin:komunitas_kim_changelist")
    ending = client.get(lists, {"sk": "berakhir"}).content.decode()
    assert "KIM Habis Masa" in ending
    assert "KIM Sunyi" not in ending
    silent = client.get(lists, {"keaktifan": "tidak"}).content.decode()
    assert "KIM Sunyi" in silent
    assert "KIM Habis Masa" not in silent
    # Somebody else's decisions are not mine.
    assert "Kabar yang disetujui" not in home(client, cast.admin_sulsel)


def test_the_latest_decision_stands_first_whatever_was_written_down_last(region, cast, client):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_catatanaudit (actor_id, verb, object_type, object_id, wilayah_kode,"
            " before, after, reason, created_at) SELECT actor_id, 'return_kegiatan', object_type,"
            " object_id, wilayah_kode, before, after, reason, created_at - interval '9 days'"
            " FROM audit_catatanaudit WHERE verb = 'approve_kegiatan'"
        )
    own = home(client, cast.admin_makassar).partition('id="diputuskan"')[2]

    assert own.index("Setujui dan terbitkan") < own.index("Minta perbaikan")


def test_the_ketua_of_a_silent_kim_is_one_tap_away(region, cast, client):
    silent = Kim.objects.get(nama="KIM Sunyi")
    KeanggotaanFactory(kim=silent, jabatan="ketua", nama="Daeng", telepon="628123456789")

    assert "wa.me/628123456789" in home(client, cast.admin_makassar)
    assert "628123456789" not in home(client, cast.admin_gowa)


def test_rumours_that_wait_lead_to_their_list(cast, client):
    late, _, shown = sent().isu, sent().isu, checking()
    sent(wilayah="91")
    Isu.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    html = home(client, cast.admin_makassar)

    tile = re.search(r'<a class="is-lewat" href="(/admin/diseminasi/isu/[^"]*)">(.*?)</a>', html)
    assert "<strong>2</strong>" in tile[2]
    assert "Isu Cek Hoaks menunggu · 1 lewat tenggat" in tile[2]
    listed = client.get(tile[1]).content.decode()
    assert late.nomor in listed
    assert shown.nomor not in listed


@pytest.mark.parametrize("name", ["pemantau_mariso", "admin_gowa", "mantan_admin"])
def test_who_checks_no_rumour_here_is_told_of_none(name, cast, client):
    sent()

    assert "Isu Cek Hoaks menunggu" not in home(client, getattr(cast, name))


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua", "mantan_admin"])
def test_others_see_nothing_of_it(name, region, cast, client):
    html = home(client, getattr(cast, name))

    for title in ("Kabar lama", "Kabar agak", "disetujui", "KIM Habis Masa", "KIM Sunyi"):
        assert title not in html


def test_a_pemantau_sees_what_waits_without_deciding(region, cast, client):
    html = home(client, cast.pemantau_mariso)

    assert "Kabar lama sekali" in html
    assert 'name="baris"' not in html
    assert "Terakhir Anda putuskan" not in html


def test_it_asks_as_often_for_much_as_for_little(region, cast, kim, client):
    one_of_each(kim, cast.ketua)
    client.force_login(cast.admin_makassar)
    client.get(BERANDA)
    with CaptureQueriesContext(connection) as few:
        client.get(BERANDA)
    for n in range(12):
        approve_kegiatan(post(kim, f"Disetujui {n}"), by=cast.admin_makassar)
        post(kim, f"Menunggu {n}")
    with CaptureQueriesContext(connection) as many:
        client.get(BERANDA)

    assert len(many) == len(few) <= 23
