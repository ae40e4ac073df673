"""The A4 notice for the village board: its words, for the print page and for the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from diseminasi.bahan.links import short_link, spoken_link
from diseminasi.bahasa.pesan import Pesan
from diseminasi.models import Urgensi
from diseminasi.texts import cut
from kimportal.template_tags import tanggal
from komunitas.models import Kim

# Characters that stand on one page in a size to be read from a step away.
ISI, TINDAKAN = 900, 500


@dataclass(frozen=True)
class Papan:
    """What stands on the notice."""

    urgensi: str
    kepala: str
    penerbit: str
    judul: str
    isi: str
    tindakan: str
    masa: str
    sumber: str
    kim: str
    tautan: str
    lang: str

    @property
    def alamat(self) -> str:
        return spoken_link(self.tautan)

    @property
    def tanya(self) -> str:
        return f"Ada pertanyaan? Tanyakan kepada {self.kim or 'KIM desa Anda'}."


def notice_for(info: Pesan, kim: Kim | None = None) -> Papan:
    """Return the notice in the name of a KIM, with its short link."""
    mark = "" if info.urgensi == Urgensi.BIASA else f" · {info.get_urgensi_display().upper()}"
    end = tanggal(info.berlaku_sampai) if info.berlaku_sampai else "ada kabar lain"
    return Papan(
        urgensi=info.urgensi,
        kepala=f"INFO PEMERINTAH{mark}",
        penerbit=info.nama_penerbit,
        judul=info.judul,
        isi=cut(info.isi, ISI),
        tindakan=cut(info.tindakan, TINDAKAN),
        masa=f"Berlaku {tanggal(info.berlaku_mulai)} sampai {end}.",
        sumber=f"Sumber: {info.sumber}",
        kim=kim.nama if kim else "",
        tautan=short_link(info, kim),
        lang=info.lang,
    )
