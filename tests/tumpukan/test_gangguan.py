"""Faults: a part goes away while the portal works. Nothing is lost, and nobody has to help."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client

from kimportal.accounts.models import Pengguna
from kimportal.desk.reports import dismiss_report
from kimportal.notifications.models import Kiriman
from kimportal.titipan.models import Titipan
from komunitas.models import BerkasRegister, StatusRegister
from tests.browser.surel import KotakSurat
from tests.desk.reporting import report
from tests.factories import PenggunaFactory
from tests.publishing import publish
from tests.tumpukan.bagian import frozen_web, mail_server, without_database, without_redis
from tests.tumpukan.palang import Antrean
from tests.tumpukan.pembaca import seconds_until
from tests.tumpukan.tugas.babak import indebted
from tests.tumpukan.tugas.komunitas import received

# From a failed try of the mail to the next one: its first wait, and what beat takes to look.
NEXT_TRY = 60
MANY_ASK_FOR = "/wilayah/73.71/"
# Seconds after which a page in the cache is too old to be shown before asking.
EXPIRED = 5.1
# Requests that may wait for the portal at once (nginx.conf), and seconds in which others do not.
MAY_WAIT, A_WHILE = 120, 5


@pytest.fixture
def ani(pembaca) -> Pengguna:
    return PenggunaFactory(nama="Ani", email="ani@uji.example")


def cookie_of(pengguna: Pengguna) -> str:
    """Sign somebody in, and return the cookie of the session."""
    client = Client()
    client.force_login(pengguna)
    return f"sessionid={client.cookies['sessionid'].value}"


def tell(pembaca, pengguna: Pengguna, judul: str) -> None:
    """Have the portal, with the settings of the stack, tell somebody something."""
    pembaca.tumpukan.manage(
        "shell",
        "-c",
        "from kimportal.notifications.inbox import notify\n"
        "from kimportal.accounts.models import Pengguna\n"
        f"notify([Pengguna.objects.get(pk={pengguna.pk})], judul={judul!r})",
    )


def subjects(server: KotakSurat) -> list[str]:
    return [str(message["Subject"]) for message in server.messages]


def test_what_the_portal_cannot_do_is_answered_with_kept_copies(pembaca, regions):
    pembaca.get(MANY_ASK_FOR)
    time.sleep(EXPIRED)

    with ThreadPoolExecutor(2 * MAY_WAIT) as pool, frozen_web(pembaca.tumpukan):
        asked = [pool.submit(pembaca.get, MANY_ASK_FOR) for _ in range(2 * MAY_WAIT)]
        time.sleep(A_WHILE)
        answered = [answer.result() for answer in asked if answer.done()]

    assert len(answered) >= MAY_WAIT
    assert {(answer.status, answer.simpanan) for answer in answered} == {(200, "STALE")}
    assert {answer.result().status for answer in asked} == {200}


def test_without_redis_pages_are_served_and_nobody_is_signed_out(pembaca, ani):
    cookie = cookie_of(ani)
    assert pembaca.get("/kelola/", Cookie=cookie).status == 200

    with without_redis(pembaca.tumpukan):
        public = pembaca.get("/kim/?n=redis")
        private = pembaca.get("/kelola/", Cookie=cookie)

    assert public.status == 200
    assert (private.status, private.headers["Location"]) == (200, None)
    assert pembaca.get("/kelola/", Cookie=cookie).status == 200


def test_mail_of_the_time_without_redis_is_sent_afterwards(pembaca, ani):
    with mail_server(pembaca.tumpukan) as server:
        with without_redis(pembaca.tumpukan):
            tell(pembaca, ani, "Ditulis tanpa antrean")
            assert Kiriman.objects.get().sent_at is None
        seconds_until(lambda: Kiriman.objects.get().sent_at is not None, 2 * NEXT_TRY)

        assert subjects(server) == ["Ditulis tanpa antrean"]


def test_a_register_and_a_letter_of_the_time_without_redis_are_seen_to_afterwards(
    pembaca, cast, kim
):
    stack = pembaca.tumpukan
    berkas = received(cast.admin_makassar, "KIM Losari")
    laporan = report(publish(kim), kontak="pelapor@uji.example")
    dismiss_report(laporan, by=cast.admin_makassar, reason="Kabar ini benar adanya.")
    indebted("kimportal.desk.tasks.mail_reporter", laporan.pk)
    with mail_server(stack) as server:
        with without_redis(stack):
            stack.manage("shell", "-c", ASK.format(berkas.pk, laporan.pk))
            assert Titipan.objects.count() == 2

        arrived = lambda: server.count("pelapor@uji.example")  # noqa: E731
        assert seconds_until(arrived, 2 * NEXT_TRY) < 2 * NEXT_TRY
    is_planned = lambda: BerkasRegister.objects.get().status == StatusRegister.PLANNED  # noqa: E731
    assert seconds_until(is_planned, NEXT_TRY) < NEXT_TRY
    assert not Titipan.objects.exists()


ASK = """
from komunitas.tasks import check_register_task
from kimportal.desk.tasks import mail_reporter
check_register_task.delay({})
mail_reporter.delay({})
"""


def test_mail_waits_while_the_mail_server_is_down(pembaca, ani):
    tell(pembaca, ani, "Ditulis tanpa server surel")
    assert seconds_until(lambda: Kiriman.objects.get().tries > 0, NEXT_TRY) < NEXT_TRY

    with mail_server(pembaca.tumpukan) as server:
        assert seconds_until(lambda: subjects(server), NEXT_TRY) < NEXT_TRY

    assert subjects(server) == ["Ditulis tanpa server surel"]


def test_a_letter_to_a_reporter_waits_while_the_mail_server_is_down(pembaca, cast, kim):
    laporan = report(publish(kim), kontak="pelapor@uji.example")
    dismiss_report(laporan, by=cast.admin_makassar, reason="Kabar ini benar adanya.")
    indebted("kimportal.desk.tasks.mail_reporter", laporan.pk)
    Antrean(pembaca.tumpukan).send("kimportal.desk.tasks.mail_reporter", laporan.pk)
    time.sleep(3)

    with mail_server(pembaca.tumpukan) as server:
        assert seconds_until(lambda: server.count("pelapor@uji.example"), NEXT_TRY) < NEXT_TRY


def test_a_worker_killed_while_it_sends_loses_no_mail(pembaca, ani):
    processes = pembaca.tumpukan.processes
    with mail_server(pembaca.tumpukan) as server:
        server.delay = 30
        tell(pembaca, ani, "Terputus di tengah")
        assert seconds_until(lambda: server.started > 0, NEXT_TRY) < NEXT_TRY
        processes.kill("worker-1")
        Antrean(pembaca.tumpukan).empty()
        server.delay = 0
        pembaca.tumpukan.start_worker(1)

        seconds_until(lambda: Kiriman.objects.get().sent_at is not None, 2 * NEXT_TRY)

    assert Kiriman.objects.get().sent_at is not None
    assert "Terputus di tengah" in subjects(server)


def test_while_the_database_is_away_a_page_says_so_and_it_comes_back(pembaca, ani):
    cookie = cookie_of(ani)
    pembaca.get("/kim/")
    time.sleep(1)

    with without_database():
        known = pembaca.get("/kim/")
        unknown = pembaca.get("/kim/?n=basis")
        private = pembaca.get("/kelola/", Cookie=cookie)

    assert known.status == 200
    assert unknown.status >= 500
    assert "gangguan" in unknown.teks
    assert private.status >= 500
    assert "gangguan" in private.teks
    assert seconds_until(lambda: pembaca.get("/kelola/", Cookie=cookie).status == 200, 30) < 30
    assert seconds_until(lambda: pembaca.get("/kim/?n=basis").status == 200, 30) < 30


def test_a_worker_outlives_the_database(pembaca, ani):
    with mail_server(pembaca.tumpukan) as server:
        with without_database():
            time.sleep(3)
        tell(pembaca, ani, "Sesudah basis data kembali")

        assert seconds_until(lambda: subjects(server), 2 * NEXT_TRY) < 2 * NEXT_TRY
