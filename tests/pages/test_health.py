"""/healthz and /readyz: what a load balancer asks."""

import pytest
from celery import current_app
from django.core.cache import caches
from django.db import connections


def test_healthz_needs_no_database(client):
    """No `db` fixture: any query would fail the test."""
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


def test_readyz_names_the_parts(client, db):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "parts": {"database": "ok", "cache": "ok", "broker": "not used"},
    }


def test_readyz_without_database(client, django_db_blocker, monkeypatch):
    connection = connections["default"]
    monkeypatch.setitem(connection.settings_dict, "NAME", "tidak_ada_basis_data_ini")
    with django_db_blocker.unblock():
        connection.close()
        answer = client.get("/readyz")
        connection.close()

    assert answer.status_code == 503
    assert answer.json()["parts"]["database"] == "error"


def test_readyz_without_cache(client, db, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    caches["default"].clear()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"] == {"database": "ok", "cache": "error", "broker": "not used"}


@pytest.fixture
def unreachable_broker():
    conf = current_app.conf
    before = {key: conf[key] for key in ("task_always_eager", "broker_url", "broker_write_url")}
    address = "redis://127.0.0.1:1/0"
    conf.update(task_always_eager=False, broker_url=address, broker_write_url=address)
    yield
    conf.update(before)


def test_readyz_without_broker(client, db, unreachable_broker):
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["broker"] == "error"
