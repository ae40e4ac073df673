"""Tasks of KIM and of their registers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from kimportal.accounts.models import Pengguna
from komunitas.models import BerkasRegister, Kim, StatusRegister, SuratKeputusan
from komunitas.register import handling
from komunitas.register.columns import read_table
from komunitas.register.files import read_sheets
from tests.factories import (
    PenggunaFactory,
    PenugasanFactory,
)
from tests.komunitas.register.files import row, xlsx
from tests.tumpukan.tugas.babak import (
    LONG_AGO,
    MEMBACA,
    MENULIS,
    Panggung,
    told,
)
from wilayah.models import Wilayah


@MENULIS.tugas("komunitas.tasks.remind_sk")
def remind_sk_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    SuratKeputusan.objects.create(
        kim=p.kim,
        nomor="7",
        penerbit="Lurah",
        tanggal="2020-01-01",
        berlaku_sampai=timezone.localdate() + timedelta(days=20),
    )
    yield ()
    assert told(pengguna=p.cast.ketua, judul__contains="hari lagi") == 1


def received(by: Pengguna, nama: str) -> BerkasRegister:
    data = xlsx([row(nama)])
    return handling.receive_register(
        data=data,
        nama_berkas=f"{nama}.xlsx",
        tabel=read_table(read_sheets(data)),
        wilayah=Wilayah.objects.get(kode="73.71"),
        by=by,
    )


@MENULIS.tugas("komunitas.tasks.check_register_task")
def check_register_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    berkas = received(p.cast.admin_makassar, "KIM Losari")
    yield (berkas.pk,)
    berkas.refresh_from_db()
    assert berkas.status == StatusRegister.PLANNED
    assert told(judul="Register KIM Losari.xlsx sudah diperiksa") == 1


@MENULIS.tugas("komunitas.tasks.enter_register_task")
def enter_register_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    berkas = received(p.cast.admin_makassar, "KIM Rotterdam")
    handling.check_register(berkas.pk)
    handling.apply_register(berkas, by=p.cast.admin_makassar)
    yield (berkas.pk,)
    berkas.refresh_from_db()
    assert berkas.status == StatusRegister.APPLIED
    assert Kim.objects.filter(nama="KIM Rotterdam").count() == 1
    assert told(kunci=f"register-{berkas.pk}") == 1


@MENULIS.tugas("komunitas.tasks.follow_ended_terms_task")
def ended_terms_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    mantan = PenggunaFactory(is_staff=True)
    PenugasanFactory(pengguna=mantan, wilayah_id="73.71", selesai="2024-01-01")
    yield ()
    mantan.refresh_from_db()
    assert not mantan.is_staff


@MEMBACA.tugas("komunitas.tasks.chase_registers_task")
def chase_registers_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    berkas = received(p.cast.admin_makassar, "KIM Fort Vredeburg")
    yield ()
    berkas.refresh_from_db()
    assert berkas.status == StatusRegister.PLANNED


@MEMBACA.tugas("komunitas.tasks.forget_registers_task")
def forget_registers_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    berkas = received(p.cast.admin_makassar, "KIM Somba Opu")
    BerkasRegister.objects.filter(pk=berkas.pk).update(created_at=timezone.now() - LONG_AGO)
    yield ()
    berkas.refresh_from_db()
    assert berkas.status == StatusRegister.CANCELLED
