"""Writing the national content into an empty portal, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import connection, transaction

from kegiatan.models import Kegiatan, Naskah
from kimportal.accounts.demo import forget_demo_state
from kimportal.accounts.models import Pengguna
from kimportal.desk.contoh.cast import REVIEWERS, create_accounts, seat
from kimportal.desk.contoh.corpus import Gambar, catalogue
from kimportal.desk.contoh.drawing import process_pictures
from kimportal.desk.contoh.loading import LoadError, Outcome, Track, read_villages
from kimportal.desk.contoh.national.copying import indexes_later, set_sequence
from kimportal.desk.contoh.national.pool import make_pool
from kimportal.desk.contoh.national.schedule import plan_year
from kimportal.desk.contoh.national.skew import choose_villages
from kimportal.desk.contoh.national.write_kim import Bahan, Penulis, write_kim
from kimportal.desk.contoh.national.write_posts import TABLES, Bekal, bidang_keys, write_year
from kimportal.desk.contoh.photos import store_pictures
from kimportal.desk.contoh.places import Tempat
from kimportal.desk.contoh.villages import CAST_VILLAGE
from kimportal.images.models import Foto
from kimportal.images.publishing import publish_photo
from komunitas.models import Keanggotaan, Kim, SuratKeputusan

KIM, KABAR = 83_762, 1_000_000
# Of the KIM, those that stand for no village of their own; as many villages have none.
FORUM, KECAMATAN = 514, 4_000
PICTURES = 12
KIM_TABLES = (Kim, Kim.bidang.through, Keanggotaan, SuratKeputusan)
# What is taken down stands in the register with its legal ground.
REGISTER = """
    INSERT INTO audit_penurunan (catatan_id, dasar, keterangan, nomor_laporan, sementara)
    SELECT id, 'aturan', '', '', false FROM audit_catatanaudit
    WHERE verb IN ('take_down_kegiatan', 'suspend_kim')
    AND NOT EXISTS (SELECT 1 FROM audit_penurunan WHERE catatan_id = audit_catatanaudit.id)
"""


@dataclass(frozen=True)
class Ukuran:
    """How much is loaded: a share of the country, by a seed, up to a day."""

    share: float
    benih: str
    today: date

    def dice(self, key: str) -> Random:
        return Random(f"{self.benih}:{key}")  # noqa: S311 - reproducible, not secret


def load_national(ukuran: Ukuran, *, track: Track) -> Outcome:
    """Load the country or a share of it; refuses where there are KIM already."""
    villages = read_villages()
    if not villages:
        raise LoadError("Daftar wilayah belum ada. Jalankan dulu: manage.py muat_wilayah")
    if Kim.objects.exists() or Kegiatan.objects.exists():
        raise LoadError("Basis data ini sudah berisi KIM; isi contoh hanya untuk yang kosong.")
    pictures = catalogue()[:: len(catalogue()) // PICTURES][:PICTURES]
    processed = process_pictures(track, pictures)
    tables = [model._meta.db_table for model in KIM_TABLES] + [table.name for table in TABLES]
    with transaction.atomic():
        accounts = create_accounts(ukuran.today)
        photos = store_pictures(processed)
        with indexes_later(tables, track):
            outcome = _write(villages, pictures, photos, accounts, ukuran, track)
        for model in (Kim, Kegiatan, Naskah):
            set_sequence(model)
        with connection.cursor() as cursor:
            cursor.execute(REGISTER)
        _seat_cast(accounts, ukuran.today)
        for photo in photos.values():
            publish_photo(photo)
    forget_demo_state()
    return outcome


def tidy() -> None:
    """Collect statistics and the visibility map of all tables; not inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _write(
    villages: Sequence[Tempat],
    pictures: Sequence[Gambar],
    photos: Mapping[str, Foto],
    accounts: Mapping[str, Pengguna],
    ukuran: Ukuran,
    track: Track,
) -> Outcome:
    places = _places(villages, ukuran)
    kodes = [tempat.kode for tempat, _ in places]
    count = round(KABAR * ukuran.share)
    jadwal = plan_year(kodes, count, today=ukuran.today, rng=ukuran.dice("jadwal"))
    few = list(photos.values())
    covers = {gambar.kode: few[place % len(few)] for place, gambar in enumerate(catalogue())}
    bahan = Bahan(
        benih=ukuran.benih,
        today=ukuran.today,
        photos=covers,
        accounts=accounts,
        last_published=jadwal.last_published(),
    )
    writers: list[Penulis] = write_kim(places, bahan, track)
    bekal = Bekal(
        pool=make_pool(villages, ukuran.dice("kolam")),
        photos=[(photos[gambar.kode].pk, gambar.alt) for gambar in pictures],
        officers={scope: accounts[name].pk for scope, name in REVIEWERS}
        | {"": accounts["pusat"].pk},
        bidang=bidang_keys(),
        rng=ukuran.dice("kabar"),
    )
    posts = write_year(jadwal, writers, bekal, track)
    return Outcome(kim=len(writers), kabar=posts, foto=len(photos))


def _places(villages: Sequence[Tempat], ukuran: Ukuran) -> list[tuple[Tempat, str]]:
    """Return where a KIM stands and of which jenis: villages first, then kecamatan and forums."""
    rng = ukuran.dice("tempat")
    kecamatan, forum = round(KECAMATAN * ukuran.share), round(FORUM * ukuran.share)
    desa = round(KIM * ukuran.share) - kecamatan - forum
    chosen = choose_villages(villages, desa, rng, always=(CAST_VILLAGE,))
    return [
        *((tempat, "desa") for tempat in chosen),
        *((tempat, "kecamatan") for tempat in _seats(villages, 8, kecamatan, rng)),
        *((tempat, "forum") for tempat in _seats(villages, 5, forum, rng)),
    ]


def _seats(villages: Sequence[Tempat], length: int, count: int, rng: Random) -> list[Tempat]:
    """Return the first village of `count` regions, whose codes have `length` characters."""
    first: dict[str, Tempat] = {}
    for village in villages:
        first.setdefault(village.kode[:length], village)
    return [first[kode] for kode in sorted(rng.sample(sorted(first), count))]


def _seat_cast(accounts: Mapping[str, Pengguna], today: date) -> None:
    kim = Kim.objects.filter(wilayah_id=CAST_VILLAGE, jenis="desa").first()
    if kim is not None:
        seat(accounts, kim, today)
