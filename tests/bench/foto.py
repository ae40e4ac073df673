"""Measure the photo pipeline on a real worker:

    python -m kimportal.localdb exec -- python -m tests.bench.foto --jumlah 1000

Makes a database of its own, starts Redis and one Celery worker, sends photos of 4 MB (every
tenth broken in its second half) as their writers do, hands the posts in at once, and waits for
the worker. Prints the rows as JSON. A measure, not a test: it never fails.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles

import django
import psutil
import psycopg2

from kimportal.stack.processes import free_port
from tests.browser.portal import ROOT
from tests.templat import other_database

DATABASE = "kim_foto"
PHOTO_BYTES = 4_000_000
PHOTO_SIZE = (4000, 3000)
PHOTOS_PER_POST = 10
BROKEN_EVERY = 10
# A worker may hold a picture of 25 megapixels and its copies, no more.
MAX_WORKER_MB = 400
MAX_SECONDS_PER_PHOTO = 30
MB = 1024 * 1024


@dataclass
class Sent:
    """What the writers saw: seconds per photo and per handing in, and how many were broken."""

    photos: list[float] = field(default_factory=list)
    posts: list[float] = field(default_factory=list)
    broken: int = 0


@dataclass(frozen=True)
class Row:
    """One figure of the report; `ok` is None where nothing is asked of it."""

    name: str
    value: float
    unit: str
    goal: str = ""
    ok: bool | None = None


def measure(count: int, worker_pid: int) -> list[Row]:
    """Send `count` photos to the configured portal, whose worker is `worker_pid`."""
    begin = time.monotonic()
    with watched(worker_pid) as memory:
        sent = send(count)
        wait_until_developed(count)
    return rows_of(sent, time.monotonic() - begin, count, max(memory) / MB)


def rows_of(sent: Sent, seconds: float, count: int, memory: float) -> list[Row]:
    from kegiatan.models import FotoNaskah, Naskah
    from kimportal.images.models import Foto

    posts = -(-count // PHOTOS_PER_POST)
    submitted = Naskah.objects.filter(status="submitted").count()
    kept, waiting = FotoNaskah.objects.count(), Foto.objects.filter(ukuran={}).count()
    whole = count - sent.broken
    return [
        Row("foto: photos developed", len(sent.photos) / seconds, "photos/s"),
        Row("foto: request that takes a photo, median", 1000 * median(sent.photos), "ms"),
        Row("foto: request that takes a photo, p95", 1000 * quantiles(sent.photos, n=20)[-1], "ms"),
        Row("foto: handing in a post whose photos wait, worst", 1000 * max(sent.posts), "ms"),
        Row("foto: posts handed in", submitted, "posts", f"= {posts}", submitted == posts),
        Row("foto: whole photos kept", kept, "photos", f"= {whole}", kept == whole),
        Row("foto: photos still waiting", waiting, "photos", "= 0", waiting == 0),
        Row(
            "foto: largest process of the worker",
            memory,
            "MB",
            f"≤ {MAX_WORKER_MB}",
            memory <= MAX_WORKER_MB,
        ),
    ]


def send(count: int) -> Sent:
    """Write posts of ten photos each and hand them in without waiting for any photo."""
    from kegiatan.draft_photos import add_photo
    from kegiatan.moderation import submit_kegiatan
    from komunitas.models import Jabatan
    from tests.factories import KeanggotaanFactory, KimFactory, NaskahFactory, PenggunaFactory

    kim = KimFactory(verified=True)
    writer = PenggunaFactory()
    KeanggotaanFactory(kim=kim, pengguna=writer, jabatan=Jabatan.KETUA)
    sent, photo = Sent(), large_photo()
    for first in range(0, count, PHOTOS_PER_POST):
        naskah = NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=writer, izin_foto=True)
        for number in range(first, min(first + PHOTOS_PER_POST, count)):
            is_broken = number % BROKEN_EVERY == BROKEN_EVERY - 1
            file = BytesIO(numbered(photo, number)[: PHOTO_BYTES // 2 if is_broken else None])
            begin = time.monotonic()
            add_photo(naskah.kegiatan, file, by=writer, keterangan=f"Foto {number}")
            sent.photos.append(time.monotonic() - begin)
            sent.broken += is_broken
        begin = time.monotonic()
        submit_kegiatan(naskah, by=writer)
        sent.posts.append(time.monotonic() - begin)
    return sent


def large_photo() -> bytes:
    """Return a JPEG of 12 megapixels and about 4 MB, noisy as a cheap phone's."""
    from PIL import Image

    smooth = Image.linear_gradient("L").resize(PHOTO_SIZE)
    picture = Image.merge(
        "RGB", [Image.blend(smooth, Image.effect_noise(PHOTO_SIZE, 60), 0.35) for _ in range(3)]
    )
    best = b""
    for quality in range(30, 96, 3):
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=quality)
        best = buffer.getvalue()
        if len(best) >= PHOTO_BYTES:
            break
    return best


def numbered(photo: bytes, number: int) -> bytes:
    """Return the photo with a comment in its head, so that no two files are the same."""
    text = f"foto {number}".encode()
    return photo[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + photo[2:]


def wait_until_developed(count: int) -> None:
    from kimportal.images.models import Foto

    deadline = time.monotonic() + count * MAX_SECONDS_PER_PHOTO
    while Foto.objects.filter(ukuran={}).exists() and time.monotonic() < deadline:
        time.sleep(0.5)


@contextmanager
def watched(pid: int) -> Iterator[list[int]]:
    """Yield the resident bytes of each process of the worker, looked at four times a second."""
    seen = [0]
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(0.25):
            parent = psutil.Process(pid)
            for process in (parent, *parent.children(recursive=True)):
                try:
                    seen.append(process.memory_info().rss)
                except psutil.NoSuchProcess:
                    continue

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()


@contextmanager
def running(command: Sequence[str]) -> Iterator[int]:
    """Run a program beside this one and yield its process number."""
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """Make an empty, migrated database beside the given one, and drop it at the end."""
    drop = f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)'
    _execute(url, drop, f'CREATE DATABASE "{DATABASE}"')
    try:
        yield other_database(url, DATABASE)
    finally:
        _execute(url, drop)


def _execute(url: str, *statements: str) -> None:
    connection = psycopg2.connect(other_database(url, "postgres"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jumlah", type=int, default=60, help="how many photos")
    parser.add_argument("--pekerja", type=int, default=2, help="processes of the worker")
    options = parser.parse_args()
    port = free_port()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kim-foto-"))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "kimportal.settings.local",
            "DATABASE_URL": stack.enter_context(own_database(os.environ["DATABASE_URL"])),
            "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            "KIM_MEDIA": str(Path(folder) / "media"),
        }
        redis = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        stack.enter_context(running([*redis, "--dir", folder, "--loglevel", "warning"]))
        django.setup()
        prepare()
        celery = [sys.executable, "-m", "celery", "--app", "kimportal", "worker"]
        celery += ["--concurrency", str(options.pekerja), "--loglevel", "error"]
        worker = stack.enter_context(running(celery))
        rows = measure(options.jumlah, worker)
    print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))


def prepare() -> None:
    from django.core.management import call_command
    from django.urls import reverse

    from tests.factories import load_regions

    call_command("migrate", verbosity=0)
    load_regions()
    # A server has read all its addresses long before the first photo.
    reverse("pages:home")


if __name__ == "__main__":
    main()
