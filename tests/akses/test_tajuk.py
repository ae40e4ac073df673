"""What every address tells browsers under the settings of production, whoever asks."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.akses.test_matriks import resolve_all, things  # noqa: F401

NAMES = [
    *("CONTENT_SECURITY_POLICY", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "KIM_DEVICE_COOKIE"),
    "KIM_MESSAGE_COOKIE",
    *("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_HSTS_SECONDS"),
    *("SECURE_SSL_REDIRECT", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "X_FRAME_OPTIONS"),
]
PRINT = (
    "import json, sys; from django.conf import settings;"
    "print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))"
)
SAME = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
# A file that opens nowhere has a policy of its own; the map may be shown within other pages.
EMBEDDED = "pages:peta_sematan"


@pytest.fixture
def production(settings):
    """The settings of production that decide on headers."""
    given = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kimportal.settings.production",
        "KIM_SECRET_KEY": "uji" * 20,
        "KIM_HOSTS": "testserver",
        "KIM_SITE_URL": "https://testserver",
        "DATABASE_URL": "postgres:///kim",
        "KIM_DEMO": "0",
    }
    done = subprocess.run(
        [sys.executable, "-c", PRINT, *NAMES],
        cwd=django_settings.BASE_DIR,
        env=given,
        capture_output=True,
        text=True,
        check=True,
    )
    for name, value in json.loads(done.stdout).items():
        setattr(settings, name, value)


def faults(name, answer):
    """Yield what is wrong with the headers of one answer."""
    headers = answer.headers
    for header, value in SAME.items():
        if headers.get(header) != value:
            yield f"{header}: {headers.get(header)}"
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        yield "Permissions-Policy"
    wanted = "cross-origin" if "media" in name else "same-origin"
    if headers.get("Cross-Origin-Resource-Policy", "") not in (wanted, "same-origin"):
        yield "Cross-Origin-Resource-Policy"
    yield from policy_faults(name, headers.get("Content-Security-Policy", ""))
    yield from cookie_faults(answer)


def policy_faults(name, policy):
    words = dict(part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip())
    if words.get("default-src") != "'none'":
        yield f"CSP: {policy}"
    if "unsafe" in policy or "*" in words.get("script-src", "") or "http:" in policy:
        yield f"CSP: {policy}"
    if "sandbox" in policy or name == EMBEDDED:
        return
    if words.get("frame-ancestors") != "'none'" or words.get("base-uri") != "'none'":
        yield f"CSP: {policy}"


def cookie_faults(answer):
    for cookie in answer.cookies.values():
        is_bound = cookie.key.startswith("__Host-") and cookie["path"] == "/"
        is_device = cookie.key == "__Secure-perangkat" and cookie["path"] != "/"
        if not (is_bound or is_device):
            yield f"cookie {cookie.key} {cookie['path']}"
        is_kept = cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax"
        if not is_kept or cookie["domain"]:
            yield f"cookie {cookie.output()}"


def test_every_address_protects_whoever_asks(cast, things, production):  # noqa: F811
    clients = {"anonim": Client(raise_request_exception=False)}
    for role in ("ketua", "pusat", "superuser"):
        clients[role] = Client(raise_request_exception=False)
        clients[role].force_login(getattr(cast, role))
    wrong, asked = [], 0
    for name, path in resolve_all(things).items():
        for role, client in clients.items():
            answer = client.get(path, secure=True)
            if answer.streaming:
                answer.close()
            asked += 1
            wrong += [f"{role} {name} {fault}" for fault in faults(name, answer)]

    assert asked > 600
    assert wrong == []


def test_plain_http_is_led_to_https(production, db):
    answer = Client().get("/kim/")

    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("https://")
