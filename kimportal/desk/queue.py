"""The officers' queue: everything that waits for a decision, as one list.

Each kind is a scoped QuerySet with the same columns; the database joins them (UNION ALL),
sorts, counts and cuts. Nothing is kept of it: what is decided is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Left
from django.db.models.lookups import Exact, GreaterThan, LessThan
from django.urls import reverse
from django.utils import timezone

from kimportal.desk.models import MintaProvinsi, Pegangan
from kimportal.desk.queue_filter import KOLOM, Saringan
from kimportal.desk.queue_kinds import DAFTAR_JENIS, MENURUT_KODE, Jenis
from kimportal.keys import read_key
from kimportal.search import short_name
from kimportal.working_days import age_in_working_days
from komunitas.permissions import admin_codes, covers
from wilayah.querysets import inside

PER_PAGE = 25
KOLOM_BARIS = (
    "jenis_baris",
    "pk",
    "judul_baris",
    "nama_kim",
    "tempat_kim",
    "kode_wilayah",
    "zona_wilayah",
    "masuk_pada",
    "tenggat_pada",
    "is_mendesak",
    "is_bisa",
)


@dataclass
class Baris:
    """One item of the queue as a reader gets it."""

    kode_jenis: str
    pk: int
    judul: str
    kim: str
    tempat: str
    kode: str
    zona: int
    masuk: datetime
    tenggat: datetime
    is_mendesak: bool
    is_bisa: bool
    pegangan: Pegangan | None = None
    minta: MintaProvinsi | None = None
    is_milik_sendiri: bool = False

    @property
    def jenis(self) -> Jenis:
        return MENURUT_KODE[self.kode_jenis]

    @property
    def kunci(self) -> str:
        """Names the item in forms: kim-12."""
        return f"{self.kode_jenis}-{self.pk}"

    @property
    def dilihat(self) -> str:
        """The state the reader saw, sent back with a decision."""
        return f"{self.masuk.timestamp():.6f}"

    @property
    def nilai(self) -> str:
        """What the item's box in the list holds."""
        return f"{self.kunci}@{self.dilihat}"

    @property
    def umur(self) -> int:
        return age_in_working_days(self.masuk, zona=self.zona)

    @property
    def is_lewat(self) -> bool:
        return self.tenggat < timezone.now()

    @property
    def url(self) -> str:
        meta = self.jenis.model._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.pk])


@dataclass(frozen=True)
class Jumlah:
    """How many wait: of one kind, or in one province."""

    kunci: str
    semua: int
    lewat: int
    mendesak: int
    diminta: int


