"""Whether a version is published first and checked afterwards, by the region's rules.

By default a KIM is trusted after its first approved posts (`komunitas.trust`). Whatever the
trust, new outbound hosts and words of gambling wait for an officer.
"""

from __future__ import annotations

from kegiatan.models import Naskah
from kegiatan.review.links import new_hosts
from kegiatan.review.warnings import gambling_words, words_of
from komunitas.models import Kim
from komunitas.rules import aturan_for
from komunitas.trust import trust_of


def is_checked_first(kim: Kim) -> str:
    """Say why everything a KIM writes waits for an officer; empty when it publishes first."""
    if aturan_for(kim.wilayah_id).periksa_semua:
        return "Di wilayah ini semua kabar diperiksa dulu sebelum terbit."
    known = trust_of(kim)
    if known is None:
        return "Kabar pertama dari tiap KIM diperiksa dulu sebelum terbit."
    return "" if known.dipercaya else f"Kepercayaan dicabut: {known.alasan}"


def why_it_waits(naskah: Naskah) -> list[str]:
    """Return every reason for which this version waits; none means publish first."""
    reasons = [is_checked_first(naskah.kegiatan.kim)]
    if hosts := new_hosts(naskah):
        reasons.append(f"Ada tautan ke situs baru: {', '.join(hosts)}.")
    captions = naskah.daftar_foto.values_list("keterangan", flat=True)
    if words := gambling_words(words_of(naskah, captions)):
        reasons.append(f"Ada kata-kata judi: {', '.join(words)}.")
    return [reason for reason in reasons if reason]
