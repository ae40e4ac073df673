"""PostgreSQL itself is stopped and started, or crashes, while people read and write."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from kegiatan.models import Kegiatan
from kimportal.localdb_cluster import named_cluster
from kimportal.localdb_postmaster import running
from tests.publishing import publish
from tests.tumpukan.orang import Masuk
from tests.tumpukan.pembaca import seconds_until

PATIENCE = 60
AWAY_SECONDS = 3


@pytest.fixture
def server(pembaca):
    """The process of the tests' own PostgreSQL, whose commits are kept as in production."""
    cluster = named_cluster("test")
    postmaster = running(cluster)
    if not postmaster or str(postmaster.socket_folder) != os.environ.get("PGHOST"):
        pytest.skip("PostgreSQL ini bukan milik pengujian, jadi tidak boleh dihentikan")
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connection.close()
    yield cluster, postmaster.pid
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" RESET synchronous_commit')


def stop_and_start(cluster, pid: int, order: signal.Signals) -> None:
    connection.close()
    os.kill(pid, order)
    assert seconds_until(lambda: running(cluster) is None, PATIENCE) < PATIENCE
    time.sleep(AWAY_SECONDS)
    start = [sys.executable, "-m", "kimportal.localdb", "start", "--name", "test"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
    # It ends with the tests, as before.
    cluster.kept_running.unlink()


class Ramai:
    """Somebody who reads what is known and somebody who writes, until they are stopped."""

    def __init__(self, pembaca, ketua: Masuk, kim) -> None:
        self.read: list[int] = []
        self.answers: list[tuple[int, str]] = []
        self.accepted: list[str] = []
        self._pembaca, self._ketua, self._kim = pembaca, ketua, kim
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=act) for act in (self._reading, self._writing)]

    def __enter__(self) -> Ramai:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _reading(self) -> None:
        while not self._is_over.wait(0.05):
            self.read.append(self._pembaca.get("/kegiatan/").status)

    def _writing(self) -> None:
        while not self._is_over.wait(0.05):
            uuid = str(uuid4())
            draft = {"kim": self._kim.pk, "judul": "Ditulis selagi basis data mati"}
            draft |= {"jenis": "berita", "tanggal": date.today().isoformat()}
            path = f"/kelola/kegiatan/naskah/{uuid}.json"
            kind = {"Content_Type": "application/json"}
            answer = self._ketua.send("PUT", path, json.dumps(draft).encode(), **kind)
            self.answers.append((answer.status, answer.teks))
            if answer.status == 200:
                self.accepted.append(uuid)


@pytest.mark.lama
@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGQUIT], ids=["restarted", "crashed"])
def test_while_postgresql_is_away_people_read_and_no_accepted_text_is_lost(
    order, server, pembaca, client, cast, kim
):
    publish(kim, judul="Warga membersihkan selokan")
    ketua = Masuk(pembaca, client, cast.ketua)
    ketua.prepare()
    pembaca.get("/kegiatan/")
    with Ramai(pembaca, ketua, kim) as ramai:
        time.sleep(2)
        stop_and_start(*server, order)
        began = len(ramai.accepted)
        back = seconds_until(lambda: len(ramai.accepted) > began + 5, PATIENCE)

    assert set(ramai.read) == {200}
    assert back < PATIENCE
    refused = [teks for status, teks in ramai.answers if status != 200]
    assert refused
    assert all("gangguan" in teks for teks in refused)
    kept = {str(uuid) for uuid in Kegiatan.objects.values_list("uuid", flat=True)}
    assert set(ramai.accepted) <= kept
