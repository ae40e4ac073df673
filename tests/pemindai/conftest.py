"""Scanners: a real clamd with one signature, and one of our own that behaves as told."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.pemindai.daemon import running

CONFIG = """
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/db
TemporaryDirectory {folder}
Foreground yes
StreamMaxLength 25M
"""
# Any file, anywhere in it: the name of the test file that all scanners know.
SIGNATURE = "Eicar-Test-Signature:0:*:" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!".hex()
SECONDS = 30


@pytest.fixture(scope="session")
def clamd(tmp_path_factory):
    """Return the address of a clamd of our own."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    if not program:
        pytest.skip("clamd is not installed (apt-get install clamav-daemon)")
    folder: Path = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "uji.ndb").write_text(f"{SIGNATURE}\n")
    config = folder / "clamd.conf"
    config.write_text(CONFIG.format(folder=folder))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, f"--config-file={config}"], stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait(folder, process)
        yield str(folder / "clamd.sock")
    finally:
        process.terminate()
        process.wait(SECONDS)


def _wait(folder: Path, process: subprocess.Popen) -> None:
    end = time.monotonic() + SECONDS
    while not (folder / "clamd.sock").exists():
        assert process.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < end, (folder / "log").read_text()
        time.sleep(0.05)


@pytest.fixture
def daemon(settings):
    """A scanner in use; what it is given is in `.streams`, and it behaves as the test says."""
    with running() as (address, behaviour):
        settings.KIM_CLAMD = address
        yield behaviour


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Both stores in a fresh folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = dict(settings.STORAGES)
    return settings.MEDIA_ROOT
