"""Tasks of the officers' desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.storage import storages
from django.utils import timezone

from kimportal.desk.exports import request_export, run_export
from kimportal.desk.models import Ekspor, StatusEkspor
from kimportal.desk.reports import dismiss_report
from tests.desk.queue import post, wait_since
from tests.desk.reporting import report
from tests.publishing import publish
from tests.tumpukan.tugas.babak import (
    LONG_AGO,
    MEMBACA,
    MENULIS,
    Panggung,
    indebted,
    told,
)
from wilayah.models import Wilayah


@MENULIS.tugas("kimportal.desk.tasks.mail_reporter")
def reporter_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    laporan = report(publish(p.kim), kontak="pelapor@uji.example")
    dismiss_report(laporan, by=p.cast.admin_makassar, reason="Kabar ini benar adanya.")
    indebted("kimportal.desk.tasks.mail_reporter", laporan.pk)
    yield (laporan.pk,)
    assert p.surat.count("pelapor@uji.example") >= 1


@MENULIS.tugas("kimportal.desk.tasks.forget_contacts")
def forget_contacts_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    laporan = report(publish(p.kim), kontak="lama@uji.example")
    dismiss_report(laporan, by=p.cast.admin_makassar, reason="Kabar ini benar adanya.")
    type(laporan).objects.filter(pk=laporan.pk).update(decided_at=timezone.now() - LONG_AGO)
    yield ()
    laporan.refresh_from_db()
    assert laporan.kontak == ""


@MENULIS.tugas("kimportal.desk.tasks.remind_overdue")
def remind_overdue_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    wait_since(post(p.kim, "Kabar lama"), 20)
    yield ()
    assert told(pengguna=p.cast.admin_sulsel, judul__contains="lewat tenggat") == 1


def asked_export(p: Panggung, jenis: str) -> Ekspor:
    wilayah = Wilayah.objects.get(kode="73.71")
    return request_export(
        by=p.cast.admin_makassar, jenis=jenis, wilayah=wilayah, bentuk="csv", saringan={}
    )


@MENULIS.tugas("kimportal.desk.tasks.write_export")
def export_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    ekspor = asked_export(p, "kim")
    yield (ekspor.pk,)
    _is_fetchable(ekspor)


def _is_fetchable(ekspor: Ekspor) -> None:
    ekspor.refresh_from_db()
    assert ekspor.status == StatusEkspor.DONE
    assert storages["private"].exists(str(ekspor.berkas.name))
    assert told(kunci=f"ekspor-{ekspor.pk}") == 1


@MEMBACA.tugas("kimportal.desk.tasks.chase_exports_task")
def chase_exports_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    ekspor = asked_export(p, "kabar")
    Ekspor.objects.filter(pk=ekspor.pk).update(created_at=timezone.now() - timedelta(hours=1))
    yield ()
    _is_fetchable(ekspor)


@MEMBACA.tugas("kimportal.desk.tasks.forget_exports_task")
def forget_exports_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    ekspor = asked_export(p, "kim")
    run_export(ekspor.pk)
    ekspor.refresh_from_db()
    old = timezone.now() - LONG_AGO
    Ekspor.objects.filter(pk=ekspor.pk).update(created_at=old, finished_at=old)
    yield ()
    assert not Ekspor.objects.filter(pk=ekspor.pk).exists()
    assert not storages["private"].exists(str(ekspor.berkas.name))
