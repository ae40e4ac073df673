"""Cards of posts, each drawn once for every version of what it shows."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from functools import partial
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kegiatan.models import FotoNaskah, Naskah
from kegiatan.querysets import ALASAN, NaskahQuerySet
from kimportal.compiled import CompiledQuery, is_one_of_these, rows_of
from kimportal.fragments import kept_rows

FOTO = "includes/_foto_card.html"
KABAR = "includes/_kegiatan_card.html"
PRODUK = "includes/_produk_card.html"
PHOTO = (
    *("keterangan", "alt", "foto__kunci", "foto__ukuran", "foto__is_public"),
    *("naskah__judul", "naskah__kegiatan__slug"),
)


def _rows(*, praktik: bool) -> QuerySet[Naskah]:
    return Naskah.objects.filter(is_one_of_these()).for_cards(praktik=praktik)


# What cards show, by whether it is told why a post is an example.
SHOWN = {praktik: CompiledQuery(partial(_rows, praktik=praktik)) for praktik in (False, True)}
PHOTOS = CompiledQuery(
    lambda: (
        FotoNaskah.objects.filter(is_one_of_these())
        .select_related("foto", "naskah__kegiatan")
        .only(*PHOTO)
    )
)
# The first photo of each.
FIRST = CompiledQuery(
    lambda: (
        FotoNaskah.objects.filter(is_one_of_these("naskah"))
        .select_related("foto")
        .order_by("naskah_id", "urutan", "pk")
        .distinct("naskah_id")
    )
)


def card_versions(rows: NaskahQuerySet, *more: Any) -> QuerySet[Naskah]:
    """Return (key, …) of `rows`: all that says whether a card of it is still as it was drawn.

    `more` are values that are read along with it.
    """
    first = FotoNaskah.objects.filter(naskah=OuterRef("pk")).order_by("urutan", "pk")
    public = first.values(terbit=Case(When(foto__is_public=True, then="foto_id")))
    return rows.values_list(
        "pk", F("updated_at"), F("kegiatan__kim__updated_at"), Subquery(public[:1]), *more
    )


def draw_versions(
    versions: Iterable[tuple[Any, ...]], template: str = KABAR, **options: Any
) -> dict[int, SafeString]:
    """Return the cards of rows of `card_versions` by their key, in their order.

    `options` are those of the template, such as `h` or `tanpa_kim`.
    """

    def draw(missing: Collection[int]) -> dict[int, str]:
        these = list(missing)
        first = {row.naskah_id: row.foto for row in FIRST(these=these)}
        return {
            row.pk: render_to_string(
                template, {"naskah": row, "utama": first.get(row.pk)} | options
            )
            for row in SHOWN["praktik" in options](these=these)
        }

    return kept_rows({pk: (template, options, *shown) for pk, *shown in versions}, draw)


def draw_cards(
    rows: NaskahQuerySet, template: str = KABAR, *, name: Hashable = None, **options: Any
) -> dict[int, SafeString]:
    """Return the cards of `rows` as `draw_versions` does, in one query where all are at hand.

    `name` is that of a query which never changes (`kimportal.compiled`).
    """
    build = partial(card_versions, rows, *([F(ALASAN)] if "praktik" in options else []))
    return draw_versions(rows_of(build, name), template, **options)


def draw_photos(photos: Iterable[int], **options: Any) -> dict[int, SafeString]:
    """Return public photos of published versions by their keys, each leading to its post.

    Such a photo never changes.
    """

    def draw(missing: Collection[int]) -> dict[int, str]:
        found = PHOTOS(these=list(missing))
        return {row.pk: render_to_string(FOTO, {"baris": row} | options) for row in found}

    return kept_rows(dict.fromkeys(photos, (FOTO, options)), draw)
