"""Measure the delivery of one message to every village of the country, and its reach:

    python -m kimportal.localdb exec -- python -m tests.bench.sebar --kim 84000

Makes a database of its own with a KIM and a ketua in every village, starts Redis and one
Celery worker, releases a message for the nation, and waits for the worker. Then every tenth
KIM relays it, the marks are counted, and the page of its reach is asked for. Prints the rows
as JSON. A measure, not a test: it never fails.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import django
import psutil

from tests.bench.data import DataSet, drop_database, replace_database
from tests.bench.pesan import BATCH, relay_tenth
from tests.bench.tumpukan import stack_on
from tests.templat import other_database

DATABASE = "kim_sebar"
MB = 1024 * 1024
PATIENCE = 900.0
ASKED = 20


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sebar")
    parser.add_argument("--kim", type=int, default=84_000)
    count = parser.parse_args(arguments).kim
    url = other_database(os.environ["DATABASE_URL"], DATABASE)
    media = Path(os.environ.get("KIM_VAR") or ".var") / "bench" / "media-sebar"
    data = DataSet(DATABASE, url, media, None)
    replace_database(url)
    try:
        data.manage("migrate", "--verbosity=0")
        data.manage("muat_wilayah", "--verbosity=0")
        os.environ |= data.env
        django.setup()
        print(json.dumps(measure(data, count), indent=1))
    finally:
        drop_database(url)


def measure(data: DataSet, count: int) -> dict[str, float]:
    """Return the figures, by name."""
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    rows: dict[str, float] = {"membuat KIM, detik": timed(lambda: make_kims(count))}
    info = waiting_message()
    with stack_on(data, worker=1) as stack:
        memory: list[int] = []
        stop = watch(stack.pids["worker-1"], memory)
        before = max(memory, default=0)
        seconds = deliver(stack, info)
        rows |= {
            "KIM": delivered(info),
            "detik": seconds,
            "baris per detik": delivered(info) / seconds,
            "memori pekerja, MB": max(memory) / MB,
            "di atas keadaan diam, MB": (max(memory) - before) / MB,
        }
        stop()
    rows["menghitung jangkauan, detik"] = timed(refresh)
    relay_tenth(info)
    rows["menghitung 8.400 laporan, detik"] = timed(refresh)
    return rows | ask_pages(info)


def timed(call: Callable[[], object]) -> float:
    begin = time.monotonic()
    call()
    return round(time.monotonic() - begin, 2)


def make_kims(count: int) -> None:
    """Put a verified KIM with a ketua into each of so many villages."""
    from kimportal.accounts.models import Pengguna
    from komunitas.models import Kim
    from tests.factories import KeanggotaanFactory, KimFactory
    from wilayah.models import Wilayah

    villages = Wilayah.objects.current().filter(tingkat=4).order_by("kode")
    codes = list(villages.values_list("kode", flat=True))
    codes = (codes * (1 + count // len(codes)))[:count]
    for start in range(0, count, BATCH):
        some = enumerate(codes[start : start + BATCH], start=start)
        kims = Kim.objects.bulk_create(
            KimFactory.build(verified=True, wilayah_id=kode, nomor=f"{n:012d}", slug=f"kim-{n}")
            for n, kode in some
        )
        people = Pengguna.objects.bulk_create(
            Pengguna(nama="Ketua", email=f"ketua-{kim.pk}@uji.example") for kim in kims
        )
        places = [
            KeanggotaanFactory.build(kim=kim, pengguna=person, jabatan="ketua")
            for kim, person in zip(kims, people, strict=True)
        ]
        type(places[0]).objects.bulk_create(places)


def waiting_message() -> int:
    """Write a message for the nation that waits for a second admin."""
    from diseminasi.release import submit_info
    from tests.diseminasi.messages import write_info
    from tests.factories import PenggunaFactory

    writer = PenggunaFactory(is_superuser=True, is_staff=True)
    return submit_info(write_info(writer, None, program="Uji"), by=writer).pk


def deliver(stack: object, info: int) -> float:
    """Release the message on the stack, and return the seconds from its release to the last row."""
    from diseminasi.models import Pengantaran

    stack.manage(
        "shell",
        "-c",
        "from diseminasi.models import InfoPemerintah\n"
        "from diseminasi.release import release_info\n"
        "from kimportal.audit.models import SYSTEM\n"
        f"release_info(InfoPemerintah.objects.get(pk={info}), by=SYSTEM)",
    )
    deadline = time.monotonic() + PATIENCE
    while not Pengantaran.objects.filter(info=info, done_at__isnull=False).exists():
        if time.monotonic() > deadline:
            raise SystemExit("Pengantaran tidak selesai.")
        time.sleep(0.2)
    run = Pengantaran.objects.get(info=info)
    return (run.done_at - run.started_at).total_seconds()


def delivered(info: int) -> int:
    from diseminasi.models import Penyampaian

    return Penyampaian.objects.filter(info=info).count()


def watch(pid: int, memory: list[int]) -> Callable[[], None]:
    """Note the memory of the worker and its children until the answer is called."""
    ended = threading.Event()

    def look() -> None:
        parent = psutil.Process(pid)
        while not ended.is_set():
            tree = [parent, *parent.children(recursive=True)]
            memory.append(sum(one.memory_info().rss for one in tree if one.is_running()))
            time.sleep(0.25)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    time.sleep(1)
    return ended.set


def refresh() -> None:
    from diseminasi.reach_refreshing import refresh_reach

    refresh_reach()


def ask_pages(info: int) -> dict[str, float]:
    """Return milliseconds in the server and queries of the pages of reach, first and then warm."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from diseminasi.models import InfoPemerintah

    page = f"{InfoPemerintah.objects.get(pk=info).get_absolute_url()}jangkauan/"
    client, rows = Client(), {}
    for path in (page, f"{page}?wilayah=73", f"{page}?wilayah=73.71", f"{page}laporan/"):
        name = path.removeprefix(page) or "Indonesia"
        rows[f"{name}: pertama, ms"] = 1000 * timed_exactly(client, path)
        warm = [1000 * timed_exactly(client, path) for _ in range(ASKED)]
        rows[f"{name}: hangat, ms (median)"] = median(warm)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        rows[f"{name}: kueri"] = len(queries)
    return {name: round(value, 1) for name, value in rows.items()}


def timed_exactly(client: object, path: str) -> float:
    begin = time.perf_counter()
    answer = client.get(path)
    taken = time.perf_counter() - begin
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
