"""The words of the demo around Info Pemerintah: questions, an invitation, a version; made up."""

from typing import Any

TANYA = (
    "Apakah kelompok tani yang SK-nya sudah habis masa berlakunya boleh ikut mendaftar?",
    "SK kelompok tani kami sudah habis masa berlakunya, apakah boleh ikut mendaftar?",
    "Kelompok tani yang SK-nya habis, boleh mendaftar?",
)
TAMPIL = "Apakah kelompok tani yang SK-nya sudah habis masa berlakunya boleh mendaftar?"
JAWAB = (
    "Boleh. Bawa SK yang lama dan surat keterangan dari kepala desa bahwa kelompok masih berjalan. "
    "SK baru menyusul paling lambat akhir bulan depan."
)
MENUNGGU = (
    "Apakah anak dari luar Kota Makassar juga dilayani di puskesmas hari Sabtu?",
    "Anak dari luar kota Makassar apakah dilayani di puskesmas pada hari Sabtu?",
)
UNDANGAN: dict[str, Any] = {
    "judul": "Undangan rapat KIM se-Kota Makassar",
    "isi": "Kami mengundang dua orang pengurus tiap KIM untuk rapat di balai kota, pukul 09.00 "
    "WITA. Kita membahas jadwal pelatihan dan pembagian tugas saat musim hujan.",
    "tindakan": "Siapkan satu contoh kabar yang paling banyak dibaca warga.",
    "sumber": "Diskominfo kota (contoh)",
    "cara_jawab": "hadir",
    "hari": 10,
}
KETERANGAN = ("Dua orang", "", "Sekretaris saja", "Ada hajatan di kelurahan")
JAWA: dict[str, str] = {
    "judul": "Bibit kakao gratis kanggo kelompok tani",
    "isi": "Pamaréntah provinsi mbagi bibit kakao sambung pucuk kanggo kelompok tani sing wis "
    "kadhaftar. Ora ana ragadé babar pisan. Yèn ana sing njaluk dhuwit, lapurna.",
    "tindakan": "Ketua kelompok tani ndhaftar ing kantor penyuluh kecamatan, dina Rebo.\n"
    "Nggawa fotokopi SK kelompok tani.",
}
