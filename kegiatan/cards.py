"""Cards of posts, each drawn once for every version of what it shows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kegiatan.models import FotoNaskah, Naskah
from kegiatan.querysets import ALASAN, NaskahQuerySet
from kimportal.fragments import kept_rows

FOTO = "includes/_foto_card.html"
KABAR = "includes/_kegiatan_card.html"
PRODUK = "includes/_produk_card.html"
PHOTO = (
    *("keterangan", "alt", "foto__kunci", "foto__ukuran", "foto__is_public"),
    *("naskah__judul", "naskah__kegiatan__slug"),
)


def draw_cards(
    rows: NaskahQuerySet, template: str = KABAR, **options: Any
) -> dict[int, SafeString]:
    """Return the cards of `rows` by their key, in their order, in one query where all are at hand.

    `options` are those of the template, such as `h` or `tanpa_kim`.
    """
    first = FotoNaskah.objects.filter(naskah=OuterRef("pk")).order_by("urutan", "pk")
    public = first.values(terbit=Case(When(foto__is_public=True, then="foto_id")))
    version = [F("updated_at"), F("kegiatan__kim__updated_at"), Subquery(public[:1])]
    if options.get("praktik"):
        version.append(F(ALASAN))
    versions = {pk: (template, options, *shown) for pk, *shown in rows.values_list("pk", *version)}

    def draw(missing: Collection[int]) -> dict[int, str]:
        found = Naskah.objects.filter(pk__in=missing).for_cards(praktik="praktik" in options)
        return {row.pk: render_to_string(template, {"naskah": row} | options) for row in found}

    return kept_rows(versions, draw)


def draw_photos(rows: QuerySet[FotoNaskah], **options: Any) -> dict[int, SafeString]:
    """Return public photos of published versions, which never change, each leading to its post."""

    def draw(missing: Collection[int]) -> dict[int, str]:
        found = FotoNaskah.objects.filter(pk__in=missing).select_related("foto", "naskah__kegiatan")
        return {
            row.pk: render_to_string(FOTO, {"baris": row} | options) for row in found.only(*PHOTO)
        }

    return kept_rows(dict.fromkeys(rows.values_list("pk", flat=True), (FOTO, options)), draw)
