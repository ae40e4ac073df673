"""The validator of public pages: it changes with whatever they show, and with nothing hidden."""

import re

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from kegiatan.moderation import approve_kegiatan, submit_kegiatan, take_down_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.freshness import version
from kimportal.freshness.models import Change
from kimportal.freshness.version import forget_old_changes, page_etag
from tests.factories import PenggunaFactory
from tests.publishing import make_draft, publish
from tests.test_jumlah_kueri import PATHS, add_content, examples, foto  # noqa: F401 (a fixture)

# Read, and yet no part of what a page is: the second is counted in figures kept ten minutes.
# The first tells in the demo that it is one.
NOT_WATCHED = {"accounts_pengguna", "audit_catatanaudit", "freshness_change"}


@pytest.fixture(autouse=True)
def _one_minute(monkeypatch):
    """Let no test stand on the border of a minute."""
    monkeypatch.setattr(version.time, "time", lambda: 1_800_000_000.0)


def etag() -> str:
    return page_etag(RequestFactory().get("/"))


def watched_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgfoid = 'freshness_note'::regproc"
        )
        return {row[0] for row in cursor.fetchall()}


def test_every_table_that_public_pages_read_is_watched(client, kim, foto):  # noqa: F811
    add_content(kim, foto, 4)
    named = examples(kim)
    with CaptureQueriesContext(connection) as queries:
        for path in PATHS:
            client.get(path.format(**named))
    tables = set(connection.introspection.table_names())
    read = {t for q in queries for t in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', q["sql"])} & tables

    assert len(read) > 12
    assert read - watched_tables() == NOT_WATCHED & read


def test_an_unchanged_page_is_not_made_again(client, kim):
    publish(kim)
    known = client.get("/kegiatan/").headers["ETag"]

    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/kegiatan/", headers={"If-None-Match": known})

    assert (answer.status_code, len(queries)) == (304, 1)
    assert answer.headers["ETag"] == known
    assert "stale-if-error" in answer.headers["Cache-Control"]
    # A browser would put these in place of the page's own.
    assert "Content-Security-Policy" not in answer.headers
    assert "X-Frame-Options" not in answer.headers


@pytest.mark.django_db(transaction=True)
def test_a_publication_changes_it_and_a_draft_does_not(kim):
    draft = make_draft(kim)
    before = etag()

    draft.isi = "Sedang ditulis"
    draft.save()
    PenggunaFactory()
    assert etag() == before

    approve_kegiatan(submit_kegiatan(draft, by=SYSTEM), by=SYSTEM)
    assert etag() != before


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_changes_nothing(kim):
    before = etag()

    with transaction.atomic():
        kim.save()
        transaction.set_rollback(True)

    assert etag() == before


@pytest.mark.django_db(transaction=True)
def test_a_late_commit_under_a_smaller_number_changes_it(kim):
    first = Change.objects.create()
    Change.objects.create()
    number = first.pk
    first.delete()
    before = etag()

    Change.objects.create(pk=number)

    assert etag() != before


@pytest.mark.django_db(transaction=True)
def test_old_changes_are_forgotten_but_the_newest(kim):
    for _ in range(3):
        Change.objects.create()
    Change.objects.update(made_at="2020-01-01T00:00:00Z")
    newest = Change.objects.latest("pk")

    forget_old_changes()

    assert list(Change.objects.all()) == [newest]


def test_a_page_is_taken_down_even_where_nginx_does_not_answer(
    client, kim, settings, django_capture_on_commit_callbacks
):
    naskah = publish(kim)
    settings.KIM_PURGE_URL = ["http://127.0.0.1:9"]

    with django_capture_on_commit_callbacks(execute=True):
        take_down_kegiatan(naskah, by=SYSTEM, reason="Salah orang.")

    assert client.get(naskah.kegiatan.get_absolute_url()).status_code == 404