class Antrean:
    """The queue of one officer in one state of the filter."""

    def __init__(self, user: Any, saringan: Saringan | None = None) -> None:
        self.user = user
        self.saringan = saringan or Saringan()

    def page(self, number: Any, per_page: int = PER_PAGE) -> Any:
        """Return one page, its rows with who holds them and what the province is asked."""
        rows: Any = _Counted(self)
        return Paginator(rows, per_page).get_page(number)

    def first(self, n: int) -> list[Baris]:
        return self.part(0, n)

    def part(self, start: int, stop: int) -> list[Baris]:
        """Return the rows from one place in the order up to another."""
        return self._complete(self._load(self._keys(stop)[start:stop]))

    @cached_property
    def total(self) -> int:
        """How many rows the list has."""
        chosen = self.saringan.jenis
        return sum(j.semua for j in self.per_jenis if not chosen or j.kunci == chosen)

    @cached_property
    def per_jenis(self) -> list[Jumlah]:
        """How many rows each kind has under the other filters; kinds without any are left out."""
        return self._counts(Value, DAFTAR_JENIS)

    def per_provinsi(self) -> list[Jumlah]:
        """How many rows wait in each province."""
        return self._counts(None, self._kinds())

    def find(self, kunci: str) -> Baris | None:
        """Return the item of that name, if it waits and the officer sees it."""
        return next(iter(self.find_all([kunci])), None)

    def find_all(self, kuncis: Iterable[str]) -> list[Baris]:
        """Return the items of those names that wait and are seen, the oldest first."""
        wanted = []
        for kunci in kuncis:
            kode, _, pk = kunci.partition("-")
            if kode in MENURUT_KODE and (key := read_key(pk)):
                wanted.append((kode, key))
        found = self._complete(self._load(wanted))
        return sorted(found, key=lambda row: (row.masuk, row.kode_jenis, row.pk))

    def after(self, row: Baris | None) -> Baris | None:
        """Return the next item that the officer may decide and nobody else has open.

        Behind `row` in this order; from the top again when there is none behind.
        """
        if row is not None and (behind := self._keys(1, beyond=row, free=True)[:1]):
            return next(iter(self._load(behind)), None)
        top = self._load(self._keys(2, free=True)[:2])
        return next((b for b in top if row is None or b.kunci != row.kunci), None)

    def _keys(self, stop: int, *, beyond: Baris | None = None, free: bool = False) -> Any:
        """Return (kind, key) of the rows up to the place `stop`, in order.

        Each kind gives its own first ones, read by an index where there is one, and nothing
        but what the order needs: whatever else a row shows is loaded for those of the page.
        `beyond` leaves out everything up to a row; `free` what others have open.
        """
        column, is_down = KOLOM[self.saringan.urut]
        first = F(column).desc() if is_down else F(column).asc()
        arms = [
            self._arm(jenis, column, beyond, free).order_by(first, "pk")[:stop]
            for jenis in self._kinds()
        ]
        arms = [arm for arm in arms if not arm.query.is_empty()]
        if len(arms) < 2:
            return [(kode, pk) for arm in arms for kode, pk, _ in arm]
        joined = arms[0].union(*arms[1:], all=True).order_by(first, "jenis_baris", "pk")
        return [(kode, pk) for kode, pk, _ in joined[:stop]]

    def _kinds(self) -> tuple[Jenis, ...]:
        chosen = MENURUT_KODE.get(self.saringan.jenis)
        return (chosen,) if chosen else DAFTAR_JENIS

    def _arm(self, jenis: Jenis, column: str, beyond: Baris | None, free: bool) -> QuerySet[Any]:
        rows = self._filtered(jenis, only_mine=free)
        if free:
            rows = rows.exclude(pk__in=_held_by_others(jenis, self.user))
        if beyond is not None:
            rows = rows.filter(self._behind(jenis, beyond))
        kode = Value(jenis.kode, output_field=CharField())
        place = {column: F(jenis.masuk) if column == "masuk_pada" else jenis.due()}
        return rows.annotate(jenis_baris=kode, **place).values_list("jenis_baris", "pk", column)

    def _load(self, keys: Iterable[tuple[str, int]]) -> list[Baris]:
        """Return the rows of those keys that wait and are seen, in the same order."""
        wanted: dict[str, list[int]] = {}
        for kode, pk in (keys := list(keys)):
            wanted.setdefault(kode, []).append(pk)
        if not wanted:
            return []
        arms = [self._columns(MENURUT_KODE[kode], pks) for kode, pks in wanted.items()]
        joined = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
        found = {(row.kode_jenis, row.pk): row for row in map(_row, joined)}
        return [found[key] for key in keys if key in found]

    def _columns(self, jenis: Jenis, pks: list[int]) -> QuerySet[Any]:
        decidable = jenis.decidable(self.user).order_by().filter(pk=OuterRef("pk"))
        columns: dict[str, Any] = {
            "jenis_baris": Value(jenis.kode, output_field=CharField()),
            "judul_baris": jenis.judul,
            "nama_kim": jenis.of_kim("nama"),
            "tempat_kim": jenis.of_kim("wilayah__nama_lengkap"),
            "kode_wilayah": jenis.region(),
            "zona_wilayah": jenis.zone(),
            "masuk_pada": F(jenis.masuk),
            "tenggat_pada": jenis.due(),
            "is_mendesak": ExpressionWrapper(jenis.mendesak, output_field=BooleanField()),
            "is_bisa": Exists(decidable),
        }
        rows = jenis.rows(self.user).filter(pk__in=pks)
        return rows.annotate(**columns).values_list(*KOLOM_BARIS)

    def _behind(self, jenis: Jenis, row: Baris) -> Q:
        """Return the condition that an item of the kind stands behind `row` in the order."""
        column, is_down = KOLOM[self.saringan.urut]
        value = row.masuk if column == "masuk_pada" else row.tenggat
        names = {"masuk_pada": F(jenis.masuk), "tenggat_pada": jenis.due()}
        return _after(names[column], value, is_down, jenis.kode, row)

    def _filtered(self, jenis: Jenis, *, only_mine: bool = False) -> QuerySet[Any]:
        """Return what waits under this filter; `only_mine`: what the officer may decide."""
        s, rows = self.saringan, jenis.rows(self.user)
        if s.bisa or only_mine:
            rows &= jenis.decidable(self.user)
        if s.wilayah:
            fields = [f"{path}_id" for path in jenis.regions]
            rows = rows.filter(_any(Q(inside(s.wilayah, field)) for field in fields))
        if s.q:
            rows = rows.alias(judul_cari=jenis.judul, kim_cari=jenis.of_kim("nama_cari"))
            found = Q(judul_cari__icontains=s.q) | Q(kim_cari__icontains=short_name(s.q))
            rows = rows.filter(found)
        if s.mendesak:
            rows = rows.filter(jenis.mendesak) if isinstance(jenis.mendesak, Q) else rows.none()
        if s.lewat:
            rows = rows.filter(jenis.late())
        if s.diminta:
            rows = rows.filter(pk__in=_asked(jenis))
        return rows

    def _counts(self, by: Any, kinds: Sequence[Jenis]) -> list[Jumlah]:
        """Count per kind, or without `by` per province."""
        arms = []
        for jenis in kinds:
            key = Value(jenis.kode, output_field=CharField())
            rows = self._filtered(jenis).annotate(
                kunci_hitung=key if by else Left(jenis.region(), 2)
            )
            urgent = jenis.mendesak if isinstance(jenis.mendesak, Q) else Q(pk__in=[])
            arms.append(
                rows.values("kunci_hitung")
                .annotate(
                    n=Count("pk"),
                    n_lewat=Count("pk", filter=jenis.late()),
                    n_mendesak=Count("pk", filter=urgent),
                    n_diminta=Count("pk", filter=Q(pk__in=_asked(jenis))),
                )
                .values_list("kunci_hitung", "n", "n_lewat", "n_mendesak", "n_diminta")
            )
        joined = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
        return _summed(joined)

    def _complete(self, rows: list[Baris]) -> list[Baris]:
        """Add to each row who has it open, and whether the province was asked."""
        keys = Q(pk__in=[])
        for kode in {row.kode_jenis for row in rows}:
            pks = [row.pk for row in rows if row.kode_jenis == kode]
            keys |= Q(jenis=MENURUT_KODE[kode].objek, objek__in=pks)
        held = Pegangan.objects.filter(keys, sampai__gt=timezone.now()).select_related("pengguna")
        asked = MintaProvinsi.objects.filter(keys).select_related("catatan__actor")
        holders = {(p.jenis, p.objek): p for p in held}
        wishes = {(m.jenis, m.objek): m for m in asked}
        codes = admin_codes(self.user)
        for row in rows:
            row.pegangan = holders.get((row.jenis.objek, row.pk))
            row.minta = wishes.get((row.jenis.objek, row.pk))
            row.is_milik_sendiri = not row.is_bisa and covers(codes, row.kode)
        return rows


