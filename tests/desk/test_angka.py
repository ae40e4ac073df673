"""The figures agree with plain SQL in every province, and leave out what nobody may count."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kegiatan.models import Kegiatan, Naskah
from kegiatan.moderation import return_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.desk import figures
from kimportal.desk.figures_decisions import decision_times
from kimportal.desk.figures_live import compare_live, count_live
from kimportal.desk.figures_periods import Periode, between, last_year, month, parse_period, year
from kimportal.desk.figures_ready import compare_ready, read_ready
from kimportal.desk.figures_region import statistics_of
from kimportal.rekap.models import RekapWilayah
from kimportal.rekap.refreshing import refresh_counts
from kimportal.rekap.shares import Bagian
from komunitas.models import Bidang, Kim
from komunitas.verification import submit_kim
from tests.desk.nation import make_nation
from tests.factories import KimFactory, NaskahFactory
from tests.publishing import publish
from wilayah.models import Wilayah

INSIDE = "73.71.01.1001"
VERIFIED = "k.status = 'verified' AND k.wilayah_id LIKE %s"
SQL = {
    "kim": f"SELECT count(*) FROM komunitas_kim k WHERE {VERIFIED}",
    "diajukan": "SELECT count(*) FROM komunitas_kim k "
    "WHERE k.status = 'submitted' AND k.wilayah_id LIKE %s",
    "forum": f"SELECT count(*) FROM komunitas_kim k WHERE k.jenis = 'forum' AND {VERIFIED}",
    "ber_kim": "SELECT count(DISTINCT k.wilayah_id) FROM komunitas_kim k "
    f"WHERE k.jenis = 'desa' AND {VERIFIED}",
    "desa": "SELECT count(*) FROM wilayah_wilayah WHERE tingkat = 4 AND kode LIKE %s",
    "aktif": "SELECT count(*) FROM komunitas_kim k "
    f"WHERE k.last_activity_at >= now() - interval '180 days' AND {VERIFIED}",
    "kabar": "SELECT count(*) FROM kegiatan_naskah n JOIN kegiatan_kegiatan g "
    "ON g.id = n.kegiatan_id JOIN komunitas_kim k ON k.id = g.kim_id "
    "WHERE n.status = 'published' AND n.published_at >= '2026-01-01 00:00+07' "
    f"AND n.published_at < '2027-01-01 00:00+07' AND {VERIFIED}",
    "diskusi": "SELECT count(*) FROM kegiatan_naskah n JOIN kegiatan_kegiatan g "
    "ON g.id = n.kegiatan_id JOIN komunitas_kim k ON k.id = g.kim_id "
    f"WHERE n.status = 'published' AND 'diskusi' = ANY(n.adinda) AND {VERIFIED}",
    "mei": "SELECT count(*) FROM kegiatan_naskah n JOIN kegiatan_kegiatan g "
    "ON g.id = n.kegiatan_id JOIN komunitas_kim k ON k.id = g.kim_id "
    "WHERE n.status = 'published' AND n.published_at >= '2026-05-01 00:00+07' "
    f"AND n.published_at < '2026-06-01 00:00+07' AND {VERIFIED}",
}


def plain(name: str, kode: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(SQL[name], [f"{kode}%"])
        return cursor.fetchone()[0]


def figure(kode: str) -> dict[str, int]:
    s = statistics_of(kode, year(2026))
    return {
        "kim": s.keadaan.kim,
        "diajukan": s.keadaan.status["submitted"],
        "forum": s.keadaan.jenis["forum"],
        "ber_kim": s.keadaan.desa_ber_kim,
        "desa": s.keadaan.desa,
        "aktif": s.keadaan.kim_aktif,
        "kabar": s.kabar.jumlah,
        "diskusi": dict(s.kabar.per_adinda)["Diskusi"],
        "mei": dict(s.kabar.per_bulan)[date(2026, 5, 1)],
    }


@pytest.mark.parametrize("is_ready", [False, True])
def test_every_province_and_the_nation_agree_with_plain_sql(is_ready, db):
    codes = make_nation()
    assert len(codes) == 38
    if is_ready:
        refresh_counts()

    seen = set()
    for kode in ["", *codes]:
        counted = figure(kode)
        assert counted == {name: plain(name, kode) for name in SQL}, kode
        seen.add(tuple(counted.values()))
    assert len(seen) > 10


def test_the_parts_of_a_region_add_up_and_the_level_above_is_the_whole(db):
    codes = make_nation()

    nation = statistics_of("", year(2026))
    assert [w.kode for w, _ in nation.bagian] == codes
    assert {w.kode: k.kim for w, k in nation.bagian} == {c: plain("kim", c) for c in codes}
    province = statistics_of("73", year(2026))
    assert province.induk.keadaan == nation.keadaan
    assert statistics_of("73.01", year(2026)).induk.keadaan == province.keadaan
    deepest = statistics_of("73.01.01", year(2026))
    assert deepest.keadaan == province.keadaan
    assert len(deepest.bagian) == 6


def periods() -> list[Periode]:
    """Those of whole months, as of now: made at import, they would end yesterday after midnight."""
    return [
        last_year(),
        year(2026),
        year(2025),
        month(date(2026, 3, 1)),
        month(date(2026, 11, 1)),
        between(date(2026, 2, 1), date(2026, 6, 30)),
    ]


@pytest.fixture
def busy_nation(db):
    """The small nation with fields of interest, and posts from beyond a KIM's own region."""
    codes = make_nation()
    fields = list(Bidang.objects.order_by("pk"))
    for number, kim in enumerate(Kim.objects.order_by("pk")):
        kim.bidang.add(*fields[: number % 4])
    for number, naskah in enumerate(Naskah.objects.order_by("pk")):
        naskah.bidang.add(fields[number % len(fields)])
        if number % 7 == 0:
            naskah.wilayah_id = f"{codes[number % 38]}.01.01.2001"
            naskah.save()
    refresh_counts()
    return codes


