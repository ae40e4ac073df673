"""Log lines: which request and task they belong to, and nothing about persons."""

import json
import logging
from io import StringIO

import pytest
from celery import shared_task
from django.db import connection
from django.test import Client

from kimportal.settings.logs import logging as log_settings
from kimportal.telemetry.scrub import scrub

ID = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def lines():
    """What the log says, line by line, as it is written in production."""
    formats = log_settings("INFO", is_json=True)
    stream, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.addFilter(_make(formats["filters"]["origin"]))
    handler.setFormatter(_make(formats["formatters"]["json"]))
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(before)


def _make(entry):
    module, _, name = entry["()"].rpartition(".")
    return getattr(__import__(module, fromlist=[name]), name)()


@pytest.fixture
def broken_home(monkeypatch):
    """A home page that fails with the words of a person in its error."""

    def fail(*args):
        raise ValueError("budi@desa.example dari 203.0.113.7, telepon 081234567890")

    monkeypatch.setattr("kimportal.pages.home.render", fail)


def test_nginx_numbers_the_request_and_the_answer_says_it(client, db, lines):
    answer = client.get("/healthz", headers={"X-Request-ID": ID})

    assert answer.headers["X-Request-ID"] == ID
    line = next(line for line in lines() if line["logger"] == "kimportal.telemetry.middleware")
    assert line["id"] == ID
    assert (line["view"], line["status"]) == ("pages:healthz", 200)


def test_a_number_of_another_form_is_not_believed(client, db):
    answer = client.get("/healthz", headers={"X-Request-ID": 'x"}\nsaya'})

    assert len(answer.headers["X-Request-ID"]) == 32
    assert "saya" not in answer.headers["X-Request-ID"]


def test_the_error_page_shows_the_code_of_the_log_line(db, regions, lines, broken_home):
    client = Client(raise_request_exception=False)
    answer = client.get("/", headers={"X-Request-ID": ID})

    assert answer.status_code == 500
    assert ID[:8].upper() in answer.content.decode()
    line = next(line for line in lines() if line["level"] == "ERROR")
    assert line["id"] == ID
    assert "ValueError" in line["trace"]


def test_no_line_says_who_it_was(db, regions, lines, broken_home):
    client = Client(raise_request_exception=False)
    client.get("/?surel=budi@desa.example", REMOTE_ADDR="203.0.113.7")
    client.get("/akun/aktivasi/RAHASIA-TOKEN/", REMOTE_ADDR="203.0.113.7")
    client.get("/cek-hoaks/tiket/RAHASIA-TOKEN/")
    client.post("/akun/masuk/", {"login": "budi@desa.example", "password": "KataSandi"})

    written = json.dumps(lines())
    assert all(line["id"] for line in lines() if line["logger"] == "django.request")
    assert len(lines()) > 4
    for secret in ("budi", "203.0.113.7", "081234567890", "RAHASIA", "KataSandi", "?surel"):
        assert secret not in written


def test_what_other_programs_say_of_persons_is_taken_out():
    text = (
        'duplicate key "u"\nDETAIL:  Key (email)=(a@b.example) exists; '
        "GET /cari/?q=Budi from ::1 and 2001:db8::7, redis://:kunci@host, +62 812-3456-7890"
    )
    cleaned = scrub(text)

    for secret in ("a@b", "Budi", "::", "db8", "kunci", "812"):
        assert secret not in cleaned
    assert scrub("KIM 351421201001 pukul 12:30:45, 83.762 desa") == (
        "KIM 351421201001 pukul 12:30:45, 83.762 desa"
    )


@shared_task(name="uji.menulis")
def write_a_line():
    logging.getLogger("uji").warning("Dari tugas")


def test_a_task_says_its_name_and_the_request_that_asked(lines):
    write_a_line.apply(headers={"kim_request_id": ID})

    said = {line["message"]: line for line in lines()}
    assert said["Dari tugas"]["task"] == "uji.menulis"
    assert said["Dari tugas"]["id"] == ID
    assert said["Task ended"]["state"] == "SUCCESS"


def test_a_slow_query_is_written_without_its_values(db, settings, lines):
    settings.KIM_LOG_KUERI_MS = 20
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.05), %s", ["rahasia"])
        cursor.execute("SELECT 1")

    slow = [line for line in lines() if line["message"] == "Slow query"]
    assert len(slow) == 1
    assert slow[0]["sql"] == "SELECT pg_sleep(0.05), %s"
    assert slow[0]["milliseconds"] >= 50
