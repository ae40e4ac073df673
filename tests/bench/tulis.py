"""Part `tulis`: writing with readers present, memory, and readers during background work."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError

import psutil

from kimportal.localdb_binaries import find_binaries
from kimportal.stack import Stack
from kimportal.stack.stack import LATER
from tests.bench.alamat import OFFICER
from tests.bench.baris import Bagian, Baris, Tabel, UnmeasuredError, at_most, fact
from tests.bench.data import FOLDER, NATION, ROOT, TENTH, DataSet, copied, data_set
from tests.bench.laman import HELD
from tests.bench.orang import Admin, Penulis
from tests.bench.pembaca import reading
from tests.bench.sunyi import quiet_watch
from tests.bench.tumpukan import public_paths, stack_on

CHAIR, MINISTRY = "ketua@demo.kim", "pusat@demo.kim"
CACHED, MISSED = 1.3, 2.5
SEEN_SECONDS, GONE_SECONDS = 5.0, 0.5
RUNS = 3
WRITERS = 2
WRITING_SECONDS, BEFORE_SECONDS, DURING_SECONDS = 8.0, 5.0, 15.0
MB = 1024 * 1024
REGISTER_ROWS = 200
VILLAGES = """
    SELECT kode FROM wilayah_wilayah w WHERE tingkat = 4 AND berakhir_pada IS NULL
    AND NOT EXISTS (SELECT 1 FROM komunitas_kim WHERE wilayah_id = w.kode)
    ORDER BY kode LIMIT %s
"""
HANDED_IN = "SELECT count(*) FROM kegiatan_naskah WHERE submitted_at >= %s"
DECIDED = "SELECT count(*) FROM kegiatan_naskah WHERE reviewed_at >= %s"
Job = Callable[[int], subprocess.Popen[bytes]]


@dataclass(frozen=True)
class Laju:
    """What was done per second, and how many answers were refusals or faults."""

    per_second: float
    refused: int


def measure(part: Bagian) -> None:
    """Fill in the part, on a copy of the nation (with `--cepat`, of the tenth)."""
    source = data_set(TENTH if part.is_cepat else NATION)
    sunyi = quiet_watch(source, is_cepat=part.is_cepat)
    sunyi.wait()
    pages = public_paths(source)
    paths = [pages[name] for name in HELD]
    media = FOLDER / "media-salinan"
    shutil.rmtree(media, ignore_errors=True)
    if source.media.exists():
        shutil.copytree(source.media, media)
    settings = {"KIM_DEMO": "1", "KIM_MEDIA": str(media)}
    with copied(source) as data, stack_on(data, worker=1, **settings) as stack:
        part.baris += writing(stack, data, paths) + seen_and_gone(stack, paths)
        for name, job in jobs(data).items():
            sunyi.wait()
            part.baris += [
                *ratios(name, [beside(stack, paths, job, run) for run in range(_runs(part))])
            ]
        memory = memory_of(stack)
    shutil.rmtree(media, ignore_errors=True)
    part.baris += [fact(f"tulis: memory of {name}", sum(m), "MB") for name, m in memory.items()]
    part.tabel.append(_memory_table(memory))
    part.catatan += sunyi.notes()


def _runs(part: Bagian) -> int:
    return 1 if part.is_cepat else RUNS


def writing(stack: Stack, data: DataSet, paths: Sequence[str]) -> list[Baris]:
    """Return how many posts a second are handed in, and then decided, while people read."""
    writers = [Penulis(stack.url) for _ in range(WRITERS)]
    for writer in writers:
        writer.sign_in(CHAIR)
        writer.prepare()
    officer = Admin(stack.url)
    officer.sign_in(OFFICER)
    with reading(stack.url, stack.web_urls[0], paths):
        handed_in = _rate(data, HANDED_IN, [writer.hand_in for writer in writers])
        decided = _rate(data, DECIDED, [officer.decide])
    return [
        fact("tulis: posts handed in, with a photo", handed_in.per_second, "posts/s"),
        fact("tulis: posts decided, ten at once", decided.per_second, "posts/s"),
        at_most("tulis: refused answers", handed_in.refused + decided.refused, "answers", 0),
    ]


def _rate(data: DataSet, question: str, acts: Sequence[Callable[[], object]]) -> Laju:
    """Repeat each act in a thread of its own for a while; return what came of it per second."""
    begin, deadline = time.monotonic(), time.monotonic() + WRITING_SECONDS
    since = datetime.now(UTC)

    def repeat(act: Callable[[], object]) -> int:
        refused = 0
        while time.monotonic() < deadline:
            try:
                act()
            except HTTPError:
                refused += 1
        return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        refused = sum(pool.map(repeat, acts))
    seconds = time.monotonic() - begin
    return Laju(float(data.query(question, since)[0][0]) / seconds, refused)


def seen_and_gone(stack: Stack, paths: Sequence[str]) -> list[Baris]:
    """Return how soon a post is seen and gone again, while people read what the cache has."""
    command = [sys.executable, "-m", "tests.bench.terbit", stack.url]
    with reading(stack.url, stack.web_urls[0], paths):
        done = subprocess.run(
            command, cwd=ROOT, env=stack.environment, stdout=subprocess.PIPE, check=False
        )
    if done.returncode:
        raise UnmeasuredError("Penerbitan tidak dapat diukur")
    found = json.loads(done.stdout)
    return [
        at_most("tulis: published, seen on all lists after", found["seen"], "s", SEEN_SECONDS),
        at_most("tulis: taken down, page and photo gone after", found["gone"], "s", GONE_SECONDS),
        at_most("tulis: taken down, gone from all lists after", found["left"], "s", SEEN_SECONDS),
    ]


def jobs(data: DataSet) -> dict[str, Job]:
    """Return the work that goes on beside the readers; each is started with its run's number."""
    registers = _registers(data)
    dump = find_binaries(None).folder / "pg_dump"

    def manage(*arguments: str) -> subprocess.Popen[bytes]:
        return _start([sys.executable, "manage.py", *arguments], data)

    return {
        "delivery to the nation": lambda run: _start(
            [sys.executable, "-m", "tests.bench.pesan", "antar"], data
        ),
        "import of a register": lambda run: manage(
            *("impor_kim", f"--berkas={registers[run]}", f"--oleh={MINISTRY}", "--terapkan")
        ),
        "refresh of statistics": lambda run: manage("segarkan_rekap", "--verbosity=0"),
        "backup (pg_dump)": lambda run: _start(
            [str(dump), "--format=custom", f"--dbname={_libpq(data)}"], data
        ),
    }


