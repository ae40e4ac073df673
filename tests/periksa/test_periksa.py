"""`manage.py periksa`: each question finds the fault planted for it, and none in a sound portal."""

from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from diseminasi.models import Pengantaran
from kegiatan.models import Kegiatan, Naskah
from kimportal.backup.retention import NAME
from kimportal.images.models import Foto
from kimportal.integrity.management.commands.periksa import CHECKS
from kimportal.notifications.models import Kiriman, Pemberitahuan
from kimportal.owed.models import Utang
from kimportal.rekap.models import RekapWilayah
from kimportal.rekap.refreshing import refresh_counts
from komunitas.models import Kim, Penugasan
from tests.diseminasi.messages import write_info
from tests.factories import KimFactory
from tests.publishing import make_photo, publish
from wilayah.models import Wilayah

DAYS_AGO = timezone.now() - timedelta(days=3)


@pytest.fixture
def portal(cast, kim, settings, tmp_path, django_capture_on_commit_callbacks):
    """A sound portal: a published post with photo, fresh counts, a backup."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = dict(settings.STORAGES)  # makes Django open them anew
    settings.KIM_CADANGAN = tmp_path / "cadangan"
    with connection.cursor() as cursor:  # the tests' own database has it off
        cursor.execute("ALTER TABLE audit_catatanaudit ENABLE TRIGGER catatan_audit_no_truncate")
    with django_capture_on_commit_callbacks(execute=True):
        publish(kim, judul="Warga membersihkan selokan", foto=make_photo())
    refresh_counts()
    settings.KIM_CADANGAN.mkdir()
    (settings.KIM_CADANGAN / timezone.localtime().strftime(NAME)).touch()
    return tmp_path


def move_published_aside():
    Kegiatan.objects.update(naskah_terbit=None)


def point_elsewhere():
    Naskah.objects.update(status="superseded")


def forget_activity():
    Kim.objects.update(last_activity_at=None)


def merge_twice():
    first, second, third = Kim.objects.first(), KimFactory(), KimFactory(verified=True)
    merged = {"status": "merged", "verified_at": None}
    Kim.objects.filter(pk=second.pk).update(digabung_ke=third, **merged)
    Kim.objects.filter(pk=first.pk).update(digabung_ke=second, **merged)


def move_region():
    Wilayah.objects.filter(kode="73.71.01").update(induk="73.06")


def leave_photo_undeveloped():
    foto = Foto.objects.create(lebar=1, tinggi=1, sha256="0" * 64)
    Foto.objects.filter(pk=foto.pk).update(created_at=DAYS_AGO)


def hide_photo():
    Foto.objects.update(is_public=False, created_at=DAYS_AGO)


def leak_photo():
    Foto.objects.create(lebar=1, tinggi=1, sha256="0" * 64, is_public=True)


def stall_delivery(cast):
    info = write_info(cast.pusat, None, None)
    delivery = Pengantaran.objects.create(info=info)
    Pengantaran.objects.filter(pk=delivery.pk).update(started_at=DAYS_AGO)


def leave_mail_unsent(cast):
    pesan = Pemberitahuan.objects.create(pengguna=cast.warga, judul="Kabar")
    Pemberitahuan.objects.filter(pk=pesan.pk).update(created_at=DAYS_AGO)
    Kiriman.objects.create(pesan=pesan, due_at=DAYS_AGO)


def let_counts_age():
    RekapWilayah.objects.update(dihitung_pada=DAYS_AGO)


def forget_migration():
    MigrationRecorder.Migration.objects.filter(app="kegiatan").last().delete()


def switch_trigger_off():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE diseminasi_penyampaian DISABLE TRIGGER penyampaian_append_only")


def spoil_index():
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'kim_cari'::regclass"
        )


def dismiss_national_admin():
    Penugasan.objects.filter(wilayah=None).update(
        selesai=timezone.localdate() - timedelta(days=1), mulai="2024-01-01"
    )


def lose_cache(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }


def stop_queue(broker):
    address = "redis://127.0.0.1:1/0"
    broker.update(task_always_eager=False, broker_url=address, broker_write_url=address)


def mail_to_console(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"


def leave_work_undone():
    long_ago = timezone.now() - timedelta(days=1)
    Utang.objects.create(task="kimportal.desk.tasks.mail_reporter", key=1, due_at=long_ago)
    Utang.objects.update(created_at=long_ago)


def lose_key(settings, portal):
    settings.KIM_KUNCI_CADANGAN = ""
    settings.KIM_KUNCI_CADANGAN_BERKAS = portal / "kunci"


def lose_backups(portal):
    for path in (portal / "cadangan").iterdir():
        path.rename(path.with_name("kim-20240101-004500.cadangan"))


def stop_scanner(settings, portal):
    settings.KIM_CLAMD = str(portal / "clamd.sock")


def reach_redis_plainly(settings):
    settings.REDIS_URL = "redis://:rahasia@redis.example:6379/0"


FAULTS = {
    "kabar-menunjuk-naskah": point_elsewhere,
    "naskah-terbit-tampil": move_published_aside,
    "kegiatan-terakhir-kim": forget_activity,
    "gabungan-satu-langkah": merge_twice,
    "wilayah-di-dalam-induk": move_region,
    "foto-selesai-diolah": leave_photo_undeveloped,
    "foto-terbit-tampil": hide_photo,
    "foto-umum-dipakai": leak_photo,
    "pengantaran-selesai": stall_delivery,
    "rekap-baru": let_counts_age,
    "migrasi-selesai": forget_migration,
    "pemicu-hidup": switch_trigger_off,
    "indeks-utuh": spoil_index,
    "admin-pusat": dismiss_national_admin,
    "simpanan-menjawab": lose_cache,
    "pekerja-menjawab": stop_queue,
    "surel-disetel": mail_to_console,
    "surel-terkirim": leave_mail_unsent,
    "utang-lunas": leave_work_undone,
    "pemindai-menjawab": stop_scanner,
    "sambungan-tersandi": reach_redis_plainly,
    "kunci-cadangan": lose_key,
    "cadangan-baru": lose_backups,
}
# A full disk is nothing that a test should make.
UNPLANTED = {"disk-lega"}


def test_every_question_has_its_fault():
    assert set(FAULTS) | UNPLANTED == set(CHECKS)


def test_a_sound_portal_is_told_so(portal, capsys):
    names = sorted(set(CHECKS) - UNPLANTED)

    call_command("periksa", *names)

    assert f"Semua baik: {len(names)} pemeriksaan." in capsys.readouterr().out


@pytest.fixture
def broker():
    """The settings of the queue, put back afterwards."""
    conf = current_app.conf
    before = {key: conf[key] for key in ("task_always_eager", "broker_url", "broker_write_url")}
    yield conf
    conf.update(before)


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_with_advice(name, portal, cast, settings, broker, capsys):
    plant = FAULTS[name]
    available = {"portal": portal, "cast": cast, "settings": settings, "broker": broker}
    wanted = plant.__code__.co_varnames[: plant.__code__.co_argcount]
    plant(**{key: available[key] for key in wanted})

    with pytest.raises(CommandError, match=r"^1 dari 1 pemeriksaan menemukan masalah\.$"):
        call_command("periksa", name)

    told = capsys.readouterr().out
    assert f"SALAH  {name} (1): {CHECKS[name].meaning}" in told
    assert f"Saran: {CHECKS[name].advice}" in told


def test_a_question_that_nobody_knows_is_refused(db):
    with pytest.raises(CommandError, match="Pemeriksaan apa-saja tidak dikenal; yang ada: "):
        call_command("periksa", "apa-saja")


def test_photos_of_a_suspended_kim_are_to_be_hidden(portal, kim):
    Kim.objects.filter(pk=kim.pk).update(status="suspended", catatan="Akunnya diambil orang.")
    with pytest.raises(CommandError):
        call_command("periksa", "foto-umum-dipakai")

    Foto.objects.update(is_public=False, created_at=DAYS_AGO)

    call_command("periksa", "foto-umum-dipakai", "foto-terbit-tampil")
