"""The officer's home: what waits for me, what I decided, which KIM need looking after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from diseminasi.hoaks.scope import isu_checkable_by
from diseminasi.models import StatusIsu
from kimportal.audit.models import CatatanAudit
from kimportal.desk.queue import Antrean
from kimportal.desk.queue_filter import Saringan
from kimportal.desk.queue_kinds import MENURUT_KODE
from kimportal.paging import count_up_to
from komunitas.contact import contact_button, with_ketua
from komunitas.models import TERAKHIR, Kim
from komunitas.officer_admin import OfficerAdmin
from komunitas.permissions import NASIONAL, admin_codes, officer_codes
from komunitas.reminders import ending_sk
from komunitas.scope import within
from wilayah.models import Wilayah

MENUNGGU, SINGKAT = 10, 5
# From so many on, the exact number changes nothing in what an officer does next.
BANYAK = 1000
SK_BERAKHIR = "Masa berlaku SK KIM Anda segera berakhir. Perbarui lewat Kelola KIM."
LAMA_DIAM = "Sudah lama kami tidak membaca kabar KIM Anda. Adakah yang bisa kami bantu?"


@dataclass
class Diputuskan:
    """One of the officer's own decisions, as the trail has it."""

    waktu: datetime
    zona: int
    label: str
    objek: str
    url: str = ""


def home_context(user: Any) -> dict[str, Any]:
    """Return what the admin's first page shows of the officer's region."""
    codes = officer_codes(user)
    if not codes:
        return {"beranda": None}
    bisa = Saringan(bisa="1") if admin_codes(user) else Saringan()
    antrean = Antrean(user, bisa)
    today = timezone.localdate()
    public = Kim.objects.published().filter(within(codes)).select_related("wilayah")
    ending = ending_sk(today).filter(kim__in=public.values("pk")).select_related("kim__wilayah")
    idle = public.aktif(False)
    sk = list(ending.order_by("berlaku_sampai", "pk")[:SINGKAT])
    tidak_aktif = list(idle.order_by(TERAKHIR.asc(), "pk")[:SINGKAT])
    jumlah_tidak_aktif = count_up_to(idle, BANYAK)
    hubungi = _buttons([row.kim_id for row in sk], SK_BERAKHIR)
    hubungi |= _buttons([row.pk for row in tidak_aktif], LAMA_DIAM)
    beranda = {
        "menunggu": antrean.first(MENUNGGU),
        "jumlah": antrean.total,
        "lewat": sum(row.lewat for row in antrean.per_jenis),
        "mendesak": sum(row.mendesak for row in antrean.per_jenis),
        "diminta": sum(row.diminta for row in antrean.per_jenis),
        "isu": rumours_waiting(user),
        "per_jenis": [(MENURUT_KODE[row.kunci], row) for row in antrean.per_jenis],
        "query": bisa.query,
        "boleh_putus": bool(admin_codes(user)),
        "diputuskan": decided_by(user),
        "sk": [(row, hubungi.get((row.kim_id, SK_BERAKHIR))) for row in sk],
        "jumlah_sk": ending.count(),
        "tidak_aktif": [(row, hubungi.get((row.pk, LAMA_DIAM))) for row in tidak_aktif],
        "jumlah_tidak_aktif": min(jumlah_tidak_aktif, BANYAK),
        "is_banyak_tidak_aktif": jumlah_tidak_aktif > BANYAK,
        "hari_aktif": settings.KIM_HARI_AKTIF,
        "lihat_provinsi": NASIONAL in codes,
        "hari_ini": today,
    }
    return {"beranda": beranda}


def rumours_waiting(user: Any) -> dict[str, int]:
    """Count the rumours that nobody outside knows of yet: all, and those past their day.

    They are no kind of the queue, whose items are of KIM; only who may check them is told.
    """
    waiting = isu_checkable_by(user).filter(status=StatusIsu.RECEIVED)
    late = Count("pk", filter=Q(due_at__lt=timezone.now()))
    return waiting.aggregate(semua=Count("pk"), lewat=late)


def _buttons(pks: list[int], pesan: str) -> dict[tuple[int, str], Any]:
    """Return the WhatsApp button beside the ketua of each KIM, by its key and the words."""
    rows = with_ketua(Kim.objects.filter(pk__in=pks))
    return {(kim.pk, pesan): contact_button(kim, pesan) for kim in rows}


def decided_by(user: Any, n: int = MENUNGGU) -> list[Diputuskan]:
    """Return the officer's latest decisions; names only of what is still in scope."""
    desks = _desks()
    labels = {k.verb: k.label for desk in desks.values() for k in desk.daftar_keputusan}
    rows = list(
        CatatanAudit.objects.filter(actor=user, verb__in=labels, object_type__in=desks).order_by(
            "-created_at", "-pk"
        )[:n]
    )
    found = {kind: _named(desks[kind], rows, kind, user) for kind in {r.object_type for r in rows}}
    kodes = {row.wilayah_kode for row in rows}
    zones = dict(Wilayah.objects.filter(pk__in=kodes).values_list("kode", "zona"))
    return [
        _decision(row, labels[row.verb], found[row.object_type], zones.get(row.wilayah_kode, 7))
        for row in rows
    ]


def _desks() -> dict[str, Any]:
    """Return the admin pages on which something is decided, by the audit's object type."""
    return {
        model._meta.model_name or "": desk
        for model, desk in admin.site._registry.items()
        if isinstance(desk, OfficerAdmin) and desk.daftar_keputusan
    }


def _named(desk: Any, rows: list[CatatanAudit], kind: str, user: Any) -> dict[str, Model]:
    pks = [row.object_id for row in rows if row.object_type == kind]
    visible: QuerySet[Any] = desk.visible_rows(user).filter(pk__in=pks)
    return {str(obj.pk): obj for obj in visible.select_related(*(desk.list_select_related or []))}


def _decision(row: CatatanAudit, label: str, found: dict[str, Model], zona: int) -> Diputuskan:
    obj = found.get(row.object_id)
    if obj is None:
        return Diputuskan(row.created_at, zona, label, "Tidak lagi di wilayah Anda")
    meta = obj._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[obj.pk])
    return Diputuskan(row.created_at, zona, label, str(obj), url)