def test_ready_counts_say_what_a_count_on_the_spot_says(busy_nation):
    fields = list(Bidang.objects.all())
    for periode in periods():
        for kode in ["", *busy_nation[::5], *(f"{kode}.01" for kode in busy_nation[::9])]:
            parts = list(Wilayah.objects.filter(induk=kode or None).values_list("kode", flat=True))
            ready = vars(read_ready(kode, parts, periode, fields))
            live = vars(count_live(kode, periode, fields))
            if len(kode) == 5:
                # What is new in single kecamatan is shown nowhere, and not kept.
                for part in (*ready["per_bagian"].values(), *live["per_bagian"].values()):
                    part.kim_baru = 0
            for name in live.keys() - {"dihitung"}:
                assert ready[name] == live[name], (kode, name, periode.label)
            assert compare_ready(kode, periode) == compare_live(kode, periode)


def test_single_days_and_kecamatan_are_counted_on_the_spot(busy_nation):
    days = between(date(2026, 2, 2), date(2026, 6, 30))

    assert read_ready("73", [], days, []) is None
    assert read_ready("73.01.01", [], last_year(), []) is None


@pytest.mark.parametrize(("kode", "questions"), [("", 4), ("73", 6), ("73.71", 6)])
def test_ready_figures_take_few_questions(kode, questions, kim):
    moment = refresh_counts()
    with CaptureQueriesContext(connection) as queries:
        counted = statistics_of(kode, last_year())

    assert counted.dihitung == moment
    assert len(queries) == questions


def test_a_kecamatan_is_counted_in_thirteen_questions_and_then_remembered(kim):
    refresh_counts()
    for questions in (13, 4):
        with CaptureQueriesContext(connection) as queries:
            statistics_of("73.71.01", last_year())
        assert len(queries) == questions


def test_ready_figures_stand_until_the_next_refresh(kim):
    refresh_counts()
    KimFactory(verified=True)
    assert statistics_of("73", last_year()).keadaan.kim == 1

    refresh_counts()

    assert statistics_of("73", last_year()).keadaan.kim == 2


def test_a_region_that_does_not_exist_has_none(regions):
    assert statistics_of("99", last_year()) is None


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Bagian(1, 4), "–"),
        (Bagian(4, 4), "–"),
        (Bagian(1, 5), "20%"),
        (Bagian(130, 3324), "3,9%"),
        (Bagian(1, 83762), "< 0,1%"),
        (Bagian(0, 0), "–"),
    ],
)
def test_a_share_is_kept_back_below_the_smallest_base(share, text):
    assert share.persen_teks == text


def test_the_base_is_always_said():
    assert Bagian(1300, 83762).rincian == "1.300 dari 83.762"


@pytest.fixture
def decide(kim, monkeypatch):
    """Hand in and decide one post per pair of days, through the doors, at 10 o'clock."""

    def clock(day: str) -> None:
        at = datetime.fromisoformat(day).replace(hour=3, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: at)

    def run(admin, days: list[tuple[str, str]]) -> None:
        for came, decided in days:
            clock(came)
            naskah = submit_kegiatan(NaskahFactory(kegiatan__kim=kim), by=SYSTEM)
            clock(decided)
            return_kegiatan(naskah, by=admin, reason="Lengkapi.")

    return run


# Friday 13 November 2026, and the week after it.
DAYS = [
    ("2026-11-13", "2026-11-13"),
    ("2026-11-13", "2026-11-16"),
    ("2026-11-14", "2026-11-16"),
    ("2026-11-09", "2026-11-13"),
    ("2026-11-13", "2026-11-20"),
]


