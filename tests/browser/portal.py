"""A whole portal for browser tests and screenshots: what `make demo` starts, on a free port."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from kimportal.stack.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 600


def find_chromium() -> str | None:
    """Return the browser to drive: KIM_CHROMIUM, else the system's.

    The one without windows of its own opens a page with a quarter of the work.
    """
    installed = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    names = (os.environ.get("KIM_CHROMIUM"), *installed)
    return next((path for name in names if name and (path := shutil.which(name))), None)


CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serve(database_url: str, folder: Path, **settings: str) -> Iterator[str]:
    """Run `manage.py demo` on an empty database and yield its address.

    `folder` takes the files (KIM_VAR), `settings` are further environment variables. Raises
    RuntimeError with the log when it does not start.
    """
    port = free_port()
    address = f"http://localhost:{port}"
    env = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "kimportal.settings.local",
        "KIM_DEMO": "1",
        "KIM_VAR": str(folder),
        "KIM_PORT": str(port),
        "KIM_SITE_URL": address,
        **settings,
    }
    log = folder / "portal.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"], cwd=ROOT, env=env, stdout=out, stderr=out
        )
    try:
        _wait_until_ready(address, process, log)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"Portal tidak mulai:\n{log.read_text()[-4000:]}")


def page_types(address: str) -> dict[str, str]:
    """Return one address per public page type, following links as a visitor would."""
    kim = _first_link(address, "/kim/?wilayah=73.71", r"/kim/[a-z0-9-]+/")
    post = _first_link(address, "/kegiatan/?jenis=berita", r"/kegiatan/\d+/[a-z0-9-]+/")
    product = _first_link(address, "/kegiatan/?jenis=produk", r"/kegiatan/\d+/[a-z0-9-]+/")
    info = _first_link(address, "/info-pemerintah/?q=kakao", r"/info-pemerintah/\d+/[a-z0-9-]+/")
    isu = _first_link(address, "/cek-hoaks/?putusan=hoaks", r"/cek-hoaks/\d+/[a-z0-9-]+/")
    return types_of(kim, post, product, info, isu)


def types_of(kim: str, post: str, product: str, info: str, isu: str) -> dict[str, str]:
    """Return one address per public page type, given those of one row of each kind."""
    return {
        "info-pemerintah": "/info-pemerintah/",
        "info": info,
        "info-jangkauan": f"{info}jangkauan/",
        "info-bahasa": f"{info}bahasa/jav/",
        "info-jangkauan-kota": f"{info}jangkauan/?wilayah=73.71",
        "info-jangkauan-laporan": f"{info}jangkauan/laporan/",
        "jangkauan-wilayah": "/info-pemerintah/jangkauan/?wilayah=73",
        "jangkauan-program": "/info-pemerintah/program/peremajaan-kakao-rakyat/",
        "cek-hoaks": "/cek-hoaks/",
        "isu": isu,
        "kirim-isu": "/cek-hoaks/kirim/",
        "beranda": "/",
        "kim": "/kim/",
        "kim-tersaring": "/kim/?wilayah=73&bidang=perikanan",
        "kim-kosong": "/kim/?q=tidakadayangcocok",
        "profil-kim": kim,
        "kabar-kim": f"{kim}kabar/",
        "produk-kim": f"{kim}produk/",
        "galeri-kim": f"{kim}galeri/",
        "kegiatan": "/kegiatan/",
        "kegiatan-saringan-salah": "/kegiatan/?dari=31-31-2020&wilayah=xx",
        "praktik-baik": "/praktik-baik/",
        "kabar": post,
        "kabar-cetak": f"{post}cetak/",
        "produk": product,
        "wilayah": "/wilayah/",
        "provinsi": "/wilayah/73/",
        "kota": "/wilayah/73.71/",
        "kecamatan": "/wilayah/73.71.01/",
        "desa": "/wilayah/73.71.01.1006/",
        "desa-tanpa-kim": "/wilayah/91.03.01.2004/",
        "pilih-wilayah": "/wilayah/pilih/?kembali=/kim/&induk=73",
        "cari": "/cari/?q=pelatihan",
        "cari-kosong": "/cari/?q=zzzqqq",
        "peta": "/peta/",
        "statistik": "/statistik/",
        "statistik-kota": "/statistik/73.71/",
        "statistik-desa": "/statistik/73.71/desa-tanpa-kim/",
        "statistik-sepi": "/statistik/73/kim-sepi/",
        "peta-sulawesi": "/peta/?lapis=cakupan#6/-2.200/121.200",
        "peta-papua-pegunungan": "/peta/?wilayah=95&lapis=tanpa-kim",
        "peta-kota": "/peta/?wilayah=73.71",
        "peta-sematan": "/peta/sematan/?wilayah=73&lapis=kabar-365",
        "lapor": f"/lapor/?kegiatan={post.split('/')[2]}",
        "lapor-cara": "/lapor/",
        "data": "/data/",
        "data-api": "/data/api/",
        "tentang": "/tentang/",
        "privasi": "/privasi/",
        "mendirikan-kim": "/mendirikan-kim/",
        "panduan": "/panduan/",
        "pelajaran": "/panduan/5w1h/",
        "contoh-surat": "/panduan/contoh/sk-kepala-desa/",
        "luring": "/luring/",
        "tidak-ada": "/halaman-yang-tidak-ada/",
        "masuk": "/akun/masuk/",
    }


def _first_link(address: str, path: str, pattern: str) -> str:
    with urllib.request.urlopen(address + path, timeout=30) as response:
        found = re.search(f'href="({pattern})"', response.read().decode())
    if found is None:
        raise RuntimeError(f"Tidak ada tautan {pattern} di {path}")
    return found[1]
