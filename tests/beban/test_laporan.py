"""What the report says: a goal that was missed, a part that was not measured, what was lost."""

import json

from tests.beban import gangguan, laporan, muatan, pulih
from tests.bench.baris import Bagian, Baris

JUNIT = """<testsuites><testsuite>
<testcase name="test_a_disk_is_full" time="2.4"/>
<testcase name="test_redis_is_gone[x]" time="1"><failure message="1 == 2">…</failure></testcase>
<testcase name="test_it_is_restarted" time="0"><skipped message="bukan milik kita"/></testcase>
</testsuite></testsuites>"""


def test_faults_are_counted_and_what_was_not_tried_is_no_success(tmp_path):
    report = tmp_path / "gangguan.xml"
    report.write_text(JUNIT)

    outcomes = gangguan.read(report)

    assert [outcome for _, outcome, _ in outcomes] == [
        "survived",
        "**not survived**",
        "not tried: bukan milik kita",
    ]
    [row] = gangguan.rows(outcomes)
    assert (row.value, row.goal, row.ok) == (1, "≥ 3", False)


def test_a_restore_that_lost_something_says_so():
    before = {"a": (2, "x"), "b": (1, "y")}

    rows = pulih.compared(before, {"a": (2, "x"), "b": (1, "z")}, {"f": "1", "g": "2"}, {"f": "1"})

    found = {row.name: (row.value, row.ok) for row in rows}
    assert found["restore: rows compared"] == (3, True)
    assert found["restore: tables with other rows or checksums"] == (1, False)
    assert found["restore: files missing or changed"] == (1, False)


def test_slow_pages_and_errors_miss_their_goals():
    run = {"waktu": {"baca": [10.0] * 90 + [400.0] * 10}, "galat": {"baca": {"500": 2}}}

    found = {row.name: row.ok for row in muatan.rows_of(run, "baca", "readers")}

    assert found["load: readers: p95"] is False
    assert found["load: readers: errors"] is False


def test_the_report_is_honest_and_the_rows_are_for_machines(tmp_path):
    part = Bagian("pulih", "29 November 2026 14:00 UTC", 3.2, False)
    part.baris = [
        Baris("restore: restore took", 61.0, "s"),
        Baris("restore: files missing or changed", 1, "files", "≤ 0", False),
    ]

    laporan.write([part], tmp_path / "ketahanan.md", tmp_path / "stack.json")

    text = (tmp_path / "ketahanan.md").read_text()
    assert "## Goals: 0 of 1 met" in text
    assert "| restore: files missing or changed | 1" in text
    assert "**Not measured: muatan, gangguan.**" in text
    rows = json.loads((tmp_path / "stack.json").read_text())
    assert [set(row) for row in rows] == [{"name", "value", "unit", "goal", "ok"}] * 2
