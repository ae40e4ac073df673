"""Reaching a KIM's ketua by WhatsApp: whose number, and which words are ready.

Numbers are for officers of the region; callers show them only on scoped pages of the desk.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString

from kimportal.template_tags import alamat_lengkap
from kimportal.whatsapp import whatsapp_button
from komunitas.models import Jabatan, Keanggotaan, Kim

PESAN = {
    "submitted": "KIM Anda sedang kami periksa.",
    "returned": "Ada yang perlu diperbaiki sebelum KIM Anda kami verifikasi: {catatan}",
    "rejected": "KIM Anda belum dapat kami terima: {catatan}",
    "suspended": "KIM Anda sedang kami bekukan: {catatan}",
}
UMUM = "Ada yang ingin kami sampaikan tentang KIM Anda."


def with_ketua(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Load the ketua of each KIM, in one query for a whole list."""
    ketua = Keanggotaan.objects.current().filter(jabatan=Jabatan.KETUA).select_related("pengguna")
    return rows.prefetch_related(
        Prefetch("daftar_keanggotaan", queryset=ketua, to_attr="daftar_ketua")
    )


def ketua_of(kim: Any) -> Keanggotaan | None:
    """Return the ketua, from memory where `with_ketua` loaded it."""
    if hasattr(kim, "daftar_ketua"):
        return kim.daftar_ketua[0] if kim.daftar_ketua else None
    rows = Keanggotaan.objects.current().filter(kim=kim, jabatan=Jabatan.KETUA)
    return rows.select_related("pengguna").first()


def contact_button(kim: Kim, pesan: str = "") -> SafeString | str:
    """Draw the button beside a ketua with a number; `pesan` may replace the ready words."""
    ketua = ketua_of(kim)
    if ketua is None:
        return ""
    nomor = ketua.telepon or (ketua.pengguna.telepon if ketua.pengguna else "") or ""
    words = pesan or PESAN.get(kim.status, UMUM).format(catatan=kim.catatan)
    text = (
        f"Yth. {ketua.nama}, ketua {kim.nama}. {words}\n\n"
        f"Buka: {alamat_lengkap('/kelola/')}\nSalam dari Diskominfo."
    )
    return whatsapp_button(nomor, text, "WhatsApp ketua")