def test_decision_times_are_working_days_and_name_their_base(cast, decide):
    decide(cast.admin_makassar, DAYS)
    november = month(date(2026, 11, 1))

    own, above = (decision_times(kode, november) for kode in ("73.71", "73"))
    refresh_counts()
    assert compare_ready("73.71", november).lama == own
    assert compare_ready("", november).lama == own
    assert own["naskah"].jumlah == 5
    assert own["naskah"].median_teks == "1 hari kerja"
    assert own["naskah"].p90_teks == "5 hari kerja"
    assert above["naskah"] == own["naskah"]
    assert decision_times("73.06", november)["naskah"].jumlah == 0
    assert decision_times("73.71", month(date(2026, 10, 1)))["naskah"].jumlah == 0


def test_too_few_decisions_say_nothing(cast, decide):
    decide(cast.admin_makassar, DAYS[:4])

    own = decision_times("73.71", month(date(2026, 11, 1)))
    assert own["naskah"].jumlah == 4
    assert own["naskah"].median_teks == "–"


def test_what_the_portal_decides_by_itself_is_no_decision_of_the_dinas(cast, decide):
    decide(SYSTEM, DAYS)

    assert decision_times("73.71", month(date(2026, 11, 1)))["naskah"].jumlah == 0


def test_a_past_period_counts_the_kim_and_posts_of_then(regions):
    KimFactory(verified=True, verified_at=datetime(2026, 3, 1, tzinfo=UTC))
    KimFactory(verified=True, verified_at=datetime(2026, 5, 1, tzinfo=UTC))

    april = statistics_of("73.71", month(date(2026, 4, 1)))
    assert april.keadaan.kim == 1
    assert april.keadaan.kim_baru == 0
    assert statistics_of("73.71", month(date(2026, 3, 1))).keadaan.kim_baru == 1


@pytest.mark.parametrize("kode", ["73.71", "73.71.01"])
@pytest.mark.parametrize("is_ready", [True, False])
def test_a_kim_handed_in_since_is_no_part_of_a_past_month(is_ready, kode, regions):
    early, late = KimFactory(wilayah_id=INSIDE), KimFactory(wilayah_id=INSIDE)
    for row, day in ((submit_kim(early, by=SYSTEM), 30), (submit_kim(late, by=SYSTEM), 31)):
        moment = datetime(2026, 3, day, 20, tzinfo=UTC)  # the next day in Jakarta
        Kim.objects.filter(pk=row.pk).update(submitted_at=moment)
    if is_ready:
        refresh_counts()

    march = statistics_of(kode, month(date(2026, 3, 1))).keadaan
    april = statistics_of(kode, month(date(2026, 4, 1))).keadaan

    assert (march.status["submitted"], april.status["submitted"]) == (1, 2)


def test_a_past_months_active_kim_are_those_that_had_published_by_then(kim):
    publish(kim)
    post = Kegiatan.objects.get()
    for at, active in (
        ("2026-02-01T00:00:00Z", 1),  # 59 days before the end of March
        ("2025-10-03T00:00:00Z", 1),  # 180 days before
        ("2025-10-01T00:00:00Z", 0),
        ("2026-04-01T00:00:00Z", 0),  # after it
    ):
        cache.clear()
        Kim.objects.update(verified_at="2025-01-01T00:00:00Z")
        Kegiatan.objects.filter(pk=post.pk).update(published_at=at)
        march = statistics_of("73.71", month(date(2026, 3, 1)))
        assert march.keadaan.kim_aktif == active, at


def test_villages_without_and_quiet_kim(kim, other_kim):
    assert [w.kode for w in figures.villages_without("73.71")] == ["73.71.01.1001", "73.71.02.1002"]
    assert list(figures.quiet_kim("73", 60)) == []

    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    type(kim).objects.filter(pk=kim.pk).update(verified_at=long_ago)
    assert list(figures.quiet_kim("73", 90)) == [kim]
    refresh_counts()
    quiet = {row.kode: (row.sepi_60, row.sepi_180) for row in RekapWilayah.objects.all()}
    assert (quiet["73"], quiet["73.06"], quiet["73.71"]) == ((1, 1), (0, 0), (1, 1))


@pytest.mark.parametrize(
    "text", ["2026-13", "0000", "9999", "2026-02-30_2026-03-01", "2026-03-02_2026-03-01", "x", "1"]
)
def test_what_is_no_period_is_none(text):
    assert parse_period(text) is None


def test_periods_are_read_from_addresses():
    assert parse_period("2026-02") == month(date(2026, 2, 10))
    assert parse_period("2025") == year(2025)
    assert parse_period("2026-01-05_2026-01-06") == between(date(2026, 1, 5), date(2026, 1, 6))
    assert len(parse_period("").daftar_bulan) == 12
