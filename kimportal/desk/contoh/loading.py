"""Writing the demo into the database, in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from kegiatan.models import Kegiatan, Naskah, RiwayatNaskah
from kimportal.accounts.demo import demo_accounts_exist, forget_demo_state
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit
from kimportal.desk.contoh.cast import create_accounts, create_places
from kimportal.desk.contoh.communities import RencanaKim, plan_communities
from kimportal.desk.contoh.drawing import process_pictures
from kimportal.desk.contoh.kelola import write_open_matters
from kimportal.desk.contoh.photos import publish_used, store_pictures
from kimportal.desk.contoh.places import Tempat
from kimportal.desk.contoh.posts import RencanaKegiatan, plan_posts
from kimportal.desk.contoh.write_communities import write_communities
from kimportal.desk.contoh.write_dialog import write_dialog
from kimportal.desk.contoh.write_info import write_info
from kimportal.desk.contoh.write_isu import write_isu
from kimportal.desk.contoh.write_posts import write_posts
from kimportal.desk.contoh.write_reports import write_reports
from kimportal.desk.contoh.write_review import write_review
from kimportal.desk.contoh.write_workspace import write_workspace
from kimportal.template_tags import ZONA_WAKTU
from komunitas.models import Kim
from wilayah.models import Wilayah

Track = Callable[..., Any]


class LoadError(Exception):
    """The demo cannot be loaded here; the message is for people."""


@dataclass(frozen=True)
class Outcome:
    kim: int
    kabar: int
    foto: int


def load_demo(*, today: date, jumlah_kim: int, jumlah_kabar: int, track: Track) -> Outcome | None:
    """Load the demo and return what was made, or None if it stands there already."""
    if demo_accounts_exist():
        return None
    villages = read_villages()
    if not villages:
        raise LoadError("Daftar wilayah belum ada. Jalankan dulu: manage.py muat_wilayah")
    if Kim.objects.exists():
        raise LoadError("Basis data ini sudah berisi KIM; isi contoh hanya untuk yang kosong.")
    kims = plan_communities(villages, jumlah=jumlah_kim, today=today)
    posts = plan_posts(kims, jumlah=jumlah_kabar, today=today)
    pictures = process_pictures(track)
    with transaction.atomic():
        with _own_times(Kim, Kegiatan, Naskah, RiwayatNaskah, CatatanAudit):
            accounts = _write(kims, posts, pictures, today, track)
        evening = datetime.combine(today, time(23, 59), ZONA_WAKTU[7][0])
        now = min(timezone.now(), evening)
        write_review(accounts, now)
        write_reports(accounts, now)
        write_info(accounts, today)
        write_dialog(accounts, today)
        write_isu(accounts, now)
    forget_demo_state()
    return Outcome(kim=Kim.objects.count(), kabar=len(posts), foto=len(pictures))


def _write(
    kims: list[RencanaKim],
    posts: list[RencanaKegiatan],
    pictures: dict[str, Any],
    today: date,
    track: Track,
) -> dict[str, Pengguna]:
    accounts = create_accounts(today)
    photos = store_pictures(pictures)
    rows = write_communities(kims, posts, photos=photos, accounts=accounts, today=today)
    create_places(accounts, rows, kims, today)
    write_open_matters(accounts, rows, kims, today)
    write_posts(posts, kims=rows, photos=photos, accounts=accounts, track=track)
    write_workspace(accounts, today)
    publish_used(photos.values())
    return accounts


def read_villages() -> list[Tempat]:
    """Return every village in force with the names above it."""
    regions = Wilayah.objects.current()
    names = dict(regions.filter(tingkat__lt=4).values_list("kode", "nama"))
    rows = regions.filter(tingkat=4).order_by("kode")
    return [
        Tempat(
            kode=kode,
            nama=nama,
            jenis=jenis,
            kecamatan=names[kode[:8]],
            kabupaten=names[kode[:5]],
            provinsi=names[kode[:2]],
            zona=zona,
            lat=lat,
            lon=lon,
        )
        for kode, nama, jenis, zona, lat, lon in rows.values_list(
            "kode", "nama", "jenis", "zona", "lat", "lon"
        )
    ]


@contextmanager
def _own_times(*models_with_times: type[models.Model]) -> Iterator[None]:
    """Let rows bring their own past: normally each is stamped with the present."""
    changed = [
        (field, name)
        for model in models_with_times
        for field in model._meta.get_fields()
        for name in ("auto_now", "auto_now_add")
        if getattr(field, name, False)
    ]
    for field, name in changed:
        setattr(field, name, False)
    try:
        yield
    finally:
        for field, name in changed:
            setattr(field, name, True)
