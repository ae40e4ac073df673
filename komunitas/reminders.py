"""Telling pengurus in time that an SK runs out. Nothing is blocked by it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kimportal.notifications.inbox import notify
from kimportal.template_tags import tanggal
from komunitas.models import SuratKeputusan
from komunitas.officers import pengurus_of

# Days before the end at which is reminded; each once, late rather than never.
TAHAP = (0, 30, 90)
# An SK that ended longer ago than this is no news.
TERLAMBAT = timedelta(days=30)


def remind_of_ending_sk(today: date | None = None) -> int:
    """Remind the pengurus of every KIM whose newest SK is about to end; safe to run often."""
    today = today or timezone.localdate()
    ending = ending_sk(today)
    for sk in ending:
        _remind(sk, today)
    return len(ending)


def ending_sk(today: date) -> QuerySet[SuratKeputusan]:
    """Return the newest SK of each public KIM, if it is about to end or just has."""
    last_day = today + timedelta(days=max(TAHAP))
    ending = SuratKeputusan.objects.filter(berlaku_sampai__range=(today - TERLAMBAT, last_day))
    same_day = Q(tanggal=OuterRef("tanggal"), pk__gt=OuterRef("pk"))
    later = Q(tanggal__gt=OuterRef("tanggal")) | same_day
    newer = SuratKeputusan.objects.filter(later, kim=OuterRef("kim"))
    return ending.filter(~Exists(newer), kim__status="verified").select_related("kim")


def _remind(sk: SuratKeputusan, today: date) -> None:
    akhir = sk.berlaku_sampai
    if akhir is None:
        return
    sisa = (akhir - today).days
    tahap = next(hari for hari in TAHAP if sisa <= hari)
    judul = (
        f"SK {sk.kim.nama} berakhir {sisa} hari lagi" if sisa > 0 else f"SK {sk.kim.nama} berakhir"
    )
    notify(
        pengurus_of(sk.kim),
        judul=judul,
        isi=(
            f"SK nomor {sk.nomor} berlaku sampai {tanggal(akhir)}. Mintalah SK baru, lalu "
            "ajukan di halaman KIM. Sementara itu Anda tetap bisa mengirim kabar."
        ),
        url=f"/kelola/kim/{sk.kim_id}/perubahan/",
        kunci=f"sk-{sk.pk}-{akhir:%Y%m%d}-{tahap}",
    )
