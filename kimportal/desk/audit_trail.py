"""Reading the audit trail: who did what, when, from where to where, and why.

Objects are named by what their rows say today, but only those that the reader may see: a draft
that its KIM still keeps to itself has no name here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from diseminasi.bahasa.scope import version_visible_to
from diseminasi.hoaks.scope import isu_visible_to
from diseminasi.scope import info_visible_to
from diseminasi.tanya.scope import question_visible_to
from kegiatan.models import Kegiatan, Naskah
from kegiatan.scope import keberatan_visible_to, naskah_visible_to
from kimportal.audit.models import CatatanAudit
from kimportal.desk.audit_words import object_kind, state_label, verb_label
from kimportal.desk.figures_periods import between
from kimportal.desk.scope import laporan_visible_to
from komunitas.models import Keanggotaan, Permohonan, PerubahanKim, Undangan
from komunitas.permissions import officer_codes
from komunitas.scope import kim_visible_to, perubahan_visible_to, within
from wilayah.models import Wilayah


@dataclass(frozen=True)
class SaringanAudit:
    """What a reader looks for; empty means everything. `perbuatan` is one verb."""

    perbuatan: str = ""
    pelaku: str = ""
    kim: str = ""
    wilayah: str = ""
    dari: date | None = None
    sampai: date | None = None

    @classmethod
    def from_json(cls, values: dict[str, str], wilayah: str) -> SaringanAudit:
        """Return what `as_json` wrote down, for one region."""
        days = {name: values.get(name) for name in ("dari", "sampai")}
        return cls(
            perbuatan=values.get("perbuatan", ""),
            pelaku=values.get("pelaku", ""),
            kim=values.get("kim", ""),
            wilayah=wilayah,
            **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
        )

    def as_json(self) -> dict[str, str]:
        """Write the words and days down; the region stands beside them."""
        texts = {"perbuatan": self.perbuatan, "pelaku": self.pelaku, "kim": self.kim}
        days = {"dari": self.dari, "sampai": self.sampai}
        texts |= {name: day.isoformat() for name, day in days.items() if day}
        return {name: text for name, text in texts.items() if text}

    def apply(self, rows: QuerySet[CatatanAudit], user: Any) -> QuerySet[CatatanAudit]:
        """Keep the rows that fit, newest first."""
        if self.wilayah:
            rows = rows.filter(wilayah_kode__startswith=self.wilayah)
        if self.perbuatan:
            rows = rows.filter(verb=self.perbuatan)
        if self.pelaku:
            rows = rows.filter(_acted(self.pelaku))
        if self.kim:
            rows = rows.filter(_about_kim(self.kim, user))
        if self.dari:
            rows = rows.filter(created_at__gte=between(self.dari, self.dari).mulai)
        if self.sampai:
            rows = rows.filter(created_at__lt=between(self.sampai, self.sampai).akhir)
        return rows.select_related("actor").order_by("-created_at", "-pk")


def _acted(name: str) -> Q:
    by_name = Q(actor__nama__icontains=name)
    return by_name | Q(actor=None) if name.strip().lower() == "portal" else by_name


def _about_kim(text: str, user: Any) -> Q:
    """Return the condition that a row is about a KIM of that name or number, or its content."""
    named = Q(nama__icontains=text) | Q(nomor=text)
    kims = kim_visible_to(user).filter(within(officer_codes(user))).filter(named)
    keys = list(kims.values_list("pk", flat=True)[:200])
    condition = Q(object_type="kim", object_id__in=[str(key) for key in keys])
    for object_type, rows in (
        ("naskah", Naskah.objects.filter(kegiatan__kim__in=keys)),
        ("kegiatan", Kegiatan.objects.filter(kim__in=keys)),
        ("keanggotaan", Keanggotaan.objects.filter(kim__in=keys)),
        ("permohonan", Permohonan.objects.filter(kim__in=keys)),
        ("perubahankim", PerubahanKim.objects.filter(kim__in=keys)),
        ("undangan", Undangan.objects.filter(kim__in=keys)),
    ):
        found = rows.annotate(teks=Cast("pk", CharField())).values("teks")
        condition |= Q(object_type=object_type, object_id__in=found)
    return condition


@dataclass(frozen=True)
class BarisAudit:
    """One act in words."""

    catatan: CatatanAudit
    pelaku: str
    perbuatan: str
    jenis: str
    objek: str
    wilayah: str
    dari: str
    menjadi: str
    zona: int

    @property
    def atas(self) -> str:
        """The object with its kind; a KIM's name says by itself what it is."""
        is_named_kim = self.catatan.object_type == "kim" and not self.objek.startswith("nomor ")
        return self.objek if is_named_kim else f"{self.jenis} {self.objek}"

    @property
    def perpindahan(self) -> str:
        """From which state to which; the new one alone where there was none before."""
        return self.menjadi if self.dari == "–" else f"{self.dari} → {self.menjadi}"


