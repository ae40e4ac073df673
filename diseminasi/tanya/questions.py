"""The only door to the status of a question.

    (nothing) --ask--> asked          asked --answer--> answered
    answered --publish--> published   published --hide--> answered
    answered, published --correct--> as it was
    asked --merge--> merged           merged --split--> asked

Admins over the region that issued the message do all but asking. One answer reaches everyone
whose question was merged into the one that is answered.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from diseminasi.forgetting import forget_info
from diseminasi.locking import require
from diseminasi.models import (
    TERJAWAB,
    InfoPemerintah,
    JawabanInfo,
    Penyampaian,
    PertanyaanInfo,
    StatusPertanyaan,
)
from diseminasi.permissions import can_relay_for
from diseminasi.tanya.permissions import can_answer_question
from diseminasi.tanya.telling import tell_asked, tell_later
from kimportal.audit.models import SYSTEM, record
from kimportal.transitions import NotAllowed, TransitionError, require_reason
from komunitas.models import Kim

S = StatusPertanyaan
# verb: from which states
LANGKAH: dict[str, tuple[str, ...]] = {
    "answer_question": (S.ASKED,),
    "correct_answer": TERJAWAB,
    "publish_question": (S.ANSWERED,),
    "hide_question": (S.PUBLISHED,),
    "merge_question": (S.ASKED,),
    "split_question": (S.MERGED,),
}
# A KIM may have so many questions about one message waiting.
MENUNGGU = 5


@transaction.atomic
def ask_question(
    info: InfoPemerintah, *, by: Any, kim: Kim, uuid: UUID, teks: str
) -> PertanyaanInfo:
    """Take a KIM's question in; the same key again changes nothing."""
    if not can_relay_for(by, kim):
        raise NotAllowed
    if not Penyampaian.objects.filter(info=info, kim=kim).exists():
        raise TransitionError(f"Info ini tidak ditujukan untuk {kim.nama}.")
    # Two requests with one key stand in line here; the second finds the first one's row.
    kim = Kim.objects.select_for_update(of=("self",), no_key=True).get(pk=kim.pk)
    if sent := PertanyaanInfo.objects.filter(uuid=uuid).first():
        return _same(sent, info, kim)
    if not info.is_terbit:
        raise TransitionError(f"“{info}” tidak sedang terbit, jadi tidak bisa ditanyakan lagi.")
    if PertanyaanInfo.objects.waiting().filter(info=info, kim=kim).count() >= MENUNGGU:
        raise TransitionError(
            f"Masih ada {MENUNGGU} pertanyaan KIM Anda yang menunggu jawaban. Tunggu dulu."
        )
    pertanyaan = PertanyaanInfo.objects.create(
        uuid=uuid, info=info, kim=kim, wilayah_id=kim.wilayah_id, penanya=by, teks=teks
    )
    _record(pertanyaan, "ask_question", by=by, after=pertanyaan.status)
    tell_asked(pertanyaan)
    return pertanyaan


@transaction.atomic
def answer_question(pertanyaan: PertanyaanInfo, *, by: Any, teks: str) -> PertanyaanInfo:
    """Answer everyone who asked this."""
    pertanyaan = _locked(pertanyaan, "answer_question", by=by)
    return _answer(pertanyaan, "answer_question", S.ANSWERED, by=by, teks=teks)


@transaction.atomic
def correct_answer(
    pertanyaan: PertanyaanInfo, *, by: Any, teks: str, reason: str
) -> PertanyaanInfo:
    """Mend an answer; everyone who asked is told again, and what was wrong (`reason`)."""
    reason = require_reason(reason)
    pertanyaan = _locked(pertanyaan, "correct_answer", by=by)
    known = pertanyaan.jawaban
    if known is None or known.teks == teks:
        raise TransitionError("Belum ada yang berubah. Perbaiki dulu jawabannya.")
    status = pertanyaan.status
    return _answer(pertanyaan, "correct_answer", status, by=by, teks=teks, penjelasan=reason)


@transaction.atomic
def publish_question(pertanyaan: PertanyaanInfo, *, by: Any, teks_publik: str) -> PertanyaanInfo:
    """Show question and answer on the message's page, in words that name no person."""
    pertanyaan = _locked(pertanyaan, "publish_question", by=by)
    if pertanyaan.info.is_khusus:
        raise TransitionError("Info ini hanya untuk KIM, jadi tanya jawabnya tidak ditampilkan.")
    pertanyaan.teks_publik, pertanyaan.shown_at = teks_publik, timezone.now()
    return _move(pertanyaan, "publish_question", S.PUBLISHED, by=by)


