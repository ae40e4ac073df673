"""Long lists as files: asked for, written in the background, fetched by their owner, forgotten.

The only module that writes an Ekspor. A file lies in the private store under a name that nobody
can guess; who may fetch it is asked again each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kimportal.audit.models import record
from kimportal.desk.export_lists import CHUNK, Daftar, list_for
from kimportal.desk.models import BentukEkspor, Ekspor, StatusEkspor
from kimportal.desk.models.exports import SIMPAN, private_store
from kimportal.desk.permissions import can_export
from kimportal.notifications.inbox import notify
from kimportal.table_files import write_csv, write_xlsx
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.permissions import NASIONAL
from wilayah.models import Wilayah

# How many exports of one person may be under way.
SEKALIGUS = 5
# After it, an export that still waits has lost its task.
PATIENCE = timedelta(minutes=10)
FOLDER = "ekspor"
DI_LUAR = "Wilayah ini bukan lagi wilayah tugas Anda."
GAGAL = "Berkas tidak dapat ditulis. Silakan minta lagi."


@transaction.atomic
def request_export(
    *, by: Any, jenis: str, wilayah: Wilayah | None, bentuk: str, saringan: dict[str, str]
) -> Ekspor:
    """Ask for a list; the same list that is still being written is returned instead."""
    if not can_export(by, jenis, wilayah.kode if wilayah else NASIONAL):
        raise NotAllowed
    waiting = Ekspor.objects.select_for_update().filter(
        pengguna=by, status__in=(StatusEkspor.WAITING, StatusEkspor.RUNNING)
    )
    asked = {"jenis": jenis, "wilayah": wilayah, "bentuk": bentuk, "saringan": saringan}
    if same := waiting.filter(**asked).first():
        return same
    if waiting.count() >= SEKALIGUS:
        raise TransitionError("Masih ada lima ekspor yang sedang ditulis. Tunggu sebentar.")
    ekspor = Ekspor.objects.create(pengguna=by, **asked)
    record(
        by=by,
        verb="request_export",
        obj=ekspor,
        wilayah_kode=wilayah.kode if wilayah else "",
        after=ekspor.get_jenis_display(),
    )
    return ekspor


def run_export(pk: int) -> None:
    """Write the file of an export and tell its owner; one that is done is left as it is."""
    ekspor = Ekspor.objects.select_related("pengguna", "wilayah").filter(pk=pk).first()
    if ekspor is None or not ekspor.is_berjalan:
        return
    if not can_export(ekspor.pengguna, ekspor.jenis, ekspor.wilayah_id or NASIONAL):
        _fail(ekspor, DI_LUAR)
        return
    _note(ekspor, status=StatusEkspor.RUNNING, persen=0)
    try:
        _write(ekspor)
    except Exception:
        _fail(ekspor, GAGAL)
        raise


def _write(ekspor: Ekspor) -> None:
    daftar = list_for(ekspor)
    with TemporaryFile() as file:
        rows = _counted(ekspor, daftar)
        if ekspor.bentuk == BentukEkspor.CSV:
            write_csv(file, daftar.kolom, rows)
        else:
            write_xlsx(file, daftar.judul, daftar.kolom, rows)
        _keep(ekspor, file)


def _counted(ekspor: Ekspor, daftar: Daftar) -> Iterator[Any]:
    """Pass the rows on, and note from time to time how far it has come."""
    ekspor.baris = 0
    for row in daftar.baris:
        ekspor.baris += 1
        if ekspor.baris % CHUNK == 0:
            # The last percent is for the file itself.
            _note(ekspor, persen=min(99, 100 * ekspor.baris // max(daftar.jumlah, 1)))
        yield row


@transaction.atomic
def _keep(ekspor: Ekspor, file: IO[bytes]) -> None:
    """Put the file into the store and tell its owner: both, or neither and it is written again."""
    file.seek(0)
    ekspor.berkas.save("", File(file), save=False)
    _note(
        ekspor,
        status=StatusEkspor.DONE,
        persen=100,
        baris=ekspor.baris,
        berkas=ekspor.berkas.name,
        finished_at=timezone.now(),
    )
    notify(
        [ekspor.pengguna],
        judul=f"Siap diunduh: {ekspor}",
        isi=f"{ekspor.baris} baris. Berkas disimpan tujuh hari, lalu dihapus.",
        url=reverse("admin:laporan_ekspor", args=[ekspor.pk]),
        kunci=f"ekspor-{ekspor.pk}",
    )


def _fail(ekspor: Ekspor, why: str) -> None:
    _note(ekspor, status=StatusEkspor.FAILED, galat=why, finished_at=timezone.now())
    notify(
        [ekspor.pengguna],
        judul=f"Ekspor gagal: {ekspor}",
        isi=why,
        url=reverse("admin:laporan_ekspor", args=[ekspor.pk]),
        kunci=f"ekspor-gagal-{ekspor.pk}",
    )


def _note(ekspor: Ekspor, **fields: Any) -> None:
    """Write down where an export stands, outside any transaction, so that others see it."""
    for name, value in fields.items():
        setattr(ekspor, name, value)
    Ekspor.objects.filter(pk=ekspor.pk).update(**fields)


def chase_exports() -> None:
    """Write the exports whose task the queue never took; may run twice."""
    lost = Ekspor.objects.filter(
        status=StatusEkspor.WAITING, created_at__lt=timezone.now() - PATIENCE
    )
    for pk in lost.values_list("pk", flat=True):
        run_export(pk)


def forget_exports(now: datetime | None = None) -> int:
    """Delete exports whose time is over, and files that belong to none; may run twice."""
    limit = (now or timezone.now()) - SIMPAN
    store, number = private_store(), 0
    for ekspor in Ekspor.objects.filter(created_at__lt=limit):
        if ekspor.finished_at is None or ekspor.finished_at < limit:
            if ekspor.berkas:
                store.delete(str(ekspor.berkas.name))
            ekspor.delete()
            number += 1
    _sweep(store, limit)
    return number


def forget_exports_of(pengguna: Any) -> None:
    """Delete everything a person exported, files included."""
    for ekspor in Ekspor.objects.filter(pengguna=pengguna):
        if ekspor.berkas:
            private_store().delete(str(ekspor.berkas.name))
        ekspor.delete()


def _sweep(store: Storage, limit: datetime) -> None:
    """Delete old files whose row is gone: of a worker that was stopped while it wrote."""
    if not store.exists(FOLDER):
        return
    known = set(Ekspor.objects.exclude(berkas="").values_list("berkas", flat=True))
    for name in store.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if path not in known and store.get_modified_time(path) < limit:
            store.delete(path)
