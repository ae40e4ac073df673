"""Part `muatan`: people at the portal by Locust, first the writers alone, then everyone."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from kimportal.stack import Stack
from tests.beban.data import FOLDER
from tests.bench.baris import Baris, UnmeasuredError, at_least, at_most, fact
from tests.bench.data import ROOT, DataSet
from tests.bench.orang import sample_photo

# 500 who read, 44 who search, 11 who write: 90, 8 and 2 of a hundred.
PEOPLE, READERS, WRITERS = 555, 500, 11
A_SECOND = 25
ALONE_SECONDS, TOGETHER_SECONDS = 30, 90
P95_MS, WRITERS_SLOWER = 300, 2.0
KINDS = {"baca": "readers", "cari": "searchers and map", "tulis": "writers"}
MARK = "Beban"
# The key that the writer made, and how often the portal has what came under it.
HANDED_IN = f"""
    SELECT k.uuid::text, count(*)
    FROM kegiatan_naskah n JOIN kegiatan_kegiatan k ON k.id = n.kegiatan_id
    WHERE starts_with(n.judul, '{MARK} ') AND n.submitted_at IS NOT NULL
    GROUP BY 1
"""
UNDEVELOPED = "SELECT count(*) FROM images_foto WHERE ukuran = '{}'"
PATIENCE = 120


def measure(stack: Stack, data: DataSet) -> list[Baris]:
    """Return the figures of the load; what was handed in is looked for in the database."""
    material = _material(data)
    alone = _run(stack, material, ALONE_SECONDS, "Penulis", users=WRITERS)
    together = _run(stack, material, TOGETHER_SECONDS, users=PEOPLE)
    rows = [fact("load: simultaneous readers", READERS, "people")]
    rows += [row for kind, who in KINDS.items() for row in rows_of(together, kind, who)]
    before, during = _p95(alone["waktu"]["tulis"]), _p95(together["waktu"]["tulis"])
    rows += [
        fact("load: writers without the others: p95", before, "ms"),
        at_most("load: writers: p95 ÷ without the others", during / before, "×", WRITERS_SLOWER),
    ]
    return [
        *rows,
        *compared(alone["kiriman"] | together["kiriman"], dict(data.query(HANDED_IN))),
        at_most("load: photos not developed two minutes later", _undeveloped(data), "photos", 0),
    ]


def _material(data: DataSet) -> Path:
    command = [sys.executable, "-m", "tests.beban.persiapan"]
    done = subprocess.run(command, cwd=ROOT, env=data.env, stdout=subprocess.PIPE, check=True)
    photo = FOLDER / "foto.jpg"
    photo.write_bytes(sample_photo())
    path = FOLDER / "bahan.json"
    path.write_text(json.dumps(json.loads(done.stdout) | {"foto": str(photo), "tanda": MARK}))
    return path


def _run(
    stack: Stack, material: Path, seconds: int, *classes: str, users: int
) -> dict[str, dict[str, Any]]:
    """Let Locust be so many people for a while, and return what it noted."""
    found = FOLDER / "hasil.json"
    found.unlink(missing_ok=True)
    ramp = users / A_SECOND
    command = [
        *(sys.executable, "-m", "locust", "--locustfile=tests/beban/skenario.py", *classes),
        *("--headless", "--only-summary", "--exit-code-on-error=0", f"--host={stack.url}"),
        *(f"--users={users}", f"--spawn-rate={A_SECOND}", f"--run-time={ramp + seconds:.0f}s"),
    ]
    names = {"BEBAN_BAHAN": str(material), "BEBAN_HASIL": str(found)}
    log = FOLDER / "locust.log"
    with log.open("w") as out:
        done = subprocess.run(
            command, cwd=ROOT, env=stack.environment | names, stdout=out, stderr=out, check=False
        )
    if done.returncode or not found.exists():
        raise UnmeasuredError(f"Locust gagal: {log.read_text()[-500:]}")
    return dict(json.loads(found.read_text()))


def rows_of(run: dict[str, Any], kind: str, who: str) -> list[Baris]:
    """Return what one kind of people waited, and how often they were refused."""
    names = ("tulis", "kirim") if kind == "tulis" else (kind,)
    times = [ms for name in names for ms in run["waktu"].get(name, [])]
    wrong = sum(sum(run["galat"].get(name, {}).values()) for name in names)
    limit = P95_MS if kind == "baca" else None
    p95 = f"load: {who}: p95"
    return [
        fact(f"load: {who}: requests", len(times) / TOGETHER_SECONDS, "requests/s"),
        fact(f"load: {who}: p50", statistics.median(times), "ms"),
        at_most(p95, _p95(times), "ms", limit) if limit else fact(p95, _p95(times), "ms"),
        at_most(f"load: {who}: errors", wrong, "answers", 0),
    ]


def compared(answered: dict[str, int], kept: dict[str, int]) -> list[Baris]:
    """Compare, key by key, what writers were told with what the portal has.

    Accepted is what got a success, refused what the portal said no to. Of a post that got no
    answer, or only a gateway's (5xx), the writer knows nothing: it may be there, and is no fault.
    """
    accepted = {key for key, status in answered.items() if 200 <= status < 300}
    refused = {key for key, status in answered.items() if 400 <= status < 500}
    late = answered.keys() - accepted - refused
    lost, twice = accepted - kept.keys(), {key for key, number in kept.items() if number > 1}
    return [
        at_least("load: posts handed in", len(accepted), "posts", 1),
        at_most("load: posts lost of those that were accepted", len(lost), "posts", 0),
        at_most("load: posts kept more than once", len(twice), "posts", 0),
        at_most(
            "load: posts kept though they were refused", len(refused & kept.keys()), "posts", 0
        ),
        at_most(
            "load: posts that nobody handed in", len(kept.keys() - answered.keys()), "posts", 0
        ),
        fact("load: posts without an answer", len(late), "posts"),
        fact("load: of these kept by the portal", len(late & kept.keys()), "posts"),
    ]


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else 0.0


def _undeveloped(data: DataSet) -> int:
    deadline = time.monotonic() + PATIENCE
    while (left := data.query(UNDEVELOPED)[0][0]) and time.monotonic() < deadline:
        time.sleep(1)
    return int(left)
