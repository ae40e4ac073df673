"""Ask every address inside Django and tell, as JSON, what each of its queries cost.

`python -m tests.bench.kueri ROUNDS [KELOMPOK …]`, with DATABASE_URL set to the data set. Nothing
is kept: whatever a page would write is rolled back.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import django

from tests.bench import rencana

SEARCH_ROUNDS = 20
PATIENCE_MS = 60_000
# An answer this slow is looked at once only.
SLOW_MS = 3_000
MOST_TEXT = 300
QUESTION = re.compile(r"\s*\(*\s*(SELECT|WITH|EXECUTE)\b", re.IGNORECASE)
# How `kimportal.compiled` asks; the comment is the query.
PREPARED = re.compile(r"EXECUTE \S+(?: \([^)]*\))? /\* (.*) \*/", re.DOTALL)


@dataclass
class Biaya:
    """One query: its text, what it cost in ms over the rounds, and what its plan says."""

    sql: str
    ms: float
    rows: int = 0
    buffers: int = 0
    scanned: list[str] = field(default_factory=list)


@dataclass
class Hasil:
    """One address: what it answered (0 is nothing), the answer's time in ms, its queries."""

    kelompok: str
    nama: str
    path: str
    status: int = 0
    ms: float = 0.0
    p95: float = 0.0
    kueri: list[Biaya] = field(default_factory=list)


class Perekam:
    """A connection wrapper that keeps every question asked and how long it took."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any, float]] = []

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        begin = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if QUESTION.match(sql):
                self.asked.append((sql, params, 1000 * (time.perf_counter() - begin)))


def measure(alamat: Any, rounds: int, sizes: dict[str, int]) -> Hasil:
    """Ask once to warm up and `rounds` times more, then have the queries explained."""
    from django.db import DatabaseError, connection, transaction

    from tests.bench.alamat import CARI_UMUM

    found = Hasil(alamat.kelompok, alamat.nama, alamat.path)
    with transaction.atomic():
        ask = _asker(alamat)
        try:
            _, first, _ = ask()
            seen = [ask() for _ in range(rounds if first < SLOW_MS else 1)]
            times = sorted(ms for _, ms, _ in seen)
            if alamat.kelompok == CARI_UMUM and rounds > 1:
                times = sorted([*times, *(ask()[1] for _ in range(SEARCH_ROUNDS))])
            found.status, _, last = seen[-1]
            found.ms = statistics.median(times)
            found.p95 = times[max(0, round(0.95 * len(times)) - 1)]
            with connection.cursor() as cursor:
                for (sql, params, _), ms in zip(last, _medians(seen), strict=True):
                    found.kueri.append(explained(cursor, sql, params, ms, sizes))
        except DatabaseError:  # a query took longer than PATIENCE_MS; the status stays or is 500
            found.ms = found.ms or PATIENCE_MS
        finally:
            transaction.set_rollback(True)
    return found


def _asker(alamat: Any) -> Callable[[], tuple[int, float, list[Any]]]:
    """Return what asks for the address once, with what a process keeps at hand and no more."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client

    from kimportal.accounts.models import Pengguna

    # One for all rounds: it loads the middleware, which takes longer than most pages.
    client = Client(raise_request_exception=False)
    if alamat.surel:
        client.force_login(Pengguna.objects.get(email=alamat.surel))

    def ask() -> tuple[int, float, list[Any]]:
        if not alamat.is_kept_ready:
            cache.clear()
        recorder = Perekam()
        begin = time.perf_counter()
        with connection.execute_wrapper(recorder):
            answer = client.get(alamat.path, headers={"accept-encoding": "identity"})
            if answer.streaming:
                b"".join(answer.streaming_content)
        return answer.status_code, 1000 * (time.perf_counter() - begin), recorder.asked

    return ask


def _medians(seen: list[tuple[int, float, list[Any]]]) -> list[float]:
    """Return each query's median over the rounds that asked as many as the last one."""
    last = seen[-1][2]
    alike = [asked for _, _, asked in seen if len(asked) == len(last)]
    return [statistics.median(asked[n][2] for asked in alike) for n in range(len(last))]


def explained(cursor: Any, sql: str, params: Any, ms: float, sizes: dict[str, int]) -> Biaya:
    """Have PostgreSQL run the query once more and say what it read.

    What was set for this query alone is sent before it, in the same breath, and is set again.
    """
    setting, _, question = sql.rpartition(";")
    plan_of = f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {question}"
    cursor.execute(f"{setting};{plan_of}", params)
    found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return Biaya(
        shortened(sql),
        round(ms, 2),
        rencana.rows_read(plan),
        rencana.buffers(plan),
        sorted(rencana.scanned_tables(plan, sizes)),
    )


def shortened(sql: str) -> str:
    """Return the query without its list of columns, short enough to recognise it by."""
    sql = PREPARED.sub(r"\1", sql)
    text = re.sub(r"SELECT (DISTINCT )?\"(?:(?!\bFROM\b).)*", r"SELECT \1… ", sql)
    return text[:MOST_TEXT]


def _table_sizes() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, reltuples::bigint FROM pg_class WHERE relkind = 'r'")
        return dict(cursor.fetchall())


def main(rounds: int, groups: list[str]) -> None:
    django.setup()
    from django.db import connection

    from tests.bench.pilihan import addresses

    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {PATIENCE_MS}")
        # As it is after five visits: one plan for all that may be asked.
        cursor.execute("SET plan_cache_mode = force_generic_plan")
    sizes = _table_sizes()
    for alamat in addresses():
        if not groups or alamat.kelompok in groups:
            print(json.dumps(asdict(measure(alamat, rounds, sizes))), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
