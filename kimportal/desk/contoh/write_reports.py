"""What waits at the desk besides posts: two reports, one appeal, and the take-down register."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Max

from kegiatan.appeals import WORKING_DAYS, first_decider
from kegiatan.models import Keberatan, Kegiatan, Naskah
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import SYSTEM, CatatanAudit, DasarHukum, Penurunan, record
from kimportal.desk.contoh.villages import CAST_VILLAGE
from kimportal.desk.models import LaporanKonten, hours_for
from kimportal.working_days import due_after
from wilayah.querysets import inside

MAKASSAR = "73.71"
# Reason, note, contact, and since how many minutes each waits.
LAPORAN = (
    ("data-pribadi", "Di foto kedua terbaca NIK warga pada daftar hadir.", "", 95),
    ("salah", "Tanggal kegiatannya keliru; kerja baktinya hari Minggu.", "6281234567890", 400),
)
KEBERATAN = (
    "Orang di foto sudah menyatakan setuju secara tertulis; surat persetujuannya ada di "
    "sekretariat dan bisa kami kirimkan. Mohon kabar ini diperiksa sekali lagi."
)
# The act, and on which ground the demo's officers took it.
TURUN = {"take_down_kegiatan": DasarHukum.ATURAN, "suspend_kim": DasarHukum.ATURAN}


def write_reports(accounts: Mapping[str, Pengguna], now: datetime) -> None:
    """Create what the doors of reports and appeals would have left behind."""
    Penurunan.objects.bulk_create(
        Penurunan(catatan=act, dasar=TURUN[act.verb])
        for act in CatatanAudit.objects.filter(verb__in=TURUN)
    )
    posts = Kegiatan.objects.published().filter(inside(MAKASSAR, "kim__wilayah_id"))
    newest = posts.select_related("kim").order_by("-published_at", "pk")[: len(LAPORAN)]
    for kegiatan, (alasan, catatan, kontak, minutes) in zip(newest, LAPORAN, strict=False):
        _report(kegiatan, alasan, catatan, kontak, now - timedelta(minutes=minutes))
    _appeal(accounts, now)


def _report(kegiatan: Kegiatan, alasan: str, catatan: str, kontak: str, moment: datetime) -> None:
    laporan = LaporanKonten.objects.create(
        kegiatan=kegiatan,
        alasan=alasan,
        catatan=catatan,
        kontak=kontak,
        created_at=moment,
        due_at=moment + hours_for(alasan),
    )
    record(
        by=SYSTEM,
        verb="submit_report",
        obj=laporan,
        wilayah_kode=kegiatan.kim.wilayah_id,
        after=laporan.status,
    )


def _appeal(accounts: Mapping[str, Pengguna], now: datetime) -> None:
    """Let the ketua of the cast's KIM appeal against the newest decision on one of its posts."""
    newest = (
        Naskah.objects.filter(kegiatan__kim__wilayah_id=CAST_VILLAGE)
        .values("kegiatan")
        .annotate(terbaru=Max("pk"))
        .values("terbaru")
    )
    decided = Naskah.objects.filter(pk__in=newest, status__in=("withdrawn", "rejected"))
    naskah = decided.select_related("kegiatan__kim__wilayah").order_by("-reviewed_at").first()
    if naskah is None:
        return
    moment = max(now - timedelta(days=1, hours=3), naskah.reviewed_at or now)
    kim = naskah.kegiatan.kim
    keberatan = Keberatan.objects.create(
        naskah=naskah,
        atas=naskah.status,
        pemohon=accounts["ketua"],
        teks=KEBERATAN,
        pemutus_awal=first_decider(naskah),
        submitted_at=moment,
        due_at=due_after(moment, WORKING_DAYS, zona=kim.wilayah.zona),
    )
    record(
        by=accounts["ketua"],
        verb="submit_appeal",
        obj=keberatan,
        wilayah_kode=kim.wilayah_id,
        after=keberatan.status,
    )
