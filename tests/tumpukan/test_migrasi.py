"""An upgrade is cut off in its middle: the old code keeps serving, and a second try finishes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from kegiatan.models import Kegiatan
from tests.publishing import publish
from tests.templat import other_database
from tests.tumpukan.palang import waiting_for_locks
from tests.tumpukan.pembaca import seconds_until

MANAGE = settings.BASE_DIR / "manage.py"
PATIENCE = 90
GATE = 5_083_777
# What the next release may bring: a column that old code does not know, and rows filled in.
RELEASE = {
    "rilis_setelan.py": """
from kimportal.settings.stack import *
INSTALLED_APPS = [*INSTALLED_APPS, "rilis"]
""",
    "rilis/__init__.py": "",
    "rilis/migrations/__init__.py": "",
    "rilis/migrations/0001_kolom.py": """
from django.db import migrations
class Migration(migrations.Migration):
    operations = [migrations.RunSQL(
        "ALTER TABLE kegiatan_kegiatan ADD COLUMN rilis text",
        "ALTER TABLE kegiatan_kegiatan DROP COLUMN rilis")]
""",
    "rilis/migrations/0002_isi.py": f"""
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("rilis", "0001_kolom")]
    operations = [
        migrations.RunSQL("UPDATE kegiatan_kegiatan SET rilis = 'lama'", ""),
        migrations.RunSQL("SELECT pg_advisory_xact_lock({GATE})", "")]
""",
}


@pytest.fixture
def rilis(pembaca, tmp_path):
    """The next release's `manage.py`, as a function that starts it."""
    for name, text in RELEASE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    env = pembaca.tumpukan.environment | {"DJANGO_SETTINGS_MODULE": "rilis_setelan"}
    env["PYTHONPATH"] = os.pathsep.join([str(tmp_path), env["PYTHONPATH"]])

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, MANAGE, *arguments], env=env)

    yield start
    assert start("migrate", "rilis", "zero", "--verbosity=0").wait() == 0


@contextmanager
def gate_closed():
    params = connection.get_connection_params()
    with closing(psycopg2.connect(**params)) as link, link.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GATE])
        yield


def applied() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'rilis' ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def columns() -> list[str | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rilis FROM kegiatan_kegiatan")
        return [value for (value,) in cursor.fetchall()]


def test_an_upgrade_killed_in_its_middle_is_finished_by_the_next_try(rilis, pembaca, kim):
    publish(kim)
    with gate_closed():
        upgrade = rilis("migrate", "--verbosity=0")
        assert seconds_until(lambda: waiting_for_locks() > 0, PATIENCE) < PATIENCE
        during = [pembaca.get(f"/kegiatan/?n=rilis-{number}").status for number in range(3)]
        publish(kim, judul="Ditulis selagi diperbarui")
        upgrade.kill()
        upgrade.wait()
    assert applied() == ["0001_kolom"]
    after = [pembaca.get(f"/kegiatan/?n=putus-{number}").status for number in range(3)]

    assert rilis("migrate", "--verbosity=0").wait() == 0

    assert (during, after) == ([200] * 3, [200] * 3)
    assert applied() == ["0001_kolom", "0002_isi"]
    assert columns() == ["lama"] * Kegiatan.objects.count() == ["lama"] * 2
    assert pembaca.get("/kegiatan/?n=selesai").status == 200


@pytest.mark.lama
def test_the_first_migration_of_all_killed_again_and_again_ends_whole(transactional_db, tmp_path):
    name = f"{connection.settings_dict['NAME']}_migrasi"
    params = connection.get_connection_params()
    with closing(psycopg2.connect(**params | {"dbname": "postgres"})) as server:
        server.autocommit = True
        server.cursor().execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.cursor().execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            address = os.environ.get("DATABASE_URL", "postgres:///kim")
            variables = {
                "DATABASE_URL": other_database(address, name),
                "DJANGO_SETTINGS_MODULE": "kimportal.settings.local",
            }
            for number in (5, 25, 60):
                _migrate_until(number, variables, params | {"dbname": name})
            for command in (("migrate",), ("migrate", "--check")):
                done = _manage(*command, "--verbosity=0", env=variables)
                assert done.wait() == 0
        finally:
            server.cursor().execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _manage(*arguments: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, MANAGE, *arguments], env=os.environ | env)


def _migrate_until(number: int, env: dict[str, str], params: dict[str, str]) -> None:
    """Kill a run of `migrate` as soon as so many migrations are there."""
    run = _manage("migrate", "--verbosity=0", env=env)
    with closing(psycopg2.connect(**params)) as link:
        link.autocommit = True
        while run.poll() is None and _count(link) < number:
            time.sleep(0.05)
    run.kill()
    assert run.wait() == -9


def _count(link) -> int:
    with link.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations')")
        if cursor.fetchone()[0] is None:
            return 0
        cursor.execute("SELECT count(*) FROM django_migrations")
        return int(cursor.fetchone()[0])
