"""Rows of the planned KIM: the KIM itself, its SK, its members, and the audit trail."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import Any

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit
from kimportal.desk.contoh.cast import reviewer_of
from kimportal.desk.contoh.communities import RencanaKim
from kimportal.desk.contoh.corpus import catalogue, dice, stories
from kimportal.desk.contoh.posts import DAYS, RencanaKegiatan
from kimportal.desk.contoh.villages import CAST_VILLAGE
from kimportal.images.models import Foto
from komunitas.models import Bidang, Keanggotaan, Kim, SuratKeputusan

SOSIAL = ("facebook", "instagram", "youtube", "tiktok")
# Degrees (about 150 m): not so far from the village's centre as to stand in its neighbour.
BESIDE = 0.0015
# verb: (from, to), as `komunitas.verification` records them
STEPS = {
    "submit_kim": ("draft", "submitted"),
    "verify_kim": ("submitted", "verified"),
    "return_kim": ("submitted", "returned"),
    "reject_kim": ("submitted", "rejected"),
    "suspend_kim": ("verified", "suspended"),
}
TRAILS = {
    "draft": (),
    "submitted": ("submit_kim",),
    "returned": ("submit_kim", "return_kim"),
    "rejected": ("submit_kim", "reject_kim"),
    "verified": ("submit_kim", "verify_kim"),
    "suspended": ("submit_kim", "verify_kim", "suspend_kim"),
}


def write_communities(
    plans: Sequence[RencanaKim],
    posts: Sequence[RencanaKegiatan],
    *,
    photos: Mapping[str, Foto],
    accounts: Mapping[str, Pengguna],
    today: date,
) -> list[Kim]:
    """Create the KIM and all that belongs to them; returned in the order of the plans."""
    newest = _last_activity(posts)
    rows = [
        kim_row(plan, index, newest.get(plan.tempat.kode), photos=photos, today=today)
        for index, plan in enumerate(plans)
    ]
    Kim.objects.bulk_create(rows)
    pairs = list(zip(plans, rows, strict=True))
    bidang = dict(Bidang.objects.values_list("slug", "pk"))
    Kim.bidang.through.objects.bulk_create(
        Kim.bidang.through(kim_id=row.pk, bidang_id=bidang[slug])
        for plan, row in pairs
        for slug in plan.bidang
    )
    SuratKeputusan.objects.bulk_create(sk for pair in pairs for sk in decree_rows(*pair))
    Keanggotaan.objects.bulk_create(place for pair in pairs for place in member_rows(*pair))
    CatatanAudit.objects.bulk_create(
        entry
        for plan, row in pairs
        for entry in trail_rows(plan, row, reviewer_of(accounts, plan.tempat.kode))
    )
    return rows


def _last_activity(posts: Sequence[RencanaKegiatan]) -> dict[str, datetime]:
    """Return by village when its KIM last published something that is still public."""
    newest: dict[str, datetime] = {}
    for post in posts:
        kode = post.kim.tempat.kode
        for naskah in post.naskah:
            if naskah.status == "published" and naskah.published_at:
                newest[kode] = max(newest.get(kode, naskah.published_at), naskah.published_at)
    return newest


def kim_row(
    plan: RencanaKim,
    index: int,
    last_activity: datetime | None,
    *,
    photos: Mapping[str, Foto],
    today: date,
) -> Kim:
    rng = dice("kontak", plan.tempat.kode)
    submitted = _submitted(rng, plan, today)
    verified = submitted + timedelta(hours=rng.randint(20, 200)) if plan.was_verified else None
    lat, lon = _point(rng, plan)
    is_cast = plan.tempat.kode == CAST_VILLAGE
    return Kim(
        nomor=plan.nomor,
        nomor_kimid=plan.nomor if plan.nomor and rng.random() < 0.7 else "",
        nama=plan.nama,
        slug=plan.slug,
        jenis=plan.jenis,
        wilayah_id=plan.tempat.kode,
        alamat=plan.alamat,
        lat=lat,
        lon=lon,
        tahun_berdiri=plan.berdiri.year if rng.random() < 0.9 else None,
        visi=plan.visi,
        potensi=plan.potensi,
        prestasi=plan.prestasi,
        # 0811-0000-… belongs to nobody.
        whatsapp=f"62811000{index:05d}" if is_cast or rng.random() < 0.8 else "",
        sampul=photos[_cover(rng, plan)] if plan.was_verified and rng.random() < 0.65 else None,
        status=plan.status,
        catatan=plan.catatan,
        submitted_at=None if plan.status == "draft" else submitted,
        verified_at=verified,
        last_activity_at=last_activity,
        created_at=submitted - timedelta(days=2),
        updated_at=verified or submitted,
        **_addresses(rng, plan),
    )


def _submitted(rng: Random, plan: RencanaKim, today: date) -> datetime:
    """Return when it applied: long before its first post, or lately if still undecided."""
    days = rng.randint(DAYS + 30, DAYS + 400) if plan.was_verified else rng.randint(1, 25)
    zone = timezone(timedelta(hours=plan.tempat.zona))
    return datetime.combine(today - timedelta(days=days), time(rng.randint(8, 15), 20), zone)


def _point(rng: Random, plan: RencanaKim) -> tuple[float | None, float | None]:
    tempat = plan.tempat
    if tempat.lat is None or tempat.lon is None or rng.random() > 0.6:
        return None, None
    return (
        round(tempat.lat + rng.uniform(-BESIDE, BESIDE), 5),
        round(tempat.lon + rng.uniform(-BESIDE, BESIDE), 5),
    )


def _addresses(rng: Random, plan: RencanaKim) -> dict[str, str]:
    """Return its addresses elsewhere; the domain `example` leads nowhere."""
    if plan.slug is None:
        return {}
    name = plan.slug.removeprefix("kim-").replace("-", "")
    addresses = {
        medium: f"https://{medium}.example/kim.{name}" for medium in SOSIAL if rng.random() < 0.35
    }
    if rng.random() < 0.5:
        addresses["email"] = f"{plan.slug[:60]}@kim.example"
    if rng.random() < 0.2:
        addresses["situs"] = f"https://{name[:50]}.example/"
    if rng.random() < 0.6:
        addresses["alamat_kimid"] = f"https://{name[:50]}.kim.example/"
    return addresses


def _cover(rng: Random, plan: RencanaKim) -> str:
    """Return a picture of a scene from its first bidang that is possible at the place."""
    scenes = {
        adegan
        for cerita in stories()
        if cerita.bidang == plan.bidang[0] and plan.tempat.fits(cerita)
        for adegan in cerita.gambar
    }
    return rng.choice([gambar.kode for gambar in catalogue() if gambar.adegan in scenes])


def decree_rows(plan: RencanaKim, row: Kim) -> Iterator[SuratKeputusan]:
    for sk in plan.sk:
        yield SuratKeputusan(
            kim=row,
            nomor=sk.nomor,
            perihal=f"Pengukuhan pengurus {plan.nama}"[:250],
            penerbit=sk.penerbit,
            tanggal=sk.tanggal,
            berlaku_sampai=sk.berlaku_sampai,
        )


def member_rows(plan: RencanaKim, row: Kim) -> Iterator[Keanggotaan]:
    mulai = plan.sk[-1].tanggal if plan.sk else plan.berdiri
    for jabatan, person, is_public in plan.anggota:
        yield Keanggotaan(
            kim=row, nama=person.nama, jabatan=jabatan, tampil_publik=is_public, mulai=mulai
        )


def trail_rows(plan: RencanaKim, row: Kim, officer: Pengguna) -> Iterator[CatatanAudit]:
    moments: dict[str, Any] = {"submit_kim": row.submitted_at, "verify_kim": row.verified_at}
    for verb in TRAILS[plan.status]:
        before, after = STEPS[verb]
        yield CatatanAudit(
            actor=None if verb == "submit_kim" else officer,
            verb=verb,
            object_type="kim",
            object_id=str(row.pk),
            wilayah_kode=plan.tempat.kode,
            before=before,
            after=after,
            reason=plan.catatan if after == plan.status else "",
            created_at=moments.get(verb) or row.updated_at + timedelta(hours=9),
        )
