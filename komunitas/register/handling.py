"""The only door to a register's state: taking it in, checking, answering, applying, giving up.

    (upload) --receive--> checking --check--> planned --apply--> applying --enter--> applied
                          planned --answer, recheck--> checking
                          planned --cancel--> cancelled

Checking and entering may be long: tasks do them, in place where there is no broker. Both may
run twice: they look at the state first. Each function locks the row, checks the state, then
the permission.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from kimportal.audit.models import record
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import BarisRegister, BerkasRegister, HasilBaris, Kim, StatusRegister
from komunitas.permissions import can_use_register
from komunitas.register import progress
from komunitas.register.applying import apply_plans, wait_for_turn
from komunitas.register.columns import Baris, Tabel
from komunitas.register.loading import load_kim, load_villages
from komunitas.register.planning import Jawaban, RencanaBaris, plan_rows
from wilayah.models import Wilayah

S = StatusRegister
TERBUKA = (S.CHECKING, S.PLANNED, S.APPLYING)
# A register that nobody decided on is forgotten after so many days.
MAKS_HARI = 30
BELUM_BERES = (HasilBaris.ASK, HasilBaris.FAULTY)
BERUBAH = (HasilBaris.NEW, HasilBaris.FILL)


@transaction.atomic
def receive_register(
    *, data: bytes, nama_berkas: str, tabel: Tabel, wilayah: Wilayah | None, by: Any
) -> BerkasRegister:
    """Keep a register that could be read, for checking. One that waits already is that one."""
    sha256 = hashlib.sha256(data).hexdigest()
    berkas = BerkasRegister(
        pengguna=by, wilayah=wilayah, nama_berkas=nama_berkas[-150:], sha256=sha256
    )
    if not can_use_register(by, berkas):
        raise NotAllowed
    berkas.kolom_dikenal, berkas.kolom_asing = tabel.dikenal, tabel.asing
    same = BerkasRegister.objects.filter(sha256=sha256, wilayah=wilayah)
    try:
        with transaction.atomic():
            berkas.save()
    except IntegrityError:
        return same.get(status__in=TERBUKA)
    suffix = "xlsx" if data.startswith(b"PK") else "csv"
    berkas.berkas.save(f"register.{suffix}", ContentFile(data))
    _keep_rows(berkas, tabel, same.filter(status=S.APPLIED).first())
    _record(berkas, "receive_register", by=by)
    return berkas


def _keep_rows(berkas: BerkasRegister, tabel: Tabel, earlier: BerkasRegister | None) -> None:
    """Keep the rows, with the answers that were given when the same file came before."""
    answers = {}
    if earlier:
        rows = earlier.daftar_baris.values_list("urutan", "dipilih_id", "lewati")
        answers = {urutan: (dipilih, lewati) for urutan, dipilih, lewati in rows}
    BarisRegister.objects.bulk_create(
        [
            BarisRegister(
                berkas=berkas,
                urutan=urutan,
                lembar=baris.lembar,
                nomor=baris.nomor,
                isi=baris.isi,
                dipilih_id=answers.get(urutan, (None, False))[0],
                lewati=answers.get(urutan, (None, False))[1],
            )
            for urutan, baris in enumerate(tabel.baris)
        ],
        batch_size=1000,
    )


@transaction.atomic
def check_register(pk: int) -> BerkasRegister | None:
    """Plan every row of a register that waits for it."""
    berkas = _lock(pk)
    if berkas is None or berkas.status != S.CHECKING:
        return None
    rows = list(berkas.daftar_baris.all())
    plans = _plan(berkas, rows, by=berkas.pengguna)
    _keep_plans(berkas, rows, plans)
    berkas.status = S.PLANNED
    berkas.save()
    return berkas


def _plan(berkas: BerkasRegister, rows: list[BarisRegister], *, by: Any) -> list[RencanaBaris]:
    return plan_rows(
        [Baris(row.lembar, row.nomor, row.isi) for row in rows],
        jawaban=[Jawaban(row.dipilih_id or "", row.lewati) for row in rows],
        desa=load_villages(berkas.wilayah),
        kim=load_kim(berkas.wilayah, by=by),
        today=timezone.localdate(),
        track=lambda done: progress.note(berkas.pk, done, len(rows)),
    )


def _keep_plans(
    berkas: BerkasRegister, rows: list[BarisRegister], plans: list[RencanaBaris]
) -> None:
    changed = []
    for row, plan in zip(rows, plans, strict=True):
        kim = plan.ada.kim.pk if plan.ada else None
        new = (plan.hasil, plan.masalah, plan.catatan, plan.pilihan, plan.wilayah or None, kim)
        old = (row.hasil, row.masalah, row.catatan, row.pilihan, row.wilayah_id, row.kim_id)
        if new != old:
            row.hasil, row.masalah, row.catatan, row.pilihan, row.wilayah_id, row.kim_id = new
            changed.append(row)
    _save_rows(changed, "hasil", "masalah", "catatan", "pilihan", "wilayah", "kim")
    berkas.jumlah = {
        name: n for name in HasilBaris.values if (n := sum(p.hasil == name for p in plans))
    }


def _save_rows(rows: Iterable[BarisRegister], *fields: str) -> None:
    """Save many rows at once. Django's bulk_update takes ten times as long over thousands."""
    BarisRegister.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=list(fields),
    )


