"""The addresses that are measured, by group; those of page types are in `pilihan`."""

from __future__ import annotations

from dataclasses import dataclass

LAMAN, MEJA = "laman", "meja"
CARI_UMUM, CARI_JARANG = "cari umum", "cari jarang"
OFFICER, MINISTRY = "admin.makassar@demo.kim", "pusat@demo.kim"
COMMON_WORDS = ("warga", "desa", "pelatihan")
# The worker counts these every half hour, so that no visitor waits for them.
KEPT_READY = ("/statistik/", "/statistik/35/")
RARE_WORDS = ("selokan", "perpustakaan", "pelathian", "zzzqqq")


@dataclass(frozen=True)
class Alamat:
    """An address to measure; `surel` is whose desk it is on."""

    kelompok: str
    nama: str
    path: str
    surel: str = ""

    @property
    def is_public(self) -> bool:
        return self.kelompok != MEJA

    @property
    def is_kept_ready(self) -> bool:
        return self.path in KEPT_READY


FILTERS = (
    "/kim/?wilayah=35",
    "/kim/?bidang=perikanan",
    "/kim/?wilayah=35&bidang=perikanan&urut=nama",
    "/kim/?urut=nama",
    "/kegiatan/?wilayah=35",
    "/kegiatan/?wilayah=35.09",
    "/kegiatan/?bidang=perikanan",
    "/kegiatan/?wilayah=35&bidang=perikanan",
    "/kegiatan/?bidang=perikanan&bidang=pertanian",
    "/kegiatan/?jenis=produk",
    "/kegiatan/?adinda=diskusi",
    "/kegiatan/?urut=terlama",
    "/kegiatan/?urut=kegiatan",
    "/kegiatan/?dari=2026-03-01&sampai=2026-03-31",
    "/kegiatan/?wilayah=73&bidang=perikanan&jenis=berita&dari=2026-01-01&urut=terlama",
    "/kegiatan/?wilayah=91&adinda=aspirasi&jenis=agenda",
    "/praktik-baik/?wilayah=35",
    "/praktik-baik/?bidang=perikanan&urut=kegiatan",
)
DEEP = (
    "/kim/?halaman=2",
    "/kim/?halaman=400",
    "/kegiatan/?halaman=2",
    "/kegiatan/?halaman=50",
    "/kegiatan/?halaman=500",
    "/kegiatan/?wilayah=35&halaman=300",
    "/cari/?q=warga&jenis=kabar&halaman=50",
)
SEARCHES = (
    "/cari/?q=warga&jenis=kabar",
    "/cari/?q=mariso&jenis=kim",
    "/cari/?q=mariso&jenis=wilayah",
    "/cari/?q=pelatihan&wilayah=35",
    "/cari/?q=selokan&wilayah=91",
    "/kegiatan/?q=warga",
    "/kegiatan/?q=pelatihan&wilayah=35&bidang=pertanian",
    "/kim/?q=bersatu",
    "/praktik-baik/?q=warga",
    "/wilayah/cari.json?q=mariso",
)
MAP = (
    "/peta/?wilayah=35&lapis=cakupan",
    "/peta/bagian/?lapis=aktif",
    "/peta/bagian/?wilayah=35&lapis=kabar-30",
    "/peta/kim.json?bbox=94,-12,142,7",
    "/peta/kim.json?bbox=105,-9,115,-5",
    "/peta/kim.json?bbox=106.4,-6.9,107.3,-6.3",
    "/peta/kim.json?bbox=106.75,-6.65,106.9,-6.55",
    "/peta/kim.json?bbox=105,-9,115,-5&titik=perikanan",
    "/peta/kim.json?bbox=130,-9,141,0&titik=tanpa-kim",
)
STATISTICS = (
    "/statistik/35/",
    "/statistik/35/?tahun=2026",
    "/statistik/desa-tanpa-kim/",
    "/statistik/35/desa-tanpa-kim/",
    "/statistik/kim-sepi/",
    "/statistik/35/kim-sepi/?hari=60",
)
FEEDS = (
    "/feed/",
    "/feed/wilayah/35/",
    "/feed/bidang/perikanan/",
    "/sitemap.xml",
    "/sitemap-kegiatan.xml",
    "/api/v1/kim/",
    "/api/v1/kim/?wilayah=35&bidang=perikanan",
    "/api/v1/kegiatan/",
    "/api/v1/kegiatan/?wilayah=35&q=warga",
    "/api/v1/wilayah/?wilayah=35",
    "/api/v1/cakupan/",
    "/api/v1/cakupan/?wilayah=35&tingkat=2",
)
DESK = (
    (OFFICER, "/admin/"),
    (OFFICER, "/admin/antrean/"),
    (OFFICER, "/admin/antrean/?urut=tenggat"),
    (MINISTRY, "/admin/"),
    (MINISTRY, "/admin/antrean/"),
    (MINISTRY, "/admin/antrean/?jenis=kabar&urut=baru"),
    (MINISTRY, "/admin/antrean/?q=warga&lewat=1"),
    (MINISTRY, "/admin/antrean/?wilayah=35&halaman=5"),
    (MINISTRY, "/admin/antrean/provinsi/"),
    (OFFICER, "/admin/kegiatan/naskah/"),
    (MINISTRY, "/admin/kegiatan/naskah/"),
    (MINISTRY, "/admin/komunitas/kim/"),
)


def named(kelompok: str, paths: tuple[str, ...]) -> list[Alamat]:
    return [Alamat(kelompok, path, path) for path in paths]


def fixed() -> list[Alamat]:
    """Return everything the growth curve looks at besides the page types."""
    return [
        *named("saringan", FILTERS),
        *named("halaman dalam", DEEP),
        *(Alamat(CARI_UMUM, f"cari {q}", f"/cari/?q={q}") for q in COMMON_WORDS),
        *(Alamat(CARI_JARANG, f"cari {q}", f"/cari/?q={q}") for q in RARE_WORDS),
        *named("cari dalam saringan", SEARCHES),
        *named("peta", MAP),
        *named("statistik", STATISTICS),
        *named("umpan dan API", FEEDS),
        *(Alamat(MEJA, f"{who.split('@')[0]} {path}", path, who) for who, path in DESK),
    ]