def _libpq(data: DataSet) -> str:
    return data.database_url.replace("postgres://", "postgresql://", 1)


def _start(command: list[str], data: DataSet) -> subprocess.Popen[bytes]:
    """Start what a worker would do, as it does: behind those who wait for a page."""
    behind = ["nice", "-n", LATER, *command]
    env = data.env | {"EMAIL_URL": "dummymail://"}
    return subprocess.Popen(behind, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)


def _registers(data: DataSet) -> list[Path]:
    """Write a register per run, of villages that have no KIM yet."""
    codes = [row[0] for row in data.query(VILLAGES, RUNS * REGISTER_ROWS)]
    share = len(codes) // RUNS
    paths = []
    for run in range(RUNS):
        path = FOLDER / f"register-{run}.csv"
        rows = [f"KIM Uji {kode.replace('.', '')},{kode}" for kode in codes[run * share :][:share]]
        path.write_text("\n".join(["Nama KIM,Kode wilayah", *rows]) + "\n")
        paths.append(path)
    return paths


def beside(stack: Stack, paths: Sequence[str], job: Job, run: int) -> tuple[float, ...]:
    """Return p95 of cached and missed pages before the job and during it, in ms."""
    with reading(stack.url, stack.web_urls[0], paths) as (cached, missed):
        time.sleep(BEFORE_SECONDS)
    before = (cached.p95, missed.p95)
    with _running(job, run) as process, reading(stack.url, stack.web_urls[0], paths) as during:
        deadline = time.monotonic() + DURING_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
    return (*before, *(reader.p95 for reader in during))


@contextmanager
def _running(job: Job, run: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the job during the block; what is not done then is broken off (it is a copy)."""
    process = job(run)
    try:
        yield process
        if process.poll():
            raise UnmeasuredError(f"Pekerjaan gagal: {process.args}")
    finally:
        process.terminate()
        process.wait()


def ratios(name: str, runs: Sequence[tuple[float, ...]]) -> list[Baris]:
    """Return the medians over the runs of what readers waited, compared with before."""
    before_cached, before_missed, cached, missed = (
        [run[place] for run in runs] for place in range(4)
    )
    return [
        fact(f"tulis: {name}: p95 cached", statistics.median(cached), "ms"),
        fact(f"tulis: {name}: p95 missed", statistics.median(missed), "ms"),
        at_most(
            f"tulis: {name}: p95 cached ÷ before",
            _median_ratio(cached, before_cached),
            "×",
            CACHED,
        ),
        at_most(
            f"tulis: {name}: p95 missed ÷ before",
            _median_ratio(missed, before_missed),
            "×",
            MISSED,
        ),
    ]


def _median_ratio(during: Sequence[float], before: Sequence[float]) -> float:
    return statistics.median(a / b for a, b in zip(during, before, strict=True))


def memory_of(stack: Stack) -> dict[str, list[float]]:
    """Return the resident memory in MB of every process of each part, the first one first."""
    found = {}
    for name, pid in stack.pids.items():
        top = psutil.Process(pid)
        tree = [top, *top.children(recursive=True)]
        found[name] = [process.memory_info().rss / MB for process in tree]
    return found


def _memory_table(memory: dict[str, list[float]]) -> Tabel:
    return Tabel(
        "Memory",
        ["Part", "Processes", "Resident MB of each"],
        [
            [name, str(len(sizes)), ", ".join(f"{size:.0f}" for size in sizes)]
            for name, sizes in memory.items()
        ],
        "After writing and background work. Shared pages count in every process that has them.",
    )
