"""What the site-wide search finds: one set of rows per kind, and how a row is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import SearchRank, TrigramWordSimilarity
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.safestring import SafeString

from kegiatan.models import Kegiatan, Naskah
from kimportal.pages.hits_marked import load_kabar, load_kim
from kimportal.paging import MOST, few_of
from kimportal.search import has_mark, mark_words, marked, passage, short_name, words_query
from kimportal.template_tags import tanggal
from komunitas.filters import NEWEST
from komunitas.models import Bidang, Kim
from komunitas.topics import bidang_names
from wilayah.models import Wilayah
from wilayah.querysets import inside, normalise_kode

# More than anyone pages through; ranking stops here, so that a common word stays cheap.
CAP = MOST
# A query names at most this many places, of the likeliest regions looked at.
PLACES, LOOKED_AT = 3, 10
REGION = ("kode", "nama", "jenis", "tingkat", "nama_lengkap")
ALIKE_NAME = 0.6
_CLASS = re.compile(r"\b(kim|kota|kabupaten|kab|administrasi)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hit:
    """One row of a result list; `judul` and `teks` are escaped and may hold <mark>."""

    url: str
    judul: SafeString
    teks: SafeString | str
    keterangan: list[SafeString | str]


@dataclass(frozen=True)
class Newest:
    """The newest of more hits than anyone counts or ranks; read page by page."""

    keys: QuerySet[Any]

    def count(self) -> int:
        return CAP + 1

    def __len__(self) -> int:
        return CAP + 1

    def __getitem__(self, part: slice) -> list[Any]:
        return list(self.keys[part])


@dataclass
class Pencarian:
    """What somebody looks for: words, and the region in which."""

    q: str
    wilayah: Wilayah | None = None

    @property
    def ciri(self) -> list[str]:
        """The region as the index of words and filters knows it; a village is no part of that."""
        return [self.wilayah.kode] if self.wilayah and self.wilayah.tingkat < 4 else []

    def in_wilayah(self, rows: Any) -> Any:
        """Keep the rows of the region, if one was chosen."""
        return rows.in_wilayah(self.wilayah.kode) if self.wilayah else rows

    @property
    def kata_tempat(self) -> str:
        """The query without the word KIM, which stands in no region's name."""
        return re.sub(r"\bkim\b", " ", short_name(self.q), flags=re.IGNORECASE).strip()

    @cached_property
    def regions(self) -> list[dict[str, Any]]:
        """What is shown of the regions that the query may mean, by code or by name."""
        regions = Wilayah.objects.all()
        if self.wilayah:
            regions = regions.in_wilayah(self.wilayah.kode)
        kode = normalise_kode(self.q)
        found = regions.current().filter(kode=kode) if kode else regions.search(self.kata_tempat)
        return list(found.values(*REGION)[: CAP + 1])

    @cached_property
    def places(self) -> list[str]:
        """The codes of regions that the query names: by code, or by every word of their name."""
        words = _words(self.kata_tempat)
        is_kode = normalise_kode(self.q) is not None
        likeliest = ((w["kode"], _words(w["nama"])) for w in self.regions[:LOOKED_AT])
        return [kode for kode, nama in likeliest if is_kode or (nama and nama <= words)][:PLACES]


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(_CLASS.sub(" ", text))}


def _named_bidang(row: Any, p: Pencarian) -> list[SafeString]:
    """Return the row's fields of interest that the query names, for they may be why it is here."""
    names = bidang_names(Bidang)
    marked_names = (mark_words(names[pk], p.q) for pk in names if pk in row.bidang_ids)
    return [name for name in marked_names if "<mark>" in name]


def _few(rows: QuerySet[Any], p: Pencarian) -> list[Any] | None:
    """Return the keys of the rows in their order; None if they are too many."""
    kode = p.wilayah.kode if p.wilayah else ""
    return few_of(rows, f"{rows.model.__name__} {kode} {p.q}")


# --- KIM -------------------------------------------------------------------------


def find_kim(p: Pencarian) -> list[int] | Newest:
    """Return the keys of the KIM that match or stand in a place that the query names."""
    published = p.in_wilayah(Kim.objects.published())
    found = published.search(p.q)
    for place in p.places:
        found |= published.filter(inside(place))
    scored = found.annotate(mirip=_name_likeness(p), rank=_rank(p))
    keys = _few(scored.order_by("-mirip", "-rank", *NEWEST), p)
    return Newest(found.order_by(*NEWEST).values_list("pk", flat=True)) if keys is None else keys


