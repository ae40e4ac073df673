"""Planning the posts: which KIM tells which story on which day, and what became of it."""

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from uuid import UUID

from kimportal.desk.contoh.communities import RencanaKim
from kimportal.desk.contoh.corpus import Cerita, Gambar, catalogue, dice, read, stories
from kimportal.desk.contoh.markup import choose
from kimportal.desk.contoh.texts import Konteks, Tulisan, compose
from kimportal.desk.contoh.villages import CAST_VILLAGE

DAYS = 548
# A quiet KIM has published nothing for longer than this (see KIM_HARI_AKTIF).
QUIET_DAYS = 195
JENIS = {"berita": 61, "agenda": 12, "potensi": 12, "produk": 15}
STATUS = {
    "published": 860,
    "draft": 30,
    "submitted": 52,
    "returned": 24,
    "cancelled": 6,
    "rejected": 12,
    "withdrawn": 16,
}
# What an officer or author still has to deal with is recent.
OPEN = {"draft", "submitted", "returned", "cancelled"}
OPEN_DAYS = 12
UPCOMING_SHARE = 0.22
JAM_UMUM = ("08.00", "08.30", "09.00", "09.30", "13.30")
PHOTO_COUNTS = ([0, 1, 2, 3], [6, 54, 30, 10])
FIRST_HOUR, LAST_HOUR = 7, 21
OPENS, CLOSES = 8, 17
# How often a KIM writes about its own bidang, while it has something new to tell.
OWN_SHARE = 0.78
RETRIES = 6


@dataclass
class Told:
    """What one KIM has told already."""

    times: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)


@dataclass
class RencanaNaskah:
    """One planned version of a post. Times are aware; those of steps not taken are None."""

    cerita: Cerita
    tulisan: Tulisan
    status: str
    tanggal: date
    jam: time | None
    titik: tuple[float, float] | None
    created_at: datetime
    submitted_at: datetime | None = None
    reviewed_at: datetime | None = None
    published_at: datetime | None = None
    closed_at: datetime | None = None
    """When a newer version took its place."""
    catatan: str = ""
    foto: list[tuple[str, str, str]] = field(default_factory=list)
    """(picture, caption, alternative text) in order."""


@dataclass
class RencanaKegiatan:
    """One planned post with its versions, oldest first."""

    kim: RencanaKim
    uuid: UUID
    naskah: list[RencanaNaskah]

    @property
    def first_published(self) -> datetime | None:
        return next((n.published_at for n in self.naskah if n.published_at), None)


def plan_posts(kims: Sequence[RencanaKim], *, jumlah: int, today: date) -> list[RencanaKegiatan]:
    """Plan `jumlah` posts of the KIM that are or were public, in the order of writing."""
    tellers = [kim for kim in kims if kim.was_verified]
    plans: list[RencanaKegiatan] = []
    for kim, count in zip(tellers, _share_out(tellers, jumlah), strict=True):
        plans += _posts_of(kim, count, today)
    return sorted(plans, key=lambda plan: (plan.naskah[0].created_at, plan.kim.tempat.kode))


def _share_out(kims: Sequence[RencanaKim], jumlah: int) -> list[int]:
    """Give each KIM its number of posts: a few write often, some have never written."""
    weights = []
    for kim in kims:
        rng = dice("rajin", kim.tempat.kode)
        weight = 0.0 if rng.random() < 0.04 else rng.lognormvariate(0, 0.75)
        is_cast = kim.tempat.kode == CAST_VILLAGE
        weights.append(4.5 if is_cast else weight * (0.5 if kim.is_quiet else 1))
    total = sum(weights)
    return [round(jumlah * weight / total) for weight in weights]


def _posts_of(kim: RencanaKim, count: int, today: date) -> list[RencanaKegiatan]:
    told = Told()
    plans = []
    for index in range(count):
        rng = dice("kabar", kim.tempat.kode, index)
        status = _status(rng, kim, index)
        plans.append(_plan(rng, kim, status, told, today))
    return plans


def _status(rng: Random, kim: RencanaKim, index: int) -> str:
    if kim.is_quiet or kim.status == "suspended":
        return "published"
    # Officers of Makassar and Gowa find every state in their queue.
    is_shown = kim.tempat.kode == CAST_VILLAGE or kim.tempat.kode.startswith("73.06")
    if is_shown and index < len(STATUS):
        return list(STATUS)[index]
    return rng.choices([*STATUS], [*STATUS.values()])[0]


