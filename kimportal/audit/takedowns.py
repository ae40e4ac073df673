"""The take-down register: every act that took something off the public pages, and its ground.

The doors of `kegiatan.moderation` and `komunitas.verification` write it, in their own
transaction and beside their audit row. Rows are never deleted; what ends one is noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from kimportal.audit.models import SYSTEM, CatatanAudit, DasarHukum, Penurunan
from kimportal.transitions import TransitionError

MAX_KETERANGAN = 200


@dataclass(frozen=True)
class Dasar:
    """On which ground something is taken down; `keterangan` is needed for "lainnya"."""

    dasar: str
    keterangan: str = ""
    nomor_laporan: str = ""
    sementara: bool = False

    @property
    def teks(self) -> str:
        """The ground in words; for "lainnya" what was written."""
        if self.dasar == DasarHukum.LAINNYA:
            return self.keterangan
        return " – ".join(filter(None, [str(DasarHukum(self.dasar).label), self.keterangan]))

    def check(self) -> None:
        """Raise TransitionError with a sentence when the ground is missing or says nothing."""
        if self.dasar not in DasarHukum.values:
            raise TransitionError("Pilih dasar hukumnya.")
        if self.dasar == DasarHukum.LAINNYA and not self.keterangan.strip():
            raise TransitionError("Tuliskan dasar hukumnya.")
        if len(self.keterangan) > MAX_KETERANGAN:
            raise TransitionError(f"Keterangan dasar hukum paling panjang {MAX_KETERANGAN} huruf.")


# What the portal itself goes by when no ground is named.
ATURAN_KIM = Dasar(DasarHukum.ATURAN)


def ground_of(dasar: Dasar | None, *, by: Any) -> Dasar:
    """Return the ground of an act; people must name one, the portal goes by its own rules."""
    if dasar is None:
        dasar = ATURAN_KIM if by is SYSTEM else Dasar("")
    dasar.check()
    return dasar


def latest_act(obj: models.Model) -> CatatanAudit:
    """Return the newest audit row of an object; the caller has just written it."""
    rows = CatatanAudit.objects.filter(
        object_type=obj._meta.model_name or "", object_id=str(obj.pk)
    )
    return rows.latest("pk")


def open_takedowns(obj: models.Model) -> models.QuerySet[Penurunan]:
    """Return the entries of an object that still hold."""
    return Penurunan.objects.filter(
        catatan__object_type=obj._meta.model_name or "",
        catatan__object_id=str(obj.pk),
        akhir=None,
    )


def register_takedown(obj: models.Model, dasar: Dasar) -> Penurunan:
    """Enter the act just recorded into the register; what held until now ends with it."""
    act = latest_act(obj)
    open_takedowns(obj).update(akhir=act)
    return Penurunan.objects.create(
        catatan=act,
        dasar=dasar.dasar,
        keterangan=dasar.keterangan.strip(),
        nomor_laporan=dasar.nomor_laporan,
        sementara=dasar.sementara,
    )


def end_takedown(obj: models.Model) -> None:
    """Note that the act just recorded shows the object to the public again."""
    open_takedowns(obj).update(akhir=latest_act(obj))


def is_provisional(obj: models.Model) -> bool:
    """Tell whether an object is only hidden until an officer has decided."""
    return open_takedowns(obj).filter(sementara=True).exists()


def ground_in_force(obj: models.Model) -> Dasar | None:
    """Return on which ground an object is off the public pages now, None where it is not."""
    row = open_takedowns(obj).order_by("-pk").first()
    return Dasar(row.dasar, row.keterangan) if row else None


def was_hidden(obj: models.Model) -> bool:
    """Tell whether the portal ever hid an object by itself; once is enough."""
    return Penurunan.objects.filter(
        catatan__object_type=obj._meta.model_name or "",
        catatan__object_id=str(obj.pk),
        sementara=True,
    ).exists()
