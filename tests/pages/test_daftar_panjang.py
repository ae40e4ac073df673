"""Long lists: numbers for the first pages, then on after a row; cards that are never stale."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kimportal import paging
from kimportal.audit.models import SYSTEM
from kimportal.images.publishing import withdraw_photo
from komunitas.models import Kim
from komunitas.verification import suspend_kim
from tests.factories import KimFactory
from tests.publishing import make_photo, publish


@pytest.fixture
def one_number(monkeypatch):
    """Only the first page of a list has a number."""
    monkeypatch.setattr(paging, "NUMBERED", 1)


def read(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def names(text: str) -> list[str]:
    return re.findall(r'class="card-title"><a [^>]*>(.*?)</a>', text)


def onward(text: str) -> str | None:
    found = re.search(r'href="([^"]*setelah=[^"&]+)">Muat lebih banyak', text)
    return found and found[1]


@pytest.mark.parametrize("query", ["", "?urut=nama", "?urut=terbaru", "?wilayah=73"])
def test_every_row_of_a_long_list_is_reached_once(query, client, regions, one_number):
    wanted = {KimFactory(verified=True, nama=f"KIM Ujung {n:02}").nama for n in range(45)}

    text = read(client, f"/kim/{query}")
    assert "Lebih dari 20 KIM ditemukan" in text
    seen = names(text)
    while step := onward(text):
        text = read(client, f"/kim/{step.replace('&amp;', '&')}")
        seen += names(text)

    assert len(seen) == 45
    assert set(seen) == wanted


@pytest.mark.parametrize(("rows", "counts"), [(0, 0), (20, 0), (21, 1)])
def test_a_list_that_one_page_holds_is_not_counted(rows, counts, client, regions):
    for _ in range(rows):
        KimFactory(verified=True)

    with CaptureQueriesContext(connection) as asked:
        text = read(client, "/kim/?wilayah=73")

    assert sum("COUNT(" in query["sql"] for query in asked) == counts
    assert f"{rows} KIM ditemukan" in text


@pytest.mark.parametrize(("exact", "counts", "told"), [(25, 0, 26), (100, 1, 27)])
def test_the_number_of_many_may_be_a_minute_old_that_of_few_is_exact(
    exact, counts, told, client, regions, monkeypatch
):
    monkeypatch.setattr(paging, "EXACT", exact)
    for _ in range(26):
        KimFactory(verified=True)
    read(client, "/kim/?wilayah=73")
    newest = KimFactory(verified=True)

    with CaptureQueriesContext(connection) as asked:
        text = read(client, "/kim/?wilayah=73")

    assert sum("COUNT(" in query["sql"] for query in asked) == counts
    assert f"{told} KIM ditemukan" in text
    assert names(text)[0] == newest.nama


def test_a_page_goes_on_after_a_row_that_is_gone(client, regions, one_number):
    kims = [KimFactory(verified=True, nama=f"KIM Ujung {n:02}") for n in range(22)]
    step = onward(read(client, "/kim/?urut=nama"))

    suspend_kim(kims[19], by=SYSTEM, reason="Diperiksa.")

    assert names(read(client, f"/kim/{step.replace('&amp;', '&')}")) == [
        "KIM Ujung 20",
        "KIM Ujung 21",
    ]


@pytest.mark.parametrize("place", ["999999999", "0", "-1", "akhir", "9" * 30, "1.abc", "%00"])
def test_after_a_place_that_no_list_gave_stands_the_first_page(place, client, kim):
    assert names(read(client, f"/kim/?setelah={place}")) == [kim.nama]


@pytest.mark.parametrize("path", ["/kim/", "/kegiatan/", "/info-pemerintah/", "/cek-hoaks/"])
def test_of_a_long_text_the_beginning_is_looked_for(path, client, regions):
    text = read(client, f"{path}?q={'selokan+' * 200}&setelah=1")

    assert "hanya bagian awalnya yang dicari" in text
    assert "karakter" not in text


def test_the_key_of_a_row_tells_not_where_it_stands(client, regions):
    first, second, hidden = (KimFactory(verified=n < 2, nama=f"KIM Ujung {n}") for n in (0, 1, 2))

    for row in (first, second, hidden):
        seen = names(read(client, f"/kim/?urut=nama&setelah={row.pk}"))
        assert seen == [first.nama, second.nama]


def test_a_card_follows_its_kim_and_its_photo(client, kim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        naskah = publish(kim, judul="Kerja bakti", foto=make_photo())
    assert "<picture>" in read(client, "/kegiatan/")

    kim.nama = "KIM Berganti Nama"
    kim.save()
    assert "KIM Berganti Nama" in read(client, "/kegiatan/")

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(naskah.foto_utama.foto)
    assert "<picture>" not in read(client, "/kegiatan/")


def test_of_many_hits_the_newest_come_first_and_are_not_counted(client, kim, one_number):
    for number in range(21):
        publish(kim, judul=f"Posyandu {number}", ringkasan="Posyandu." if number else "")

    text = read(client, "/kegiatan/?q=posyandu")

    assert "Lebih dari 20 kabar ditemukan" in text
    assert names(text)[0] == "Posyandu 20"


def test_a_list_shows_its_newest_rows_however_many_it_had_before(client, regions):
    for count in (0, 3, 25, 4):
        kims = [KimFactory(verified=True, nama=f"KIM Ujung {n:02}") for n in range(count)]

        seen = names(read(client, "/kim/"))

        assert seen[: len(kims)] == [kim.nama for kim in reversed(kims)][:20]
        assert len(seen) == min(20, Kim.objects.count())