def _plan(rng: Random, kim: RencanaKim, status: str, told: Told, today: date) -> RencanaKegiatan:
    jenis = rng.choices([*JENIS], [*JENIS.values()])[0]
    written = _written(rng, kim, status, jenis, today)
    tanggal = _day_of_event(rng, jenis, written.date())
    cerita = _story(rng, kim, jenis, tanggal.month, told)
    jam = rng.choice(cerita.jam or JAM_UMUM)
    konteks = Konteks(kim.tempat, kim.nama, kim.ketua, tanggal, jam)
    naskah = RencanaNaskah(
        cerita=cerita,
        tulisan=_compose_new(cerita, konteks, rng, told),
        status=status,
        tanggal=tanggal,
        jam=time.fromisoformat(jam.replace(".", ":")) if jenis == "agenda" else None,
        titik=_point(rng, kim),
        created_at=written,
    )
    _walk(rng, naskah, _start_of(today, kim))
    naskah.foto = _photos(rng, naskah)
    return RencanaKegiatan(
        kim=kim,
        uuid=UUID(int=rng.getrandbits(128), version=4),
        naskah=_versions(rng, naskah, kim, _start_of(today, kim)),
    )


def _zone(kim: RencanaKim) -> timezone:
    return timezone(timedelta(hours=kim.tempat.zona))


def _start_of(today: date, kim: RencanaKim) -> datetime:
    """Return the moment the demo's present begins; nothing happens later."""
    return datetime.combine(today, time(0), _zone(kim))


def _written(rng: Random, kim: RencanaKim, status: str, jenis: str, today: date) -> datetime:
    """Return when the text was begun."""
    newest, oldest = 3, DAYS
    if status in OPEN:
        oldest = OPEN_DAYS
    elif kim.is_quiet:
        newest = QUIET_DAYS
    elif jenis == "agenda" and rng.random() < UPCOMING_SHARE:
        oldest = 14
    # A little denser toward today: the portal has been growing.
    days = newest + (oldest - newest) * rng.random() ** 1.2
    at = time(rng.randint(FIRST_HOUR, LAST_HOUR), rng.randint(0, 59))
    return datetime.combine(today - timedelta(days=round(days)), at, _zone(kim))


def _day_of_event(rng: Random, jenis: str, written: date) -> date:
    """An agenda announces what is to come, everything else tells what was."""
    if jenis == "agenda":
        return written + timedelta(days=rng.randint(5, 24))
    return written - timedelta(days=rng.choices([0, 1, 2], [5, 3, 1])[0])


def _story(rng: Random, kim: RencanaKim, jenis: str, bulan: int, told: Told) -> Cerita:
    """Choose a story of the KIM's bidang (at times of another), the least told first."""
    fitting = [s for s in stories() if s.jenis == jenis and kim.tempat.fits(s, bulan)]
    own = [s for s in fitting if s.bidang in kim.bidang]
    least = min(told.times[s.kode] for s in fitting)
    is_own_fresh = any(told.times[s.kode] == least for s in own)
    candidates = own if is_own_fresh and rng.random() < OWN_SHARE else fitting
    fresh = [s for s in candidates if told.times[s.kode] == least]
    # What belongs to the coast, the fields or the city is told there more often.
    cerita = rng.choices(fresh, [2 if s.tempat or s.butuh else 1 for s in fresh])[0]
    told.times[cerita.kode] += 1
    return cerita


def _compose_new(cerita: Cerita, konteks: Konteks, rng: Random, told: Told) -> Tulisan:
    """Compose a text under a title that the KIM has not used, as far as there are any."""
    for _ in range(RETRIES):
        tulisan = compose(cerita, konteks, rng)
        if tulisan.judul not in told.titles:
            break
    told.titles.add(tulisan.judul)
    return tulisan


def _point(rng: Random, kim: RencanaKim) -> tuple[float, float] | None:
    """Return a place near the village's centre for two posts in five."""
    if kim.tempat.lat is None or kim.tempat.lon is None or rng.random() > 0.4:
        return None
    return (
        round(kim.tempat.lat + rng.uniform(-0.006, 0.006), 5),
        round(kim.tempat.lon + rng.uniform(-0.006, 0.006), 5),
    )


