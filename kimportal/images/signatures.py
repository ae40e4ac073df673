"""Telling from the first bytes what somebody sent, and saying politely why it is no photo.

The name and the declared type of an upload are never looked at: both are the sender's claim.
"""

from kimportal.images.errors import PhotoError

SEND_INSTEAD = "Kirim foto berformat JPEG, PNG, atau WebP."
REFUSALS = {
    "empty": "Berkas ini kosong. Pilih foto lain.",
    "svg": f"Gambar SVG tidak diterima karena dapat memuat program. {SEND_INSTEAD}",
    "html": f"Berkas ini halaman web, bukan foto. {SEND_INSTEAD}",
    "gif": f"Gambar GIF tidak diterima. {SEND_INSTEAD}",
    "heic": (
        "Foto HEIC belum dapat dibaca. Di iPhone, buka Pengaturan, Kamera, Format, lalu pilih "
        "Paling Kompatibel; atau simpan foto ini sebagai JPEG."
    ),
    "avif": f"Gambar AVIF belum dapat dibaca. {SEND_INSTEAD}",
    "scan": f"Gambar TIFF atau BMP tidak diterima. {SEND_INSTEAD}",
    "pdf": f"Berkas ini dokumen PDF, bukan foto. {SEND_INSTEAD}",
    "zip": f"Berkas ini dokumen atau arsip ZIP, bukan foto. {SEND_INSTEAD}",
    "video": f"Berkas ini video, bukan foto. {SEND_INSTEAD}",
    "unknown": f"Berkas ini bukan foto. {SEND_INSTEAD}",
}
PREFIXES = {
    b"GIF8": "gif",
    b"%PDF": "pdf",
    b"PK\x03\x04": "zip",
    b"II*\x00": "scan",
    b"MM\x00*": "scan",
    b"BM": "scan",
    b"\x1aE\xdf\xa3": "video",
}
# The "brand" of an ISO media file; every other brand is some kind of video.
BRANDS = {
    b"avif": "avif",
    b"avis": "avif",
    b"heic": "heic",
    b"heix": "heic",
    b"heim": "heic",
    b"heis": "heic",
    b"hevc": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
}
MARKUP = {
    b"<svg": "svg",
    b"<!doctype html": "html",
    b"<html": "html",
    b"<head": "html",
    b"<body": "html",
    b"<script": "html",
}
HEAD_BYTES = 2048


def refuse_unless_photo(data: bytes) -> None:
    """Raise PhotoError unless the data begin as a JPEG, PNG or WebP file does."""
    head = data[:HEAD_BYTES]
    if not _is_photo(head):
        kind = _kind(head)
        raise PhotoError(REFUSALS[kind], code=kind)


def _is_photo(head: bytes) -> bool:
    return (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or head[:4] + head[8:12] == b"RIFFWEBP"
    )


def _kind(head: bytes) -> str:
    if not head:
        return "empty"
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "video")
    for prefix, kind in PREFIXES.items():
        if head.startswith(prefix):
            return kind
    text = head.lower()
    for mark, kind in MARKUP.items():
        if mark in text:
            return kind
    return "unknown"
