"""The list of the workspace: what waits where, in a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kegiatan.models import JumlahBaca
from kegiatan.moderation import return_kegiatan, submit_kegiatan
from kegiatan.reading import reads_of, similar_this_week
from kegiatan.workspace import count_stages
from kegiatan.writing import hand_in, start_revision
from kimportal.audit.models import SYSTEM
from tests.factories import NaskahFactory
from tests.publishing import complete, publish

LIST = "/kelola/kegiatan/"


@pytest.fixture
def ketua(client, cast):
    client.force_login(cast.ketua)
    return client


def fill(kim, cast):
    """One post in every stage."""
    returned = submit_kegiatan(
        complete(NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.anggota)), by=SYSTEM
    )
    return_kegiatan(returned, by=SYSTEM, reason="Tulis jamnya.")
    handed = complete(NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.anggota))
    hand_in(handed.kegiatan, by=cast.anggota)
    NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua)
    submit_kegiatan(complete(NaskahFactory(kegiatan__kim=kim)), by=SYSTEM)
    published = complete(publish(kim))
    JumlahBaca.objects.create(kegiatan=published.kegiatan, tanggal="2026-01-01", jumlah=41)


def test_the_most_urgent_comes_first_with_its_note(ketua, kim, cast):
    fill(kim, cast)

    text = ketua.get(LIST).content.decode()

    order = ["Tulis jamnya.", "Menunggu pengurus", "Menunggu Admin Diskominfo Kota Makassar sejak"]
    assert sorted(order, key=text.index) == order
    assert "Dibaca 41 kali" in text
    assert "WITA" in text


@pytest.mark.parametrize(
    ("tahap", "words"),
    [
        ("perbaiki", "Tulis jamnya."),
        ("diserahkan", "Menunggu pengurus"),
        ("draf", "Disimpan"),
        ("menunggu", "Menunggu Admin"),
        ("terbit", "Dibaca 41 kali"),
    ],
)
def test_each_stage_can_be_shown_alone(tahap, words, ketua, kim, cast):
    fill(kim, cast)

    text = ketua.get(f"{LIST}?tahap={tahap}&kim={kim.pk}").content.decode()

    assert text.count('class="kerja-baris') == 1
    assert words in text


def test_an_anggota_sees_where_the_own_text_is(client, cast, kim, draft):
    client.force_login(cast.anggota)
    complete(draft)
    hand_in(draft.kegiatan, by=cast.anggota)

    assert "Menunggu pengurus KIM Mariso Bersatu sejak" in client.get(LIST).content.decode()


def test_a_revision_stands_for_its_post(ketua, published, cast):
    start_revision(published.kegiatan, by=cast.ketua)

    text = ketua.get(LIST).content.decode()

    assert text.count('class="kerja-baris') == 1
    assert "Versi yang terbit tetap tampil" in text
    assert count_stages(cast.ketua)["draf"] == 1


def test_a_post_whose_change_waits_is_published_still(ketua, published, cast):
    start_revision(published.kegiatan, by=cast.ketua)
    complete(published.kegiatan.daftar_naskah.latest("pk"))
    hand_in(published.kegiatan, by=cast.ketua)

    for address in (LIST, f"{LIST}?tahap=terbit", f"{LIST}?tahap=menunggu"):
        text = ketua.get(address).content.decode()
        assert text.count('class="kerja-baris') == 1
        assert "Terbit · perubahan menunggu" in text
    assert {name: n for name, n in count_stages(cast.ketua).items() if n} == {
        "semua": 1,
        "menunggu": 1,
        "terbit": 1,
    }
    assert "Kabar KIM saya" in text


@pytest.mark.parametrize("query", ["?tahap=x&kim=abc", "?kim=99999999999", "?halaman=x", "?kim=9"])
def test_nonsense_in_the_address_breaks_nothing(query, ketua, kim, cast):
    fill(kim, cast)

    assert ketua.get(LIST + query).status_code == 200


def test_posts_of_other_kim_are_not_there(ketua, other_kim):
    naskah = NaskahFactory(kegiatan__kim=other_kim)

    assert naskah.judul not in ketua.get(LIST).content.decode()


def queries(call) -> int:
    with CaptureQueriesContext(connection) as found:
        call()
    return len(found)


def test_queries_do_not_grow_with_the_posts(ketua, kim, cast):
    fill(kim, cast)
    ketua.get(LIST)  # fills what is remembered
    few = queries(lambda: ketua.get(LIST))
    for _ in range(3):
        fill(kim, cast)

    assert queries(lambda: ketua.get(LIST)) == few <= 13


def test_the_pieces_for_the_first_page_are_cheap(kim, other_kim, cast):
    fill(kim, cast)
    publish(other_kim)

    assert queries(lambda: count_stages(cast.ketua)) == 1
    assert queries(lambda: reads_of([kim.pk])) == 1
    assert queries(lambda: list(similar_this_week([kim.pk])[:4])) <= 3
