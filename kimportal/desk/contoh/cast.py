"""The demo cast: nine accounts, each for one kind of person (production refuses them)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from kimportal.accounts import consent
from kimportal.accounts.demo import DEMO_DOMAIN
from kimportal.accounts.models import Pengguna, Persetujuan
from kimportal.desk.contoh.communities import RencanaKim
from kimportal.desk.contoh.villages import CAST_VILLAGE
from komunitas.models import Keanggotaan, Kim, Penugasan, Peran
from wilayah.models import Wilayah

TERM = timedelta(days=700)


@dataclass(frozen=True)
class Tokoh:
    """One of the cast: the name before the @, and the officer's role and region, if any."""

    nama_akun: str
    nama: str
    peran: str = ""
    kode: str | None = None
    is_superuser: bool = False


CAST = (
    Tokoh("warga", "Warga Contoh"),
    Tokoh("anggota", ""),
    Tokoh("ketua", ""),
    Tokoh("admin.makassar", "Admin Diskominfo Kota Makassar", Peran.ADMIN, "73.71"),
    Tokoh("admin.sulsel", "Admin Diskominfo Sulawesi Selatan", Peran.ADMIN, "73"),
    Tokoh("admin.gowa", "Admin Diskominfo Kabupaten Gowa", Peran.ADMIN, "73.06"),
    Tokoh("pemantau.mariso", "Pemantau Kecamatan Mariso", Peran.PEMANTAU, "73.71.01"),
    Tokoh("pusat", "Admin Pusat", Peran.ADMIN, None),
    Tokoh("admin", "Pengelola Portal", is_superuser=True),
)
# The widest scope comes last: who of the cast reviews what.
REVIEWERS = (("73.71", "admin.makassar"), ("73.06", "admin.gowa"), ("73", "admin.sulsel"))


def create_accounts(today: date) -> dict[str, Pengguna]:
    """Create the accounts, all with the same password, and the officers' assignments."""
    password = make_password(settings.KIM_DEMO_PASSWORD)
    rows = [
        Pengguna(
            email=f"{who.nama_akun}{DEMO_DOMAIN}",
            nama=who.nama,
            password=password,
            is_staff=bool(who.peran) or who.is_superuser,
            is_superuser=who.is_superuser,
        )
        for who in CAST
    ]
    Pengguna.objects.bulk_create(rows)
    # Nobody can read the mail of the cast, so their addresses count as confirmed.
    EmailAddress.objects.bulk_create(
        EmailAddress(user=row, email=row.email, primary=True, verified=True) for row in rows
    )
    Persetujuan.objects.bulk_create(
        Persetujuan(pengguna=row, versi=consent.VERSI, dewasa=True) for row in rows
    )
    accounts = {who.nama_akun: row for who, row in zip(CAST, rows, strict=True)}
    known = set(
        Wilayah.objects.filter(kode__in=[who.kode for who in CAST if who.kode]).values_list(
            "kode", flat=True
        )
    )
    Penugasan.objects.bulk_create(
        Penugasan(
            pengguna=accounts[who.nama_akun],
            wilayah_id=who.kode,
            peran=who.peran,
            surat=f"800/{index:03d}/CONTOH",
            mulai=today - TERM,
        )
        for index, who in enumerate(CAST, start=1)
        if who.peran and (who.kode is None or who.kode in known)
    )
    return accounts


def create_places(
    accounts: Mapping[str, Pengguna], rows: Sequence[Kim], kims: Sequence[RencanaKim], today: date
) -> None:
    """Seat `ketua` and `anggota` in their KIM, under the names of its members."""
    for kim, plan in zip(rows, kims, strict=True):
        if plan.tempat.kode == CAST_VILLAGE:
            seat(accounts, kim, today)


def seat(accounts: Mapping[str, Pengguna], kim: Kim, today: date) -> None:
    """Seat the two in this KIM; what its members lack is made."""
    for account, jabatan in (("ketua", "ketua"), ("anggota", "pewarta")):
        place = Keanggotaan.objects.filter(kim=kim, jabatan=jabatan, selesai=None).first()
        if place is None:
            place = Keanggotaan(kim=kim, nama="Anggota Contoh", jabatan=jabatan, mulai=today)
        place.pengguna = accounts[account]
        place.tampil_publik = True
        place.save()
        accounts[account].nama = place.nama
        accounts[account].save(update_fields=["nama"])


def reviewer_of(accounts: Mapping[str, Pengguna], kode: str) -> Pengguna:
    """Return the officer of the cast who decides in this region."""
    name = next((name for scope, name in REVIEWERS if kode.startswith(scope)), "pusat")
    return accounts[name]
