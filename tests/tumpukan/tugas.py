"""Every kind of task, each with something to do, and what must be so once it was done.

A part of this list is a generator: it prepares, yields the task's arguments, and looks at the
outcome after the worker was killed and another one came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from celery import current_app
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

from diseminasi.khusus.reminding import remind_info
from diseminasi.models import (
    CapaianUsang,
    CapaianWilayah,
    KirimanIsu,
    LaporanPenyebaran,
    Pengantaran,
    Penyampaian,
)
from diseminasi.release import correct_info
from diseminasi.tanya.questions import answer_question, ask_question
from kegiatan.models import FotoNaskah, Kata, UnggahanFoto
from kimportal.accounts.models import Pengguna
from kimportal.backup.reading import check_backup
from kimportal.desk.exports import request_export, run_export
from kimportal.desk.models import Ekspor, StatusEkspor
from kimportal.desk.reports import dismiss_report
from kimportal.freshness.models import Change
from kimportal.images.models import Foto
from kimportal.images.publishing import publish_photo
from kimportal.images.renditions import JPEG
from kimportal.images.storage import take_photo
from kimportal.notifications.inbox import notify
from kimportal.notifications.models import Kiriman, Pemberitahuan
from kimportal.owed.models import Utang
from kimportal.pages.data import shelf
from kimportal.rekap.models import RekapWilayah
from kimportal.titipan.handing_on import keep
from kimportal.titipan.models import Titipan
from komunitas.models import BerkasRegister, Jabatan, Kim, StatusRegister, SuratKeputusan
from komunitas.register import handling
from komunitas.register.columns import read_table
from komunitas.register.files import read_sheets
from tests.browser.surel import KotakSurat
from tests.desk.queue import post, wait_since
from tests.desk.reporting import report
from tests.diseminasi.messages import released
from tests.factories import (
    KeanggotaanFactory,
    KimFactory,
    NaskahFactory,
    PenggunaFactory,
    PenugasanFactory,
)
from tests.hoaks.rumours import decided
from tests.images.samples import picture, upload
from tests.komunitas.register.files import row, xlsx
from tests.people import Cast
from tests.publishing import make_photo, publish
from wilayah.models import Wilayah

LONG_AGO = timedelta(days=400)


@dataclass(frozen=True)
class Panggung:
    """Who and what the tasks find."""

    kim: Kim
    cast: Cast
    surat: KotakSurat


Langkah = Callable[[Panggung], Iterator[tuple[Any, ...]]]


@dataclass
class Babak:
    """Tasks that are stopped together: by locks on tables, `mode` saying of what kind."""

    mode: str
    tables: tuple[str, ...]
    tasks: dict[str, Langkah] = field(default_factory=dict)
    # Of these tasks, those that no lock stops: they hang on the mail server, or on nginx.
    elsewhere: tuple[str, ...] = ()

    def tugas(self, name: str) -> Callable[[Langkah], Langkah]:
        def note(step: Langkah) -> Langkah:
            self.tasks[name] = step
            return step

        return note


# Reading goes on, and rows can be taken in hand; writing waits.
MENULIS = Babak(
    "SHARE",
    (
        "notifications_pemberitahuan",
        "diseminasi_kirimanisu",
        "images_foto",
        "kegiatan_unggahanfoto",
        "desk_laporankonten",
        "django_session",
        "account_emailaddress",
        "accounts_pengguna",
        "diseminasi_capaianusang",
    ),
    elsewhere=(
        "kimportal.notifications.tasks.mail_pemberitahuan",
        "kimportal.notifications.tasks.send_due_mail",
        "kimportal.desk.tasks.mail_reporter",
        "diseminasi.tasks.mail_sender",
        "kimportal.freshness.tasks.purge_pages",
    ),
)
# Not even reading goes on.
MEMBACA = Babak(
    "ACCESS EXCLUSIVE",
    (
        "kegiatan_naskah",
        "images_foto",
        "freshness_change",
        "desk_ekspor",
        "komunitas_berkasregister",
        "titipan_titipan",
    ),
)
# Beyond the test: what is owed until then is done by its own task only.
LATER = timedelta(hours=1)


def told(**which: Any) -> int:
    return Pemberitahuan.objects.filter(**which).count()


def indebted(task: str, key: int, *, due: timedelta = LATER) -> None:
    """Let a task be owed for a row: without that it does nothing."""
    Utang.objects.update_or_create(
        task=task, key=key, defaults={"due_at": timezone.now() + due, "tries": 0}
    )


@contextmanager
def unserved() -> Iterator[None]:
    """Let what is asked of a worker in between reach none."""
    conf = current_app.conf
    conf.task_always_eager, conf.broker_url = False, "memory://"
    try:
        yield
    finally:
        conf.task_always_eager = True


@MENULIS.tugas("diseminasi.tasks.deliver")
def deliver_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    with unserved():
        info = released(p.cast.admin_sulsel, "73", judul="Vaksin ayam")
    yield (info.pk,)
    assert Pengantaran.objects.get(info=info).done_at
    had = list(Penyampaian.objects.filter(info=info).values_list("kim", flat=True))
    assert len(had) == len(set(had)) >= 2
    assert told(kunci=f"info-{info.pk}", pengguna=p.cast.ketua) == 1


@MENULIS.tugas("diseminasi.tasks.go_on_delivering")
def go_on_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    info = released(p.cast.admin_makassar, "73.71")
    late = KimFactory(verified=True)
    ketua = PenggunaFactory()
    KeanggotaanFactory(kim=late, pengguna=ketua, jabatan=Jabatan.KETUA)
    yield ()
    assert Penyampaian.objects.filter(info=info, kim=late).count() == 1
    assert told(kunci=f"info-{info.pk}", pengguna=ketua) == 1


@MENULIS.tugas("diseminasi.tasks.ask_for_correction")
def correction_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    info = released(p.cast.admin_makassar, "73.71", judul="Imunisasi")
    LaporanPenyebaran.objects.create(
        info=info, kim=p.kim, wilayah=p.kim.wilayah, kanal="papan", tanggal=timezone.localdate()
    )
    with unserved():
        correct_info(info, by=p.cast.admin_makassar, reason="Harinya Senin.", changes={})
    ralat = info.daftar_ralat.get()
    indebted("diseminasi.tasks.ask_for_correction", ralat.pk)
    yield (ralat.pk,)
    assert told(kunci=f"info-ralat-{ralat.pk}", pengguna=p.cast.ketua) == 1


@MENULIS.tugas("diseminasi.tasks.refresh_reach_task")
def refresh_reach_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    info = released(p.cast.admin_makassar, "73.71", judul="Posyandu")
    CapaianWilayah.objects.all().delete()
    CapaianUsang.objects.create(info=info)
    yield ()
    assert CapaianWilayah.objects.filter(info=info, kode="").exists()


@MENULIS.tugas("diseminasi.tasks.recount_reach")
def recount_reach_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    info = released(p.cast.admin_gowa, "73.06", judul="Pupuk")
    yield ()
    assert CapaianWilayah.objects.get(info=info, kode="").desa == 1
    assert not CapaianUsang.objects.exists()


@MENULIS.tugas("diseminasi.tasks.send_reminder")
def reminder_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    answer = {"cara_jawab": "hadir", "jawab_sampai": timezone.localdate() + timedelta(days=9)}
    info = released(p.cast.admin_makassar, "73.71", judul="Temu KIM", **answer)
    with unserved():
        pengingat = remind_info(info, by=p.cast.admin_makassar)
    yield (pengingat.pk,)
    assert told(kunci=f"ingat-{pengingat.pk}", pengguna=p.cast.ketua) == 1


@MENULIS.tugas("diseminasi.tasks.tell_askers_task")
def tell_askers_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    info = released(p.cast.admin_makassar, "73.71", judul="Beasiswa")
    tanya = ask_question(info, by=p.cast.ketua, kim=p.kim, uuid=uuid4(), teks="Sampai kapan?")
    with unserved():
        tanya = answer_question(tanya, by=p.cast.admin_makassar, teks="Sampai Jumat.")
    yield (tanya.jawaban_id,)
    assert told(kunci=f"jawaban-{tanya.jawaban_id}", pengguna=p.cast.ketua) == 1


@MENULIS.tugas("diseminasi.tasks.mail_sender")
def sender_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    isu = decided()
    kiriman = isu.daftar_kiriman.get()
    KirimanIsu.objects.filter(pk=kiriman.pk).update(kontak="pengirim@uji.example")
    indebted("diseminasi.tasks.mail_sender", kiriman.pk)
    yield (kiriman.pk,)
    assert p.surat.count("pengirim@uji.example") >= 1


@MENULIS.tugas("diseminasi.tasks.forget_senders_task")
def forget_senders_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    kiriman = decided().daftar_kiriman.get()
    old = {"kontak": "lama@uji.example", "created_at": timezone.now() - LONG_AGO}
    KirimanIsu.objects.filter(pk=kiriman.pk).update(**old)
    yield ()
    assert not KirimanIsu.objects.filter(kontak="lama@uji.example").exists()


def sent_photo(p: Panggung) -> FotoNaskah:
    """Return a photo as a request leaves it for a worker."""
    naskah = NaskahFactory(kegiatan__kim=p.kim, kegiatan__penulis=p.cast.ketua)
    settings.CELERY_TASK_ALWAYS_EAGER = False
    try:
        foto = take_photo(upload(picture(1400, 700)))
    finally:
        settings.CELERY_TASK_ALWAYS_EAGER = True
    return FotoNaskah.objects.create(naskah=naskah, foto=foto, urutan=0)


@MENULIS.tugas("kegiatan.late_photos.develop_photo_task")
def develop_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = sent_photo(p).foto
    yield (foto.pk,)
    foto.refresh_from_db()
    assert foto.is_ready
    for nama, (_, _, size) in foto.ukuran.items():
        assert storages["private"].size(foto.private_name(nama)) == size
    assert not storages["private"].exists(foto.sent_name)


@MENULIS.tugas("kegiatan.tasks.chase_overdue_photos")
def chase_photos_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = sent_photo(p).foto
    Foto.objects.filter(pk=foto.pk).update(created_at=timezone.now() - LONG_AGO)
    yield ()
    assert not Foto.objects.filter(pk=foto.pk).exists()
    assert told(pengguna=p.cast.ketua, judul__contains="tidak bisa dibuka") == 1


@MEMBACA.tugas("kimportal.images.publishing.delete_copies")
def delete_copies_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = make_photo()
    publish_photo(foto)
    foto.refresh_from_db()
    Foto.objects.filter(pk=foto.pk).update(is_public=False)
    indebted("kimportal.images.publishing.delete_copies", foto.pk)
    yield (foto.pk,)
    assert foto.is_public
    assert not storages["public"].exists(foto.public_name(JPEG))


@MEMBACA.tugas("kimportal.images.publishing.copy_photo")
def copy_photo_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = make_photo()
    indebted("kimportal.images.publishing.copy_photo", foto.pk)
    yield (foto.pk,)
    _is_shown(foto)


@MEMBACA.tugas("kimportal.owed.tasks.do_due_work")
def due_work_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = make_photo()
    indebted("kimportal.images.publishing.copy_photo", foto.pk, due=timedelta(0))
    yield ()
    _is_shown(foto)
    assert not Utang.objects.filter(key=foto.pk).exists()


def _is_shown(foto: Foto) -> None:
    foto.refresh_from_db()
    assert foto.is_public
    assert storages["public"].exists(foto.public_name(JPEG))


@MENULIS.tugas("kegiatan.tasks.weed_uploads")
def weed_uploads_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    naskah = NaskahFactory(kegiatan__kim=p.kim, kegiatan__penulis=p.cast.ketua)
    kiriman = UnggahanFoto.objects.create(naskah=naskah, uuid=uuid4(), ukuran=9)
    UnggahanFoto.objects.filter(pk=kiriman.pk).update(updated_at=timezone.now() - LONG_AGO)
    yield ()
    assert not UnggahanFoto.objects.exists()


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


def owed(pengguna: Pengguna) -> Pemberitahuan:
    """Return a message whose mail nobody has sent yet."""
    notify([pengguna], judul="Ada kabar")
    pesan = Pemberitahuan.objects.get(pengguna=pengguna)
    later = timezone.now() + timedelta(hours=1)
    Kiriman.objects.filter(pesan=pesan).update(sent_at=None, due_at=later)
    return pesan


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


@MEMBACA.tugas("kegiatan.tasks.note_words_task")
def words_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    publish(p.kim, judul="Warga menanam trembesi")
    Kata.objects.all().delete()
    yield ()
    assert Kata.objects.filter(kata="trembesi").exists()


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


BABAK = (MENULIS, MEMBACA)
