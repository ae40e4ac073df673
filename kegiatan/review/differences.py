"""How a version differs from the one the public reads, or read before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Case, Prefetch, When, prefetch_related_objects

from kegiatan.comparison import Difference, word_parts
from kegiatan.models import FotoNaskah, Naskah
from kegiatan.plain import to_plain
from kimportal.template_tags import angka, tanggal


@dataclass(frozen=True)
class Perbedaan:
    """What changed from `lama`: fields word by word, photos one by one."""

    lama: Naskah
    bidang_isian: list[Difference] = field(default_factory=list)
    foto_baru: list[FotoNaskah] = field(default_factory=list)
    foto_hilang: list[FotoNaskah] = field(default_factory=list)
    keterangan: list[tuple[FotoNaskah, Difference]] = field(default_factory=list)

    @property
    def ada(self) -> bool:
        return any((self.bidang_isian, self.foto_baru, self.foto_hilang, self.keterangan))


def load_details(*versions: Naskah | None) -> None:
    """Load bidang and photos of several versions together."""
    photos = FotoNaskah.objects.select_related("foto").order_by("urutan", "pk")
    found = [version for version in versions if version is not None]
    prefetch_related_objects(found, "bidang", Prefetch("daftar_foto", queryset=photos))


def earlier_version(naskah: Naskah) -> Naskah | None:
    """Return the version that is public beside this one, else the last that was before it."""
    rows = Naskah.objects.filter(
        kegiatan=naskah.kegiatan_id, published_at__isnull=False, pk__lt=naskah.pk
    )
    is_public = Case(When(status="published", then=0), default=1)
    return rows.select_related("wilayah").defer("cari").order_by(is_public, "-pk").first()


def differences(lama: Naskah, baru: Naskah) -> Perbedaan:
    """Compare two versions; `load_details` has loaded both."""
    old, new = _readable(lama), _readable(baru)
    found = Perbedaan(lama)
    found.bidang_isian.extend(
        Difference(label, word_parts(old[label], new[label]))
        for label in new
        if old[label] != new[label]
    )
    _compare_photos(found, lama, baru)
    return found


def _compare_photos(found: Perbedaan, lama: Naskah, baru: Naskah) -> None:
    before = {row.foto_id: row for row in lama.daftar_foto.all()}
    after = {row.foto_id: row for row in baru.daftar_foto.all()}
    found.foto_baru.extend(row for key, row in after.items() if key not in before)
    found.foto_hilang.extend(row for key, row in before.items() if key not in after)
    for key, row in after.items():
        if key in before and _captions(before[key]) != _captions(row):
            parts = word_parts(_captions(before[key]), _captions(row))
            found.keterangan.append((row, Difference("Keterangan foto", parts)))


def _captions(row: FotoNaskah) -> str:
    return f"{row.keterangan} (teks pengganti: {row.alt})" if row.alt else row.keterangan


def _readable(naskah: Naskah) -> dict[str, str]:
    """Return what people read of a version, by label."""
    hadir, harga = naskah.jumlah_hadir, naskah.harga
    akhir = f" sampai {tanggal(naskah.tanggal_selesai)}" if naskah.tanggal_selesai else ""
    titik = f"{naskah.lat}, {naskah.lon}" if naskah.lat is not None else ""
    return {
        "Judul": naskah.judul,
        "Ringkasan": naskah.ringkasan,
        "Cerita": to_plain(naskah.isi),
        "Jenis": str(naskah.get_jenis_display()),
        "Tanggal": f"{tanggal(naskah.tanggal)}{akhir}",
        "Pukul": f"{naskah.jam:%H.%M}" if naskah.jam else "",
        "Tempat": naskah.tempat,
        "Wilayah": naskah.wilayah.nama_lengkap,
        "Titik peta": titik,
        "Bidang": ", ".join(str(bidang) for bidang in naskah.bidang.all()),
        "Fungsi KIM": ", ".join(naskah.daftar_adinda),
        "Hadir": "" if hadir is None else f"{angka(hadir)} orang",
        "Sumber": naskah.sumber,
        "Harga": "" if harga is None else f"Rp{angka(harga)}",
        "WhatsApp penjual": naskah.wa_penjual,
    }
