"""The words of the demo's Info Pemerintah; all made up. `hari`: for how long it holds."""

from typing import Any

DARURAT: dict[str, Any] = {
    "judul": "Musim hujan: kenali tanda longsor dan banjir bandang",
    "isi": "Hujan lebat diperkirakan turun sampai akhir bulan. Retakan baru di lereng, air sungai "
    "yang mendadak keruh, dan pohon yang miring adalah tanda bahaya.",
    "tindakan": "Jauhi lereng dan bantaran sungai saat hujan lebih dari satu jam.\n"
    "Siapkan tas berisi surat penting, obat, dan senter.\n"
    "Kalau ada tanda bahaya, kabari tetangga dan pindah ke titik kumpul desa.",
    "sumber": "Badan penanggulangan bencana (contoh)",
    "urgensi": "darurat",
    "bidang": ["lingkungan"],
    "hari": 30,
}
BANTUAN: dict[str, Any] = {
    "judul": "Bibit kakao gratis untuk kelompok tani",
    "isi": "Pemerintah provinsi membagikan bibit kakao sambung pucuk kepada kelompok tani yang "
    "terdaftar. Tidak ada biaya apa pun. Kalau ada yang meminta uang, laporkan.",
    "tindakan": "Ketua kelompok tani mendaftar di kantor penyuluh kecamatan, hari Senin.\n"
    "Bawa fotokopi SK kelompok tani.",
    "sumber": "Dinas perkebunan provinsi (contoh)",
    "program": "Peremajaan kakao rakyat",
    "urgensi": "penting",
    "bidang": ["perkebunan"],
    "hari": 21,
}
BANTUAN_KELIRU = "Harinya keliru: pendaftaran dibuka hari Rabu, bukan Senin."
BANTUAN_BENAR = (
    "Ketua kelompok tani mendaftar di kantor penyuluh kecamatan, hari Rabu.\n"
    "Bawa fotokopi SK kelompok tani."
)
VAKSIN: dict[str, Any] = {
    "judul": "Imunisasi anak di puskesmas, tanpa biaya",
    "isi": "Anak di bawah lima tahun yang belum lengkap imunisasinya dilayani di semua puskesmas "
    "Kota Makassar, juga pada hari Sabtu.",
    "tindakan": "Datang pukul 08.00–11.00 WITA.\nBawa buku KIA atau kartu imunisasi.",
    "sumber": "Dinas kesehatan kota (contoh)",
    "urgensi": "biasa",
    "bidang": ["kesehatan"],
    "hari": 14,
}
MENUNGGU: dict[str, Any] = {
    "judul": "Pelatihan daring untuk pelaku UMKM desa",
    "isi": "Pelatihan foto produk dan berjualan lewat ponsel, empat kali pertemuan, tanpa biaya.",
    "tindakan": "Daftar lewat KIM desa Anda sampai akhir pekan ini.",
    "sumber": "Direktorat pembinaan UMKM (contoh)",
    "urgensi": "biasa",
    "bidang": ["umkm-ekonomi-kreatif"],
    "hari": 28,
}
