"""A year of posts, day by day in the order in which they went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from io import StringIO
from random import Random
from typing import Any

from django.utils.text import slugify

from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kimportal.audit.models import CatatanAudit
from kimportal.desk.contoh.national.copying import Tabel, as_text, usual_values
from kimportal.desk.contoh.national.pool import Bentuk, Kolam, blanks, kind_of
from kimportal.desk.contoh.national.schedule import Jadwal
from kimportal.desk.contoh.national.write_kim import Penulis
from kimportal.desk.contoh.places import Tempat
from komunitas.models import Bidang

POST = ("id", "uuid", "kim_id", "slug", "naskah_terbit_id", "published_at", "created_at")
POST_FURTHER, POST_VALUES = usual_values(Kegiatan, POST)
KEGIATAN = Tabel(Kegiatan._meta.db_table, POST + POST_FURTHER)
GIVEN = (
    *("id", "kegiatan_id", "jenis", "judul", "ringkasan", "isi", "tanggal", "tempat"),
    *("wilayah_id", "adinda", "jumlah_hadir", "sumber", "harga", "wa_penjual", "izin_foto"),
    *("versi", "status", "catatan", "submitted_at", "reviewed_at", "published_at"),
    *("created_at", "updated_at", "daftar_host", "bidang_ids"),
)
FURTHER, FURTHER_VALUES = usual_values(Naskah, GIVEN)
NASKAH = Tabel(Naskah._meta.db_table, GIVEN + FURTHER)
BIDANG = Tabel(Naskah.bidang.through._meta.db_table, ("naskah_id", "bidang_id"))
FOTO = Tabel(
    FotoNaskah._meta.db_table, ("uuid", "naskah_id", "foto_id", "urutan", "keterangan", "alt")
)
AUDIT = Tabel(
    CatatanAudit._meta.db_table,
    (
        *("actor_id", "verb", "object_type", "object_id", "wilayah_kode"),
        *("before", "after", "reason", "created_at"),
    ),
)
TABLES = (KEGIATAN, NASKAH, BIDANG, FOTO, AUDIT)
# The verb that leads from "submitted" to a state; what is withdrawn had been published.
VERBS = {
    "published": "approve_kegiatan",
    "withdrawn": "approve_kegiatan",
    "returned": "return_kegiatan",
    "rejected": "reject_kegiatan",
}
REASONS = {
    "returned": "Mohon lengkapi keterangan fotonya.",
    "rejected": "Bukan kegiatan KIM.",
    "withdrawn": "Diminta ditarik oleh KIM.",
}
PHOTOS = ([0, 1, 2, 3], [10, 62, 20, 8])
# Days from what happened to its post.
DELAYS = ([0, 1, 2, 3, 7], [45, 30, 14, 7, 4])


@dataclass(frozen=True)
class Bekal:
    """What all posts share: the stories, photos with their text, officers, keys of bidang."""

    pool: Kolam
    photos: Sequence[tuple[int, str]]
    officers: Mapping[str, int]
    bidang: Mapping[str, int]
    rng: Random

    def officer(self, kode: str) -> int:
        return self.officers.get(kode[:5]) or self.officers.get(kode[:2]) or self.officers[""]


@dataclass(frozen=True)
class Kiriman:
    """One post to be written. Moments are texts as the database reads them."""

    pk: int
    penulis: Penulis
    status: str
    hari: date
    jam: str

    @property
    def kode(self) -> str:
        return self.penulis.tempat.kode

    @property
    def handed_in(self) -> str | None:
        return None if self.status == "draft" else f"{self.hari} 06:{self.pk % 60:02d}:00+07"

    @property
    def decided(self) -> str | None:
        return f"{self.hari} {self.jam}+07" if self.status in VERBS else None

    @property
    def is_out(self) -> bool:
        """Whether it was ever public."""
        return self.status in {"published", "withdrawn"}


def write_year(jadwal: Jadwal, writers: Sequence[Penulis], bekal: Bekal, track: Any) -> int:
    """Write all posts and return their number."""
    pk = 0
    for number, day in enumerate(track(jadwal.days, desc="Kabar KIM", unit="hari")):
        buffers = [StringIO() for _ in TABLES]
        for kim, status, second in jadwal.posts_of(number):
            pk += 1
            jam = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
            post = Kiriman(pk=pk, penulis=writers[kim], status=status, hari=day, jam=jam)
            _write(buffers, post, bekal)
        for table, buffer in zip(TABLES, buffers, strict=True):
            table.copy(buffer)
    return pk


def _write(buffers: Sequence[StringIO], post: Kiriman, bekal: Bekal) -> None:
    kegiatan, naskah, bidang, foto, audit = buffers
    rng = bekal.rng
    form = _story(post.penulis, bekal)
    happened = post.hari - timedelta(days=rng.choices(*DELAYS)[0])
    words = blanks(post.penulis.tempat, post.penulis.nama, post.penulis.ketua, happened)
    title = as_text(form.judul.format(*words)[:120])
    pictures = rng.choices(*PHOTOS)[0]
    kegiatan.write(_kegiatan(post, title, rng))
    fields = sorted(bekal.bidang[slug] for slug in form.cerita.daftar_bidang)
    naskah.write(_naskah(post, form, title, words, happened, fields, has_photo=pictures > 0))
    bidang.writelines(f"{post.pk}\t{key}\n" for key in fields)
    for place in range(pictures):
        key, alt = bekal.photos[(post.pk + place) % len(bekal.photos)]
        foto.write(f"{_uuid(rng)}\t{post.pk}\t{key}\t{place}\t{title}\t{alt}\n")
    audit.write(_trail(post, bekal.officer(post.kode)))


def _story(penulis: Penulis, bekal: Bekal) -> Bentuk:
    """Choose a story of one of the KIM's own bidang, as far as its culture has one."""
    budaya, is_kelurahan = _kind(penulis.tempat)
    for slug in bekal.rng.sample(penulis.bidang, len(penulis.bidang)):
        if found := bekal.pool.get((budaya, is_kelurahan, slug)):
            return bekal.rng.choice(found)
    return bekal.rng.choice(bekal.pool[budaya, is_kelurahan, "lainnya"])


