"""Who has an item open, and asking the province. Neither binds: the doors decide.

Rows are written on POST only; a hold ends with the decision, by giving it up, or by time.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import record
from kimportal.desk.models import MintaProvinsi, Pegangan
from kimportal.desk.queue import Baris
from kimportal.notifications.inbox import notify
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Penugasan, Peran
from komunitas.permissions import admin_codes, covers


@transaction.atomic
def hold(row: Baris, *, by: Any, anyway: bool = False) -> Pegangan:
    """Note that `by` has the item open; return who has it.

    While another one has it nothing changes, unless `anyway`.
    """
    until = timezone.now() + timedelta(minutes=settings.KIM_MENIT_PEGANGAN)
    key = {"jenis": row.jenis.objek, "objek": row.pk}
    fresh = {"pengguna": by, "sampai": until}
    held, is_new = Pegangan.objects.select_for_update(of=("self",)).get_or_create(
        **key, defaults=fresh
    )
    is_others = held.pengguna_id != by.pk and held.sampai > timezone.now()
    if is_new or (is_others and not anyway):
        return held
    held.pengguna, held.sampai = by, until
    held.save()
    return held


def let_go(row: Baris, *, by: Any) -> None:
    """Give an item up that `by` has open."""
    Pegangan.objects.filter(jenis=row.jenis.objek, objek=row.pk, pengguna=by).delete()


def forget(obj: Model) -> None:
    """Clear what stood beside an item that was decided."""
    key = {"jenis": obj._meta.model_name or "", "objek": obj.pk}
    Pegangan.objects.filter(**key).delete()
    MintaProvinsi.objects.filter(**key).delete()


def weed_holds() -> int:
    """Remove holds that are over; return how many."""
    return Pegangan.objects.filter(sampai__lt=timezone.now()).delete()[0]


def is_below_province(user: Any, kode: str) -> bool:
    """Tell whether the user answers for the region, and a province stands above it."""
    codes = [code for code in admin_codes(user) if covers([code], kode)]
    return bool(codes) and all(len(code) > 2 for code in codes)


@transaction.atomic
def ask_province(row: Baris, *, by: Any, reason: str) -> None:
    """Ask the province to decide an item; who asked first is who asked."""
    if not is_below_province(by, row.kode):
        raise NotAllowed
    if not (reason := reason.strip()):
        raise TransitionError("Tuliskan alasannya, supaya provinsi tahu apa yang diminta.")
    obj = row.jenis.model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if MintaProvinsi.objects.filter(jenis=row.jenis.objek, objek=row.pk).exists():
        raise TransitionError("Provinsi sudah diminta memutuskan ini.")
    act = record(by=by, verb="ask_province", obj=obj, wilayah_kode=row.kode, reason=reason)
    MintaProvinsi.objects.create(jenis=row.jenis.objek, objek=row.pk, catatan=act)
    notify(
        admins_above(row.kode),
        judul=f"Diminta memutuskan: {row.judul}",
        isi=f"{row.kim}, {row.tempat}\nAlasan {by}: {reason}",
        url="/admin/antrean/?diminta=1",
        kunci=f"minta-provinsi-{act.pk}",
    )


def admins_above(kode: str) -> list[Pengguna]:
    """Return the admins of the region's province; of the nation where it has none."""
    rows = Penugasan.objects.current().filter(peran=Peran.ADMIN, pengguna__is_active=True)
    rows = rows.select_related("pengguna")
    for scope in (kode[:2], None):
        if found := [row.pengguna for row in rows.filter(wilayah=scope)]:
            return found
    return []
