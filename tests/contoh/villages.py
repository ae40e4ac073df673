"""A handful of real villages over all zones: coast, city, highland; enough for the generators."""

from kimportal.desk.contoh.places import Tempat

ROWS = [
    ("11.71.01.2002", "Lamteumen", "desa", "Jaya Baru", "Kota Banda Aceh", "Aceh", 7),
    ("13.06.01.2001", "Manggopoh", "desa", "Lubuk Basung", "Kabupaten Agam", "Sumatera Barat", 7),
    (
        "31.72.02.1006",
        "Sunter Agung",
        "kelurahan",
        "Tanjung Priok",
        "Kota Jakarta Utara",
        "Jakarta",
        7,
    ),
    ("32.06.01.2001", "Cihideung", "desa", "Cipatujah", "Kabupaten Tasikmalaya", "Jawa Barat", 7),
    ("33.17.06.2021", "Menoro", "desa", "Sedan", "Kabupaten Rembang", "Jawa Tengah", 7),
    ("34.02.10.2004", "Kebonagung", "desa", "Imogiri", "Kabupaten Bantul", "DI Yogyakarta", 7),
    ("35.07.12.2002", "Senggreng", "desa", "Sumberpucung", "Kabupaten Malang", "Jawa Timur", 7),
    ("51.03.01.2005", "Pecatu", "desa", "Kuta Selatan", "Kabupaten Badung", "Bali", 8),
    ("53.18.02.2005", "Wee Namba", "desa", "Wewewa", "Kabupaten Sumba Barat Daya", "NTT", 8),
    ("73.06.02.2002", "Bontoala", "desa", "Pallangga", "Kabupaten Gowa", "Sulawesi Selatan", 8),
    ("73.71.01.1006", "Mariso", "kelurahan", "Mariso", "Kota Makassar", "Sulawesi Selatan", 8),
    (
        "73.18.01.2001",
        "Rantelemo",
        "desa",
        "Makale",
        "Kabupaten Tana Toraja",
        "Sulawesi Selatan",
        8,
    ),
    ("81.01.01.2001", "Haruru", "desa", "Amahai", "Kabupaten Maluku Tengah", "Maluku", 9),
    ("91.71.01.1001", "Gurabesi", "kelurahan", "Jayapura Utara", "Kota Jayapura", "Papua", 9),
    ("95.01.01.2002", "Hulekama", "desa", "Wamena", "Kabupaten Jayawijaya", "Papua Pegunungan", 9),
]
VILLAGES = [
    Tempat(
        kode=kode,
        nama=nama,
        jenis=jenis,
        kecamatan=kecamatan,
        kabupaten=kabupaten,
        provinsi=provinsi,
        zona=zona,
        lat=-5.0,
        lon=119.4,
    )
    for kode, nama, jenis, kecamatan, kabupaten, provinsi, zona in ROWS
]
