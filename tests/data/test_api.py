"""The API: pages that hold still, filters of the pages, limits, and what other sites may read."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from komunitas.models import Bidang
from tests.data.reading import api_rows
from tests.factories import KimFactory
from tests.publishing import publish


def numbers(client, address: str) -> list[str]:
    return [row["nomor"] for row in api_rows(client, address)]


def test_a_page_leads_to_the_next(client, content):
    KimFactory.create_batch(5, verified=True)

    assert len(set(numbers(client, "kim/?jumlah=2"))) == 7


def test_rows_that_appear_meanwhile_move_nothing(client, content):
    first = client.get("/api/v1/kegiatan/?jumlah=2").json()
    publish(KimFactory(verified=True))
    rest = api_rows(client, "kegiatan/?" + first["berikutnya"].partition("?")[2])

    seen = [row["id"] for row in first["data"] + rest]
    assert len(seen) == len(set(seen)) == 6


def test_a_cursor_is_good_for_its_list_only(client, content):
    first = client.get("/api/v1/kim/?jumlah=1").json()
    kursor = first["berikutnya"].partition("?")[2]

    for path in (f"wilayah/?{kursor}", f"kim/?{kursor}x", "kim/?kursor=abc"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 404
        assert "Mulailah lagi tanpa kursor" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("kim/?wilayah=73.06", ["KIM Bontoala"]),
        ("kim/?wilayah=7306", ["KIM Bontoala"]),
        ("kim/?q=mariso", ["KIM Mariso Bersatu"]),
        ("kim/?bidang=perikanan&wilayah=7371", ["KIM Mariso Bersatu"]),
        ("kim/?jenis=forum", []),
        ("kim/?status=tidak-aktif", []),
    ],
)
def test_kim_by_the_filters_of_the_page(client, content, address, expected):
    assert [row["nama"] for row in api_rows(client, address)] == expected


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("jenis=produk", 2),
        ("wilayah=73.06&jenis=berita", 1),
        ("dari=2026-03-07&sampai=2026-03-07", 6),
        ("dari=2026-03-08", 0),
        ("dari=2026-03-08&sampai=2026-03-01", 0),
        ("q=selokan", 6),
        ("bidang=perikanan&bidang=kesehatan", 6),
        ("adinda=akses", 0),
    ],
)
def test_posts_by_the_filters_of_the_page(client, content, query, number):
    assert len(api_rows(client, f"kegiatan/?{query}")) == number


def test_one_of_each(client, kim):
    naskah = publish(kim)

    assert client.get(f"/api/v1/kim/{kim.nomor}/").json()["nama"] == kim.nama
    one = client.get(f"/api/v1/kegiatan/{naskah.kegiatan_id}/").json()
    assert one["judul"] == naskah.judul
    assert client.get("/api/v1/wilayah/7371/").json()["kode"] == "73.71"


def test_regions_by_level_and_name(client, regions):
    address = "wilayah/?wilayah=73.71&tingkat=4&q=MARISO"

    assert [row["kode"] for row in api_rows(client, address)] == ["73.71.01.1006"]


@pytest.mark.parametrize(
    ("path", "status", "isian"),
    [
        ("kim/?wilayah=mariso", 422, ["wilayah"]),
        ("kim/?jumlah=1000&jenis=grup", 422, ["jumlah", "jenis"]),
        ("kegiatan/?dari=2026-02-31", 422, ["dari"]),
        ("kim/?wilayah=99", 404, []),
        ("kim/?bidang=tidak-ada", 404, []),
        ("kim/000000000000/", 404, []),
        ("tidak-ada/", 404, []),
    ],
)
def test_errors_are_problems_in_indonesian(client, regions, path, status, isian):
    answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert sorted(one["isian"] for one in problem.get("galat", [])) == sorted(isian)
    assert problem["detail"][0].isupper()
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_what_has_not_changed_is_not_sent_again(client, content):
    first = client.get("/api/v1/kim/")
    etag = {"If-None-Match": first["ETag"]}

    assert client.get("/api/v1/kim/", headers=etag).status_code == 304
    KimFactory(verified=True)
    assert client.get("/api/v1/kim/", headers=etag).status_code == 200


def test_one_client_may_not_call_endlessly(client, regions, settings):
    settings.KIM_API_PER_MENIT = 3
    answers = [client.get("/api/v1/kim/") for _ in range(4)]
    other = client.get("/api/v1/kim/", REMOTE_ADDR="192.0.2.7")

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert "Paling banyak 3 panggilan" in answers[-1].json()["detail"]
    assert other.status_code == 200


def test_web_pages_of_others_may_read_it(client, regions):
    ask = client.options("/api/v1/kim/", headers={"Origin": "https://dinas.example"})
    read = client.get("/api/v1/kim/", headers={"Origin": "https://dinas.example"})

    assert ask.status_code == 204
    assert ask["Access-Control-Allow-Headers"] == "If-None-Match"
    assert read["Access-Control-Allow-Origin"] == ask["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in read


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_can_write(client, regions, method):
    answer = getattr(client, method)("/api/v1/kim/")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_no_cookie_and_the_same_for_everyone(client, content, cast):
    before = client.get("/api/v1/kim/")
    client.force_login(cast.ketua)
    after = client.get("/api/v1/kim/")

    assert before.content == after.content
    assert not before.cookies
    assert "Cookie" not in after.get("Vary", "")


def test_the_guide_shows_addresses_and_errors(client, regions):
    page = client.get("/data/api/").content.decode()

    for text in ("/api/v1/kegiatan/", "kursor", "If-None-Match", 'id="galat-429"', "perikanan"):
        assert text in page
    assert client.get("/api/v1/").url == "/data/api/"


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("kim/", 2),
        ("kim/?wilayah=73&bidang=perikanan&jenis=desa", 4),
        ("kegiatan/", 2),
        ("kegiatan/?wilayah=73&q=selokan", 7),
        ("wilayah/?wilayah=73", 2),
        ("cakupan/?tingkat=3", 2),
    ],
)
def test_questions_to_the_database(client, content, address, number):
    def ask() -> int:
        for kept in caches.all():
            kept.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1/{address}").status_code == 200
        return len(queries)

    few = ask()
    for _ in range(4):
        other = KimFactory(verified=True)
        other.bidang.add(Bidang.objects.get(slug="perikanan"))
        publish(other, bidang="perikanan")

    assert few == number
    assert ask() == few