@transaction.atomic
def answer_rows(
    berkas: BerkasRegister, *, by: Any, dipilih: dict[int, str], lewati: dict[int, bool]
) -> BerkasRegister:
    """Keep answers, by row: the village among those offered; whether to leave the row out.

    A village chosen for one row counts for all that write it the same way and have no answer
    yet. The register is then to be checked again.
    """
    berkas = _locked(berkas, (S.PLANNED,), by=by)
    waiting = Q(hasil=HasilBaris.ASK) | Q(pk__in=[*dipilih, *lewati])
    rows = list(berkas.daftar_baris.filter(waiting))
    meant = {}
    for row in rows:
        if dipilih.get(row.pk) in row.pilihan:
            row.dipilih_id = dipilih[row.pk]
            meant[_written(row)] = row.dipilih_id
        row.lewati = lewati.get(row.pk, row.lewati)
    for row in rows:
        if row.dipilih_id is None and not row.lewati:
            row.dipilih_id = meant.get(_written(row))
    _save_rows(rows, "dipilih", "lewati")
    return _check_again(berkas)


def _written(row: BarisRegister) -> tuple[str, ...]:
    return tuple(row.isi.get(name, "").lower() for name in ("kode", "desa", "kecamatan", "kabkota"))


@transaction.atomic
def skip_faulty(berkas: BerkasRegister, *, by: Any) -> BerkasRegister:
    """Leave out every row that is faulty now; an explicit decision, which the audit keeps."""
    berkas = _locked(berkas, (S.PLANNED,), by=by)
    jumlah = berkas.daftar_baris.filter(hasil=HasilBaris.FAULTY).update(lewati=True)
    _record(berkas, "skip_faulty_rows", by=by, after=str(jumlah))
    return _check_again(berkas)


@transaction.atomic
def recheck_register(berkas: BerkasRegister, *, by: Any) -> BerkasRegister:
    """Plan again, against what the portal holds now."""
    return _check_again(_locked(berkas, (S.PLANNED,), by=by))


def _check_again(berkas: BerkasRegister) -> BerkasRegister:
    berkas.status, berkas.catatan = S.CHECKING, ""
    berkas.save()
    return berkas


@transaction.atomic
def apply_register(berkas: BerkasRegister, *, by: Any) -> BerkasRegister:
    """Order a checked register to be entered; whoever orders it is answerable for it."""
    berkas = _locked(berkas, (S.PLANNED,), by=by)
    if left := berkas.count(*BELUM_BERES):
        raise TransitionError(
            f"Masih ada {left} baris yang salah atau perlu dipilih. Perbaiki di berkasnya, "
            "jawab, atau lewati dulu. Belum ada yang dimasukkan."
        )
    if not berkas.count(*BERUBAH):
        raise TransitionError("Tidak ada yang perlu dimasukkan: semuanya sudah ada di portal.")
    berkas.status, berkas.applied_by, berkas.catatan = S.APPLYING, by, ""
    berkas.save()
    return berkas


def enter_register(pk: int) -> BerkasRegister | None:
    """Enter a register that was ordered: all of it, or nothing and why."""
    try:
        return _enter(pk)
    except TransitionError as error:
        _hold(pk, str(error))
    except NotAllowed:
        _hold(pk, "Tugas Anda atas wilayah ini sudah berakhir.")
    except Exception:
        _hold(pk, "Terjadi gangguan di portal. Belum ada yang dimasukkan. Silakan coba lagi.")
        raise
    return None


