"""The names of the page types; what each stands for is in `tests.browser.portal.page_types`."""

PAGE_TYPES = [
    "beranda",
    "kim",
    "kim-tersaring",
    "kim-kosong",
    "profil-kim",
    "kabar-kim",
    "produk-kim",
    "galeri-kim",
    "kegiatan",
    "kegiatan-saringan-salah",
    "kabar",
    "kabar-cetak",
    "produk",
    "wilayah",
    "provinsi",
    "kota",
    "kecamatan",
    "desa",
    "desa-tanpa-kim",
    "pilih-wilayah",
    "cari",
    "cari-kosong",
    "peta",
    "tentang",
    "privasi",
    "mendirikan-kim",
    "tidak-ada",
    "masuk",
]

# Everything but the sign-in form and the page that does not exist.
PUBLIC_PAGES = [name for name in PAGE_TYPES if name not in ("masuk", "tidak-ada")]
