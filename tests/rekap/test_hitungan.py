"""The ready counts say what a plain SQL count says, for every region, as of the last refresh."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.rekap.grid import FINEST, LEVELS, cells_over, finest_within, size
from kimportal.rekap.models import SEMUA_KIM, TANPA_KIM, RekapSel, RekapTitik, RekapWilayah
from kimportal.rekap.reading import counted_since
from kimportal.rekap.refreshing import refresh_counts
from komunitas.models import Bidang, Kim
from komunitas.verification import suspend_kim
from tests.factories import KimFactory
from tests.publishing import complete, make_draft
from wilayah.models import Wilayah


def plain(sql: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


@pytest.fixture
def content(kim, other_kim):
    """KIM of several kinds in three provinces, with posts of several ages."""
    umkm = Bidang.objects.get(slug="umkm-ekonomi-kreatif")
    kim.bidang.add(umkm, Bidang.objects.get(slug="perikanan"))
    KimFactory(verified=True, jenis="forum", wilayah_id="91.71.01.1001").bidang.add(umkm)
    KimFactory(nama="KIM Draf").bidang.add(umkm)
    for village, days in (("73.71.01.1006", 3), ("73.71.02.1002", 60), ("73.06.02.2002", 400)):
        draft = complete(make_draft(kim, wilayah_id=village))
        naskah = publish_at(draft, days)
        assert naskah.status == "published"
    refresh_counts()


def publish_at(draft, days: int):
    naskah = approve_kegiatan(submit_kegiatan(draft, by=SYSTEM), by=SYSTEM)
    moment = timezone.now() - timedelta(days=days)
    type(naskah).objects.filter(pk=naskah.pk).update(published_at=moment)
    return naskah


REGIONS = ["", "11", "73", "91", "73.06", "73.71", "91.71", "73.71.01", "73.71.02", "73.06.02"]


@pytest.mark.parametrize("kode", REGIONS)
def test_every_count_is_a_plain_count(kode, content):
    row = RekapWilayah.objects.get(kode=kode)
    like = f"{kode}%"
    posts = (
        "SELECT count(*) FROM kegiatan_naskah n JOIN kegiatan_kegiatan g ON g.id = n.kegiatan_id "
        "JOIN komunitas_kim k ON k.id = g.kim_id WHERE n.status = 'published' "
        "AND k.status = 'verified' AND n.wilayah_id LIKE %s"
    )
    public = "SELECT count(*) FROM komunitas_kim WHERE status = 'verified' AND wilayah_id LIKE %s"

    assert row.kim == plain(public, like)
    assert row.kim_aktif == plain(
        f"{public} AND last_activity_at >= now() - interval '180 days'", like
    )
    assert row.kabar == plain(posts, like)
    for days in (30, 90, 365):
        recent = f"{posts} AND n.published_at >= now() - interval '{days} days'"
        assert getattr(row, f"kabar_{days}") == plain(recent, like)
    assert row.desa == plain(
        "SELECT count(*) FROM wilayah_wilayah WHERE tingkat = 4 AND berakhir_pada IS NULL "
        "AND kode LIKE %s",
        like,
    )
    assert row.desa_ber_kim == plain(
        "SELECT count(DISTINCT wilayah_id) FROM komunitas_kim WHERE status = 'verified' "
        "AND jenis = 'desa' AND wilayah_id LIKE %s",
        like,
    )
    umkm = f"{public} AND id IN (SELECT kim_id FROM komunitas_kim_bidang WHERE bidang_id = %s)"
    bidang = Bidang.objects.get(slug="umkm-ekonomi-kreatif")
    assert row.bidang.get(bidang.slug, 0) == plain(umkm, like, bidang.pk)


def test_every_region_above_the_village_has_a_row(content):
    kodes = set(Wilayah.objects.filter(tingkat__lt=4).values_list("kode", flat=True))

    assert set(RekapWilayah.objects.values_list("kode", flat=True)) == kodes | {""}


def test_a_retired_village_is_no_village_without_kim(content, kim):
    Wilayah.objects.filter(kode="73.71.01.1001").update(berakhir_pada="2025-01-01")
    refresh_counts()

    assert RekapWilayah.objects.get(kode="73.71.01").desa == 1
    assert not RekapTitik.objects.filter(wilayah_id="73.71.01.1001").exists()


def test_counts_stand_until_the_next_refresh(content, kim):
    before = RekapWilayah.objects.get(kode="73.71")
    suspend_kim(kim, by=SYSTEM, reason="Diperiksa.")
    assert RekapWilayah.objects.get(kode="73.71").kim == before.kim

    moment = refresh_counts()

    after = RekapWilayah.objects.get(kode="73.71")
    assert (after.kim, after.dihitung_pada) == (before.kim - 1, moment)


def test_marks_are_public_kim_and_villages_without_one(content):
    of_kim = RekapTitik.objects.filter(lapis__contains=[SEMUA_KIM])
    assert {mark.kim_id for mark in of_kim} == {k.pk for k in Kim.objects.published()}
    empty = RekapTitik.objects.filter(lapis=[TANPA_KIM]).values_list("wilayah_id", flat=True)
    # A forum stands in Gurabesi but is no KIM of the village.
    assert set(empty) == {"73.71.01.1001", "73.71.02.1002", "91.71.01.1001"}


@pytest.mark.parametrize("tingkat", range(LEVELS))
def test_cells_of_every_level_hold_every_mark_once(tingkat, content):
    for lapis in (SEMUA_KIM, TANPA_KIM, "umkm-ekonomi-kreatif"):
        cells = RekapSel.objects.filter(lapis=lapis, tingkat=tingkat)
        marks = RekapTitik.objects.filter(lapis__contains=[lapis])
        assert sum(cell.jumlah for cell in cells) == marks.count() > 0
        for mark in marks:
            box = cells_over((mark.lon, mark.lat, mark.lon, mark.lat), tingkat)
            assert cells.filter(baris=box.baris[0], lajur=box.lajur[0]).count() == 1


def test_a_wide_view_gets_larger_cells_and_never_more_than_wanted():
    village, country = (119.40, -5.17, 119.42, -5.15), (94.0, -12.0, 142.0, 7.0)

    assert finest_within(village, 300).tingkat == FINEST
    assert finest_within(country, 300).tingkat == 1
    assert size(1) == 2.0
    assert all(finest_within(box, 300).cells <= 300 for box in (village, country))


def test_refreshing_by_command_and_twice(content, capsys):
    call_command("segarkan_rekap")
    call_command("segarkan_rekap")

    assert "Angka dihitung" in capsys.readouterr().out
    assert RekapWilayah.objects.filter(kode="").count() == 1


def test_it_is_known_since_when_the_counts_are(db):
    now = timezone.now()
    assert not counted_since(now)

    refresh_counts(now=now)

    assert counted_since(now)
    assert not counted_since(now + timedelta(seconds=1))


def test_a_post_counts_where_it_happened(kim, other_kim):
    draft = complete(make_draft(kim, wilayah_id="91.71.01.1001"))
    publish_at(draft, 1)
    refresh_counts()

    assert RekapWilayah.objects.get(kode="91").kabar_30 == 1
    assert RekapWilayah.objects.get(kode="73").kabar_30 == 0
