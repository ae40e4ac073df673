"""The cast of the tests: each stands for the nearest right or wrong person of a rule."""

from dataclasses import dataclass, fields

from kimportal.accounts.models import Pengguna
from komunitas.models import Jabatan, Kim
from tests.factories import KeanggotaanFactory, PenggunaFactory, PenugasanFactory
from wilayah.models import Wilayah


@dataclass(frozen=True)
class Cast:
    """Everyone, around one KIM in Mariso, Kota Makassar (73.71.01.1006)."""

    warga: Pengguna
    anggota: Pengguna
    ketua: Pengguna
    mantan: Pengguna
    ketua_lain: Pengguna
    admin_makassar: Pengguna
    admin_anggota: Pengguna
    admin_gowa: Pengguna
    admin_sulsel: Pengguna
    admin_papua: Pengguna
    mantan_admin: Pengguna
    pemantau_mariso: Pengguna
    pusat: Pengguna
    superuser: Pengguna

    def __iter__(self):
        return iter((f.name, getattr(self, f.name)) for f in fields(self))


def make_cast(kim: Kim, other_kim: Kim) -> Cast:
    """Create the cast: `kim` is theirs, `other_kim` that of `ketua_lain`."""

    def member(name: str, of: Kim, jabatan: str, **extra: object) -> Pengguna:
        pengguna = PenggunaFactory(nama=name)
        KeanggotaanFactory(kim=of, pengguna=pengguna, nama=name, jabatan=jabatan, **extra)
        return pengguna

    def officer(name: str, kode: str | None, peran: str = "admin", **extra: object) -> Pengguna:
        pengguna = PenggunaFactory(nama=name, is_staff=True)
        wilayah = Wilayah.objects.get(kode=kode) if kode else None
        PenugasanFactory(pengguna=pengguna, wilayah=wilayah, peran=peran, **extra)
        return pengguna

    admin_anggota = officer("Admin yang juga anggota", "73.71")
    KeanggotaanFactory(kim=kim, pengguna=admin_anggota, jabatan=Jabatan.ANGGOTA)
    return Cast(
        warga=PenggunaFactory(nama="Warga"),
        anggota=member("Anggota", kim, Jabatan.ANGGOTA),
        ketua=member("Ketua", kim, Jabatan.KETUA),
        mantan=member("Mantan anggota", kim, Jabatan.SEKRETARIS, selesai="2024-01-31"),
        ketua_lain=member("Ketua KIM lain", other_kim, Jabatan.KETUA),
        admin_makassar=officer("Admin Makassar", "73.71"),
        admin_anggota=admin_anggota,
        admin_gowa=officer("Admin Gowa", "73.06"),
        admin_sulsel=officer("Admin Sulsel", "73"),
        admin_papua=officer("Admin Papua", "91"),
        mantan_admin=officer("Mantan admin", "73.71", selesai="2024-12-31"),
        pemantau_mariso=officer("Pemantau Mariso", "73.71.01", "pemantau"),
        pusat=officer("Pusat", None),
        superuser=PenggunaFactory(nama="Superuser", is_staff=True, is_superuser=True),
    )
