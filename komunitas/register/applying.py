"""Writing a plan down: new KIM through verification's door, and only gaps of those here.

Runs in the caller's transaction: all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection

from kimportal.audit.models import record_many
from komunitas.models import Bidang, HasilBaris, Jabatan, Keanggotaan, Kim, SuratKeputusan
from komunitas.places import list_imported
from komunitas.register.matching import ORANG, KimAda
from komunitas.register.planning import RencanaBaris
from komunitas.register.rows import Isian
from komunitas.verification import register_kim

# One import at a time in the whole portal: they take seconds, and two over overlapping
# regions would each not see what the other is about to make.
KUNCI_IMPOR = 7_246_051


def wait_for_turn() -> None:
    """Hold the lock of imports until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI_IMPOR])


def apply_plans(
    plans: list[RencanaBaris],
    *,
    by: Any,
    asal: str,
    today: date,
    track: Callable[[int], None] = lambda done: None,
) -> dict[int, Kim]:
    """Write the plans; return the KIM of each row, by its place in `plans`."""
    new = [(i, plan) for i, plan in enumerate(plans) if plan.hasil == HasilBaris.NEW]
    fill = [(i, plan) for i, plan in enumerate(plans) if plan.hasil == HasilBaris.FILL]
    bidang = {row.slug: row for row in Bidang.objects.all()}
    track(0)
    made = register_kim([_new_kim(plan) for _, plan in new], by=by, reason=asal)
    track(len(made) // 2)
    pairs = list(zip(made, (plan.isian for _, plan in new), strict=True))
    _link_bidang([(kim, isian.bidang) for kim, isian in pairs], bidang)
    SuratKeputusan.objects.bulk_create(
        [_decree(kim, isian) for kim, isian in pairs if isian.sk_nomor], batch_size=1000
    )
    people = [p for kim, isian in pairs for p in _people(kim, isian, today)]
    list_imported(people, by=by, reason=asal)
    track(len(made))
    _fill([plan for _, plan in fill], bidang, by=by, asal=asal, today=today)
    result = {i: kim for (i, _), kim in zip(new, made, strict=True)}
    result |= {i: plan.ada.kim for i, plan in enumerate(plans) if plan.ada}
    return result


def _new_kim(plan: RencanaBaris) -> Kim:
    isian = plan.isian
    return Kim(
        nama=isian.nama,
        jenis=isian.jenis,
        wilayah_id=plan.wilayah,
        alamat=isian.alamat,
        tahun_berdiri=isian.tahun,
        nomor_kimid=isian.nomor_kimid,
        alamat_kimid=isian.alamat_kimid,
        situs=isian.situs,
        email=isian.email,
    )


def _people(kim: Kim, isian: Isian, today: date) -> list[Keanggotaan]:
    return [
        _place(kim, jabatan, getattr(isian, name), isian, today)
        for jabatan, name in ORANG
        if getattr(isian, name)
    ]


def _place(kim: Kim, jabatan: str, nama: str, isian: Isian, today: date) -> Keanggotaan:
    telepon = isian.telepon if jabatan == Jabatan.KETUA else ""
    mulai = isian.sk_tanggal or today
    return Keanggotaan(kim=kim, jabatan=jabatan, nama=nama, telepon=telepon, mulai=mulai)


def _decree(kim: Kim, isian: Isian) -> SuratKeputusan:
    assert isian.sk_tanggal is not None  # noqa: S101  planning refuses a number without a day
    return SuratKeputusan(
        kim=kim,
        nomor=isian.sk_nomor,
        perihal=isian.sk_perihal,
        penerbit=isian.sk_penerbit,
        tanggal=isian.sk_tanggal,
        berlaku_sampai=isian.sk_berlaku,
    )


def _link_bidang(pairs: list[tuple[Kim, list[str]]], bidang: dict[str, Bidang]) -> None:
    through = Kim.bidang.through
    rows = [
        through(kim_id=kim.pk, bidang_id=bidang[slug].pk)
        for kim, slugs in pairs
        for slug in slugs
        if slug in bidang
    ]
    through.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def _fill(
    plans: list[RencanaBaris], bidang: dict[str, Bidang], *, by: Any, asal: str, today: date
) -> None:
    """Fill gaps of KIM that are here. The caller planned under their locks."""
    people: list[Keanggotaan] = []
    for plan in plans:
        ada, tambahan = plan.ada, plan.tambahan
        assert ada is not None and tambahan is not None  # noqa: S101 what FILL means
        if tambahan.isi:
            for name, value in tambahan.isi.items():
                setattr(ada.kim, name, value)
            ada.kim.save(update_fields=[*tambahan.isi, "updated_at"])
        _link_bidang([(ada.kim, tambahan.bidang)], bidang)
        if tambahan.ber_sk:
            _decree(ada.kim, plan.isian).save()
        people += [_place(ada.kim, j, nama, plan.isian, today) for j, nama in tambahan.orang]
        if tambahan.telepon:
            _set_phone(ada, tambahan.telepon)
    list_imported(people, by=by, reason=asal)
    kims = [plan.ada.kim for plan in plans if plan.ada]
    record_many(((k, k.wilayah_id) for k in kims), by=by, verb="complete_kim", reason=asal)


def _set_phone(ada: KimAda, telepon: str) -> None:
    ketua = ada.orang[Jabatan.KETUA]
    ketua.telepon = telepon
    ketua.save(update_fields=["telepon"])