def _walk(rng: Random, naskah: RencanaNaskah, end: datetime) -> None:
    """Date the steps that led to its status, none of them after `end`."""
    if naskah.status == "draft":
        return
    naskah.submitted_at = min(
        naskah.created_at + timedelta(minutes=rng.randint(10, 900)), end - timedelta(minutes=50)
    )
    if naskah.status in {"submitted", "cancelled"}:
        return
    naskah.reviewed_at = min(
        _office_hour(rng, naskah.submitted_at + timedelta(minutes=rng.randint(25, 900))),
        end - timedelta(minutes=5),
    )
    reasons = read("kim").get(f"catatan_{naskah.status}")
    if reasons:
        naskah.catatan = rng.choice(reasons)
    if naskah.status in {"published", "withdrawn"}:
        naskah.published_at = naskah.reviewed_at
    if naskah.status == "withdrawn":
        naskah.reviewed_at = min(
            _office_hour(rng, naskah.reviewed_at + timedelta(hours=rng.randint(3, 90))),
            end - timedelta(minutes=2),
        )


def _office_hour(rng: Random, moment: datetime) -> datetime:
    """Return the moment, or the next morning's when no officer would be at work."""
    if OPENS <= moment.hour < CLOSES:
        return moment
    morning = moment if moment.hour < OPENS else moment + timedelta(days=1)
    return morning.replace(hour=rng.randint(OPENS, OPENS + 3), minute=rng.randint(0, 59))


def _versions(
    rng: Random, naskah: RencanaNaskah, kim: RencanaKim, end: datetime
) -> list[RencanaNaskah]:
    """Give some published posts an older version, others a revision that still waits."""
    if naskah.status != "published" or kim.is_quiet or naskah.published_at is None:
        return [naskah]
    lot = rng.random()
    is_shown = kim.tempat.kode == CAST_VILLAGE
    if lot < (0.15 if is_shown else 0.03):
        return [_older(rng, naskah), naskah]
    if lot > (0.85 if is_shown else 0.98):
        return [naskah, _revision(rng, naskah, end)]
    return [naskah]


def _older(rng: Random, naskah: RencanaNaskah) -> RencanaNaskah:
    """Return the version that was public first, still without summary and source."""
    older = dataclasses.replace(
        naskah,
        status="superseded",
        tulisan=dataclasses.replace(naskah.tulisan, ringkasan="", sumber=""),
        foto=list(naskah.foto),
    )
    assert naskah.reviewed_at and naskah.submitted_at  # noqa: S101 - it was published
    gap = timedelta(days=rng.randint(1, 3))
    older.closed_at = naskah.reviewed_at
    older.created_at -= gap
    older.submitted_at = naskah.submitted_at - gap
    older.reviewed_at = naskah.reviewed_at - gap
    # The first publication dates the post, also in its newer versions.
    older.published_at = naskah.published_at = older.reviewed_at
    return older


def _revision(rng: Random, naskah: RencanaNaskah, end: datetime) -> RencanaNaskah:
    """Return a change of a published post that waits for an officer."""
    note = "<p><strong>Pembaruan:</strong> keterangan waktu dan tempat sudah diperiksa lagi.</p>"
    submitted = end - timedelta(hours=rng.randint(4, 50))
    return dataclasses.replace(
        naskah,
        status="submitted",
        tulisan=dataclasses.replace(naskah.tulisan, isi=naskah.tulisan.isi + note),
        foto=list(naskah.foto),
        created_at=max(submitted - timedelta(hours=2), naskah.created_at),
        submitted_at=submitted,
        reviewed_at=None,
        published_at=None,
    )


def _photos(rng: Random, naskah: RencanaNaskah) -> list[tuple[str, str, str]]:
    """Choose up to three pictures of the story's scenes, captioned for this place."""
    cerita = naskah.cerita
    count = rng.choices(*PHOTO_COUNTS)[0]
    if cerita.jenis in {"produk", "potensi"}:
        count = max(1, count)
    pictures: list[Gambar] = []
    for adegan in cerita.gambar:
        pictures += _of_scene(rng, adegan)[:1]
    # A third photo is another view of the main scene.
    pictures += [g for g in _of_scene(rng, cerita.gambar[0]) if g not in pictures]
    captions = read("gambar")["keterangan"]
    return [
        (
            gambar.kode,
            naskah.tulisan.isian.fill(choose(rng.choice(captions[gambar.adegan]), rng)),
            gambar.alt,
        )
        for gambar in pictures[:count]
    ]


def _of_scene(rng: Random, adegan: str) -> list[Gambar]:
    found = [gambar for gambar in catalogue() if gambar.adegan == adegan]
    return rng.sample(found, len(found))
