"""/metrik: figures for those who run the portal, for nobody else."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

from kegiatan import moderation
from kimportal.audit.models import SYSTEM
from kimportal.notifications.inbox import notify
from kimportal.notifications.models import Kiriman
from tests.factories import PenggunaFactory
from tests.publishing import make_draft


@pytest.fixture
def figures(client, settings):
    """Read /metrik as Prometheus does, as {series: value}."""
    settings.KIM_METRIK_TOKEN = "token-uji"

    def read():
        answer = client.get("/metrik", headers={"Authorization": "Bearer token-uji"})
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
        rows = [line.rsplit(" ", 1) for line in answer.content.decode().splitlines()]
        return {row[0]: float(row[1]) for row in rows if not row[0].startswith("#")}

    return read


def test_it_does_not_exist_for_strangers(client, db, settings):
    settings.KIM_METRIK_JARINGAN = ["127.0.0.1/32", "10.0.0.0/8"]
    settings.KIM_METRIK_TOKEN = "token-uji"

    assert client.get("/metrik", REMOTE_ADDR="203.0.113.7").status_code == 404
    assert client.get("/metrik", headers={"X-Forwarded-For": "10.1.1.1"}).status_code == 404
    wrong = {"Authorization": "Bearer tebakan"}
    assert client.get("/metrik", REMOTE_ADDR="203.0.113.7", headers=wrong).status_code == 404
    assert client.get("/metrik", REMOTE_ADDR="10.1.1.1").status_code == 200


def test_requests_are_counted_by_view_and_status(client, regions, figures):
    before = figures()
    client.get("/wilayah/73.71/")
    client.get("/wilayah/99.99/")
    client.get("/entah/apa/")
    after = figures()

    def grown(name):
        return after[name] - before.get(name, 0)

    head = 'kim_http_requests_total{method="GET",status='
    assert grown(head + '"200",view="wilayah:detail"}') == 1
    assert grown(head + '"404",view="wilayah:detail"}') == 1
    assert grown(head + '"404",view="none"}') == 1
    assert grown('kim_http_request_seconds_count{view="wilayah:detail"}') == 2


def test_it_says_what_waits_and_since_when(kim, figures):
    moderation.submit_kegiatan(make_draft(kim, judul="Menunggu"), by=SYSTEM)
    notify([PenggunaFactory(email="ani@uji.example")], judul="Halo")
    seen = figures()

    assert seen['kim_desk_items{kind="kabar"}'] == 1
    assert seen['kim_desk_oldest_seconds{kind="kabar"}'] > 0
    assert seen["kim_outbox_items"] == Kiriman.objects.exclude(due_at=None).count() == 1
    assert seen["kim_outbox_oldest_seconds"] > 0
    assert seen['kim_part_up{part="outbox"}'] == 1


def test_it_says_how_often_the_cache_had_what_was_asked_for(client, db, figures):
    before = figures()
    client.get("/readyz")
    after = figures()

    hits = 'kim_cache_reads_total{result="hit"}'
    assert after[hits] > before.get(hits, 0)


COUNT = (
    "import django; django.setup(); from django.test import Client;"
    "Client().get('/healthz', headers={'Host': 'localhost'})"
)
READ = (
    "import django, sys; django.setup(); from prometheus_client import generate_latest;"
    "from kimportal.telemetry.metrics import counted; print(generate_latest(counted()).decode())"
)


def test_the_processes_of_a_machine_count_together(tmp_path):
    variables = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kimportal.settings.test",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
    }
    root = django_settings.BASE_DIR
    both = [subprocess.Popen([sys.executable, "-c", COUNT], cwd=root, env=variables) for _ in "12"]
    assert [process.wait() for process in both] == [0, 0]
    seen = subprocess.run(
        [sys.executable, "-c", READ], cwd=root, env=variables, capture_output=True, text=True
    )

    assert 'status="200",view="pages:healthz"} 2.0' in seen.stdout
