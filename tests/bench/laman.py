"""Part `laman`: requests per second of every public page type, missed and cached."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kimportal.stack.processes import Processes, free_port
from tests.bench import svg
from tests.bench.alamat import LAMAN
from tests.bench.baris import Bagian, Baris, Gambar, Tabel, at_least, fact
from tests.bench.beban import Laju, load
from tests.bench.data import FOLDER, NATION, ROOT, DataSet, data_set, replace_database
from tests.bench.pertumbuhan import Pengukuran, ask_all
from tests.bench.sunyi import Sunyi, quiet_watch
from tests.bench.tumpukan import stack_on
from tests.templat import other_database

CACHED, MISSED = 0.75, 0.65
# Of a missed page only these are held to the yardstick: lists of 20 cards, home, KIM, post.
HELD = ("beranda", "kim", "kegiatan", "profil-kim", "kabar")
MISSED_SECONDS, CACHED_SECONDS = 2, 1
MISSED_CONNECTIONS, CACHED_CONNECTIONS = 8, 32
FILE_BYTES = 15 * 1024
PATIENCE_SECONDS = 30
# What is told of a page that did not come.
NOTHING = Laju(rps=0, p50=0, p95=0, p99=0, errors=1, bytes_each=0)
# Pages that were never drawn before: each request asks for another one.
NEW = {
    "kabar": """
        SELECT '/kegiatan/' || k.id || '/' || k.slug || '/' FROM kegiatan_kegiatan k
        JOIN komunitas_kim m ON m.id = k.kim_id
        WHERE k.naskah_terbit_id IS NOT NULL AND m.status = 'verified'
        ORDER BY md5(k.id::text) LIMIT 20000
    """,
    "profil-kim": """
        SELECT '/kim/' || slug || '/' FROM komunitas_kim
        WHERE status = 'verified' ORDER BY md5(slug) LIMIT 20000
    """,
}
STATIC, HELLO, LISTING = "nginx, 15 KB file", "Django, a word", "Django, frozen listing"


@dataclass(frozen=True)
class Laman:
    """One page type: missed, cached, and what its queries cost."""

    nama: str
    missed: Laju
    cached: Laju
    # A file from the same nginx, asked for just before: machines wander within minutes.
    berkas: Laju
    biaya: Pengukuran


def measure(part: Bagian) -> None:
    """Fill in the part: yardsticks first, then every page type, all in one run."""
    nation = data_set(NATION)
    costs = ask_all(nation, 1 if part.is_cepat else 3, LAMAN)
    sunyi = quiet_watch(nation, is_cepat=part.is_cepat)
    with stack_on(nation) as stack, _yardstick() as plain:
        file = Path(stack.environment["KIM_STATIC"]) / "patokan.txt"
        file.write_bytes(b"x" * FILE_BYTES)
        sunyi.wait()
        yardsticks = {
            STATIC: _cached(f"{stack.url}/static/patokan.txt", sunyi),
            HELLO: _missed(f"{plain}/halo/", sunyi),
            LISTING: _missed(f"{plain}/", sunyi),
        }
        pages = []
        for cost in costs:
            missed = _missed(stack.web_urls[0] + cost.path, sunyi)
            beside = _cached(f"{stack.url}/static/patokan.txt", sunyi)
            cached = _cached(stack.url + cost.path, sunyi)
            pages.append(Laman(cost.nama, missed, cached, beside, cost))
        new = {name: _new(nation, stack.web_urls[0], name, sunyi) for name in NEW}
    part.catatan += sunyi.notes()
    part.baris += _rows(yardsticks, pages)
    part.baris += [
        fact(f"laman: {name}: never drawn before ÷ Django listing", share, "×")
        for name, share in _shares(yardsticks, new).items()
    ]
    part.tabel += [_yardstick_table(yardsticks), _page_table(yardsticks, pages)]
    part.tabel.append(_new_table(yardsticks, new))
    part.gambar += _plots(yardsticks, pages)


@contextmanager
def _yardstick() -> Iterator[str]:
    """Serve the frozen project as the portal's web part is served, and yield its address."""
    url = other_database(os.environ["DATABASE_URL"], "bench_patokan")
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.bench.patokan.settings",
        "PYTHONPATH": str(ROOT),
    }
    replace_database(url)
    subprocess.run([sys.executable, "-m", "tests.bench.patokan.isi"], env=env, check=True)
    folder, port = FOLDER / "patokan", free_port()
    folder.mkdir(parents=True, exist_ok=True)
    processes = Processes(folder)
    command: list[str | Path] = [sys.executable, "-m", "gunicorn"]
    command += ["django.core.wsgi:get_wsgi_application()", f"--bind=127.0.0.1:{port}"]
    command += ["--workers=2", "--log-level=warning", "--no-control-socket"]
    processes.start("web-patokan", command, env)
    try:
        address = f"http://127.0.0.1:{port}"
        processes.wait("web-patokan", lambda: _is_warm(f"{address}/halo/"))
        yield address
    finally:
        processes.stop_all()


