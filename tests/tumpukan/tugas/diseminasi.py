"""Tasks of information from the government and of rumours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

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
from komunitas.models import Jabatan
from tests.diseminasi.messages import released
from tests.factories import (
    KeanggotaanFactory,
    KimFactory,
    PenggunaFactory,
)
from tests.hoaks.rumours import decided
from tests.tumpukan.tugas.babak import (
    LONG_AGO,
    MENULIS,
    Panggung,
    indebted,
    told,
    unserved,
)


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
