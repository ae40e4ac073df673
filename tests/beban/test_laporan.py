"""What the report says: a goal that was missed, a part that was not measured, what was lost."""

import json

from django.db import connection

from kegiatan.moderation import submit_kegiatan
from tests.beban import gangguan, laporan, muatan, pulih
from tests.bench.baris import Bagian, Baris
from tests.factories import NaskahFactory
from tests.publishing import complete

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


def posts(answered, kept):
    return {row.name: (row.value, row.ok) for row in muatan.compared(answered, kept)}


def test_every_accepted_post_is_there_once():
    found = posts({"a": 200, "b": 201, "c": 422, "d": 0}, {"a": 1, "b": 1})

    assert found["load: posts handed in"] == (2, True)
    assert all(ok for _, ok in found.values() if ok is not None)


def test_one_that_is_missing_is_not_made_up_for_by_another():
    found = posts({"a": 200, "b": 200, "c": 0}, {"a": 1, "c": 1})

    assert found["load: posts lost of those that were accepted"] == (1, False)


def test_one_that_is_there_twice_or_was_refused_or_came_from_nowhere_is_a_fault():
    found = posts({"a": 200, "b": 422}, {"a": 2, "b": 1, "x": 1})

    assert found["load: posts kept more than once"] == (1, False)
    assert found["load: posts kept though they were refused"] == (1, False)
    assert found["load: posts that nobody handed in"] == (1, False)


def test_late_answers_are_named_and_are_no_fault():
    found = posts({"a": 200, "b": 0, "c": 504, "d": 0}, {"a": 1, "b": 1, "c": 1})

    assert found["load: posts without an answer"] == (3, None)
    assert found["load: of these kept by the portal"] == (2, None)
    assert found["load: posts lost of those that were accepted"] == (0, True)


def test_what_was_handed_in_is_found_by_its_key(cast, kim):
    sent = NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua, judul="Beban satu")
    submit_kegiatan(complete(sent), by=cast.ketua)
    NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua, judul="Beban dua")

    with connection.cursor() as cursor:
        cursor.execute(muatan.HANDED_IN)
        assert cursor.fetchall() == [(str(sent.kegiatan.uuid), 1)]


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
