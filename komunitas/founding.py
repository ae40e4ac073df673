"""Founding a KIM: the draft is the state of the steps, until it is handed in or deleted."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import record
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.decrees import forget_file
from komunitas.models import Jabatan, JenisKim, Keanggotaan, Kim, StatusKim, SuratKeputusan
from komunitas.permissions import can_delete_kim, can_edit_kim, memberships_of
from komunitas.places import check_chair_free, lock_kim
from komunitas.querysets import KimQuerySet
from wilayah.models import Wilayah
from wilayah.querysets import inside

# How many KIM one person may have on the way at once.
MAKS_DRAF = 3
# Likeness of two names (pg_trgm's scale) from which a KIM nearby is shown as a likely double.
MIRIP = 0.45
BERJALAN = (StatusKim.DRAFT, StatusKim.SUBMITTED, StatusKim.RETURNED)


@transaction.atomic
def start_kim(*, by: Any, nama: str, wilayah: Wilayah, jenis: str) -> Kim:
    """Begin a KIM; the founder sits as ketua until step 3 says otherwise.

    The same beginning sent twice gives the same draft.
    """
    # Two taps on the button stand in line.
    Pengguna.objects.select_for_update().get(pk=by.pk)
    mine = Kim.objects.filter(
        pk__in=memberships_of(by).pengurus().values("kim"), status__in=BERJALAN
    )
    if same := mine.filter(nama=nama, wilayah=wilayah, status=StatusKim.DRAFT).first():
        return same
    if mine.count() >= MAKS_DRAF:
        raise TransitionError(
            f"Anda masih punya {MAKS_DRAF} KIM yang belum selesai. "
            "Selesaikan atau hapus salah satu dulu."
        )
    kim = Kim.objects.create(nama=nama, wilayah=wilayah, jenis=jenis)
    Keanggotaan.objects.create(
        kim=kim,
        pengguna=by,
        nama=by.nama or "Pendiri",
        jabatan=Jabatan.KETUA,
        mulai=timezone.localdate(),
    )
    record(by=by, verb="start_kim", obj=kim, wilayah_kode=wilayah.kode, after=kim.status)
    return kim


@transaction.atomic
def save_step(kim: Kim, *, by: Any, bidang: Any = None, **fields: Any) -> Kim:
    """Keep what one step says about a KIM that is not yet verified."""
    kim = locked_draft(kim, by=by)
    if fields.get("wilayah", kim.wilayah) != kim.wilayah:
        # A point was checked against the former village.
        kim.lat = kim.lon = None
    for name, value in fields.items():
        setattr(kim, name, value)
    kim.save()
    if bidang is not None:
        kim.bidang.set(bidang)
    return kim


@transaction.atomic
def save_people(kim: Kim, *, by: Any, nama: str, jabatan: str, orang: list[dict[str, Any]]) -> None:
    """Keep the names of step 3: the founder's own, and the others in `orang`.

    Each of `orang` holds `pk` (of somebody listed before, or None), `nama` and `jabatan`;
    whoever is not among them any more is taken off the list.
    """
    kim = locked_draft(kim, by=by)
    listed = Keanggotaan.objects.current().filter(kim=kim)
    # What others with an account are is not for this person to say.
    mine = listed.filter(Q(pengguna=None) | Q(pengguna=by))
    if Jabatan.KETUA in (jabatan, *(isi["jabatan"] for isi in orang)):
        check_chair_free(listed.exclude(pk__in=mine.values("pk")))
    # Only one may be ketua at a time, so nobody is while the offices change hands.
    mine.filter(jabatan=Jabatan.KETUA).update(jabatan=Jabatan.ANGGOTA)
    mine.filter(pengguna=by).update(nama=nama, jabatan=jabatan)
    others = {place.pk: place for place in mine.filter(pengguna=None)}
    for isi in orang:
        place = others.pop(isi["pk"], None) or Keanggotaan(kim=kim, mulai=timezone.localdate())
        place.nama, place.jabatan = isi["nama"], isi["jabatan"]
        place.save()
    for place in others.values():
        place.delete()


@transaction.atomic
def save_sk(kim: Kim, *, by: Any, **fields: Any) -> None:
    """Keep the SK of a KIM that is not yet verified; without a number there is none."""
    kim = locked_draft(kim, by=by)
    sk = kim.daftar_sk.first()
    if not fields["nomor"]:
        _forget_sk(kim)
        return
    berkas = fields.pop("berkas", None)
    sk = sk or SuratKeputusan(kim=kim)
    for name, value in fields.items():
        setattr(sk, name, value)
    if berkas:
        forget_file(sk.berkas)
        sk.berkas = berkas
    sk.save()


@transaction.atomic
def delete_draft(kim: Kim, *, by: Any) -> None:
    """Delete a draft with all that belongs to it."""
    kim = lock_kim(kim)
    if not can_delete_kim(by, kim):
        raise NotAllowed
    forget_draft(kim, by=by)


def forget_draft(kim: Kim, *, by: Any) -> None:
    """Delete a (locked) draft; the caller has checked that this may be."""
    record(by=by, verb="delete_draft", obj=kim, wilayah_kode=kim.wilayah_id, before=kim.status)
    _forget_sk(kim)
    try:
        kim.delete()
    except ProtectedError as error:
        raise TransitionError(
            f"Masih ada kabar yang ditulis untuk {kim.nama}. Hapus dulu kabar itu."
        ) from error


def lone_drafts_of(pengguna: Pengguna) -> list[Kim]:
    """Return the KIM, never handed in, that nobody but this person could go on with."""
    places = Keanggotaan.objects.current().pengurus().filter(pengguna=pengguna)
    drafts = Kim.objects.filter(
        pk__in=places.values("kim"), status=StatusKim.DRAFT, submitted_at=None
    )
    others = Keanggotaan.objects.exclude(pengguna=None).exclude(pengguna=pengguna)
    return list(drafts.exclude(pk__in=others.values("kim")))


def _forget_sk(kim: Kim) -> None:
    for sk in kim.daftar_sk.all():
        forget_file(sk.berkas)
        sk.delete()


def locked_draft(kim: Kim, *, by: Any) -> Kim:
    """Return the row, locked, if `by` may still work on the KIM in the steps."""
    kim = lock_kim(kim)
    if not can_edit_kim(by, kim):
        raise NotAllowed
    if kim.status == StatusKim.VERIFIED:
        raise TransitionError("KIM ini sudah terverifikasi. Ubah datanya di halaman profil.")
    return kim


def likely_doubles(kim: Kim, *, kode: str = "") -> KimQuerySet:
    """Return KIM that may be the same one: of the same village, or alike in name nearby.

    Nearby is the kecamatan, or the region `kode`. `nama_cari` writes "Kelompok" and
    "Komunitas Informasi Masyarakat" alike.
    """
    kim.refresh_from_db(fields=["nama_cari"])
    alike = Q(mirip__gte=MIRIP)
    if kim.jenis == JenisKim.DESA:
        alike |= Q(wilayah=kim.wilayah_id, jenis=JenisKim.DESA)
    return (
        Kim.objects.filter(inside(kode or kim.wilayah_id[:8]))
        .exclude(pk=kim.pk)
        .exclude(status__in=[StatusKim.DRAFT, StatusKim.REJECTED, StatusKim.MERGED])
        .annotate(mirip=TrigramSimilarity("nama_cari", kim.nama_cari))
        .filter(alike)
        .select_related("wilayah")
        .order_by("-mirip", "nama")[:8]
    )
