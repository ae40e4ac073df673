"""Taking a decision with what the reader saw: nothing is decided that nobody looked at."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model

from kimportal.audit.models import CatatanAudit
from kimportal.template_tags import waktu
from kimportal.transitions import TransitionError
from wilayah.models import Wilayah

ARRIVED = "+"


def seen_state(obj: Any) -> str:
    """Return what marks the state of a row that waits: the moment it was handed in.

    Whatever waits can be changed only by taking it back and handing it in anew. What may still
    come by itself the row counts as `arrived`.
    """
    moment = getattr(obj, "submitted_at", None) or getattr(obj, "created_at", None)
    mark = f"{moment.timestamp():.6f}" if moment else ""
    arrived = getattr(obj, "arrived", None)
    return mark if arrived is None else f"{mark}{ARRIVED}{arrived}"


def _is_same(seen: str, now: str) -> bool:
    """Compare two marks; a list shows nothing that arrives, so its marks name the moment only."""
    return seen in (now, now.partition(ARRIVED)[0])


def take_decision(run: Any, obj: Any, *, by: Any, dilihat: str, **typed: Any) -> Any:
    """Go through the door `run` and return what it gives.

    The door locks and decides; when the row it locked is not the one that was seen, all of it
    is undone (TransitionError). Some doors give a row of another kind, such as a mark.
    """
    with transaction.atomic():
        decided = run(obj, by=by, **typed)
        now = seen_state(type(obj)._base_manager.get(pk=obj.pk))
        if dilihat and not _is_same(dilihat, now):
            raise TransitionError(_changed(obj, dilihat, now))
    return decided


def _changed(obj: Any, seen: str, now: str) -> str:
    if seen.partition(ARRIVED)[0] == now.partition(ARRIVED)[0]:
        return f"Foto {obj} baru selesai disiapkan. Lihat fotonya dulu, lalu putuskan."
    return f"{obj} diajukan ulang sejak Anda membukanya. Baca versi barunya, lalu putuskan."


def last_act(obj: Model) -> CatatanAudit | None:
    """Return what was done to the row most recently."""
    rows = CatatanAudit.objects.filter(
        object_type=obj._meta.model_name or "", object_id=str(obj.pk)
    )
    return rows.select_related("actor").order_by("-pk").first()


def who_was_faster(obj: Any, labels: dict[str, str]) -> str:
    """Say who did what and when; empty when nobody but the portal did.

    Officers decide; what the people of the KIM do, such as taking a post back, is no decision.
    """
    act = last_act(obj)
    if act is None or act.actor is None:
        return ""
    region = Wilayah.objects.filter(pk=act.wilayah_kode).values_list("zona", flat=True)
    when = waktu(act.created_at, region.first() or 7)
    if act.verb in labels:
        told = f"{act.actor} lebih dulu memutuskan: “{labels[act.verb]}”, {when}."
    else:
        told = f"Terakhir diubah {act.actor}: {obj.get_status_display().lower()}, {when}."
    return f"{told} Keputusan Anda tidak dijalankan dan tidak ada yang tertimpa."
