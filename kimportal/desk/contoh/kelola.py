"""What waits for somebody in the demo: a rule, a wish to join, and a KIM of Makassar to verify."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit
from kimportal.desk.contoh.communities import RencanaKim
from kimportal.desk.contoh.villages import CAST_VILLAGE
from komunitas.models import (
    AturanKim,
    Bidang,
    Jabatan,
    Keanggotaan,
    Kim,
    Permohonan,
    StatusKim,
)
from wilayah.models import Wilayah

KOTA = "73.71"
# A neighbour of the cast's own village.
DESA_PENDIRI = "73.71.01.1001"
PENDIRI = (
    ("Rosmini", Jabatan.KETUA),
    ("Abdul Rahim", Jabatan.SEKRETARIS),
    ("Nurhayati", Jabatan.BENDAHARA),
)


def write_open_matters(
    accounts: Mapping[str, Pengguna], rows: Sequence[Kim], kims: Sequence[RencanaKim], today: date
) -> None:
    """Create them where the loaded regions have a place for them."""
    if not Wilayah.objects.filter(kode=KOTA).exists():
        return
    AturanKim.objects.create(
        wilayah_id=KOTA,
        min_anggota=3,
        max_anggota=20,
        penerbit_sk="Lurah\nCamat",
        masa_bakti_tahun=3,
        catatan_asn="ASN boleh menjadi anggota dengan izin atasannya.",
    )
    for kim, plan in zip(rows, kims, strict=True):
        if plan.tempat.kode == CAST_VILLAGE:
            Permohonan.objects.create(
                kim=kim,
                pengguna=accounts["warga"],
                jenis="gabung",
                jabatan=Jabatan.PEWARTA,
                pesan="Saya suka memotret kegiatan warga dan ingin membantu menulis kabar.",
            )
    if Wilayah.objects.filter(kode=DESA_PENDIRI).exists():
        _candidate(today)


def _candidate(today: date) -> None:
    """Create a KIM that its people have handed in and the admin has not yet looked at."""
    handed_in = timezone.now() - timedelta(days=2)
    kim = Kim.objects.create(
        nama="KIM Pantai Losari Cerdas",
        wilayah_id=DESA_PENDIRI,
        status=StatusKim.SUBMITTED,
        visi="Warga pesisir yang paham informasi.",
        submitted_at=handed_in,
        created_at=timezone.now() - timedelta(days=4),
        updated_at=handed_in,
    )
    CatatanAudit.objects.create(
        verb="submit_kim",
        object_type="kim",
        object_id=str(kim.pk),
        wilayah_kode=kim.wilayah_id,
        before=StatusKim.DRAFT,
        after=StatusKim.SUBMITTED,
        created_at=handed_in,
    )
    kim.bidang.set(Bidang.objects.filter(slug__in=["perikanan", "pariwisata"]))
    Keanggotaan.objects.bulk_create(
        Keanggotaan(kim=kim, nama=nama, jabatan=jabatan, mulai=today - timedelta(days=30))
        for nama, jabatan in PENDIRI
    )
