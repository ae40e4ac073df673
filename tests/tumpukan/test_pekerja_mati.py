"""A worker is killed with -9 in the middle of its work: another one does it, once or once more."""

from __future__ import annotations

import os
import re
import signal
from contextlib import contextmanager

import psutil
import pytest
from celery import current_app

from kimportal.notifications.models import Kiriman
from tests.factories import PenggunaFactory
from tests.tumpukan.bagian import mail_server
from tests.tumpukan.palang import Antrean, locked, waiting_for_locks
from tests.tumpukan.pembaca import seconds_until
from tests.tumpukan.tugas import BABAK
from tests.tumpukan.tugas.babak import Panggung, owed

PATIENCE = 120
NGINX_HANGS = "kimportal.freshness.tasks.purge_pages"
DONE = re.compile(r"Task (\S+)\[\S+\] succeeded")
BROKEN = re.compile(r"Task (\S+)\[\S+\] raised unexpected")


@contextmanager
def stopped(pid: int):
    """Let a process and its children hang, as on a machine that swaps."""
    os.killpg(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(pid, signal.SIGCONT)


@pytest.fixture
def antrean(pembaca):
    """An empty queue that nobody serves, and no beat to add to it; afterwards all is as before."""
    stack = pembaca.tumpukan
    stack.processes.kill("beat", "worker-1")
    antrean = Antrean(stack)
    antrean.empty()
    yield antrean
    if "worker-1" in stack.pids:
        stack.processes.kill("worker-1")
    antrean.empty()
    stack.start_worker(1)
    stack.start_beat()


def test_every_kind_of_task_is_tried_here():
    current_app.loader.import_default_modules()
    # Others are Celery's own, or made up by a test of this process.
    ours = {name for name in current_app.tasks if not name.startswith(("celery.", "uji."))}

    assert {name for babak in BABAK for name in babak.tasks} == ours


@pytest.mark.parametrize("babak", BABAK, ids=["while writing", "while reading"])
def test_a_worker_killed_amid_every_kind_of_task_loses_none(babak, pembaca, antrean, kim, cast):
    stack = pembaca.tumpukan
    with mail_server(stack) as surat:
        steps = {name: step(Panggung(kim, cast, surat)) for name, step in babak.tasks.items()}
        orders = {name: next(step) for name, step in steps.items()}
        surat.delay = 10 * PATIENCE

        with locked(babak.mode, *babak.tables), stopped(stack.pids["nginx"]):
            for name, arguments in orders.items():
                antrean.send(name, *arguments)
            stack.start_worker(1, processes=len(orders))
            _wait_until_all_are_amid(babak, antrean, surat)
            stack.processes.kill("worker-1")
        taken = antrean.taken
        assert taken >= len(orders)

        surat.delay = 0
        antrean.half_an_hour_passes()
        log = _log_of_another_worker(stack, antrean)

        assert not BROKEN.findall(log)
        assert set(DONE.findall(log)) >= set(orders)
        for step in steps.values():
            assert next(step, "sesudah") == "sesudah"


def _wait_until_all_are_amid(babak, antrean, surat):
    """Wait until each task hangs where it is to be killed: at a lock, the mail, or nginx."""
    by_mail = len(babak.elsewhere) - (NGINX_HANGS in babak.elsewhere)
    at_locks = len(babak.tasks) - len(babak.elsewhere)

    def all_are() -> bool:
        return (
            antrean.taken >= len(babak.tasks)
            and surat.started >= by_mail
            and waiting_for_locks() >= at_locks
        )

    waited = seconds_until(all_are, PATIENCE)
    seen = {"diambil": antrean.taken, "surel": surat.started, "kunci": waiting_for_locks()}
    assert waited < PATIENCE, seen


def _log_of_another_worker(stack, antrean) -> str:
    """Let a new worker do what is left, and return what it writes meanwhile."""
    path = stack.processes.log("worker-1")
    begin = path.stat().st_size
    stack.start_worker(1, log="info")
    waited = seconds_until(lambda: antrean.is_done, PATIENCE)
    log = path.read_text(errors="replace")[begin:]
    assert waited < PATIENCE, log[-3000:]
    return log


def test_a_process_of_a_worker_that_is_killed_is_replaced_and_its_task_runs_again(
    pembaca, antrean, regions
):
    stack = pembaca.tumpukan
    with mail_server(stack) as surat:
        surat.delay = 10 * PATIENCE
        pesan = owed(PenggunaFactory(email="dewi@uji.example"))
        antrean.send("kimportal.notifications.tasks.mail_pemberitahuan", pesan.pk)
        stack.start_worker(1)
        assert seconds_until(lambda: surat.started > 0, PATIENCE) < PATIENCE
        surat.delay = 0

        for child in psutil.Process(stack.pids["worker-1"]).children():
            child.kill()

        is_sent = lambda: Kiriman.objects.get(pesan=pesan).sent_at is not None  # noqa: E731
        assert seconds_until(is_sent, PATIENCE) < PATIENCE
        assert surat.count("dewi@uji.example") >= 1