def _missed(url: str, sunyi: Sunyi) -> Laju:
    if not _is_warm(url):
        return NOTHING
    return load(url, sunyi, seconds=MISSED_SECONDS, connections=MISSED_CONNECTIONS)


def _cached(url: str, sunyi: Sunyi) -> Laju:
    """Ask as browsers do, who take compressed pages."""
    if not _is_warm(url):
        return NOTHING
    seconds, connections = CACHED_SECONDS, CACHED_CONNECTIONS
    return load(url, sunyi, seconds=seconds, connections=connections, compressed=True)


def _new(data: DataSet, web: str, name: str, sunyi: Sunyi) -> Laju:
    paths = FOLDER / f"{name}.txt"
    paths.write_text("".join(f"{path}\n" for (path,) in data.query(NEW[name])))
    seconds, connections = MISSED_SECONDS, MISSED_CONNECTIONS
    return load(web, sunyi, seconds=seconds, connections=connections, paths=paths)


def _is_warm(url: str) -> bool:
    """Ask until caches are filled; tell whether the page comes at all."""
    try:
        for _ in range(3):
            with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as answer:
                answer.read()
    except OSError:
        return False
    return True


def _rows(yardsticks: dict[str, Laju], pages: list[Laman]) -> list[Baris]:
    rows = [fact(f"yardstick: {name}", rate.rps, "requests/s") for name, rate in yardsticks.items()]
    for page in pages:
        name = f"laman: {page.nama}"
        missed = page.missed.rps / yardsticks[LISTING].rps
        told = f"{name}: missed ÷ Django listing"
        rows += [
            at_least(f"{name}: cached ÷ nginx file", _share(page), "×", CACHED),
            at_least(told, missed, "×", MISSED) if page.nama in HELD else fact(told, missed, "×"),
            fact(f"{name}: errors", page.missed.errors + page.cached.errors, "answers"),
        ]
    return rows


def _share(page: Laman) -> float:
    return page.cached.rps / page.berkas.rps


def _yardstick_table(yardsticks: dict[str, Laju]) -> Tabel:
    return Tabel(
        "Yardsticks",
        ["Yardstick", "Requests/s", "p50 ms", "p99 ms"],
        [
            [name, f"{rate.rps:,.0f}", f"{rate.p50:.2f}", f"{rate.p99:.2f}"]
            for name, rate in yardsticks.items()
        ],
    )


def _shares(yardsticks: dict[str, Laju], new: dict[str, Laju]) -> dict[str, float]:
    return {name: rate.rps / yardsticks[LISTING].rps for name, rate in new.items()}


def _new_table(yardsticks: dict[str, Laju], new: dict[str, Laju]) -> Tabel:
    shares = _shares(yardsticks, new)
    return Tabel(
        "Pages that were never drawn before",
        ["Page type", "Missed/s", "of listing", "p50 ms", "p99 ms"],
        [
            [name, f"{r.rps:,.0f}", f"{shares[name]:.2f}", f"{r.p50:.1f}", f"{r.p99:.1f}"]
            for name, r in new.items()
        ],
        "Each request asks for another one of 20,000. Missed pages above were asked for before: "
        "their stories, profiles and cards are at hand in the process (decision 149), and only "
        "whether these are still so is asked anew.",
    )


def _page_table(yardsticks: dict[str, Laju], pages: list[Laman]) -> Tabel:
    columns = ["Page type", "Missed/s", "of listing", "p50 ms", "p99 ms", "KB", "Queries"]
    columns += ["Database ms", "Cached/s", "of file", "p50 ms", "p99 ms"]
    return Tabel(
        "Every public page type",
        columns,
        [
            [
                page.nama,
                f"{page.missed.rps:,.0f}",
                f"{page.missed.rps / yardsticks[LISTING].rps:.2f}",
                f"{page.missed.p50:.1f}",
                f"{page.missed.p99:.1f}",
                f"{page.missed.bytes_each / 1024:.0f}",
                str(page.biaya.queries),
                f"{page.biaya.database_ms:.1f}",
                f"{page.cached.rps:,.0f}",
                f"{_share(page):.2f}",
                f"{page.cached.p50:.2f}",
                f"{page.cached.p99:.2f}",
            ]
            for page in pages
        ],
        "KB: the page as rendered, uncompressed, with headers. Queries and database time: with "
        "the parts that a process keeps at hand, and no other cache.",
    )


def _plots(yardsticks: dict[str, Laju], pages: list[Laman]) -> list[Gambar]:
    missed = [(page.nama, page.missed.rps / yardsticks[LISTING].rps) for page in pages]
    cached = [(page.nama, _share(page)) for page in pages]
    plots = (
        ("terlewat", "Missed pages, as a share of the frozen Django listing", missed, MISSED),
        ("tersimpan", "Cached pages, as a share of a 15 KB file from nginx", cached, CACHED),
    )
    return [
        Gambar(name, title, svg.bars(title, values, unit="×", limit=limit, is_floor=True))
        for name, title, values, limit in plots
    ]
