"""The national content on a tiny scale: exact numbers, whole tables, the same for the same seed."""

import re
from datetime import date, timedelta
from io import StringIO
from itertools import groupby
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kegiatan.outbound import hosts_in
from kimportal.audit.models import CatatanAudit
from kimportal.desk.contoh.national import loading
from kimportal.desk.contoh.national.loading import Ukuran, load_national
from kimportal.desk.contoh.national.schedule import plan_year
from kimportal.desk.contoh.national.skew import day_weight, share_out
from komunitas.models import Keanggotaan, Kim
from tests.factories import KimFactory

TODAY = date(2026, 11, 24)
# Of 83,762 KIM and a million posts.
TINY = 0.00005
RULES = """
    SELECT indexdef FROM pg_indexes WHERE tablename ~ '^(komunitas|kegiatan|audit)' UNION ALL
    SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid::regclass::text ~ '^(komunitas|kegiatan|audit)' AND convalidated
"""


@pytest.fixture
def load(regions, settings, monkeypatch, tmp_path):
    settings.KIM_DEMO = True
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = dict(settings.STORAGES)  # opened anew, in that folder
    monkeypatch.setattr(loading, "PICTURES", 3)

    def run(benih: str = "uji"):
        ukuran = Ukuran(share=TINY, benih=benih, today=TODAY)
        return load_national(ukuran, track=lambda rows, **_: rows)

    return run


def rules() -> list[str]:
    """Return indexes and constraints; how PostgreSQL writes its casts changes with each reading."""
    with connection.cursor() as cursor:
        cursor.execute(RULES)
        return sorted(re.sub(r"::(text|character varying)|[()\[\]]", "", r) for (r,) in cursor)


def contents() -> list:
    """Return what the seed decides; keys of photos are drawn by chance, whatever the seed."""
    posts = Naskah.objects.order_by("pk").values_list("judul", "isi", "status", "published_at")
    people = Keanggotaan.objects.order_by("kim", "nama", "jabatan").values_list("nama", "jabatan")
    return [*posts, *people, *Kim.objects.order_by("pk").values_list("nama", "slug", "status")]


def test_as_many_rows_as_promised_and_all_of_them_whole(load):
    before = rules()
    outcome = load()

    assert (outcome.kim, outcome.kabar) == (Kim.objects.count(), Kegiatan.objects.count())
    assert (outcome.kim, outcome.kabar) == (4, 50)
    assert rules() == before
    assert Naskah.objects.count() == 50
    assert FotoNaskah.objects.exists()
    for naskah in Naskah.objects.all():
        assert naskah.daftar_host == hosts_in(naskah.isi, naskah.sumber)
    published = Naskah.objects.filter(status="published")
    assert Kegiatan.objects.filter(naskah_terbit__in=published).count() == published.count() > 30
    assert not Kim.objects.filter(daftar_kegiatan__isnull=False).exclude(status="verified").exists()
    for kim in Kim.objects.filter(last_activity_at__isnull=False):
        newest = published.filter(kegiatan__kim=kim).latest("published_at")
        assert kim.last_activity_at == newest.published_at
    trail = CatatanAudit.objects.filter(object_type="naskah", verb="approve_kegiatan")
    assert trail.count() >= published.count()


def test_new_rows_follow_after_the_loaded_ones(load):
    load()
    kim = KimFactory(verified=True, slug="kim-sesudah", nomor="999999999901")

    assert kim.pk == Kim.objects.exclude(pk=kim.pk).latest("pk").pk + 1


def test_the_texts_are_filled(load):
    load()
    for naskah in Naskah.objects.all():
        text = naskah.judul + naskah.ringkasan + naskah.isi + naskah.tempat
        assert not set(text) & set("{}\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12"), text
        assert "2023" not in text
        assert naskah.isi.count("<p>") == naskah.isi.count("</p>")


def test_the_same_seed_gives_the_same_content_and_another_seed_does_not(load):
    made = []
    for benih in ("uji", "uji", "lain"):
        with transaction.atomic():
            load(benih)
            made.append(contents())
            transaction.set_rollback(True)

    assert made[0] == made[1] != made[2]


def test_a_portal_with_kim_is_left_alone(load):
    kim = KimFactory(verified=True)
    with pytest.raises(CommandError, match="sudah berisi KIM"):
        call_command("muat_contoh", skala="sepersepuluh", stdout=StringIO())

    assert list(Kim.objects.all()) == [kim]


def test_outside_the_demo_it_refuses(db):
    with pytest.raises(CommandError, match="KIM_DEMO"):
        call_command("muat_contoh", skala="nasional", stdout=StringIO())


# --- How unevenly ------------------------------------------------------------------------


def test_few_write_much_and_many_nothing_and_java_most():
    kodes = ["35.01.01.2001", "94.01.01.2001"] * 4000
    counts, quiet = share_out(kodes, 100_000, Random(1))

    assert sum(counts) == 100_000
    ordered = sorted(counts, reverse=True)
    assert sum(ordered[:800]) > 45_000  # a tenth of the KIM, nearly half of the posts
    assert sum(count == 0 for count in counts) / len(counts) > 0.3
    assert sum(counts[::2]) > 1.4 * sum(counts[1::2])
    assert any(quiet)


def test_weekends_and_ramadan_are_busy_and_the_feast_is_quiet():
    saturday, monday = date(2026, 6, 6), date(2026, 6, 8)
    assert day_weight(saturday) > day_weight(monday)
    assert day_weight(date(2026, 3, 2)) > day_weight(monday)  # fasting
    assert day_weight(date(2026, 3, 23)) < day_weight(monday)  # Lebaran


def test_posts_go_out_in_the_order_of_time_and_none_in_the_future():
    jadwal = plan_year(["35.01.01.2001"] * 50, 2000, today=TODAY, rng=Random(3))
    moments = [
        (day, second)
        for number, day in enumerate(jadwal.days)
        for _, _, second in jadwal.posts_of(number)
    ]

    assert len(moments) == 2000
    assert moments == sorted(moments)
    assert [day for day, _ in groupby(moments, key=lambda moment: moment[0])][-1] < TODAY
    assert moments[0][0] >= TODAY - timedelta(days=365)
