"""What an officer goes through before deciding, and the reasons that can be taken ready-made."""

from __future__ import annotations

from collections.abc import Iterable

from kegiatan.models import Butir

# What to look at, and what to ask of the author where it does not hold.
TANYA: dict[str, tuple[str, str]] = {
    Butir.SUMBER: (
        "Jelas dari siapa atau dari mana informasinya.",
        "Sebutkan sumbernya: siapa yang mengatakan, atau dokumen apa.",
    ),
    Butir.IZIN_FOTO: (
        "Orang yang terlihat jelas tahu fotonya dimuat.",
        "Pastikan orang di foto setuju, atau ganti fotonya.",
    ),
    Butir.ANAK: (
        "Tanpa nama lengkap, sekolah, atau wajah yang bisa merugikan anak.",
        "Samarkan wajah anak, dan hapus nama lengkap, sekolah, serta alamatnya.",
    ),
    Butir.POLITIK: (
        "Tidak mengajak memilih calon atau partai.",
        "Hapus ajakan mendukung calon atau partai politik.",
    ),
    Butir.IKLAN: (
        "Bukan tawaran dagang. Untuk produk, ada jenis Produk UMKM.",
        "Ini terbaca sebagai iklan. Ubah jenisnya menjadi Produk UMKM atau hapus tawarannya.",
    ),
    Butir.HOAKS: (
        "Isinya masuk akal dan tidak dibantah sumber resmi.",
        "Isinya belum terbukti. Tambahkan sumber resmi yang membenarkan.",
    ),
}
# Reasons beside the list, under the key that the form sends.
UMUM = {
    "foto": "Tambahkan foto yang lebih jelas, dengan keterangan siapa dan di mana.",
    "kapan": "Lengkapi kapan dan di mana kegiatannya.",
    "bahasa": "Perbaiki ejaan, dan jangan tulis dengan huruf besar semua.",
    "pribadi": "Hapus data pribadi: NIK, nomor KK, nomor telepon, atau alamat rumah.",
    "tautan": "Hapus tautan yang tidak ada hubungannya dengan kabar ini.",
    "ganda": "Kabar yang sama sudah ada.",
    "judi": "Ada promosi judi atau tautan ke situs judi.",
}
ALASAN_SIAP = {kunci: alasan for kunci, (_, alasan) in TANYA.items()} | UMUM


def ticked(sent: Iterable[str]) -> list[str]:
    """Return the known items among those sent, in their order."""
    chosen = set(sent)
    return [butir.value for butir in Butir if butir in chosen]


def unticked_reasons(butir: Iterable[str]) -> list[str]:
    """Return what to ask of the author for every item that was not ticked."""
    done = set(butir)
    return [alasan for kunci, (_, alasan) in TANYA.items() if kunci not in done]


def compose_reason(*, siap: Iterable[str], butir: list[str] | None, teks: str) -> str:
    """Return one text of ready-made reasons, those of unticked items, and free words.

    `butir` are the ticked items when the unticked ones shall be asked for, else None.
    """
    lines = [] if butir is None else unticked_reasons(butir)
    lines += [ALASAN_SIAP[kunci] for kunci in siap if kunci in ALASAN_SIAP]
    lines = list(dict.fromkeys(lines))
    if len(lines) > 1:
        lines = [f"- {line}" for line in lines]
    return "\n".join([*lines, teks]).strip()
