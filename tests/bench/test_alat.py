"""The bench's own logic: what wrk and EXPLAIN say is read rightly, and no miss is hidden."""

import json
import subprocess
import sys

import pytest
from django.db import connection

from tests.bench import lima_tahun, rencana
from tests.bench.alamat import LAMAN, Alamat
from tests.bench.baris import Bagian, Tabel, at_least, at_most, fact, load, save
from tests.bench.beban import middle, parse
from tests.bench.kueri import explained, measure, shortened
from tests.bench.laporan import write
from tests.bench.lighthouse import NOINDEX, SEO_UNLISTED, median, seen_as
from tests.bench.muatan import Kiriman, weight
from tests.bench.pembaca import percentile
from tests.browser.portal import ROOT
from wilayah.models import Wilayah

WRK = """Running 2s test @ http://127.0.0.1:8000/
  2 threads and 8 connections
Requests/sec:     87.01

{"requests":200,"duration":2000000,"bytes":3000000,"p50":90074,"p95":121066,"p99":140053,"errors":1}
"""


def run(*arguments, **env):
    return subprocess.run(
        [sys.executable, "-m", "tests.bench", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin"} | env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_refuses_a_part_that_it_does_not_know():
    done = run("halaman")

    assert done.returncode == 2
    assert "bagian tidak dikenal: halaman" in done.stderr


def test_the_command_says_that_it_needs_a_database():
    done = run("laman")

    assert done.returncode == 1
    assert "DATABASE_URL belum diisi" in done.stderr


def test_what_wrk_measured_is_read():
    found = parse(WRK)

    assert (found.rps, found.p50, found.p99) == (100, 90.074, 140.053)
    assert (found.errors, found.bytes_each) == (1, 15_000)


def test_the_median_run_counts():
    runs = [parse(WRK.replace('"requests":200', f'"requests":{n}')) for n in (500, 100, 300)]

    assert middle(runs).rps == 150


@pytest.mark.parametrize(
    ("row", "is_met"),
    [
        (at_most("a", 1.25, "×", 1.25), True),
        (at_most("a", 1.26, "×", 1.25), False),
        (at_least("a", 0.75, "×", 0.75), True),
        (at_least("a", 0.74, "×", 0.75), False),
        (at_most("a", None, "ms", 20), False),
        (fact("a", 3, "ms"), None),
    ],
)
def test_a_row_is_met_at_its_limit_and_missed_when_nothing_was_measured(row, is_met):
    assert row.ok is is_met


PLAN = {
    "Node Type": "Nested Loop",
    "Actual Rows": 3,
    "Actual Loops": 1,
    "Shared Hit Blocks": 40,
    "Shared Read Blocks": 2,
    "Plans": [
        {
            "Node Type": "Seq Scan",
            "Relation Name": "kabar",
            "Actual Rows": 3,
            "Actual Loops": 1,
            "Rows Removed by Filter": 97,
            "Shared Hit Blocks": 30,
            "Shared Read Blocks": 2,
        },
        {
            "Node Type": "Index Scan",
            "Relation Name": "kim",
            "Actual Rows": 1,
            "Actual Loops": 3,
            "Shared Hit Blocks": 10,
        },
    ],
}


def test_a_plan_counts_blocks_once_and_rows_that_were_thrown_away():
    assert rencana.buffers(PLAN) == 42
    assert rencana.rows_read(PLAN) == 103


def test_only_big_tables_count_as_read_as_a_whole():
    assert rencana.scanned_tables(PLAN, {"kabar": 1_000_000, "kim": 80_000}) == {"kabar"}
    assert rencana.scanned_tables(PLAN, {"kabar": 500}) == set()


def test_the_queries_of_a_page_are_captured_and_explained(kim):
    found = measure(Alamat(LAMAN, "kim", "/kim/"), 1, {})

    assert found.status == 200
    assert any("komunitas_kim" in query.sql for query in found.kueri)
    assert sum(query.buffers for query in found.kueri) > 0


def test_postgresql_says_which_table_it_read_as_a_whole(regions):
    sql = "SELECT count(*) FROM wilayah_wilayah WHERE nama LIKE %s"
    with connection.cursor() as cursor:
        found = explained(cursor, sql, ["%x%"], 1.0, {"wilayah_wilayah": 90_000})

    assert found.scanned == ["wilayah_wilayah"]
    assert found.rows == Wilayah.objects.count()


def test_a_query_is_named_by_what_it_asks_not_by_its_columns():
    assert shortened('SELECT "a"."b", "a"."c" FROM "a" WHERE 1') == 'SELECT … FROM "a" WHERE 1'


def test_five_years_follow_the_line_and_the_power_through_both_points():
    posts = (100.0, 1000.0)

    assert lima_tahun.line(10, 100, posts, 5000) == 500
    assert lima_tahun.power(10, 100, posts, 5000) == pytest.approx(500)
    assert lima_tahun.power(50, 50, posts, 5000) == 50


def test_a_second_visit_costs_the_changed_page_but_not_what_was_kept():
    first = [
        Kiriman("/kim/", 200, 9000),
        Kiriman("/static/css/portal.css", 200, 8000),
        Kiriman("/media/a.webp", 200, 50_000),
    ]
    second = [Kiriman("/kim/", 304, 300), Kiriman("/static/js/baru.js", 200, 100)]
    found = weight(first, second, "/kim/")

    assert (found.first, found.photos) == (17_000, 50_000)
    assert (found.second, found.same) == (9100, 400)


def test_a_page_to_be_left_out_must_ask_for_it():
    asking = {"seo": 66.0, SEO_UNLISTED: 100.0, "failed": [NOINDEX]}

    assert seen_as("cari", asking)["seo"] == 100
    assert seen_as("cari", asking | {"failed": []})["seo"] == 0
    assert seen_as("kim", asking)["seo"] == 66


def test_a_run_that_lighthouse_could_not_finish_is_no_zero():
    scores = {"performance": 0.99, "accessibility": 1, "best-practices": 1, "seo": 1}
    good = {"lcp": 1000, "tbt": 0, "cls": 0, "bytes": 1, "scores": scores}
    broken = {"scores": {"performance": None}, "failed": [], "error": "NO_NAVSTART"}
    good |= {"failed": ["image-alt"], "error": ""}

    assert median([good, broken])["lcp"] == 1000
    assert median([broken])["lcp"] is None
    assert median([broken, good])["failed"] == ["image-alt"]


def test_a_percentile_of_nothing_is_nothing():
    assert percentile([], 0.95) == 0
    assert percentile(range(1, 101), 0.95) == 95


def test_the_report_names_every_miss_and_the_rows_stay_readable(tmp_path):
    part = Bagian("laman", "1 November 2026", 0.2, is_cepat=False)
    part.baris = [at_most("laman: kim", 3, "×", 1), at_least("laman: peta", 3, "×", 1)]
    part.tabel = [Tabel("Pages", ["Page"], [["a|b"]])]
    save(part, tmp_path)
    document, rows = tmp_path / "kinerja.md", tmp_path / "bench.json"
    write([load("laman", tmp_path)], document, rows)

    text = document.read_text()
    assert "1 of 2 met" in text
    assert "| laman: kim | 3.00 × | ≤ 1 |" in text
    assert "a\\|b" in text
    assert [row["ok"] for row in json.loads(rows.read_text())] == [False, True]
    assert set(json.loads(rows.read_text())[0]) == {"name", "value", "unit", "goal", "ok"}
