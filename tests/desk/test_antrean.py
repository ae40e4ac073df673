"""The officers' queue: one list, scoped, filtered, sorted and counted in the database."""

from datetime import timedelta
from itertools import product
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kegiatan.models import Naskah
from kimportal.desk.queue import Antrean
from kimportal.desk.queue_filter import Saringan, read_filter
from kimportal.working_days import due_after
from tests.desk.queue import ANTREAN, new_kim, one_of_each, post, wait_since
from tests.factories import KimFactory

KINDS = {"kabar", "revisi", "perubahan", "klaim", "kim", "laporan", "keberatan"}
OFFICERS = ["admin_makassar", "admin_sulsel", "pusat", "superuser", "pemantau_mariso"]
STRANGERS = ["admin_gowa", "admin_papua", "mantan_admin"]


@pytest.fixture
def full(cast, kim):
    one_of_each(kim, cast.ketua)


def kinds_of(user, **saringan):
    return {row.kode_jenis for row in Antrean(user, Saringan(**saringan)).first(50)}


def page(client, user, **query):
    client.force_login(user)
    return client.get(ANTREAN, query).content.decode()


@pytest.mark.parametrize("name", OFFICERS)
def test_officers_of_the_region_see_every_kind(name, full, cast, client):
    user = getattr(cast, name)

    assert kinds_of(user) == KINDS
    assert "Warga menanam bakau" in page(client, user)


@pytest.mark.parametrize("name", STRANGERS)
def test_others_find_nothing_in_lists_counts_and_searches(name, full, cast, client):
    user = getattr(cast, name)
    antrean = Antrean(user)

    assert antrean.first(50) == []
    assert antrean.total == 0
    assert antrean.per_provinsi() == []
    assert kinds_of(user, q="bakau") == set()
    client.force_login(user)
    answer = client.get(ANTREAN, {"q": "bakau", "wilayah": "73.71"})
    assert answer.status_code in (200, 403)
    assert "Warga menanam" not in answer.content.decode()


@pytest.mark.parametrize("name", ["warga", "ketua", "mantan"])
def test_people_who_are_no_officers_do_not_get_in(name, cast, client):
    client.force_login(getattr(cast, name))

    assert client.get(ANTREAN).status_code in (302, 403)


def test_a_pemantau_reads_without_anything_to_press(full, cast, client):
    html = page(client, cast.pemantau_mariso)

    assert "Anda membaca saja" in html
    assert "/admin/antrean/buka/" not in html
    assert "Putuskan yang dicentang" not in html


def test_the_own_post_is_for_another_admin(cast, kim, client):
    own = post(kim, "Tulisan saya", kegiatan__penulis=cast.admin_makassar)

    html = page(client, cast.admin_makassar)
    assert "Diputuskan admin lain" in html
    assert f"kabar-{own.pk}@" not in html
    assert kinds_of(cast.admin_makassar, bisa="1") == set()
    assert kinds_of(cast.admin_anggota, bisa="1") == set()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"jenis": "kim"}, {"kim"}),
        ({"q": "BAKAU"}, {"kabar"}),
        ({"q": "komunitas informasi masyarakat bontorannu"}, {"kim"}),
        ({"wilayah": "73.71.01.1001"}, {"kim"}),
        ({"wilayah": "73.06"}, set()),
        ({"mendesak": "1"}, {"laporan"}),
        ({"lewat": "1"}, set()),
        ({"diminta": "1"}, set()),
        ({"jenis": "ngawur"}, KINDS),
        ({"wilayah": "x'; --"}, KINDS),
    ],
)
def test_each_filter_narrows_list_and_count_alike(query, found, full, cast, client):
    html = page(client, cast.admin_makassar, **query)

    antrean = Antrean(cast.admin_makassar, read_filter(urlencode(query)))
    assert {row.kode_jenis for row in antrean.first(50)} == found
    assert antrean.total == len(antrean.first(50))
    assert ("Tidak ada yang cocok" in html) == (not found)


