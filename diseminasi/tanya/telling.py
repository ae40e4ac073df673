"""Who is told of questions and answers, and in which words."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from diseminasi.models import InfoPemerintah, JawabanInfo, PertanyaanInfo
from diseminasi.tanya.querysets import PertanyaanQuerySet
from diseminasi.telling import admins_over
from kimportal.accounts.models import Pengguna
from kimportal.notifications.inbox import notify
from komunitas.models import PENGURUS, Keanggotaan

# People told at once.
SEKALI = 500


def desk_list(info: InfoPemerintah) -> str:
    """Return where the message's questions stand in the desk, those that wait first."""
    return f"{reverse('admin:diseminasi_pertanyaaninfo_changelist')}?info__id__exact={info.pk}"


def tell_asked(pertanyaan: PertanyaanInfo) -> None:
    """Tell the nearest admins of the message's region, once a day per message."""
    info = pertanyaan.info
    notify(
        admins_over(info.wilayah_id or ""),
        judul=f"KIM bertanya tentang “{info}”",
        isi="Baca pertanyaannya dan jawab. Satu jawaban sampai ke semua KIM yang menanyakannya.",
        url=desk_list(info),
        kunci=f"tanya-{info.pk}-{timezone.localdate():%Y%m%d}",
    )


def tell_later(jawaban_id: int) -> None:
    """Tell everyone who asked of the answer, after the commit."""
    from diseminasi.tasks import tell_askers_task

    transaction.on_commit(lambda: tell_askers_task.delay(jawaban_id))


def asked_the_same(pertanyaan: PertanyaanInfo) -> PertanyaanQuerySet:
    """Return the question and all that were merged into it."""
    return PertanyaanInfo.objects.filter(Q(pk=pertanyaan.pk) | Q(utama=pertanyaan.pk))


def tell_askers(jawaban: JawabanInfo) -> None:
    """Tell the pengurus of each KIM that asked, and who typed it, batch by batch.

    Whoever was told of this answer is not told again; of an answer that was mended meanwhile,
    nobody.
    """
    pertanyaan = jawaban.pertanyaan
    if pertanyaan.jawaban_id != jawaban.pk:
        return
    asked, info = asked_the_same(pertanyaan), pertanyaan.info
    part = Q(jabatan__in=PENGURUS) | Q(pengguna__in=asked.values("penanya"))
    places = Keanggotaan.objects.current().with_account().filter(part, kim__in=asked.values("kim"))
    people = Pengguna.objects.filter(pk__in=places.values("pengguna")).order_by("pk")
    judul, isi = f"Pertanyaan KIM Anda dijawab: “{info}”", jawaban.teks
    if jawaban.is_ralat:
        judul = f"Jawaban diralat: “{info}”"
        isi = f"Yang keliru: {jawaban.penjelasan}\n\nJawaban yang benar: {jawaban.teks}"
    last = 0
    while batch := list(people.filter(pk__gt=last)[:SEKALI]):
        notify(
            batch,
            judul=judul,
            isi=isi,
            url=reverse("kelola_info:ask", args=[info.pk]),
            kunci=f"jawaban-{jawaban.pk}",
        )
        last = batch[-1].pk
