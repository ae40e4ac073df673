"""The front page: the numbers, the news, the next events and the ways onward."""

import datetime
import re

import pytest
from django.utils import timezone

from kegiatan.models import Naskah
from kimportal.audit.models import SYSTEM
from kimportal.rekap.refreshing import refresh_counts
from komunitas.verification import suspend_kim
from tests.factories import KimFactory
from tests.publishing import make_draft, publish


@pytest.fixture
def today():
    return timezone.localdate()


def stat(page: str, label: str) -> str:
    return re.search(rf"<dt>{label}[^<]*</dt><dd>([^<]*)</dd>", page)[1]


def read(client) -> str:
    """Return the page with the counts of now."""
    refresh_counts()
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_numbers_count_what_is_public(client, kim, other_kim):
    publish(kim)
    old = publish(kim)
    Naskah.objects.filter(pk=old.pk).update(
        published_at=timezone.now() - datetime.timedelta(days=40)
    )
    make_draft(kim)
    KimFactory()
    suspend_kim(other_kim, by=SYSTEM, reason="Diperiksa.")

    page = read(client)

    assert stat(page, "KIM terdaftar") == "1"
    assert stat(page, "KIM aktif") == "1"
    assert stat(page, "Desa ber-KIM") == "20%"
    assert stat(page, "Kabar terbit 30 hari terakhir") == "1"


def test_the_newest_posts_come_first_and_drafts_not_at_all(client, kim):
    make_draft(kim, judul="Masih draf")
    publish(kim, judul="Kabar pertama")
    publish(kim, judul="Kabar kedua")

    page = read(client)

    assert page.index("Kabar kedua") < page.index("Kabar pertama")
    assert "Masih draf" not in page


def test_the_agenda_holds_what_is_still_to_come(client, kim, today):
    day = datetime.timedelta(days=1)
    publish(kim, judul="Acara lewat", jenis="agenda", tanggal=today - day)
    publish(kim, judul="Acara pekan depan", jenis="agenda", tanggal=today + 7 * day)
    publish(kim, judul="Acara besok", jenis="agenda", tanggal=today + day)
    publish(
        kim,
        judul="Acara berjalan",
        jenis="agenda",
        tanggal=today - day,
        tanggal_selesai=today + day,
    )

    page = read(client)

    order = [page.index(t) for t in ("Acara berjalan", "Acara besok", "Acara pekan depan")]
    assert order == sorted(order)
    assert "Acara lewat" not in page


def test_the_map_links_every_province_with_its_number(client, kim):
    page = read(client)
    drawing = re.search(r'<svg class="map-national".*?</svg>', page, re.DOTALL)[0]

    assert "Sulawesi Selatan: 1 KIM" in drawing
    assert 'href="/wilayah/73/"' in drawing
    assert len(drawing.encode()) <= 12 * 1024


def test_every_way_onward_works_without_script(client, kim):
    page = read(client)

    for target in (
        'action="/wilayah/buka/"',
        'action="/cari/"',
        'href="/peta/"',
        'href="/kegiatan/?bidang=pertanian"',
        'href="/mendirikan-kim/"',
    ):
        assert target in page


def test_an_empty_portal_has_a_front_page(client, db):
    page = read(client)

    assert "Belum ada kabar" in page
    assert stat(page, "Desa ber-KIM") == "–"


def test_the_front_page_is_for_shared_caches(client, kim):
    answer = client.get("/")

    assert not answer.cookies
    assert "s-maxage" in answer.headers["Cache-Control"]
    assert "Cookie" not in answer.headers.get("Vary", "")