def test_order_and_pages_are_in_the_address(cast, kim, client):
    for n, days in enumerate([1, 9, 4]):
        wait_since(post(kim, f"Kabar {n}"), days)
    wait_since(new_kim("KIM Lama"), 6)

    def titles(**query):
        return [row.judul for row in Antrean(cast.admin_makassar, Saringan(**query)).first(9)]

    assert titles() == ["Kabar 1", "KIM Lama", "Kabar 2", "Kabar 0"]
    assert titles(urut="baru") == ["Kabar 0", "Kabar 2", "KIM Lama", "Kabar 1"]
    assert titles(urut="tenggat")[0] == "Kabar 1"
    for n in range(25):
        post(kim, f"Banyak {n}")
    second = page(client, cast.admin_makassar, halaman="2", urut="baru")
    assert "Kabar 1" in second
    assert "Halaman 2 dari 2" in second
    assert 'rel="prev" href="?halaman=1&amp;urut=baru"' in second


@pytest.mark.parametrize("days", range(1, 15))
@pytest.mark.parametrize("kode", ["73.71.01.1006", "91.71.01.1001"])
def test_due_dates_of_the_database_are_those_of_the_calendar(days, kode, cast, regions):
    kim = KimFactory(verified=True, wilayah_id=kode)
    naskah = post(kim, "Kabar")
    zona = kim.wilayah.zona
    moment = timezone.now() - timedelta(days=days, hours=days)
    Naskah.objects.filter(pk=naskah.pk).update(submitted_at=moment)

    row = Antrean(cast.pusat).find(f"kabar-{naskah.pk}")
    assert row.tenggat == due_after(moment, 1, zona=zona)


@pytest.mark.parametrize("kode", ["73.71.01.1006", "91.71.01.1001"])
def test_overdue_is_what_the_calendar_says_around_every_midnight(kode, cast, regions):
    kim = KimFactory(verified=True, wilayah_id=kode)
    naskah = Naskah.objects.filter(pk=post(kim, "Kabar").pk)
    midnight = timezone.now().replace(hour=17, minute=0, second=0)  # of WIB, then WITA, WIT
    moments = [
        midnight - timedelta(days=days, hours=hours, minutes=minutes)
        for days, hours, minutes in product(range(1, 9), range(3), (-1, 1))
    ]

    for moment in moments:
        naskah.update(submitted_at=moment)
        is_late = due_after(moment, 1, zona=kim.wilayah.zona) < timezone.now()
        [waiting] = Antrean(cast.pusat).per_jenis
        assert waiting.lewat == is_late, moment
        assert Antrean(cast.pusat, Saringan(lewat="1")).total == is_late, moment


def test_overdue_is_marked_and_filtered(cast, kim, client):
    wait_since(post(kim, "Terlupa"), 20)
    post(kim, "Baru saja")

    html = page(client, cast.admin_sulsel, lewat="1")
    assert "Terlupa" in html
    assert "Baru saja" not in html
    assert "Lewat tenggat (1)" in html


def test_nothing_waits(cast, client):
    assert "Tidak ada yang menunggu" in page(client, cast.admin_makassar)


def test_the_nation_sees_counts_per_province(full, cast, client):
    client.force_login(cast.pusat)
    html = client.get(f"{ANTREAN}provinsi/").content.decode()
    assert "Sulawesi Selatan" in html
    assert "?wilayah=73" in html
    client.force_login(cast.admin_sulsel)
    assert client.get(f"{ANTREAN}provinsi/").status_code == 403


@pytest.mark.parametrize("name", ["admin_makassar", "admin_sulsel", "pusat", "pemantau_mariso"])
def test_the_list_asks_as_often_for_many_as_for_one(name, full, cast, kim, client):
    client.force_login(getattr(cast, name))
    client.get(ANTREAN)
    with CaptureQueriesContext(connection) as few:
        client.get(ANTREAN)
    for n in range(20):
        post(kim, f"Kabar {n}")
    with CaptureQueriesContext(connection) as many:
        client.get(ANTREAN)

    assert len(many) == len(few) <= 15


def test_looking_writes_nothing(full, cast, client):
    client.force_login(cast.admin_makassar)
    client.get(ANTREAN)
    with CaptureQueriesContext(connection) as queries:
        client.get(ANTREAN)
    assert [q for q in queries if "SELECT" not in q["sql"][:8]] == []
