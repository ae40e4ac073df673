"""Which rules a village's KIM follow, and where a KIM departs from them."""

from __future__ import annotations

from django.db.models.functions import Length

from komunitas.models import AturanKim, Keanggotaan, Kim
from wilayah.querysets import ancestor_codes


def aturan_for(kode: str) -> AturanKim:
    """Return the rules of the narrowest region around `kode` that has any."""
    rows = AturanKim.objects.filter(wilayah__in=[kode, *ancestor_codes(kode)])
    nearest = rows.order_by(Length("wilayah").desc()).first()
    return nearest or AturanKim.objects.filter(wilayah=None).first() or AturanKim()


def size_warning(kim: Kim, aturan: AturanKim) -> str:
    """Say where the number of members departs from the region's rules, else nothing."""
    jumlah = Keanggotaan.objects.current().filter(kim=kim).count()
    if jumlah < aturan.min_anggota:
        return f"Baru {jumlah} orang tercatat. Aturan di wilayah ini: {aturan.jumlah_anggota}."
    if aturan.max_anggota and jumlah > aturan.max_anggota:
        return f"Tercatat {jumlah} orang. Aturan di wilayah ini: {aturan.jumlah_anggota}."
    return ""
