"""Who may see and decide what on the desk. Twins as sets are in `kimportal.desk.scope`."""

from __future__ import annotations

from typing import Any

from kimportal.audit.models import CatatanAudit, Penurunan
from kimportal.desk.models import Ekspor, JenisEkspor, KopSurat, LaporanKonten
from komunitas.permissions import NASIONAL, admin_codes, covers, is_member, officer_codes


def is_own_laporan(user: Any, laporan: LaporanKonten) -> bool:
    """Tell whether the report is about the user's own post or KIM."""
    post = laporan.kegiatan
    if post is not None and user.pk in (post.penulis_id, post.dititipkan_oleh_id):
        return user.pk is not None
    return is_member(user, laporan.kim_sasaran)


def can_view_laporan(user: Any, laporan: LaporanKonten) -> bool:
    """Officers of the KIM's region; never on the own KIM, so that reporters need not fear."""
    codes = officer_codes(user)
    return covers(codes, laporan.kim_sasaran.wilayah_id) and not is_own_laporan(user, laporan)


def can_decide_laporan(user: Any, laporan: LaporanKonten) -> bool:
    """Admins of the KIM's region, but nobody on the own post or KIM."""
    codes = admin_codes(user)
    return covers(codes, laporan.kim_sasaran.wilayah_id) and not is_own_laporan(user, laporan)


def can_view_penurunan(user: Any, penurunan: Penurunan) -> bool:
    """The take-down register is open to the officers of the region."""
    return covers(officer_codes(user), penurunan.catatan.wilayah_kode)


def can_view_catatan(user: Any, catatan: CatatanAudit) -> bool:
    """Admins of the region read its trail; what concerns reports about the own KIM excepted."""
    if not covers(admin_codes(user), catatan.wilayah_kode):
        return False
    if catatan.object_type != "laporankonten":
        return True
    laporan = LaporanKonten.objects.filter(pk=catatan.object_id).first()
    return laporan is None or not is_own_laporan(user, laporan)


def can_edit_kop(user: Any, kop: KopSurat) -> bool:
    """Admins set the letterhead of their own region and of those inside it."""
    return covers(admin_codes(user), kop.wilayah_id or NASIONAL)


def can_read_report(user: Any, kode: str) -> bool:
    """Officers of any role read the reports of their own region and of those inside it."""
    return covers(officer_codes(user), kode)


def can_export(user: Any, jenis: str, kode: str) -> bool:
    """Officers list what they may read; the trail is for admins alone."""
    codes = admin_codes(user) if jenis == JenisEkspor.AUDIT else officer_codes(user)
    return covers(codes, kode)


def can_read_ekspor(user: Any, ekspor: Ekspor) -> bool:
    """A file is its owner's alone, and only while the region is still the owner's business."""
    is_own = user.is_authenticated and ekspor.pengguna_id == user.pk
    return bool(is_own and can_export(user, ekspor.jenis, ekspor.wilayah_id or NASIONAL))
