"""The OpenAPI document is right: what fits it is answered as it says, what does not is refused."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

portal = get_wsgi_application()


def from_somewhere(environ, start_response):
    """Answer as the real WSGI application does to a client with an address that unpacks nothing."""
    client = {"REMOTE_ADDR": "192.0.2.1", "HTTP_ACCEPT_ENCODING": "identity"}
    return portal(environ | client, start_response)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_somewhere)


@pytest.fixture(autouse=True)
def _endless(settings):
    """Set no limit, and keep the test's transaction open between calls, as Django's client does."""
    settings.KIM_API_PER_MENIT = 10**9
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_contradicts_it(case, content):
    case.call_and_validate()


def test_all_addresses_are_described():
    assert sorted(schema.raw_schema["paths"]) == [
        "/api/v1/cakupan/",
        "/api/v1/cek-hoaks/",
        "/api/v1/cek-hoaks/{nomor}/",
        "/api/v1/info-pemerintah/",
        "/api/v1/info-pemerintah/{nomor}/",
        "/api/v1/kegiatan/",
        "/api/v1/kegiatan/{nomor}/",
        "/api/v1/kim/",
        "/api/v1/kim/{nomor}/",
        "/api/v1/wilayah/",
        "/api/v1/wilayah/{kode}/",
    ]
