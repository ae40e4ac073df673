"""Where TLS ends in nginx, only versions and ciphers of today are spoken."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from kimportal.stack.nginx import PACKAGES, TEMPLATES
from kimportal.stack.processes import find_program, free_port, listens
from tests.tumpukan.sertifikat import write_certificate
from tests.tumpukan.test_compose import DOCKERFILE


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Run nginx as the container does, with an operator's tls.conf; give its port for TLS."""
    if shutil.which("envsubst") is None:
        pytest.skip("envsubst tidak ada; pasang: sudo apt-get install gettext-base")
    find_program("nginx", PACKAGES)
    folder: Path = tmp_path_factory.mktemp("tls")
    own, key = write_certificate(folder)
    secure = free_port()
    (folder / "tls").mkdir()
    (folder / "tls" / "tls.conf").write_text(
        f"listen 127.0.0.1:{secure} ssl;\nssl_certificate {own};\nssl_certificate_key {key};\n"
    )
    names = _values(folder) | {"PATH": os.environ["PATH"] + ":/usr/sbin"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(["sh", TEMPLATES / "start.sh"], env=names, stderr=log)
    end = time.monotonic() + 20
    while not listens(secure):
        assert process.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < end
        time.sleep(0.05)
    yield secure
    process.terminate()
    process.wait(20)


def _values(folder: Path) -> dict[str, str]:
    values = dict(re.findall(r"(KIM_NGINX_\w+)=\"?([^\"\\\n]*)\"?", DOCKERFILE))
    values |= {
        "KIM_HOSTS": "localhost",
        "KIM_NGINX_TETAP": str(TEMPLATES),
        "KIM_NGINX_SOKET": str(folder),
        "KIM_NGINX_FOLDER": str(folder),
        "KIM_NGINX_TLS": str(folder / "tls" / "*.conf"),
        "KIM_NGINX_WEB": "server 127.0.0.1:1;",
        "KIM_NGINX_DENGAR": f"127.0.0.1:{free_port()}",
        "KIM_NGINX_DENGAR_PURGE": f"127.0.0.1:{free_port()}",
        "KIM_NGINX_LOG_AKSES": str(folder / "akses.log"),
        "KIM_NGINX_LOG_GERBANG": str(folder / "gerbang.log"),
        "KIM_NGINX_AKUN": "user root;" if os.geteuid() == 0 else "",
    }
    return {name: value.strip() for name, value in values.items()}


def shake_hands(port: int, version: str, ciphers: str = "ALL:@SECLEVEL=0") -> str:
    """Offer one version of TLS, and ciphers; return the cipher that was agreed on."""
    # openssl itself would not offer what is too old.
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{port}", f"-{version}"]
    command += ["-cipher", ciphers] if version != "tls1_3" else []
    done = subprocess.run(command, input="", capture_output=True, text=True, timeout=20)
    agreed = re.search(r"Cipher is (\S+)", done.stdout)
    return "" if done.returncode or not agreed or agreed[1] == "(NONE)" else agreed[1]


def test_both_versions_of_today_are_spoken(port):
    assert shake_hands(port, "tls1_2").startswith("ECDHE-")
    assert shake_hands(port, "tls1_3").startswith("TLS_")


@pytest.mark.parametrize("cipher", ["ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA"])
def test_ciphers_without_authentication_are_not(cipher, port):
    assert shake_hands(port, "tls1_2", f"{cipher}:@SECLEVEL=0") == ""
