"""Redis with a password from a file, and by TLS; what leaves the machine plainly is named."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from kimportal.integrity.connections import check_connections, is_here, plain_connections
from kimportal.stack.processes import find_program, free_port, listens
from tests.tumpukan.sertifikat import write_certificate
from tests.tumpukan.test_compose import SERVICES

ROOT = Path(settings.BASE_DIR)
SCRIPT = ROOT / "kimportal" / "stack" / "redis.sh"
PASSWORD = "kunci#Redis/2026 $x"
# What the portal asks of Redis: its cache and its queue.
ASK = """
import django, json
django.setup()
from django.conf import settings
from kimportal.pages import health
said = {}
for name in ("check_cache", "check_broker"):
    try:
        said[name] = getattr(health, name)()
    except Exception as error:
        said[name] = type(error).__name__
print(json.dumps(said))
"""
REACHED = {"check_cache": "ok", "check_broker": "ok"}


@contextmanager
def running(command: list[object], port: int, folder: Path):
    """Run a Redis and wait until it listens."""
    find_program("redis-server", "redis-server")
    with (folder / "redis.log").open("wb") as log:
        process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log)
    try:
        end = time.monotonic() + 20
        while not listens(port):
            assert process.poll() is None, (folder / "redis.log").read_text()
            assert time.monotonic() < end
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


def ask(**variables: str) -> dict[str, str]:
    """Start a portal of its own with these settings, and tell what it reached."""
    names = os.environ | {"DJANGO_SETTINGS_MODULE": "kimportal.settings.test"} | variables
    command = [sys.executable, "-W", "ignore", "-c", ASK]
    done = subprocess.run(command, cwd=ROOT, env=names, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture
def guarded(tmp_path):
    """A Redis started as compose starts it; give its port."""
    port = free_port()
    (tmp_path / "sandi").write_text(f"{PASSWORD}\n")
    conf = (ROOT / "kimportal" / "stack" / "redis.conf").read_text()
    (tmp_path / "redis.conf").write_text(f"{conf}port {port}\n")
    command = ["sh", SCRIPT, tmp_path / "sandi", tmp_path, tmp_path / "redis.conf"]
    with running(command, port, tmp_path):
        yield port


def test_the_portal_has_the_password_of_the_file(guarded):
    said = ask(REDIS_URL=f"redis://127.0.0.1:{guarded}/0", KIM_SANDI_REDIS=PASSWORD)

    assert said == REACHED


def test_nobody_else_comes_in(guarded):
    said = ask(REDIS_URL=f"redis://127.0.0.1:{guarded}/0", KIM_SANDI_REDIS="lain")

    assert not set(said.values()) & {"ok"}


def test_the_password_stands_in_no_list_of_processes(guarded):
    listed = subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True).stdout

    assert "redis-server" in listed
    assert PASSWORD not in listed


def test_the_health_check_of_compose_uses_it(guarded, tmp_path):
    _, command = SERVICES["redis"]["healthcheck"]["test"]
    command = command.replace("$$", "$").replace("redis-cli", f"redis-cli -p {guarded}")
    right = command.replace("/run/secrets/sandi_redis", str(tmp_path / "sandi"))
    (tmp_path / "salah").write_text("lain")
    wrong = command.replace("/run/secrets/sandi_redis", str(tmp_path / "salah"))

    assert subprocess.run(["sh", "-c", right], capture_output=True).returncode == 0
    assert subprocess.run(["sh", "-c", wrong], capture_output=True).returncode != 0


def test_without_a_password_it_does_not_start(tmp_path):
    (tmp_path / "sandi").write_text("\n")

    done = subprocess.run(["sh", SCRIPT, tmp_path / "sandi"], capture_output=True, text=True)

    assert done.returncode == 1
    assert "kosong" in done.stderr


# --- TLS ------------------------------------------------------------------------------


@pytest.fixture
def encrypted(tmp_path):
    """A Redis that speaks TLS only; give its port and the certificate."""
    port = free_port()
    own, key = write_certificate(tmp_path)
    command = ["redis-server", "--port", 0, "--tls-port", port, "--tls-auth-clients", "no"]
    command += ["--tls-cert-file", own, "--tls-key-file", key]
    command += ["--requirepass", "sandi", "--save", "", "--dir", tmp_path]
    with running(command, port, tmp_path):
        yield port, str(own)


def test_cache_and_queue_speak_tls(encrypted):
    port, own = encrypted
    url = f"rediss://localhost:{port}/0"

    assert ask(REDIS_URL=url, KIM_SANDI_REDIS="sandi", SSL_CERT_FILE=own) == REACHED


def test_a_certificate_of_one_s_own_is_named_in_the_address(encrypted):
    port, own = encrypted
    url = f"rediss://:sandi@localhost:{port}/0?ssl_ca_certs={own}"

    assert ask(REDIS_URL=url) == REACHED


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_certificate_that_nobody_vouches_for_or_of_another_name_is_refused(host, encrypted):
    port, own = encrypted
    trusted = {} if host == "localhost" else {"SSL_CERT_FILE": own}

    said = ask(REDIS_URL=f"rediss://:sandi@{host}:{port}/0", **trusted)

    assert not set(said.values()) & {"ok"}


def production(**variables: str) -> subprocess.CompletedProcess:
    """Ask production's settings whether they may be put up."""
    names = {
        "KIM_SECRET_KEY": "k" * 40 + "abcdefghij0123456789",
        "KIM_HOSTS": "portal.example",
        "KIM_SITE_URL": "https://portal.example",
        "DATABASE_URL": "postgres://kim@db/kim",
        "DJANGO_SETTINGS_MODULE": "kimportal.settings.production",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = os.environ | names | variables
    # Browser tests set it for their own process, and production refuses it.
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_compose_on_one_machine_is_no_warning():
    done = production(REDIS_URL="redis://redis:6379/0", EMAIL_URL="smtp://surat:1025")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("plain", "encrypted"), [("", "?sslmode=verify-full"), ("?sslmode=prefer", "?sslmode=require")]
)
def test_a_database_elsewhere_needs_tls(plain, encrypted):
    url = "postgres://kim@db.example/kim"
    done = production(DATABASE_URL=url + plain)
    assert done.returncode == 1
    assert "integrity.W001" in done.stderr

    assert production(DATABASE_URL=url + encrypted).returncode == 0


