"""A worker is killed while it hands a message to many KIM: all get it, none twice."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Count

from diseminasi.models import InfoPemerintah, Pengantaran, Penyampaian
from diseminasi.release import submit_info
from kimportal.notifications.models import Pemberitahuan
from komunitas.models import Kim
from tests.diseminasi.messages import write_info
from tests.factories import KeanggotaanFactory, KimFactory
from tests.tumpukan.palang import Antrean
from tests.tumpukan.pembaca import seconds_until

# A batch has 2,000: the places below lie in the first, second and last one.
KIM = 4500
SOON = 120
# What stands in the way of the worker at one KIM, as a slow disk would.
STUCK = """
CREATE FUNCTION uji_macet() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(600); RETURN NULL; END $$;
CREATE TRIGGER uji_macet AFTER INSERT ON diseminasi_penyampaian
    FOR EACH ROW WHEN (NEW.kim_id = {kim}) EXECUTE FUNCTION uji_macet()
"""
FREE = "DROP TRIGGER uji_macet ON diseminasi_penyampaian; DROP FUNCTION uji_macet()"
SLEEPING = "datname = current_database() AND wait_event = 'PgSleep'"


def ask(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def kims(pembaca, cast) -> list[int]:
    """Many KIM in one village; those in the middle have a ketua of their own."""
    rows = (KimFactory.build(verified=True) for _ in range(KIM - Kim.objects.count()))
    Kim.objects.bulk_create(rows, batch_size=500)
    keys = list(Kim.objects.order_by("pk").values_list("pk", flat=True))
    for place in (1000, 3000, KIM - 1):
        KeanggotaanFactory(kim_id=keys[place], pengguna=cast.warga, jabatan="ketua")
    return keys


@pytest.fixture
def info(cast, kims) -> InfoPemerintah:
    """A message for Sulawesi Selatan that waits for its release."""
    return submit_info(write_info(cast.admin_sulsel, "73"), by=cast.admin_sulsel)


def release(pembaca, info: InfoPemerintah) -> None:
    """Release it with the settings of the stack, so that its worker delivers."""
    code = (
        "from diseminasi.models import InfoPemerintah\n"
        "from diseminasi.release import release_info\n"
        "from kimportal.audit.models import SYSTEM\n"
        f"release_info(InfoPemerintah.objects.get(pk={info.pk}), by=SYSTEM)"
    )
    pembaca.tumpukan.manage("shell", "-c", code)


def tell_worker(pembaca, task: str, *arguments: int) -> None:
    code = f"from diseminasi.tasks import {task}; {task}.delay(*{arguments!r})"
    pembaca.tumpukan.manage("shell", "-c", code)


def kill_worker_at(pembaca, info: InfoPemerintah, kim: int) -> None:
    """Let the worker come to one KIM, and kill it there; its half batch is undone."""
    ask(STUCK.format(kim=kim))
    release(pembaca, info)
    stuck = f"SELECT 1 FROM pg_stat_activity WHERE {SLEEPING}"
    assert seconds_until(lambda: ask(stuck), SOON) < SOON
    pembaca.tumpukan.processes.kill("worker-1")
    # What was delivered is known by the rows alone.
    Antrean(pembaca.tumpukan).empty()
    # As the server does once it notices that nobody is there any more.
    ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {SLEEPING}")
    seconds_until(lambda: not ask(stuck), SOON)
    ask(FREE)


@pytest.mark.parametrize("place", [0, 3000, KIM - 1], ids=["awal", "tengah", "akhir"])
def test_a_killed_delivery_goes_on_and_delivers_nothing_twice(pembaca, cast, kims, info, place):
    kill_worker_at(pembaca, info, kims[place])

    got = Penyampaian.objects.filter(info=info)
    assert got.count() == place // 2000 * 2000
    assert not Pengantaran.objects.get(info=info).done_at

    pembaca.tumpukan.start_worker(1)
    tell_worker(pembaca, "go_on_delivering")

    done = Pengantaran.objects.filter(info=info, done_at__isnull=False)
    assert seconds_until(done.exists, SOON) < SOON
    assert sorted(got.values_list("kim", flat=True)) == kims
    told = Pemberitahuan.objects.filter(kunci=f"info-{info.pk}").values("pengguna")
    assert [row["times"] for row in told.annotate(times=Count("pk"))] == [1] * told.count()
    assert told.filter(pengguna__in=[cast.ketua, cast.warga]).count() == 2


def test_a_delivery_asked_for_again_delivers_nothing_twice(pembaca, kims, info):
    release(pembaca, info)
    for _ in range(2):
        tell_worker(pembaca, "deliver", info.pk)

    done = Pengantaran.objects.filter(info=info, done_at__isnull=False)
    assert seconds_until(done.exists, SOON) < SOON
    rows = Penyampaian.objects.filter(info=info).values_list("kim", flat=True)
    assert sorted(rows) == kims