@transaction.atomic
def _enter(pk: int) -> BerkasRegister | None:
    wait_for_turn()
    berkas = _lock(pk)
    if berkas is None or berkas.status != S.APPLYING:
        return None
    by = berkas.applied_by
    if not can_use_register(by, berkas):
        raise NotAllowed
    rows = list(berkas.daftar_baris.all())
    # So that what is planned is still true when it is written.
    known = [row.kim_id for row in rows if row.kim_id]
    list(Kim.objects.select_for_update(of=("self",)).filter(pk__in=known).order_by("pk"))
    plans = _plan(berkas, rows, by=by)
    if any(plan.hasil in BELUM_BERES for plan in plans):
        raise TransitionError(
            "Isi portal berubah sejak pemeriksaan, jadi belum ada yang dimasukkan. "
            "Lihat laporan terbaru di bawah."
        )
    _keep_plans(berkas, rows, plans)
    made = apply_plans(
        plans,
        by=by,
        asal=f"Register {berkas.sha256[:12]}",
        today=timezone.localdate(),
        track=lambda done: progress.note(berkas.pk, done, len(rows)),
    )
    for urutan, kim in made.items():
        rows[urutan].kim = kim
    _finish(berkas, rows)
    _record(berkas, "apply_register", by=by, after=str(berkas.count(*BERUBAH)))
    notify(
        [by] if by else [],
        judul=f"Register {berkas.nama_berkas} sudah dimasukkan",
        isi=f"{berkas.count(HasilBaris.NEW)} KIM baru, {berkas.count(HasilBaris.FILL)} dilengkapi.",
        url=f"/admin/komunitas/berkasregister/{pk}/",
        kunci=f"register-{pk}",
    )
    return berkas


@transaction.atomic
def _hold(pk: int, pesan: str) -> None:
    """Put a register that could not be entered back to be decided, with the reason."""
    berkas = _lock(pk)
    if berkas and berkas.status == S.APPLYING:
        rows = list(berkas.daftar_baris.all())
        _keep_plans(berkas, rows, _plan(berkas, rows, by=berkas.applied_by))
        berkas.status, berkas.catatan = S.PLANNED, pesan
        berkas.save()


@transaction.atomic
def cancel_register(berkas: BerkasRegister, *, by: Any) -> None:
    """Give a register up; file and rows go at once."""
    berkas = _locked(berkas, (S.PLANNED,), by=by)
    _give_up(berkas)
    _record(berkas, "cancel_register", by=by)


def forget_registers() -> int:
    """Give up what nobody decided on for MAKS_HARI days; safe to run twice."""
    since = timezone.now() - timedelta(days=MAKS_HARI)
    old = BerkasRegister.objects.filter(status__in=(S.PLANNED, S.CHECKING), created_at__lt=since)
    forgotten = 0
    for pk in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            berkas = _lock(pk)
            if berkas and berkas.status in (S.PLANNED, S.CHECKING):
                _give_up(berkas)
                forgotten += 1
    return forgotten


def _give_up(berkas: BerkasRegister) -> None:
    berkas.daftar_baris.all().delete()
    berkas.status = S.CANCELLED
    _forget_file(berkas)


def _finish(berkas: BerkasRegister, rows: list[BarisRegister]) -> None:
    """Close a register: the file is deleted and the rows keep no names of people."""
    for row in rows:
        row.isi = {k: v for k, v in row.isi.items() if k not in BarisRegister.TENTANG_ORANG}
    _save_rows(rows, "isi", "kim")
    berkas.status, berkas.applied_at = S.APPLIED, timezone.now()
    _forget_file(berkas)


def _forget_file(berkas: BerkasRegister) -> None:
    if nama := berkas.berkas.name:
        transaction.on_commit(lambda: storages["private"].delete(nama))
    berkas.berkas = ""
    berkas.save()


def _lock(pk: int) -> BerkasRegister | None:
    rows = BerkasRegister.objects.select_for_update(of=("self",))
    return rows.select_related("wilayah", "pengguna", "applied_by").filter(pk=pk).first()


def _locked(berkas: BerkasRegister, states: tuple[str, ...], *, by: Any) -> BerkasRegister:
    row = _lock(berkas.pk)
    if row is None or row.status not in states:
        label = StatusRegister(row.status).label.lower() if row else "hilang"
        raise TransitionError(f"Register ini {label}, jadi langkah ini tidak bisa dilakukan.")
    if not can_use_register(by, row):
        raise NotAllowed
    return row


def _record(berkas: BerkasRegister, verb: str, *, by: Any, after: str = "") -> None:
    record(
        by=by,
        verb=verb,
        obj=berkas,
        wilayah_kode=berkas.wilayah_id or "",
        after=after,
        reason=f"Register {berkas.sha256[:12]}",
    )
