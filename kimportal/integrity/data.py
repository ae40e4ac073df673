"""What must hold between rows, and no constraint of one table can hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone

from diseminasi.models import Pengantaran
from kegiatan.models import FotoNaskah, Kegiatan, Naskah
from kimportal.images.developing import overdue_photos
from kimportal.images.models import Foto
from kimportal.integrity.check import Check
from kimportal.notifications.models import Kiriman
from kimportal.owed.models import Utang
from kimportal.rekap.models import RekapWilayah
from komunitas.models import Kim
from wilayah.models import Wilayah

STALLED = timedelta(hours=1)
# What was given up is told of for a week.
TOLD_FOR = timedelta(days=7)
COUNTS_OLD = timedelta(hours=3)


def _pointing_wrong() -> QuerySet[Kegiatan]:
    return Kegiatan.objects.filter(naskah_terbit__isnull=False).exclude(
        naskah_terbit__status="published", naskah_terbit__kegiatan=F("pk")
    )


def _published_unseen() -> QuerySet[Naskah]:
    return Naskah.objects.filter(status="published").exclude(kegiatan__naskah_terbit=F("pk"))


def _wrong_activity() -> QuerySet[Kim]:
    public = Q(daftar_kegiatan__naskah_terbit__isnull=False)
    newest = Max("daftar_kegiatan__published_at", filter=public)
    kim = Kim.objects.exclude(status="merged").annotate(newest=newest)
    differs = ~Q(newest=F("last_activity_at"))
    one_missing = Q(newest=None, last_activity_at__isnull=False) | Q(
        newest__isnull=False, last_activity_at=None
    )
    return kim.filter(one_missing | (differs & Q(newest__isnull=False)))


def _merged_on() -> QuerySet[Kim]:
    return Kim.objects.filter(digabung_ke__status="merged")


def _outside_parent() -> QuerySet[Wilayah]:
    rows = Wilayah.objects.filter(induk__isnull=False)
    return rows.annotate(awal=Substr("kode", 1, Length("induk_id"))).exclude(awal=F("induk_id"))


def _in_public_posts() -> QuerySet[FotoNaskah]:
    return FotoNaskah.objects.filter(
        foto=OuterRef("pk"),
        naskah__status="published",
        naskah__kegiatan__kim__status="verified",
    )


def _photos_not_shown() -> QuerySet[Foto]:
    shown = _in_public_posts()
    hidden = Foto.objects.filter(is_public=False, created_at__lt=timezone.now() - STALLED)
    return hidden.exclude(ukuran={}).filter(Exists(shown))


def _photos_leaking() -> QuerySet[Foto]:
    uses = (
        _in_public_posts(),
        Kim.objects.published().filter(Q(logo=OuterRef("pk")) | Q(sampul=OuterRef("pk"))),
    )
    return Foto.objects.filter(is_public=True).exclude(Exists(uses[0])).exclude(Exists(uses[1]))


def _stalled_deliveries() -> QuerySet[Pengantaran]:
    return Pengantaran.objects.filter(done_at=None, started_at__lt=timezone.now() - STALLED)


def _unsent_mail() -> QuerySet[Kiriman]:
    return Kiriman.objects.filter(
        sent_at=None, pesan__created_at__lt=timezone.now() - STALLED
    ).exclude(due_at=None, pesan__created_at__lt=timezone.now() - TOLD_FOR)


def _undone() -> QuerySet[Utang]:
    return Utang.objects.filter(created_at__lt=timezone.now() - STALLED)


def _old_counts() -> Iterable[object]:
    newest = RekapWilayah.objects.aggregate(newest=Max("dihitung_pada"))["newest"]
    if newest is None:
        return ["belum pernah dihitung"] if Kim.objects.exists() else []
    return [] if newest > timezone.now() - COUNTS_OLD else [newest]


CHECKS = (
    Check(
        "kabar-menunjuk-naskah",
        "Kabar menunjuk naskah yang tidak terbit atau milik kabar lain.",
        _pointing_wrong,
        "Turunkan kabar itu lewat meja kerja, lalu laporkan kepada pengembang.",
    ),
    Check(
        "naskah-terbit-tampil",
        "Naskah berstatus terbit, tetapi kabarnya tidak menampilkannya.",
        _published_unseen,
        "Turunkan naskah itu lewat meja kerja, lalu terbitkan lagi.",
    ),
    Check(
        "kegiatan-terakhir-kim",
        "Waktu kegiatan terakhir KIM berbeda dari kabarnya, jadi KIM aktif bisa tampak sepi.",
        _wrong_activity,
        "Terbitkan atau turunkan satu kabar KIM itu; waktunya dihitung ulang.",
    ),
    Check(
        "gabungan-satu-langkah",
        "KIM digabung ke KIM yang sudah digabung lagi, jadi alamat lamanya berputar.",
        _merged_on,
        "Laporkan kepada pengembang dengan kunci KIM ini.",
    ),
    Check(
        "wilayah-di-dalam-induk",
        "Kode wilayah tidak berada di dalam kode induknya.",
        _outside_parent,
        "Muat ulang daftar wilayah: `manage.py muat_wilayah --paksa`.",
    ),
    Check(
        "foto-selesai-diolah",
        "Foto belum selesai diolah setelah sepuluh menit.",
        overdue_photos,
        "Lihat apakah pekerja (worker) dan beat berjalan; foto dicoba lagi tiap 15 menit.",
    ),
    Check(
        "foto-terbit-tampil",
        "Foto kabar yang terbit tidak tampil.",
        _photos_not_shown,
        "Lihat apakah berkasnya ada di folder KIM_MEDIA; kalau hilang, pulihkan dari cadangan.",
    ),
    Check(
        "foto-umum-dipakai",
        "Foto masih dapat dibuka umum, padahal tidak ada halaman yang menampilkannya.",
        _photos_leaking,
        "Hapus berkasnya dari KIM_MEDIA/public/foto, lalu laporkan kunci foto kepada pengembang.",
    ),
    Check(
        "pengantaran-selesai",
        "Info Pemerintah belum sampai ke semua KIM setelah satu jam.",
        _stalled_deliveries,
        "Lihat apakah pekerja (worker) dan beat berjalan; pengantaran dilanjutkan tiap 10 menit.",
    ),
    Check(
        "surel-terkirim",
        "Surel pemberitahuan belum terkirim setelah satu jam.",
        _unsent_mail,
        "Lihat apakah server surel (EMAIL_URL) menjawab dan pekerja berjalan; sesudah sehari "
        "surel tidak dicoba lagi, tetapi pesannya tetap ada di kotak masuk orangnya.",
    ),
    Check(
        "utang-lunas",
        "Pekerjaan latar yang dijanjikan (surel ke pelapor, permintaan ralat) belum selesai.",
        _undone,
        "Lihat apakah pekerja (worker), beat dan server surel berjalan; dicoba lagi selama sehari.",
    ),
    Check(
        "rekap-baru",
        "Angka peta dan statistik lebih tua dari tiga jam.",
        _old_counts,
        "Jalankan `manage.py segarkan_rekap`, lalu lihat apakah beat berjalan.",
    ),
)