@transaction.atomic
def hide_question(pertanyaan: PertanyaanInfo, *, by: Any, reason: str) -> PertanyaanInfo:
    """Take question and answer off the public page; those who asked keep the answer."""
    reason = require_reason(reason)
    pertanyaan = _locked(pertanyaan, "hide_question", by=by)
    forget_info(pertanyaan.info)
    return _move(pertanyaan, "hide_question", S.ANSWERED, by=by, reason=reason)


@transaction.atomic
def merge_question(pertanyaan: PertanyaanInfo, *, by: Any, ke: PertanyaanInfo) -> PertanyaanInfo:
    """Say that a question is the same as another one, whose answer then reaches it too."""
    rows = PertanyaanInfo.objects.select_for_update(of=("self",)).order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=[pertanyaan.pk, ke.pk])}
    pertanyaan, ke = _locked(pertanyaan, "merge_question", by=by), locked[ke.pk]
    if ke.pk == pertanyaan.pk or ke.info_id != pertanyaan.info_id or ke.status == S.MERGED:
        raise TransitionError("Pertanyaan ini tidak bisa digabung ke sana. Muat ulang halaman.")
    pertanyaan.utama = ke
    # No chains: each question points at the one that is answered, and is split off by itself.
    pertanyaan.daftar_gabungan.update(utama=ke)
    pertanyaan = _move(pertanyaan, "merge_question", S.MERGED, by=by, ke=f" {ke.nomor}")
    if ke.jawaban_id:
        tell_later(ke.jawaban_id)
    return pertanyaan


@transaction.atomic
def split_question(pertanyaan: PertanyaanInfo, *, by: Any) -> PertanyaanInfo:
    """Take a merge back: the question waits for an answer of its own."""
    pertanyaan = _locked(pertanyaan, "split_question", by=by)
    pertanyaan.utama = None
    return _move(pertanyaan, "split_question", S.ASKED, by=by)


def _same(sent: PertanyaanInfo, info: InfoPemerintah, kim: Kim) -> PertanyaanInfo:
    if sent.info_id != info.pk or sent.kim_id != kim.pk:
        raise TransitionError("Pertanyaan ini sudah dikirim untuk info lain. Muat ulang halaman.")
    return sent


def _locked(pertanyaan: PertanyaanInfo, verb: str, *, by: Any) -> PertanyaanInfo:
    rows = PertanyaanInfo.objects.select_for_update(of=("self",))
    pertanyaan = rows.select_related("info__wilayah", "jawaban").get(pk=pertanyaan.pk)
    if pertanyaan.status not in LANGKAH[verb]:
        raise TransitionError(
            f"{pertanyaan} sekarang berstatus “{pertanyaan.get_status_display().lower()}”, jadi "
            "langkah ini tidak bisa dilakukan. Muat ulang halaman."
        )
    require(can_answer_question, by, pertanyaan)
    return pertanyaan


def _answer(
    pertanyaan: PertanyaanInfo, verb: str, status: str, *, by: Any, **words: str
) -> PertanyaanInfo:
    """Keep one more answer and let it hold from now on."""
    pertanyaan.jawaban = JawabanInfo.objects.create(
        pertanyaan=pertanyaan,
        nomor=pertanyaan.daftar_jawaban.count() + 1,
        oleh=None if by is SYSTEM else by,
        **words,
    )
    tell_later(pertanyaan.jawaban.pk)
    return _move(pertanyaan, verb, status, by=by, reason=words.get("penjelasan", ""))


def _move(
    pertanyaan: PertanyaanInfo, verb: str, status: str, *, by: Any, reason: str = "", ke: str = ""
) -> PertanyaanInfo:
    before, pertanyaan.status = pertanyaan.status, status
    pertanyaan.save()
    _record(pertanyaan, verb, by=by, before=before, after=status + ke, reason=reason)
    return pertanyaan


def _record(pertanyaan: PertanyaanInfo, verb: str, *, by: Any, **words: str) -> None:
    """Write an act down in the region that issued the message, whose matter it is."""
    kode = pertanyaan.info.wilayah_id or ""
    record(by=by, verb=verb, obj=pertanyaan, wilayah_kode=kode, **words)
