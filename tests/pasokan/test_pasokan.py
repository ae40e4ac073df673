"""`make audit` never claims what it could not ask."""

import os
import subprocess
import sys

from django.conf import settings as django_settings

from tests.pasokan.lisensi import unknown_licences

# Nobody listens there.
NOWHERE = "http://127.0.0.1:1"


def audit(*arguments):
    """Run the command on a machine that reaches neither index nor vulnerability service."""
    proxies = {f"{kind}_proxy": NOWHERE for kind in ("http", "https", "HTTP", "HTTPS")}
    closed = {"no_proxy": "", "NO_PROXY": "", "PIP_INDEX_URL": f"{NOWHERE}/simple"}
    return subprocess.run(
        [sys.executable, "-m", "tests.pasokan", *arguments],
        cwd=django_settings.BASE_DIR,
        env=os.environ | proxies | closed,
        capture_output=True,
        text=True,
    )


def test_what_cannot_be_asked_is_not_audited_and_fails(tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("six==1.17.0 --hash=sha256:" + "0" * 64 + "\n")
    done = audit("kerentanan", "umur", "--kunci", str(lock))

    assert done.returncode == 1
    assert "tidak teraudit: layanan kerentanan tidak menjawab" in done.stdout
    assert "tidak teraudit: indeks paket tidak menjawab" in done.stdout
    assert "baik" not in done.stdout


def test_all_licences_are_known():
    assert unknown_licences([]) == []