@pytest.mark.parametrize(
    "host", ["", "/run/postgresql", "localhost", "127.0.0.1", "::1", "db", "redis", "a.localhost"]
)
def test_what_does_not_leave_the_machine(host):
    assert is_here(host)


@pytest.mark.parametrize("host", ["db.example", "10.0.0.5", "203.0.113.7", "2001:db8::7"])
def test_what_does(host):
    assert not is_here(host)


PLAIN = {
    "REDIS_URL": ("redis://:sandi@redis.example/0", "rediss://:sandi@redis.example/0"),
    "PHOTO_HOST": ("http://foto.example", "https://foto.example"),
    "KIM_PURGE_URL": (["http://nginx.example:8081"], ["http://nginx:8081"]),
    "KIM_SENTRY_DSN": ("http://k@sentry.example/1", "https://k@sentry.example/1"),
    "KIM_CLAMD": ("10.0.0.5:3310", "clamav:3310"),
}


@pytest.mark.parametrize("name", PLAIN)
def test_each_is_named_without_its_password(name, settings):
    plain, good = PLAIN[name]
    setattr(settings, name, good)
    assert plain_connections() == []

    setattr(settings, name, plain)
    [found] = plain_connections()
    assert "sandi" not in found.split(" (")[0] and "k@" not in found


def test_mail_and_store_are_named(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "smtp.example"
    options = {"OPTIONS": {"endpoint_url": "http://s3.example"}}
    settings.STORAGES = settings.STORAGES | {"private": settings.STORAGES["private"] | options}

    warned = [one.msg for one in check_connections()]

    assert len(warned) == 2
    assert "smtp.example" in warned[0] and "s3.example" in warned[1]

    settings.EMAIL_USE_TLS = True
    assert len(plain_connections()) == 1
