"""What must hold for settings, database, queue, mail, disk and backups."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kimportal.backup.errors import BackupError
from kimportal.backup.key import read_key
from kimportal.backup.retention import backups, made_at
from kimportal.integrity.check import Check
from kimportal.integrity.connections import plain_connections
from kimportal.pages.health import NotReadyError, check_broker, check_cache
from kimportal.scanning import scanner_faults
from komunitas.models import Penugasan

BACKUP_OLD = timedelta(hours=36)
FREE_SHARE = 0.1
PING_SECONDS = 3
# Triggers that somebody has switched off; those of constraints are PostgreSQL's own.
SLEEPING = """
    SELECT c.relname || '.' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE t.tgenabled = 'D' AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""
HALF_MADE = """
    SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""


def _names(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def _open_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _no_national_admin() -> list[str]:
    in_force = Penugasan.objects.current().filter(
        peran="admin", wilayah=None, pengguna__is_active=True
    )
    return [] if in_force.exists() else ["tidak ada"]


def _cache() -> list[str]:
    try:
        check_cache()
    except (NotReadyError, OSError):
        return ["tidak menjawab"]
    return []


def _no_worker() -> list[str]:
    if current_app.conf.task_always_eager:
        return []
    try:
        check_broker()
        answers = current_app.control.ping(timeout=PING_SECONDS)
    except Exception as error:
        return [f"antrean tidak menjawab ({type(error).__name__})"]
    return [] if answers else ["tidak ada yang menjawab"]


def _mail_to_nobody() -> list[str]:
    is_console = settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend"))
    return ["EMAIL_URL belum diisi"] if is_console and not settings.KIM_DEMO else []


def _full_disks() -> Iterable[object]:
    folders = {Path(settings.MEDIA_ROOT), Path(settings.KIM_CADANGAN)}
    for folder in sorted(path for path in folders if path.exists()):
        usage = shutil.disk_usage(folder)
        if usage.free < usage.total * FREE_SHARE:
            yield f"{folder}: {usage.free * 100 // usage.total} % kosong"


def _no_key() -> list[str]:
    try:
        read_key()
    except BackupError as error:
        return [] if settings.KIM_DEMO else [str(error)]
    return []


def _no_backup() -> Iterable[object]:
    if settings.KIM_DEMO:
        return []
    newest = next(map(made_at, backups()), None)
    if newest is None:
        return ["belum ada"]
    return [] if newest > timezone.now() - BACKUP_OLD else [newest]


CHECKS = (
    Check(
        "migrasi-selesai",
        "Basis data belum mengikuti versi program ini.",
        _open_migrations,
        "Jalankan `manage.py migrate`.",
    ),
    Check(
        "pemicu-hidup",
        "Pengaman di dalam basis data (trigger) dimatikan, misalnya yang menjaga jejak audit.",
        lambda: _names(SLEEPING),
        "Nyalakan lagi: `ALTER TABLE … ENABLE TRIGGER …`, dan cari tahu siapa yang mematikannya.",
    ),
    Check(
        "indeks-utuh",
        "Indeks setengah jadi, biasanya karena migrasi terputus.",
        lambda: _names(HALF_MADE),
        "Hapus indeks itu (`DROP INDEX …`), lalu jalankan lagi `manage.py migrate`.",
    ),
    Check(
        "admin-pusat",
        "Tidak ada admin pusat yang bertugas, jadi tidak ada yang dapat menunjuk admin.",
        _no_national_admin,
        "Buat penugasan tanpa wilayah di /admin/ dengan akun dari `manage.py createsuperuser`.",
    ),
    Check(
        "simpanan-menjawab",
        "Cache (Redis) tidak menjawab; halaman menjadi lambat.",
        _cache,
        "Lihat apakah Redis berjalan dan REDIS_URL benar.",
    ),
    Check(
        "pekerja-menjawab",
        "Pekerjaan latar (surel, foto, pengantaran) tidak dikerjakan.",
        _no_worker,
        "Jalankan pekerja: `celery --app kimportal worker`; lihat juga apakah Redis berjalan.",
    ),
    Check(
        "surel-disetel",
        "Surel hanya ditulis di catatan server, tidak sampai ke orang.",
        _mail_to_nobody,
        "Isi EMAIL_URL dengan server SMTP.",
    ),
    Check(
        "pemindai-menjawab",
        "Pemindai virus tidak bekerja; berkas yang dikirim orang ditolak atau menunggu.",
        scanner_faults,
        "Lihat apakah clamd berjalan, KIM_CLAMD benar, dan freshclam memperbarui daftar virus.",
    ),
    Check(
        "sambungan-tersandi",
        "Sambungan ke mesin lain yang dapat dibaca orang di tengah jalan.",
        plain_connections,
        "Pakai TLS seperti yang ditulis di dalam kurung; lihat docs/operasi.md.",
    ),
    Check(
        "disk-lega",
        "Ruang disk hampir habis; kurang dari sepersepuluh yang kosong.",
        _full_disks,
        "Perbesar disk, atau pindahkan cadangan lama ke tempat lain.",
    ),
    Check(
        "kunci-cadangan",
        "Cadangan tidak dapat dibuat.",
        _no_key,
        "Buat kunci dengan `manage.py cadangkan --buat-kunci`, simpan salinannya di tempat lain.",
    ),
    Check(
        "cadangan-baru",
        "Cadangan terakhir lebih tua dari 36 jam.",
        _no_backup,
        "Jalankan `manage.py cadangkan`, lalu lihat apakah beat dan pekerja berjalan.",
    ),
)
