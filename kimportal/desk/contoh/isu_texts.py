"""The words of the demo's Cek Hoaks; all made up. `jam`: how many hours ago it came in."""

from typing import Any

DIPUTUSKAN: list[dict[str, Any]] = [
    {
        "kode": "73.71",
        "jam": 96,
        "klaim": "Imunisasi anak di puskesmas sekarang berbayar",
        "bunyi": "Ibu2 hati2 ya, mulai bulan ini imunisasi di puskesmas sdh TIDAK gratis lagi. "
        "Bawa uang 75 ribu per anak. Sebarkan ke grup posyandu!!",
        "putusan": "hoaks",
        "penjelasan": "Imunisasi dasar di puskesmas tetap tanpa biaya, juga pada hari Sabtu. Tidak "
        "ada aturan baru tentang biaya.\n\nKalau ada yang meminta uang, catat tempat dan harinya, "
        "lalu laporkan ke puskesmas.",
        "sumber": "Pengumuman dinas kesehatan kota (contoh)\nKeterangan kepala puskesmas (contoh)",
        "instansi": "Dinas kesehatan kota (contoh)",
    },
    {
        "kode": "73",
        "jam": 150,
        "klaim": "Bibit kakao gratis bisa diambil siapa saja dengan fotokopi KTP",
        "bunyi": "Info A1: bibit kakao gratis dari provinsi, cukup bawa fotokopi KTP ke kantor "
        "penyuluh. Siapa cepat dia dapat, stok terbatas!",
        "putusan": "menyesatkan",
        "penjelasan": "Pembagian bibit memang ada, tetapi hanya untuk kelompok tani terdaftar. "
        "Yang mendaftar ketua kelompoknya hari Senin, dengan SK kelompok, bukan KTP perorangan.",
        "sumber": "Surat dinas perkebunan provinsi (contoh)",
        "instansi": "Dinas perkebunan provinsi (contoh)",
    },
    {
        "kode": None,
        "jam": 220,
        "klaim": "Retakan baru di lereng adalah tanda bahaya longsor",
        "bunyi": "Kalau ada retakan baru di lereng dekat rumah, itu tanda mau longsor. Lapor!",
        "putusan": "benar",
        "penjelasan": "Retakan baru, pohon yang miring, dan air yang mendadak keruh adalah tanda "
        "bahaya. Jauhi lereng saat hujan lebat dan kabari perangkat desa.",
        "sumber": "Panduan siaga longsor (contoh)",
        "instansi": "Badan penanggulangan bencana (contoh)",
    },
    {
        "kode": "73.71",
        "jam": 300,
        "klaim": "Ikan di pasar mengandung pengawet mayat",
        "bunyi": "Jangan beli ikan di pasar minggu ini, katanya semua pakai pengawet mayat. Teman "
        "saya lihat sendiri lalatnya tidak mau hinggap.",
        "putusan": "belum",
        "penjelasan": "Petugas sudah mengambil contoh ikan dari tiga pasar. Hasil laboratoriumnya "
        "belum keluar. Lalat yang tidak hinggap bukan bukti.",
        "sumber": "Berita acara pengambilan contoh (contoh)",
        "instansi": "Balai pengawas obat dan makanan (contoh)",
    },
]
# The verdict that was mended, how, and why.
DIRALAT = "Bibit kakao gratis"
RALAT = {
    "penjelasan": "Pembagian bibit memang ada, tetapi hanya untuk kelompok tani yang terdaftar. "
    "Yang mendaftar ketua kelompoknya hari Rabu, dengan SK kelompok, bukan KTP perorangan."
}
KELIRU = "Kami menulis hari Senin. Yang benar, pendaftaran dibuka hari Rabu."
DIPERIKSA: dict[str, Any] = {
    "kode": "73.71",
    "jam": 20,
    "klaim": "Air PDAM akan mati tiga hari di seluruh kota",
    "bunyi": "Tampung air sekarang! PDAM mati total 3 hari mulai besok, seluruh kota. Valid dari "
    "orang dalam.",
}
# What waits at the desk: region, text, contact, hours ago. The first two are the same rumour.
MENUNGGU: list[tuple[str | None, str, str, int]] = [
    (
        "73.71.01",
        "Tampung air sekarang! Air PDAM mati total 3 hari mulai besok di seluruh kota. Valid!",
        "6281234567890",
        26,
    ),
    ("73.71", "Katanya parkir di semua sekolah bayar 10 ribu mulai Senin, benar tidak?", "", 5),
    ("73.06", "Ada pembagian sembako di balai desa tapi harus kirim foto kartu keluarga.", "", 3),
    (None, "Semua kartu SIM akan diblokir kalau tidak daftar ulang lewat tautan ini.", "", 8),
]
