"""Rows of the planned posts: versions, photos, and the audit trail of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.text import slugify

from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit
from kimportal.desk.contoh.cast import reviewer_of
from kimportal.desk.contoh.corpus import dice
from kimportal.desk.contoh.posts import RencanaKegiatan, RencanaNaskah
from kimportal.desk.contoh.villages import CAST_VILLAGE
from kimportal.images.models import Foto
from komunitas.models import Bidang, Kim

BATCH = 500
# The verb that leads from "submitted" to a state, as `kegiatan.moderation` records it.
VERBS = {
    "published": "approve_kegiatan",
    "returned": "return_kegiatan",
    "rejected": "reject_kegiatan",
    "cancelled": "cancel_kegiatan",
}
# One step: verb, state before, state after, reason, moment.
Step = tuple[str, str, str, str, datetime]


def write_posts(
    plans: Sequence[RencanaKegiatan],
    *,
    kims: Sequence[Kim],
    photos: Mapping[str, Foto],
    accounts: Mapping[str, Pengguna],
    track: Callable[..., Any],
) -> None:
    """Create the posts; what moderation would leave behind is left behind here too."""
    by_village = {kim.wilayah_id: kim for kim in kims}
    bidang = dict(Bidang.objects.values_list("slug", "pk"))
    batches = [plans[start : start + BATCH] for start in range(0, len(plans), BATCH)]
    for batch in track(batches, desc="Kabar KIM", unit=f"×{BATCH}"):
        posts = [_kegiatan(plan, by_village[plan.kim.tempat.kode], accounts) for plan in batch]
        Kegiatan.objects.bulk_create(posts)
        pairs = [
            (naskah, _naskah(naskah, post, plan))
            for plan, post in zip(batch, posts, strict=True)
            for naskah in plan.naskah
        ]
        Naskah.objects.bulk_create(row for _, row in pairs)
        _write_details(pairs, bidang, photos)
        CatatanAudit.objects.bulk_create(
            entry for naskah, row in pairs for entry in _trail(naskah, row, accounts)
        )
    _point_to_published()


def _kegiatan(plan: RencanaKegiatan, kim: Kim, accounts: Mapping[str, Pengguna]) -> Kegiatan:
    first = plan.first_published
    author = None
    if plan.kim.tempat.kode == CAST_VILLAGE:
        author = accounts[dice("penulis", plan.uuid).choice(["ketua", "anggota"])]
    return Kegiatan(
        uuid=plan.uuid,
        kim=kim,
        penulis=author,
        slug=_slug(plan.naskah[0].tulisan.judul) if first else "",
        published_at=first,
        created_at=plan.naskah[0].created_at,
    )


def _slug(judul: str) -> str:
    """Return the address that publishing gives a post of this title."""
    return slugify(judul)[:120].strip("-") or "kabar"


def _naskah(naskah: RencanaNaskah, post: Kegiatan, plan: RencanaKegiatan) -> Naskah:
    tulisan, cerita = naskah.tulisan, naskah.cerita
    lat, lon = naskah.titik or (None, None)
    is_produk = cerita.jenis == "produk"
    seller = dice("penjual", plan.uuid).randint(0, 99_999)
    return Naskah(
        kegiatan=post,
        jenis=cerita.jenis,
        judul=tulisan.judul,
        ringkasan=tulisan.ringkasan,
        isi=tulisan.isi,
        tanggal=naskah.tanggal,
        jam=naskah.jam,
        tempat=tulisan.tempat[:150],
        wilayah_id=plan.kim.tempat.kode,
        lat=lat,
        lon=lon,
        adinda=cerita.adinda,
        # Nobody knows before an agenda how many will have come.
        jumlah_hadir=None if cerita.jenis == "agenda" else tulisan.hadir,
        sumber=tulisan.sumber,
        harga=tulisan.harga,
        wa_penjual=f"62811000{seller:05d}" if is_produk else "",
        izin_foto=bool(naskah.foto),
        diubah_oleh=post.penulis,
        status=naskah.status,
        catatan=naskah.catatan,
        submitted_at=naskah.submitted_at,
        reviewed_at=naskah.reviewed_at,
        published_at=naskah.published_at,
        created_at=naskah.created_at,
        updated_at=naskah.reviewed_at or naskah.submitted_at or naskah.created_at,
    )


def _write_details(
    pairs: Sequence[tuple[RencanaNaskah, Naskah]],
    bidang: Mapping[str, int],
    photos: Mapping[str, Foto],
) -> None:
    through = Naskah.bidang.through
    through.objects.bulk_create(
        through(naskah_id=row.pk, bidang_id=bidang[slug])
        for naskah, row in pairs
        for slug in naskah.cerita.daftar_bidang
    )
    FotoNaskah.objects.bulk_create(
        FotoNaskah(naskah=row, foto=photos[kode], urutan=urutan, keterangan=caption, alt=alt)
        for naskah, row in pairs
        for urutan, (kode, caption, alt) in enumerate(naskah.foto)
    )


def _trail(
    naskah: RencanaNaskah, row: Naskah, accounts: Mapping[str, Pengguna]
) -> Iterator[CatatanAudit]:
    kode = row.wilayah_id
    officer = reviewer_of(accounts, kode)
    author = row.kegiatan.penulis
    for verb, before, after, reason, moment in _steps(naskah):
        yield CatatanAudit(
            actor=author if verb in {"submit_kegiatan", "cancel_kegiatan"} else officer,
            verb=verb,
            object_type="naskah",
            object_id=str(row.pk),
            wilayah_kode=kode,
            before=before,
            after=after,
            reason=reason,
            created_at=moment,
        )


def _steps(naskah: RencanaNaskah) -> Iterator[Step]:
    """Yield the steps that led to the version's state, oldest first."""
    status = naskah.status
    if naskah.submitted_at is None:
        return
    yield "submit_kegiatan", "draft", "submitted", "", naskah.submitted_at
    if status == "submitted":
        return
    reached = "published" if naskah.published_at else status
    decided = naskah.reviewed_at or naskah.submitted_at
    if status in {"withdrawn", "superseded"} and naskah.published_at:
        decided = naskah.published_at
    reason = naskah.catatan if reached == status else ""
    yield VERBS[reached], "submitted", reached, reason, decided
    if status == "withdrawn":
        moment = naskah.reviewed_at or decided
        yield "take_down_kegiatan", "published", "withdrawn", naskah.catatan, moment
    if status == "superseded":
        yield "supersede_kegiatan", "published", "superseded", "", naskah.closed_at or decided


def _point_to_published() -> None:
    """Let every post point to its published version, if it has one."""
    published = Naskah.objects.filter(kegiatan=OuterRef("pk"), status="published")
    Kegiatan.objects.filter(published_at__isnull=False).update(
        naskah_terbit=Subquery(published.values("pk")[:1])
    )
