"""Items of the officers' queue for tests, one of each kind, through the real doors."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from kegiatan.appeals import submit_appeal
from kegiatan.models import Naskah
from kegiatan.moderation import approve_kegiatan, reject_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from komunitas.changes import propose_change
from komunitas.membership import ask_permohonan
from komunitas.models import Jabatan, Kim
from komunitas.verification import submit_kim
from tests.desk.reporting import report
from tests.factories import KimFactory, NaskahFactory, PenggunaFactory

ANTREAN = reverse("admin:antrean")


def post(kim: Kim, judul: str, **fields) -> Naskah:
    """Hand in a post of the KIM."""
    draft = NaskahFactory(kegiatan__kim=kim, judul=judul, wilayah_id=kim.wilayah_id, **fields)
    return submit_kegiatan(draft, by=SYSTEM)


def revision(naskah: Naskah, judul: str) -> Naskah:
    """Hand in a new version of a published post."""
    return submit_kegiatan(
        NaskahFactory(kegiatan=naskah.kegiatan, judul=judul, wilayah_id=naskah.wilayah_id),
        by=SYSTEM,
    )


def new_kim(nama: str, kode: str = "73.71.01.1001") -> Kim:
    return submit_kim(KimFactory(nama=nama, wilayah_id=kode), by=SYSTEM)


def one_of_each(kim: Kim, ketua) -> None:
    """Fill the queue: every kind once."""
    post(kim, "Warga menanam bakau")
    revision(approve_kegiatan(post(kim, "Selokan"), by=SYSTEM), "Selokan bersih lagi")
    propose_change(kim, by=ketua, nama="KIM Mariso Baru")
    empty = KimFactory(verified=True, nama="KIM Tanpa Akun", wilayah_id=kim.wilayah_id)
    ask_permohonan(empty, by=PenggunaFactory(nama="Rahma"), jenis="klaim", jabatan=Jabatan.KETUA)
    new_kim("KIM Bontorannu")
    report(approve_kegiatan(post(kim, "Undian berhadiah"), by=SYSTEM), alasan="perjudian")
    rejected = reject_kegiatan(post(kim, "Kabar yang ditolak"), by=SYSTEM, reason="Belum.")
    submit_appeal(rejected.kegiatan, by=ketua, teks="Ini benar.")


def wait_since(obj, days: int) -> None:
    """Let a row have been handed in so many days ago."""
    field = "submitted_at" if hasattr(obj, "submitted_at") else "created_at"
    type(obj).objects.filter(pk=obj.pk).update(**{field: timezone.now() - timedelta(days=days)})


def ticked(row) -> str:
    """Return the value of a row's box in the list."""
    return row.nilai
