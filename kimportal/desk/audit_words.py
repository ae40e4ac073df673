"""What an audit row says, in words for people: verbs, kinds of objects, states."""

from __future__ import annotations

from diseminasi.models import StatusInfo, StatusIsu, StatusPertanyaan, StatusVersi
from kegiatan.models import StatusKeberatan, StatusNaskah
from kimportal.desk.models import StatusLaporan
from komunitas.models import Jabatan, StatusKim, StatusPermohonan, StatusPerubahan

PERBUATAN = {
    "Kabar": {
        "submit_kegiatan": "Mengajukan kabar",
        "cancel_kegiatan": "Membatalkan pengajuan kabar",
        "publish_first": "Terbit dulu, diperiksa kemudian",
        "confirm_kegiatan": "Memeriksa kabar yang sudah terbit",
        "mark_praktik": "Menandai praktik baik",
        "unmark_praktik": "Mencabut tanda praktik baik",
        "approve_kegiatan": "Menyetujui dan menerbitkan kabar",
        "return_kegiatan": "Meminta perbaikan kabar",
        "reject_kegiatan": "Menolak kabar",
        "take_down_kegiatan": "Menurunkan kabar",
        "hide_kegiatan": "Menyembunyikan kabar sementara",
        "confirm_take_down_kegiatan": "Memastikan penurunan kabar",
        "restore_kegiatan": "Menampilkan kabar lagi",
        "reopen_kegiatan": "Memasukkan kabar kembali ke antrean",
        "supersede_kegiatan": "Mengganti kabar dengan versi baru",
        "hand_over_kegiatan": "Menyerahkan kabar ke pengurus",
        "take_back_kegiatan": "Menarik kabar dari pengurus",
        "discard_kegiatan": "Membuang draf kabar",
        "entrust_kegiatan": "Memasukkan kabar titipan",
    },
    "Info Pemerintah": {
        "start_info": "Menulis Info Pemerintah",
        "edit_info": "Mengubah Info Pemerintah",
        "word_texts": "Menyunting teks siap sebar",
        "attach_to_info": "Menambah lampiran",
        "detach_from_info": "Menghapus lampiran",
        "target_info": "Memilih sasaran Info Pemerintah",
        "submit_info": "Mengajukan Info Pemerintah",
        "take_back_info": "Mengambil kembali Info Pemerintah",
        "release_info": "Merilis Info Pemerintah",
        "return_info": "Mengembalikan Info Pemerintah",
        "correct_info": "Meralat Info Pemerintah",
        "withdraw_info": "Menarik Info Pemerintah",
        "relay_info": "Melaporkan penyebaran",
        "record_relay": "Mencatat laporan penyebaran",
        "take_back_relay": "Membatalkan laporan penyebaran",
        "ask_kim": "Meminta KIM menyebarkan info di sebuah desa",
        "respond_info": "Menjawab pesan khusus KIM",
        "remind_info": "Mengingatkan KIM yang belum menjawab",
        "submit_version": "Mengajukan versi bahasa setempat",
        "publish_version": "Menerbitkan versi bahasa setempat",
        "return_version": "Mengembalikan versi bahasa setempat",
        "supersede_version": "Mengganti versi bahasa setempat",
        "withdraw_version": "Menurunkan versi bahasa setempat",
        "ask_question": "Bertanya tentang Info Pemerintah",
        "answer_question": "Menjawab pertanyaan KIM",
        "correct_answer": "Meralat jawaban",
        "publish_question": "Menampilkan tanya jawab untuk umum",
        "hide_question": "Menyembunyikan tanya jawab",
        "merge_question": "Menggabungkan pertanyaan",
        "split_question": "Membatalkan penggabungan pertanyaan",
    },
    "Cek Hoaks": {
        "send_rumour": "Isu dari warga masuk",
        "start_check": "Menampilkan isu sebagai sedang diperiksa",
        "decide_isu": "Memutuskan isu",
        "correct_isu": "Meralat putusan isu",
        "withdraw_isu": "Menarik isu dari halaman publik",
        "dismiss_isu": "Tidak memeriksa isu",
        "merge_isu": "Menggabungkan isu",
    },
    "Keberatan": {
        "submit_appeal": "Mengajukan keberatan",
        "accept_appeal": "Mengabulkan keberatan",
        "dismiss_appeal": "Tidak mengabulkan keberatan",
    },
    "Laporan konten": {
        "submit_report": "Laporan pembaca masuk",
        "uphold_with_take_down": "Laporan terbukti, kabar diturunkan",
        "uphold_with_suspension": "Laporan terbukti, KIM dibekukan",
        "uphold_with_correction": "Laporan terbukti, diminta diperbaiki",
        "dismiss_report": "Laporan tidak terbukti",
    },
    "KIM": {
        "start_kim": "Memulai pendaftaran KIM",
        "delete_draft": "Menghapus draf KIM",
        "submit_kim": "Mengajukan KIM",
        "take_back_kim": "Menarik pengajuan KIM",
        "verify_kim": "Memverifikasi KIM",
        "return_kim": "Meminta perbaikan data KIM",
        "reject_kim": "Menolak KIM",
        "suspend_kim": "Membekukan KIM",
        "reactivate_kim": "Mengaktifkan KIM kembali",
        "give_trust": "Memberi kepercayaan terbit dulu",
        "take_back_trust": "Mencabut kepercayaan terbit dulu",
        "edit_profile": "Mengubah profil KIM",
        "move_kim": "Memindahkan KIM ke desa lain",
        "merge_kim": "Menggabungkan KIM ke KIM lain",
        "absorb_kim": "Menerima gabungan KIM lain",
        "import_kim": "Memasukkan KIM dari register",
        "complete_kim": "Melengkapi KIM dari register",
        "propose_change": "Mengusulkan perubahan KIM",
        "approve_perubahan": "Menyetujui perubahan KIM",
        "return_perubahan": "Meminta perbaikan usul perubahan",
        "reject_perubahan": "Menolak perubahan KIM",
        "cancel_perubahan": "Membatalkan usul perubahan",
    },
    "Keanggotaan": {
        "add_member": "Menambah anggota",
        "edit_member": "Mengubah data anggota",
        "end_member": "Mengakhiri keanggotaan",
        "leave_kim": "Keluar dari KIM",
        "move_member": "Memindahkan anggota ke KIM gabungan",
        "hand_over": "Menyerahkan jabatan ketua",
        "import_member": "Memasukkan anggota dari register",
        "ask_permohonan": "Meminta bergabung",
        "accept_permohonan": "Menerima permintaan",
        "reject_permohonan": "Menolak permintaan",
        "cancel_permohonan": "Membatalkan permintaan",
        "join_kim": "Bergabung dengan KIM",
        "claim_kim": "Mengambil alih KIM tanpa akun",
        "invite": "Mengundang anggota",
        "revoke_invitation": "Mencabut undangan",
        "create_account": "Membuatkan akun anggota",
        "recover_account": "Memulihkan akun anggota",
    },
    "Meja kerja": {
        "ask_province": "Meminta provinsi memutuskan",
        "add_aturan": "Menetapkan aturan KIM",
        "change_aturan": "Mengubah aturan KIM",
        "receive_register": "Mengunggah register",
        "skip_faulty_rows": "Melewati baris register yang salah",
        "apply_register": "Memasukkan register",
        "cancel_register": "Membatalkan register",
        "change_kop": "Mengubah kop surat",
        "request_export": "Meminta ekspor",
    },
    "Akun": {
        "assign": "Memberi penugasan",
        "end_penugasan": "Mengakhiri penugasan",
        "suspend_akun": "Membekukan akun",
        "restore_akun": "Membuka akun yang dibekukan",
        "reset_second_factor": "Mengatur ulang pengaman kedua",
        "withdraw_consent": "Menarik persetujuan data",
        "return_consent": "Memberi persetujuan lagi",
        "erase_person": "Menghapus akun",
    },
}
LABEL = {verb: label for group in PERBUATAN.values() for verb, label in group.items()}
OBJEK = {
    "kim": "KIM",
    "naskah": "kabar",
    "kegiatan": "kabar",
    "infopemerintah": "Info Pemerintah",
    "laporanpenyebaran": "laporan penyebaran",
    "pertanyaaninfo": "pertanyaan tentang",
    "tanggapankim": "jawaban KIM",
    "versibahasa": "versi bahasa setempat",
    "isu": "isu",
    "keberatan": "keberatan",
    "laporankonten": "laporan",
    "keanggotaan": "keanggotaan",
    "permohonan": "permintaan",
    "perubahankim": "usul perubahan",
    "undangan": "undangan",
    "aturankim": "aturan KIM",
    "berkasregister": "register",
    "kopsurat": "kop surat",
    "ekspor": "ekspor",
    "pengguna": "akun",
    "penugasan": "penugasan",
}
STATUS = {
    "kim": StatusKim,
    "naskah": StatusNaskah,
    "infopemerintah": StatusInfo,
    "isu": StatusIsu,
    "pertanyaaninfo": StatusPertanyaan,
    "versibahasa": StatusVersi,
    "keberatan": StatusKeberatan,
    "laporankonten": StatusLaporan,
    "permohonan": StatusPermohonan,
    "perubahankim": StatusPerubahan,
    "keanggotaan": Jabatan,
    "undangan": Jabatan,
}


def verb_label(verb: str) -> str:
    """Return what was done, in words; a verb without words is shown as it is."""
    return LABEL.get(verb, verb.replace("_", " "))


def state_label(object_type: str, state: str) -> str:
    """Return a state or office in the words of its kind; a dash for none.

    What follows the state, such as the number of the KIM merged into, stays as it is.
    """
    kind = STATUS.get(object_type)
    known = dict(kind.choices) if kind else {}
    word, *rest = state.split(" ", 1)
    return " ".join([str(known.get(word, word)), *rest]).strip() or "–"


def object_kind(object_type: str) -> str:
    return OBJEK.get(object_type, object_type)
