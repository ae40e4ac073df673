"""A portal with something in it, and an empty place to restore it to."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings as django_settings
from django.db import connection

from tests.publishing import make_photo, publish
from tests.templat import other_database

MANAGE = Path(django_settings.BASE_DIR) / "manage.py"


@pytest.fixture
def portal(transactional_db, settings, tmp_path, kim):
    """A KIM with a published post and its photo; backups go to a folder of this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = dict(settings.STORAGES)  # makes Django open them anew
    settings.KIM_CADANGAN = tmp_path / "cadangan"
    publish(kim, judul="Warga membersihkan selokan", foto=make_photo())
    return tmp_path


@dataclass
class Tujuan:
    """An empty database and folder, and the command that restores into them."""

    name: str
    media: Path
    key: str

    def restore(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        variables = {
            "DJANGO_SETTINGS_MODULE": "kimportal.settings.local",
            "DATABASE_URL": other_database(
                os.environ.get("DATABASE_URL", "postgres:///kim"), self.name
            ),
            "KIM_MEDIA": str(self.media),
            "KIM_KUNCI_CADANGAN": self.key,
        }
        return subprocess.run(
            [sys.executable, MANAGE, "pulihkan", *arguments],
            env=os.environ | variables,
            capture_output=True,
            text=True,
        )

    def ask(self, sql: str) -> list[tuple]:
        params = connection.get_connection_params() | {"dbname": self.name}
        with psycopg2.connect(**params) as link, link.cursor() as cursor:
            cursor.execute(sql)
            rows = cursor.fetchall()
        link.close()
        return rows

    def is_untouched(self) -> bool:
        tables = self.ask("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1")
        return not tables and not any(self.media.rglob("*"))


@pytest.fixture
def tujuan(db, tmp_path):
    name = f"{connection.settings_dict['NAME']}_pulih"
    params = connection.get_connection_params() | {"dbname": "postgres"}
    server = psycopg2.connect(**params)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield Tujuan(name, tmp_path / "media-baru", django_settings.KIM_KUNCI_CADANGAN)
    with server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.close()
