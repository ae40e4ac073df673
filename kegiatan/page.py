"""What the page of a post shows, published or not: one source for the page and its preview."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kegiatan.models import FotoNaskah, JenisKegiatan, Naskah
from kegiatan.prose import plain_text
from kimportal.template_tags import ZONA_WAKTU, alamat_lengkap
from kimportal.whatsapp import whatsapp_url
from komunitas.models import Bidang
from komunitas.topics import bidang_of

# Texts of a KIM that stand on its own pages only.
NOT_SHOWN = ("cari", "nama_cari", "visi", "potensi", "prestasi", "catatan")


def with_context(rows: QuerySet[Naskah]) -> QuerySet[Naskah]:
    """Load what the page shows, in one query.

    The few posts that were reused or inspired by another ask for that one besides.
    """
    return rows.select_related(
        "kegiatan__kim__logo",
        "kegiatan__kim__wilayah",
        "kegiatan__praktik_baik",
        "wilayah",
    ).defer("cari", *(f"kegiatan__kim__{name}" for name in NOT_SHOWN))


def post_context(naskah: Naskah, daftar_foto: list[FotoNaskah]) -> dict[str, Any]:
    """Return the context of `kegiatan/_artikel.html` and `kegiatan/_keterangan.html`."""
    kegiatan = naskah.kegiatan
    tz, zona = ZONA_WAKTU[naskah.wilayah.zona]
    address = alamat_lengkap(kegiatan.get_absolute_url()) if kegiatan.slug else ""
    last_day = naskah.tanggal_selesai or naskah.tanggal
    return {
        "naskah": naskah,
        "kegiatan": kegiatan,
        "kim": kegiatan.kim,
        "asal": naskah.pakai_ulang_dari,
        "inspirasi": naskah.terinspirasi_dari,
        "praktik": getattr(kegiatan, "praktik_baik", None),
        "daftar_foto": daftar_foto,
        "daftar_bidang": bidang_of(Bidang, naskah.bidang_ids),
        "ringkas": naskah.ringkasan or plain_text(naskah.isi)[:200],
        "nama_zona": zona,
        "sudah_lewat": last_day < timezone.now().astimezone(tz).date(),
        "is_agenda": naskah.jenis == JenisKegiatan.AGENDA,
        "is_produk": naskah.jenis == JenisKegiatan.PRODUK,
        "tautan_penjual": whatsapp_url(
            naskah.wa_penjual, f"Halo, saya berminat pada {naskah}: {address}"
        ),
    }
