"""The public page of a post: what tells whether it is still as it was drawn, and its parts.

A question of one row is asked at each visit; the story, its facts and what machines read of it
are drawn once for every version of what they show.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, CharField, F, OuterRef
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from kegiatan.cards import card_versions, draw_versions
from kegiatan.metadata import describe
from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kegiatan.page import post_context, with_context
from kegiatan.querysets import ALASAN
from kimportal.compiled import CompiledQuery, Parameter
from kimportal.fragments import kept_parts
from kimportal.template_tags import ZONA_WAKTU
from wilayah.models import Wilayah
from wilayah.querysets import PANJANG_KODE, inside_any

RELATED = 4
# Enough of the newest posts around to find some of the same field of interest among them.
RELATED_POOL = 24
KABKOTA = PANJANG_KODE[2]
PARTS = {"kepala": "kegiatan/_kepala.html", "isi": "kegiatan/_isi.html"}


class Shown(NamedTuple):
    """A published post as far as its page depends on it; equal ones have equal pages."""

    naskah: int
    kegiatan: int
    slug: str
    judul: str
    bidang: list[int]
    wilayah: str
    nama_wilayah: str
    zona: int
    hari_terakhir: date
    diubah: datetime
    diperiksa: datetime | None
    kim_diubah: datetime
    logo: bool | None
    praktik: str | None
    terinspirasi_dari: int | None
    pakai_ulang_dari: int | None
    foto: list[int]

    @property
    def tempat(self) -> Wilayah:
        return Wilayah(kode=self.wilayah, nama_lengkap=self.nama_wilayah)

    @property
    def is_lewat(self) -> bool:
        """Whether its last day is over by the clock of its region."""
        return self.hari_terakhir < timezone.now().astimezone(ZONA_WAKTU[self.zona][0]).date()


def _shown() -> Any:
    photos = FotoNaskah.objects.filter(naskah=OuterRef("pk"), foto__is_public=True)
    return (
        Naskah.objects.published()
        .filter(kegiatan=Parameter("kegiatan", BigIntegerField()))
        .values_list(
            *("pk", "kegiatan", "kegiatan__slug", "judul", "bidang_ids"),
            *("wilayah", "wilayah__nama_lengkap", "wilayah__zona"),
            Coalesce("tanggal_selesai", "tanggal"),
            *("updated_at", "reviewed_at", "kegiatan__kim__updated_at"),
            *("kegiatan__kim__logo__is_public", F(ALASAN)),
            *("terinspirasi_dari", "pakai_ulang_dari"),
            ArraySubquery(photos.order_by("urutan", "pk").values("foto")),
        )
    )


def _around() -> Any:
    rows = (
        Naskah.objects.published()
        .filter(inside_any(Parameter("kabkota", CharField()), KABKOTA))
        .exclude(pk=Parameter("naskah", BigIntegerField()))
        .newest()
    )
    return card_versions(rows[:RELATED_POOL], "bidang_ids")


def _published() -> Any:
    rows = Naskah.objects.published().filter(kegiatan=Parameter("kegiatan", BigIntegerField()))
    return with_context(rows)


def _photos() -> Any:
    rows = FotoNaskah.objects.filter(naskah=Parameter("naskah", BigIntegerField()))
    return rows.filter(foto__is_public=True).select_related("foto").order_by("urutan", "pk")


SHOWN, AROUND = CompiledQuery(_shown), CompiledQuery(_around)
PUBLISHED, PHOTOS = CompiledQuery(_published), CompiledQuery(_photos)


def shown_post(pk: int) -> Shown:
    """Return what tells how the page of this post looks now. Raises Http404 where it has none."""
    return Shown(*SHOWN.one_or_404(kegiatan=pk))


def published_context(pk: int) -> dict[str, Any]:
    """Return what a page shows of a published post, facts for machines included.

    Raises Http404 where there is none.
    """
    naskah = PUBLISHED.one_or_404(kegiatan=pk)
    daftar_foto = PHOTOS(naskah=naskah.pk)
    return post_context(naskah, daftar_foto) | {"jsonld": describe(naskah, daftar_foto)}


def page_parts(request: HttpRequest, shown: Shown) -> dict[str, SafeString]:
    """Return the parts of a post's page, drawn where they are not at hand."""
    version = (shown, shown.is_lewat, _origins(shown))

    def konteks() -> dict[str, Any]:
        return published_context(shown.kegiatan) | {"remah": _crumbs(shown)}

    return kept_parts(request, PARTS, version, konteks)


def related(shown: Shown, **options: Any) -> dict[int, SafeString]:
    """Return cards of the newest posts from the same kabupaten/kota, of the same bidang first."""
    around = AROUND(kabkota=shown.tempat.kode_kabkota, naskah=shown.naskah)
    near = sorted(around, key=lambda row: set(shown.bidang).isdisjoint(row[-1]))[:RELATED]
    return draw_versions((row[:-1] for row in near), **options)


def _origins(shown: Shown) -> list[tuple[Any, ...]]:
    """Return what tells how the posts look from which this one comes; most come from none."""
    keys = [key for key in (shown.terinspirasi_dari, shown.pakai_ulang_dari) if key]
    if not keys:
        return []
    rows = Kegiatan.objects.filter(pk__in=keys).order_by("pk")
    return list(rows.values_list("naskah_terbit", "kim__status", "kim__updated_at"))


def _crumbs(shown: Shown) -> list[dict[str, str]]:
    directory, tempat = reverse("kegiatan:list"), shown.tempat
    return [
        {"nama": "Kabar KIM", "url": directory},
        {"nama": tempat.nama_kabkota, "url": f"{directory}?wilayah={tempat.kode_kabkota}"},
        {"nama": shown.judul},
    ]
