"""By which ways the versions of posts are found: each list of a page has an index of its own."""

from collections.abc import Iterator

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Cast, Coalesce, Left

# Versions with which a new text is compared, by their title and the first `AWAL` characters.
DIBANDINGKAN = ("submitted", "published")
AWAL = 300
# The day on which what a post tells of is over.
HARI_TERAKHIR = Coalesce("tanggal_selesai", "tanggal")
PUBLIC = models.Q(status="published")
# Regions around and kind of a version, to be looked up together with words, bidang and ADINDA.
CIRI = models.Func(
    *(Left("wilayah", n) for n in (2, 5, 8)),
    Cast("jenis", models.TextField()),
    template="ARRAY[%(expressions)s]",
    output_field=ArrayField(models.TextField()),
)


def _newest_first(moment: str) -> tuple[models.OrderBy, models.OrderBy]:
    return models.F(moment).desc(), models.F("id").desc()


def _in_regions(name: str, moment: str, lengths: tuple[int, ...]) -> Iterator[models.Index]:
    """Index the public versions newest first within the regions of some code lengths."""
    for n in lengths:
        order = (Left("wilayah", n), *_newest_first(moment))
        yield models.Index(*order, name=f"{name}_{n}", condition=PUBLIC)


INDEXES = [
    # Words and filters together: what has all of them is found without reading what has one.
    GinIndex("cari", "bidang_ids", "adinda", CIRI, name="naskah_cari", condition=PUBLIC),
    models.Index(*_newest_first("published_at"), name="naskah_terbaru", condition=PUBLIC),
    *_in_regions("naskah_wilayah", "published_at", (2, 5, 8)),
    models.Index("wilayah", *_newest_first("published_at"), name="naskah_desa", condition=PUBLIC),
    models.Index("jenis", *_newest_first("published_at"), name="naskah_jenis", condition=PUBLIC),
    models.Index(*_newest_first("tanggal"), name="naskah_tanggal", condition=PUBLIC),
    *_in_regions("naskah_tanggal", "tanggal", (2, 5)),
    models.Index(
        HARI_TERAKHIR,
        "tanggal",
        name="naskah_agenda",
        condition=models.Q(status="published", jenis="agenda"),
    ),
    models.Index(fields=["status", "submitted_at"], name="naskah_antrean"),
    # The officers' list, newest first: its order is the admin's, which ends with the key.
    models.Index(
        models.F("submitted_at").desc(),
        models.F("id").desc(),
        name="naskah_masuk",
        condition=models.Q(submitted_at__isnull=False),
    ),
    models.Index(
        fields=["submitted_at"],
        name="naskah_belum_diperiksa",
        condition=models.Q(status="published", reviewed_at=None),
    ),
    GinIndex(fields=["daftar_host"], name="naskah_host"),
    # Texts that resemble each other, whether they wait or are public.
    GinIndex(
        OpClass("judul", name="gin_trgm_ops"),
        OpClass(Left("isi", AWAL), name="gin_trgm_ops"),
        name="naskah_mirip",
        condition=models.Q(status__in=DIBANDINGKAN),
    ),
]
