"""What review leaves behind in the demo: trust in KIM, posts published first, examples."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Count, Q

from kegiatan.models import Kegiatan, Naskah, PraktikBaik
from kegiatan.moderation import publish_first
from kegiatan.policy import why_it_waits
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import record
from kimportal.desk.contoh.cast import reviewer_of
from kimportal.desk.contoh.villages import CAST_VILLAGE
from komunitas.models import Kepercayaan, Kim
from komunitas.trust import KABAR_PERTAMA, OTOMATIS
from wilayah.querysets import inside

MAKASSAR = "73.71"
PUBLISHED_FIRST = 2
# Why others may copy a post, by its jenis.
ALASAN = {
    "berita": "Langkahnya runtut dan murah: daftar alat, pembagian tugas, dan hasilnya jelas.",
    "potensi": "Potensi desa diceritakan lengkap dengan orang, harga, dan cara menghubunginya.",
    "produk": "Foto, harga, dan kontak penjual lengkap, jadi pembeli tidak perlu bertanya lagi.",
    "agenda": "Diumumkan jauh hari, dengan tempat, jam, dan siapa saja yang boleh ikut.",
}
DI_WILAYAH = (MAKASSAR, "73.06", "")
DICABUT = "Pengurus baru berganti: kabar diperiksa dulu selama tiga bulan pertama."


def write_review(accounts: Mapping[str, Pengguna], now: datetime) -> None:
    """Create trust, a few examples, and posts that are public before anybody checked them."""
    _trust(accounts, now)
    _examples(accounts, now)
    waiting = Naskah.objects.filter(
        inside(MAKASSAR, "kegiatan__kim__wilayah_id"), status="submitted"
    ).exclude(kegiatan__kim__wilayah_id=CAST_VILLAGE)
    trusted = waiting.filter(kegiatan__kim__kepercayaan__dipercaya=True).order_by("pk")
    for naskah in trusted.select_related("kegiatan__kim")[:PUBLISHED_FIRST]:
        if not why_it_waits(naskah):
            publish_first(naskah)


def _trust(accounts: Mapping[str, Pengguna], now: datetime) -> None:
    """Trust those with three approved posts; the cast's own KIM shows how it is taken back."""
    approved = Count(
        "daftar_kegiatan", filter=Q(daftar_kegiatan__naskah_terbit__reviewed_at__isnull=False)
    )
    kims = Kim.objects.published().annotate(disetujui=approved)
    rows = [
        Kepercayaan(kim=kim, dipercaya=True, alasan=OTOMATIS, oleh=None, changed_at=now)
        for kim in kims.filter(disetujui__gte=KABAR_PERTAMA).exclude(wilayah_id=CAST_VILLAGE)
    ]
    own = kims.filter(wilayah_id=CAST_VILLAGE).first()
    if own is not None:
        officer = reviewer_of(accounts, CAST_VILLAGE)
        rows.append(
            Kepercayaan(
                kim=own,
                dipercaya=False,
                alasan=DICABUT,
                oleh=officer,
                changed_at=now - timedelta(days=9),
            )
        )
        record(
            by=officer,
            verb="take_back_trust",
            obj=own,
            wilayah_kode=own.wilayah_id,
            before="dipercaya",
            after="dicabut",
            reason=DICABUT,
        )
    Kepercayaan.objects.bulk_create(rows, batch_size=500)


def _examples(accounts: Mapping[str, Pengguna], now: datetime) -> None:
    """Mark one post of each jenis in some regions, by the officer who decides there."""
    chosen: dict[int, tuple[Kegiatan, str]] = {}
    for kode in DI_WILAYAH:
        for jenis, alasan in ALASAN.items():
            posts = Kegiatan.objects.published().filter(naskah_terbit__jenis=jenis)
            posts = posts.filter(inside(kode, "kim__wilayah_id")) if kode else posts
            post = posts.exclude(pk__in=chosen).select_related("kim").order_by("pk").first()
            if post is not None:
                chosen[post.pk] = (post, alasan)
    for number, (post, alasan) in enumerate(chosen.values()):
        officer = reviewer_of(accounts, post.kim.wilayah_id)
        PraktikBaik.objects.create(
            kegiatan=post, alasan=alasan, oleh=officer, marked_at=now - timedelta(days=3 * number)
        )
        record(
            by=officer,
            verb="mark_praktik",
            obj=post,
            wilayah_kode=post.kim.wilayah_id,
            after="praktik baik",
            reason=alasan,
        )
