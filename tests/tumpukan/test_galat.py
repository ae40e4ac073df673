"""What nginx says by itself, it says in the language of those who read it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.tumpukan.orang import Masuk

TOO_BIG = 16 * 1024 * 1024 + 1


@pytest.mark.parametrize("path", ["/media/foto/aa/tidak-ada.webp", "/static/css/tidak-ada.css"])
def test_a_file_that_is_gone(path, pembaca):
    answer = pembaca.get(path)

    assert answer.status == 404
    assert "Berkas ini tidak ada" in answer.teks
    assert answer.headers["Content-Type"].startswith("text/html")


def test_an_address_that_is_too_long(pembaca):
    answer = pembaca.get(f"/kegiatan/?q={'x' * 9000}")

    assert answer.status == 414
    assert "Alamat ini tidak dapat dibaca" in answer.teks


def test_an_address_that_nginx_takes_is_one_that_the_portal_takes(pembaca, regions):
    assert pembaca.get(f"/kegiatan/?q={'x' * 6000}").status == 200


def test_a_request_that_cannot_be_read(pembaca):
    answer = pembaca.get("/", Host="dua kata")

    assert answer.status == 400
    assert "Alamat ini tidak dapat dibaca" in answer.teks


def test_a_file_that_is_too_big_to_send(pembaca, client, cast):
    answer = Masuk(pembaca, client, cast.ketua).send("POST", "/kelola/kim/", b"x" * TOO_BIG)

    assert answer.status == 413
    assert "Berkas terlalu besar" in answer.teks


@pytest.mark.parametrize(("path", "readers"), [("/akun/masuk/", 70), ("/robots.txt?{}", 500)])
def test_too_many_from_one_place(path, readers, pembaca, regions):
    ask = lambda number: pembaca.get(path.format(number), source="127.0.0.4")  # noqa: E731
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(ask, range(readers)))

    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert all("Terlalu banyak permintaan" in answer.teks for answer in refused)


def test_the_portals_own_words_pass(pembaca, regions):
    answer = pembaca.get("/tidak-ada/")

    assert answer.status == 404
    assert "Berkas ini tidak ada" not in answer.teks


def test_who_is_signed_in_reads_of_a_fault_too(pembaca, client, cast):
    ketua = Masuk(pembaca, client, cast.ketua)
    processes = pembaca.tumpukan.processes
    processes.kill("web-1", "web-2")
    try:
        answer = ketua.get("/aksesibilitas/")
    finally:
        for number in (1, 2):
            pembaca.tumpukan.start_web(number)
        for number in (1, 2):
            pembaca.tumpukan.wait_for_web(number)

    assert answer.status == 502
    assert "Sedang ada gangguan" in answer.teks
