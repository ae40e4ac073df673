"""Signed-in people and hostile requests neither see nor fill what others are shown."""

import pytest

from tests.people import make_cast

HOSTILE = [
    {"X_Forwarded_Host": "jahat.example"},
    {"X_Forwarded_Host": "jahat.example", "X_Forwarded_Proto": "gopher", "X_Forwarded_Port": "1"},
    {"Forwarded": "for=1.2.3.4;host=jahat.example;proto=https"},
    {"X_Original_URL": "/jahat.example", "X_Rewrite_URL": "/jahat.example"},
    {"X_HTTP_Method_Override": "POST", "X_Host": "jahat.example"},
    {"Origin": "https://jahat.example", "Referer": "https://jahat.example/"},
    {"Accept_Language": "jahat.example", "User_Agent": "jahat.example", "Accept": "text/jahat"},
    {"Cookie": "messages=jahat.example; csrftoken=jahat.example; sessionidx=1"},
    {"Authorization": "Basic amFoYXQuZXhhbXBsZQ=="},
    {"Range": "bytes=0-9"},
    {"If_None_Match": "*"},
    {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    {"Accept_Encoding": "jahat, identity;q=0"},
    {"Cache_Control": "no-cache", "Pragma": "no-cache"},
    {"Connection": "close, X-Forwarded-Proto"},
]
QUERIES = [
    "?",
    "?%00",
    "?a=%0d%0aSet-Cookie:%20x=jahat.example",
    "?utm_source=jahat.example",
    "?;",
    "??",
]


@pytest.mark.parametrize("headers", HOSTILE, ids=lambda headers: next(iter(headers)))
def test_hostile_headers_do_not_reach_the_page_of_others(headers, pembaca, regions):
    path = f"/wilayah/73/?h={HOSTILE.index(headers)}"

    pembaca.get(path, **headers)
    next_one = pembaca.get(path)

    assert (next_one.status, next_one.simpanan) == (200, "HIT")
    assert "Sulawesi Selatan" in next_one.teks
    assert "jahat.example" not in next_one.teks + str(next_one.headers)
    assert "</html>" in next_one.teks


@pytest.mark.parametrize("query", QUERIES)
def test_hostile_queries_do_not_reach_the_page_without(query, pembaca, regions):
    strange = pembaca.get(f"/wilayah/73.06/{query}")
    plain = pembaca.get("/wilayah/73.06/")

    assert strange.status in (200, 400)
    assert strange.headers["Set-Cookie"] is None
    assert plain.status == 200
    assert "jahat.example" not in plain.teks


def test_a_head_or_a_body_does_not_empty_the_page(pembaca, regions):
    head = pembaca.get("/wilayah/73/?k=1", method="HEAD")
    fat = pembaca.get("/wilayah/73/?k=2", body=b"q=jahat")

    assert (head.status, fat.status) == (200, 200)
    for path in ("/wilayah/73/?k=1", "/wilayah/73/?k=2"):
        assert "</html>" in pembaca.get(path).teks


def test_another_host_gets_nothing(pembaca):
    with pytest.raises(ConnectionError):
        pembaca.get("/", Host="jahat.example")


@pytest.fixture
def cookie(client, kim, other_kim) -> str:
    client.force_login(make_cast(kim, other_kim).ketua)
    return f"sessionid={client.cookies['sessionid'].value}"


@pytest.mark.parametrize("form", ["{}", "lain=1; {}", "lain=1;{};x=y"])
def test_signed_in_people_neither_fill_nor_see_the_cache(form, pembaca, cookie):
    path = f"/wilayah/73.71/?c={len(form)}"
    cookie = form.format(cookie)

    assert pembaca.get(path, Cookie=cookie).simpanan is None
    assert pembaca.get(path).simpanan == "MISS"
    assert pembaca.get(path, Cookie=cookie).simpanan is None


def test_pages_of_a_person_are_never_kept(pembaca, cookie):
    mine = pembaca.get("/kelola/", Cookie=cookie)
    strangers = pembaca.get("/kelola/")

    assert mine.status == 200
    assert mine.simpanan is None
    assert (strangers.status, strangers.simpanan) == (302, None)


def test_who_is_signed_in_is_said_only_to_them(pembaca, cookie):
    mine = pembaca.get("/akun/saya.json", Cookie=cookie)
    strangers = pembaca.get("/akun/saya.json")

    assert "Ketua" in mine.teks
    assert "Ketua" not in strangers.teks
    assert "no-store" in mine.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/_pribadi/",
        "/media/../private/",
        "/media/%2e%2e/private/",
        "/media..%2fprivate/",
        "/static../nginx.conf",
        "/static/../manage.py",
    ],
)
def test_private_files_have_no_address(path, pembaca):
    assert pembaca.get(path).status in (400, 404)


def test_whoever_floods_the_portal_is_slowed_down(pembaca):
    sign_in = "/akun/masuk/"
    answers = {answer.status for answer in pembaca.rush(sign_in, 70, source="127.0.0.2")}

    assert answers == {200, 429}
    assert pembaca.get(sign_in, source="127.0.0.3").status == 200