def _name_likeness(p: Pencarian) -> Case:
    """Score names that look like the query; a fainter likeness is chance and must not rank."""
    mirip = TrigramWordSimilarity(short_name(p.q), "nama_cari")
    return Case(When(GreaterThanOrEqual(mirip, ALIKE_NAME), then=mirip), default=Value(0.0))


def _rank(p: Pencarian) -> SearchRank:
    return SearchRank(F("cari"), words_query(p.q, "indonesian"))


def show_kim(kim: Any, p: Pencarian) -> Hit:
    status = "Aktif" if kim.is_aktif else "Tidak aktif"
    return Hit(
        url=kim.get_absolute_url(),
        judul=mark_words(kim.nama, p.q),
        teks=passage(kim.petikan) if has_mark(kim.petikan) else "",
        keterangan=[
            *_named_bidang(kim, p),
            mark_words(kim.nama_lengkap, p.kata_tempat),
            status,
        ],
    )


# --- Kabar KIM ---------------------------------------------------------------------


def find_kabar(p: Pencarian) -> list[int] | Newest:
    """Return the keys of the posts that match, best first; of very many, newest first."""
    newest = p.in_wilayah(Naskah.objects.published()).search(p.q).newest()
    # Many are read in their order until a page is full; few are looked up and ranked.
    few = newest.with_ciri(*p.ciri) if p.ciri else newest
    scored = few.annotate(mirip=TrigramWordSimilarity(p.q, "judul"), rank=_rank(p))
    keys = _few(scored.order_by("-rank", "-mirip", "-published_at", "-id"), p)
    return Newest(newest.values_list("pk", flat=True)) if keys is None else keys


def show_kabar(naskah: Any, p: Pencarian) -> Hit:
    judul = naskah.judul_petikan
    return Hit(
        url=Kegiatan(pk=naskah.kegiatan_id, slug=naskah.slug).get_absolute_url(),
        judul=marked(judul) if has_mark(judul) else mark_words(naskah.judul, p.q),
        teks=passage(naskah.petikan) if has_mark(naskah.petikan) else naskah.ringkasan,
        keterangan=[
            naskah.get_jenis_display(),
            *_named_bidang(naskah, p),
            naskah.nama_kim,
            naskah.nama_lengkap.split(", ", 1)[0],
            tanggal(naskah.tanggal),
        ],
    )


# --- Wilayah -----------------------------------------------------------------------


def find_wilayah(p: Pencarian) -> list[dict[str, Any]]:
    return p.regions


def load_wilayah(found: list[dict[str, Any]], _q: str) -> list[Wilayah]:
    return [Wilayah(**shown) for shown in found]


def show_wilayah(wilayah: Wilayah, p: Pencarian) -> Hit:
    return Hit(
        url=wilayah.get_absolute_url(),
        judul=mark_words(wilayah.sebutan, p.kata_tempat),
        teks=wilayah.nama_induk,
        keterangan=[f"Kode {wilayah.kode}"],
    )


@dataclass(frozen=True)
class Jenis:
    """One kind of result: which rows (keys, best first), loaded how, shown how.

    Marking matches is costly, so only the rows of the page that is shown are loaded.
    """

    slug: str
    nama: str
    ikon: str
    find: Callable[[Pencarian], list[Any] | Newest]
    load: Callable[[list[Any], str], list[Any]]
    show: Callable[[Any, Pencarian], Hit]


DAFTAR_JENIS = [
    Jenis("kim", "KIM", "users-group", find_kim, load_kim, show_kim),
    Jenis("kabar", "Kabar KIM", "news", find_kabar, load_kabar, show_kabar),
    Jenis("wilayah", "Wilayah", "map-pin", find_wilayah, load_wilayah, show_wilayah),
]


def finds_anything(p: Pencarian) -> bool:
    """Tell whether the words of a query, its places aside, match anything at all."""
    kim, kabar = p.in_wilayah(Kim.objects.published()), p.in_wilayah(Naskah.objects.published())
    # Asked for one row, the planner walks through all posts to the first that has a rare word.
    posts = few_of(kabar.search(p.q), f"ada {p.ciri} {p.q}")
    return posts is None or len(posts) > 0 or kim.search(p.q).exists() or bool(p.regions)