class _Counted:
    """The queue as pages take it: how many there are is known from the counts above the list."""

    def __init__(self, antrean: Antrean) -> None:
        self.antrean = antrean

    def count(self) -> int:
        return self.antrean.total

    def __len__(self) -> int:
        return self.antrean.total

    def __getitem__(self, part: slice) -> list[Baris]:
        return self.antrean.part(part.start, part.stop)


def _row(values: tuple[Any, ...]) -> Baris:
    return Baris(*values)


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _asked(jenis: Jenis) -> QuerySet[Any]:
    return MintaProvinsi.objects.filter(jenis=jenis.objek).values("objek")


def _held_by_others(jenis: Jenis, user: Any) -> QuerySet[Any]:
    held = Pegangan.objects.filter(jenis=jenis.objek, sampai__gt=timezone.now())
    return held.exclude(pengguna=user).values("objek")


def _after(column: Any, value: datetime, is_down: bool, kode: str, row: Baris) -> Q:
    """Return the condition of a place behind `row`: by the column, then kind, then key."""
    beyond = LessThan(column, value) if is_down else GreaterThan(column, value)
    if kode < row.kode_jenis:
        return Q(beyond)
    same = Q(Exact(column, value))
    if kode == row.kode_jenis:
        same &= Q(pk__gt=row.pk)
    return Q(beyond) | same


def _summed(rows: Iterable[tuple[str, int, int, int, int]]) -> list[Jumlah]:
    """Add up what several kinds have for the same key."""
    sums: dict[str, list[int]] = {}
    for kunci, *numbers in rows:
        before = sums.setdefault(kunci, [0, 0, 0, 0])
        sums[kunci] = [a + b for a, b in zip(before, numbers, strict=True)]
    return [Jumlah(kunci, *numbers) for kunci, numbers in sums.items() if numbers[0]]
