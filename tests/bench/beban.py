"""Requests per second and how long they take, by wrk."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench.baris import UnmeasuredError
from tests.bench.sunyi import DISTURBING, Sunyi

SCRIPT = Path(__file__).with_name("beban.lua")
RUNS = 3
# A run that others disturbed is made again, so often at most.
MOST_AGAIN = 3


@dataclass(frozen=True)
class Laju:
    """One measurement: requests/s, times in ms, and answers that were errors."""

    rps: float
    p50: float
    p95: float
    p99: float
    errors: int
    bytes_each: int


def parse(output: str) -> Laju:
    """Read the line that `beban.lua` prints."""
    line = next(line for line in output.splitlines() if line.startswith('{"requests"'))
    found = json.loads(line)
    asked = max(found["requests"], 1)
    return Laju(
        rps=1e6 * found["requests"] / found["duration"],
        p50=found["p50"] / 1000,
        p95=found["p95"] / 1000,
        p99=found["p99"] / 1000,
        errors=found["errors"],
        bytes_each=found["bytes"] // asked,
    )


def middle(runs: list[Laju]) -> Laju:
    """Return the run with the median rate."""
    rate = statistics.median_low([run.rps for run in runs])
    return next(run for run in runs if run.rps == rate)


def load(
    url: str,
    sunyi: Sunyi,
    *,
    seconds: float,
    connections: int,
    compressed: bool = False,
    paths: Path | None = None,
) -> Laju:
    """Return the median of three runs; with `--cepat` of one short run.

    `paths` is a file of paths, one a line: each request asks for the next one.
    """
    extra = ["-H", "Accept-Encoding: gzip"] if compressed else []
    extra += [url] if paths is None else [url, "--", str(paths)]
    runs: list[Laju] = []
    again = 0
    while len(runs) < (1 if sunyi.is_cepat else RUNS):
        with sunyi.watch() as others:
            found = _once(extra, 1 if sunyi.is_cepat else seconds, connections)
        if others() > DISTURBING and not sunyi.is_cepat:
            if again < MOST_AGAIN:
                again += 1
                sunyi.wait()
                continue
            sunyi.is_disturbed = True
        runs.append(found)
    return middle(runs)


def _once(extra: list[str], seconds: float, connections: int) -> Laju:
    program = shutil.which("wrk")
    if program is None:
        raise UnmeasuredError("wrk belum terpasang; pasang dulu: sudo apt-get install wrk")
    command = [program, "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s"]
    command += ["--latency", "-s", str(SCRIPT), *extra]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnmeasuredError(f"wrk gagal: {done.stderr.strip()}")
    return parse(done.stdout)
