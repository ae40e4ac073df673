"""Founding a KIM as its founder does, for several files of tests."""

from komunitas.models import Bidang, Kim

BARU = "/kelola/kim/baru/"


def step(kim: Kim, name: str) -> str:
    return f"/kelola/kim/{kim.pk}/langkah/{name}/"


def start(client, nama: str = "KIM Losari Cerdas", kode: str = "73.71.01.1001") -> Kim:
    client.post(BARU, {"nama": nama, "wilayah": kode, "jenis": "desa"})
    return Kim.objects.get(nama=nama, status="draft")


def people(*rows: tuple[str, str], jabatan: str = "ketua", **extra: str) -> dict[str, str]:
    """Return what step 3 sends: the founder's own place and one row per person."""
    data = {
        "nama_sendiri": "Rahma",
        "jabatan_sendiri": jabatan,
        "form-TOTAL_FORMS": str(len(rows)),
        "form-INITIAL_FORMS": "0",
    }
    for i, (nama, office) in enumerate(rows):
        data |= {f"form-{i}-nama": nama, f"form-{i}-jabatan": office}
    return data | extra


def complete(client, kim: Kim) -> None:
    bidang = Bidang.objects.get_or_create(slug="perikanan", defaults={"nama": "Perikanan"})[0]
    client.post(step(kim, "bidang"), {"bidang": [bidang.pk]})
    client.post(
        step(kim, "pengurus"), people(("Sitti", "sekretaris"), ("Udin", "anggota"), ("", "anggota"))
    )