# How the visible objects of a kind are named: rows of (key, name).
NAMES: dict[str, Callable[[Any], Any]] = {
    "kim": lambda user: kim_visible_to(user).values_list("pk", "nama"),
    "naskah": lambda user: naskah_visible_to(user).values_list("pk", "judul"),
    "kegiatan": lambda user: Kegiatan.objects.published().values_list("pk", "naskah_terbit__judul"),
    "keberatan": lambda user: keberatan_visible_to(user).values_list("pk", "naskah__judul"),
    "infopemerintah": lambda user: info_visible_to(user).values_list("pk", "judul"),
    "pertanyaaninfo": lambda user: question_visible_to(user).values_list("pk", "info__judul"),
    "versibahasa": lambda user: version_visible_to(user).values_list("pk", "info__judul"),
    "isu": lambda user: isu_visible_to(user).values_list("pk", "klaim"),
    "laporankonten": lambda user: laporan_visible_to(user).values_list("pk", "pk"),
    "keanggotaan": lambda user: Keanggotaan.objects.filter(
        kim__in=kim_visible_to(user).values("pk")
    ).values_list("pk", "kim__nama"),
    "perubahankim": lambda user: perubahan_visible_to(user).values_list("pk", "kim__nama"),
    "permohonan": lambda user: Permohonan.objects.filter(
        kim__in=kim_visible_to(user).values("pk")
    ).values_list("pk", "kim__nama"),
    "undangan": lambda user: Undangan.objects.filter(
        kim__in=kim_visible_to(user).values("pk")
    ).values_list("pk", "kim__nama"),
}


def describe(rows: Iterable[CatatanAudit], user: Any) -> list[BarisAudit]:
    """Put rows into words, with one question per kind of object."""
    rows = list(rows)
    names = _names(rows, user)
    codes = {row.wilayah_kode for row in rows if row.wilayah_kode}
    regions = Wilayah.objects.in_bulk(list(codes))
    return [_describe(row, names, regions.get(row.wilayah_kode)) for row in rows]


def _names(rows: list[CatatanAudit], user: Any) -> dict[tuple[str, str], str]:
    keys: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.object_type in NAMES and row.object_id.isdecimal():
            keys[row.object_type].add(int(row.object_id))
    return {
        (kind, str(key)): f"LK{key:06d}" if kind == "laporankonten" else name
        for kind, wanted in keys.items()
        for key, name in NAMES[kind](user).filter(pk__in=wanted)
    }


def _describe(
    row: CatatanAudit, names: dict[tuple[str, str], str], wilayah: Wilayah | None
) -> BarisAudit:
    return BarisAudit(
        catatan=row,
        pelaku=str(row.actor) if row.actor else "Portal",
        perbuatan=verb_label(row.verb),
        jenis=object_kind(row.object_type),
        objek=names.get((row.object_type, row.object_id), "") or f"nomor {row.object_id}",
        wilayah=wilayah.nama_singkat if wilayah else row.wilayah_kode or "Indonesia",
        dari=state_label(row.object_type, row.before),
        menjadi=state_label(row.object_type, row.after),
        zona=wilayah.zona if wilayah else 7,
    )
