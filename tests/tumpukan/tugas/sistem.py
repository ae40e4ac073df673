"""Tasks that keep the portal itself in order: mail, sessions, counts, copies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from kegiatan.moderation import take_down_kegiatan
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import SYSTEM
from kimportal.backup.reading import check_backup
from kimportal.freshness.models import Change
from kimportal.notifications.models import Kiriman
from kimportal.pages.data import shelf
from kimportal.pages.data.writing import build
from kimportal.rekap.models import RekapWilayah
from kimportal.titipan.handing_on import keep
from kimportal.titipan.models import Titipan
from tests.factories import (
    KimFactory,
    PenggunaFactory,
)
from tests.publishing import publish
from tests.tumpukan.tugas.babak import (
    LONG_AGO,
    MEMBACA,
    MENULIS,
    Panggung,
    owed,
)


@MENULIS.tugas("kimportal.freshness.tasks.purge_pages")
def purge_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    yield (["/kegiatan/"],)


@MENULIS.tugas("kimportal.notifications.tasks.mail_pemberitahuan")
def mail_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    ani = PenggunaFactory(email="ani.tugas@uji.example")
    pesan = owed(ani)
    yield (pesan.pk,)
    assert Kiriman.objects.get(pesan=pesan).sent_at
    assert p.surat.count(ani.email) >= 1


@MENULIS.tugas("kimportal.notifications.tasks.send_due_mail")
def due_mail_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    budi = PenggunaFactory(email="budi.tugas@uji.example")
    pesan = owed(budi)
    Kiriman.objects.filter(pesan=pesan).update(due_at=timezone.now())
    yield ()
    assert Kiriman.objects.get(pesan=pesan).sent_at
    assert p.surat.count(budi.email) >= 1


@MENULIS.tugas("kimportal.accounts.tasks.clear_ended_sessions")
def clear_sessions_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    Client().force_login(p.cast.warga)
    Session.objects.update(expire_date=timezone.now() - LONG_AGO)
    yield ()
    assert not Session.objects.filter(expire_date__lt=timezone.now()).exists()


@MENULIS.tugas("kimportal.accounts.tasks.clear_unconfirmed")
def clear_unconfirmed_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    cici = PenggunaFactory(email="cici.tugas@uji.example")
    EmailAddress.objects.filter(user=cici).update(verified=False)
    Pengguna.objects.filter(pk=cici.pk).update(created_at=timezone.now() - LONG_AGO)
    yield ()
    assert not Pengguna.objects.filter(pk=cici.pk).exists()


@MEMBACA.tugas("kimportal.freshness.tasks.forget_changes")
def forget_changes_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    Change.objects.update(made_at=timezone.now() - LONG_AGO)
    first = Change.objects.earliest("pk").pk
    yield ()
    assert not Change.objects.filter(pk=first).exists()


@MEMBACA.tugas("kimportal.rekap.tasks.refresh")
def refresh_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    RekapWilayah.objects.all().delete()
    yield ()
    assert RekapWilayah.objects.exists()


@MEMBACA.tugas("kimportal.titipan.tasks.hand_on")
def hand_on_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    keep("kimportal.accounts.tasks.clear_ended_sessions", (), {})
    yield ()
    assert not Titipan.objects.exists()


@MEMBACA.tugas("kimportal.backup.tasks.back_up")
def back_up_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    yield ()
    files = list(settings.KIM_CADANGAN.glob("*"))
    assert [file.suffix for file in files] == [".cadangan"]
    check_backup(files[0], lambda things, **words: things)


@MEMBACA.tugas("kimportal.pages.tasks.build_open_data")
def open_data_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    publish(KimFactory(verified=True), judul="Kabar di data terbuka")
    yield ()
    assert shelf.is_fresh()


@MEMBACA.tugas("kimportal.pages.tasks.renew_open_data")
def renew_data_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    naskah = publish(KimFactory(verified=True), judul="Kabar yang diturunkan")
    build()
    take_down_kegiatan(naskah, by=SYSTEM, reason="Salah orang.")
    before = shelf.current()
    yield ()
    now = shelf.current()
    assert before and now
    assert now.dibuat > before.dibuat
