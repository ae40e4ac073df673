"""Sentry: only where an address is given, and then what broke, never for whom."""

import gzip
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest
import sentry_sdk
from django.conf import settings as django_settings

# A database that is not there breaks any page that asks for one.
ASK = """
import django; django.setup()
import sentry_sdk
from django.test import Client
Client(raise_request_exception=False).post(
    "/akun/masuk/?dari=budi@desa.example",
    {"login": "budi@desa.example", "password": "KataSandiBudi"},
    headers={"Host": "localhost", "X-Request-ID": "0123456789abcdef0123456789abcdef",
             "Cookie": "sesi=KueBudi"},
    REMOTE_ADDR="203.0.113.7",
)
sentry_sdk.flush(5)
"""


@pytest.fixture
def sentry():
    """A server that keeps what is sent to it."""
    received = []

    class Keeper(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
            body = unpack.get(self.headers["Content-Encoding"], bytes)(body)
            received.append(body.decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Keeper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield received, f"http://kunci@127.0.0.1:{server.server_port}/1"
    server.shutdown()
    server.server_close()


def break_down(dsn):
    variables = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kimportal.settings.local",
        "DATABASE_URL": "postgres://pemakai:sandi-basis@127.0.0.1:1/kim",
        "KIM_SENTRY_DSN": dsn,
    }
    subprocess.run(
        [sys.executable, "-c", ASK], cwd=django_settings.BASE_DIR, env=variables, check=True
    )


def test_it_learns_what_broke_but_not_for_whom(sentry):
    received, dsn = sentry
    break_down(dsn)

    events = [json.loads(part) for text in received for part in text.splitlines()]
    event = next(part for part in events if "exception" in part)
    assert event["exception"]["values"][-1]["type"] == "OperationalError"
    assert event["tags"]["kode"] == "01234567"
    everything = "\n".join(received)
    for secret in ("budi", "KataSandiBudi", "KueBudi", "203.0.113.7", "sandi-basis"):
        assert secret not in everything


def test_without_an_address_nothing_is_sent():
    assert not sentry_sdk.get_client().is_active()
