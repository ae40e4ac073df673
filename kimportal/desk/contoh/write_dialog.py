"""What KIM of the demo ask back, answer, and write in a language of the place."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import uuid5

from django.utils import timezone

from diseminasi.bahasa.versions import last_correction, publish_version
from diseminasi.models import InfoPemerintah, PertanyaanInfo, TanggapanKim, VersiBahasa
from diseminasi.release import submit_info
from diseminasi.tanya.questions import answer_question, merge_question, publish_question
from diseminasi.tasks import deliver
from diseminasi.writing import start_info
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import SYSTEM
from kimportal.desk.contoh.dialog_texts import (
    JAWA,
    JAWAB,
    KETERANGAN,
    MENUNGGU,
    TAMPIL,
    TANYA,
    UNDANGAN,
)
from kimportal.desk.contoh.info_texts import BANTUAN, VAKSIN
from kimportal.desk.contoh.villages import CAST_VILLAGE
from kimportal.desk.contoh.write_info import NAMA
from komunitas.models import Kim
from wilayah.models import Wilayah

# Of the KIM that were invited, so many have answered.
MENJAWAB = 4


def write_dialog(accounts: Mapping[str, Pengguna], today: date) -> None:
    """Write it where the demo has its messages."""
    infos = {info.judul: info for info in InfoPemerintah.objects.released()}
    if BANTUAN["judul"] not in infos or VAKSIN["judul"] not in infos:
        return
    bantuan, writer = infos[BANTUAN["judul"]], accounts["admin.sulsel"]
    questions = _ask(bantuan, TANYA, accounts["pusat"])
    for same in questions[1:]:
        merge_question(same, by=writer, ke=questions[0])
    if questions:
        answered = answer_question(questions[0], by=writer, teks=JAWAB)
        publish_question(answered, by=writer, teks_publik=TAMPIL)
    _ask(infos[VAKSIN["judul"]], MENUNGGU, accounts["pusat"])
    _write_version(bantuan, accounts["pusat"])
    _invite(accounts, max(today, timezone.localdate()))


def _others(info: InfoPemerintah, count: int) -> list[Kim]:
    """Return KIM that got the message; the cast's own is left to try things with."""
    kims = Kim.objects.filter(daftar_penyampaian__info=info).exclude(wilayah_id=CAST_VILLAGE)
    return list(kims.order_by("nomor")[:count])


def _ask(info: InfoPemerintah, texts: tuple[str, ...], by: Pengguna) -> list[PertanyaanInfo]:
    return [
        PertanyaanInfo.objects.create(
            uuid=uuid5(NAMA, teks),
            info=info,
            kim=kim,
            wilayah_id=kim.wilayah_id,
            penanya=by,
            teks=teks,
        )
        for kim, teks in zip(_others(info, len(texts)), texts, strict=False)
    ]


def _write_version(info: InfoPemerintah, by: Pengguna) -> None:
    for kim in _others(info, 1):
        versi = VersiBahasa.objects.create(
            info=info,
            kim=kim,
            bahasa="jav",
            ralat_nomor=last_correction(info),
            penulis=by,
            submitted_at=timezone.now(),
            **JAWA,
        )
        publish_version(versi, by=SYSTEM)


def _invite(accounts: Mapping[str, Pengguna], today: date) -> None:
    """Invite the KIM of the city; some have answered, the cast's own has yet to."""
    isian = dict(UNDANGAN)
    sampai = today + timedelta(days=isian.pop("hari"))
    info = start_info(
        by=accounts["admin.makassar"],
        wilayah=Wilayah.objects.get(kode="73.71"),
        bidang=[],
        berlaku_mulai=today,
        jawab_sampai=sampai,
        **isian,
    )
    submit_info(info, by=accounts["admin.makassar"])
    deliver(info.pk)
    for number, kim in enumerate(_others(info, MENJAWAB)):
        TanggapanKim.objects.create(
            uuid=uuid5(NAMA, f"hadir-{kim.nomor}"),
            info=info,
            kim=kim,
            nomor=1,
            hadir=number != MENJAWAB - 1,
            teks=KETERANGAN[number],
            oleh=accounts["pusat"],
        )
