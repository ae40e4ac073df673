"""Two web processes and two workers: nothing lives in one of them alone."""

from __future__ import annotations

import os
import re
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from kimportal.notifications.models import Kiriman
from tests.bench.orang import FORM, Orang
from tests.browser.orang import SANDI_CONTOH
from tests.factories import PenggunaFactory
from tests.publishing import publish
from tests.tumpukan.bagian import mail_server
from tests.tumpukan.palang import Antrean
from tests.tumpukan.pembaca import seconds_until
from tests.tumpukan.tugas.babak import owed

PATIENCE = 120


@pytest.fixture
def both(pembaca) -> list[str]:
    """The addresses of the two web processes, past nginx."""
    assert len(pembaca.tumpukan.web_urls) == 2
    return pembaca.tumpukan.web_urls


@pytest.fixture
def peramban(both, regions) -> list[Orang]:
    """One browser that asks now the first web process, now the second."""
    jar = CookieJar()
    return [Orang(address, jar) for address in both]


def test_who_signs_in_at_one_web_process_is_signed_in_and_out_at_both(peramban):
    # As the stack knows it: the tests themselves know a quicker way only.
    password = PBKDF2PasswordHasher().encode(SANDI_CONTOH, "garam")
    PenggunaFactory(nama="Ani Skala", email="ani.skala@uji.example", password=password)
    first, second = peramban

    first.sign_in("ani.skala@uji.example")
    assert b"Ani Skala" in second.ask("/akun/saya.json")
    second.post("/akun/keluar/")

    assert b"Ani Skala" not in first.ask("/akun/saya.json")


def test_a_form_fetched_at_one_web_process_is_taken_by_the_other(peramban):
    first, second = peramban
    fields = {"csrfmiddlewaretoken": first.token, "login": "x@uji.example", "password": "salah"}

    page = second.ask("/akun/masuk/", urlencode(fields).encode(), method="POST", kind=FORM)

    assert "Nama masuk atau kata sandi salah" in page.decode()


def test_what_is_published_is_seen_at_both(both, kim, pembaca):
    naskah = publish(kim, judul="Warga membersihkan selokan")
    path = naskah.kegiatan.get_absolute_url()

    assert [pembaca.get(path, address=address).status for address in both] == [200, 200]
    assert all("selokan" in pembaca.get(path, address=address).teks for address in both)


def test_workers_step_back_for_pages(tumpukan):
    priority = {name: os.getpriority(os.PRIO_PROCESS, pid) for name, pid in tumpukan.pids.items()}

    assert priority["worker-1"] > priority["web-1"] == priority["nginx"] == priority["redis"]


def _turn_ms(pid: int) -> float | None:
    """Return how long a turn at the processor a process asks for, where the system tells."""
    try:
        told = Path(f"/proc/{pid}/sched").read_text()
    except OSError:
        return None
    found = re.search(r"se\.slice\s*:\s*(\d+)", told)
    return int(found[1]) / 1e6 if found else None


def test_nginx_takes_shorter_turns_than_those_who_compute(tumpukan):
    computing = _turn_ms(tumpukan.pids["web-1"])
    if computing is None:
        pytest.skip("this Linux has no turns of a length of one's own (before 6.12), or hides them")

    nginx = psutil.Process(tumpukan.pids["nginx"])

    turns = [_turn_ms(process.pid) for process in (nginx, *nginx.children())]
    assert len(turns) > 1
    assert all(turn == 0.1 < computing for turn in turns)


@pytest.mark.parametrize("remaining", [1, 2])
def test_either_worker_does_the_work_when_the_other_one_is_gone(remaining, pembaca, regions):
    stack = pembaca.tumpukan
    gone = 3 - remaining
    stack.start_worker(2)
    try:
        stack.processes.kill(f"worker-{gone}")
        with mail_server(stack) as surat:
            pesan = owed(PenggunaFactory(email="budi.skala@uji.example"))
            Antrean(stack).send("kimportal.notifications.tasks.mail_pemberitahuan", pesan.pk)
            is_sent = lambda: Kiriman.objects.get(pesan=pesan).sent_at is not None  # noqa: E731
            assert seconds_until(is_sent, PATIENCE) < PATIENCE
            assert surat.count("budi.skala@uji.example") == 1
    finally:
        if "worker-1" not in stack.pids:
            stack.start_worker(1)
        if "worker-2" in stack.pids:
            stack.processes.kill("worker-2")