@lru_cache(maxsize=100_000)
def _kind(tempat: Tempat) -> tuple[str, bool]:
    return kind_of(tempat)


def _uuid(rng: Random) -> str:
    return f"{rng.getrandbits(128):032x}"


def _kegiatan(post: Kiriman, title: str, rng: Random) -> str:
    slug = (slugify(title)[:120].strip("-") or "kabar") if post.is_out else ""
    current = post.pk if post.status == "published" else r"\N"
    first = post.decided if post.is_out else r"\N"
    created = f"{post.hari} 05:{post.pk % 60:02d}:00+07"
    given = f"{post.pk}\t{_uuid(rng)}\t{post.penulis.pk}\t{slug}\t{current}\t{first}\t{created}"
    return f"{given}{POST_VALUES}\n"


def _naskah(
    post: Kiriman,
    form: Bentuk,
    title: str,
    words: tuple[str, ...],
    happened: date,
    fields: Sequence[int],
    *,
    has_photo: bool,
) -> str:
    values = (
        *(post.pk, post.pk, form.cerita.jenis, None, form.ringkasan.format(*words)[:300]),
        *(form.isi.format(*words), happened, form.tempat.format(*words)[:150], post.kode),
        *("{" + ",".join(form.cerita.adinda) + "}", form.hadir, "", form.harga, ""),
        *("t" if has_photo else "f", 1, post.status, REASONS.get(post.status, "")),
        *(post.handed_in, post.decided, post.decided if post.is_out else None),
        *(f"{post.hari} 05:{post.pk % 60:02d}:00+07", post.decided or f"{post.hari} 06:59:00+07"),
        "{" + ",".join(form.hosts) + "}",
        "{" + ",".join(map(str, fields)) + "}",
    )
    texts = [as_text(value) for value in values]
    texts[3] = title  # escaped already
    return "\t".join(texts) + FURTHER_VALUES + "\n"


def _trail(post: Kiriman, officer: int) -> str:
    if post.handed_in is None:
        return ""
    about = f"naskah\t{post.pk}\t{post.kode}"
    lines = [f"\\N\tsubmit_kegiatan\t{about}\tdraft\tsubmitted\t\t{post.handed_in}\n"]
    if post.decided:
        reached = "published" if post.is_out else post.status
        reason = REASONS.get(reached, "")
        verb = VERBS[post.status]
        lines.append(
            f"{officer}\t{verb}\t{about}\tsubmitted\t{reached}\t{reason}\t{post.decided}\n"
        )
    if post.status == "withdrawn":
        later = f"{post.hari} 23:00:00+07"
        lines.append(
            f"{officer}\ttake_down_kegiatan\t{about}\tpublished\twithdrawn"
            f"\t{REASONS['withdrawn']}\t{later}\n"
        )
    return "".join(lines)


def bidang_keys() -> dict[str, int]:
    """Return the key of every bidang by its slug."""
    return dict(Bidang.objects.values_list("slug", "pk"))
