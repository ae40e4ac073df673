"""Second factors: who must have one, and the words of allauth's pages about them."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

PROOFS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(pengguna: Any) -> bool:
    """Tell whether sign-in asks this person for more than a password."""
    known = getattr(pengguna, "_has_second_factor", None)
    if known is None:
        rows = Authenticator.objects.filter(user_id=pengguna.pk, type__in=PROOFS)
        known = pengguna._has_second_factor = rows.exists()
    return known


def lacks_second_factor(pengguna: Any) -> bool:
    """Tell whether an officer must set one up before the admin opens (waived in a demo)."""
    return pengguna.is_staff and not settings.KIM_DEMO and not has_second_factor(pengguna)


def may_open_desk(pengguna: Any) -> bool:
    """Tell whether this person can do an officer's work at all."""
    return pengguna.is_active and pengguna.is_staff and not lacks_second_factor(pengguna)


class MFAAdapter(DefaultMFAAdapter):
    """Names and sentences of this portal."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "Matikan dulu pengaman kedua sebelum menambah alamat surel.",
        "cannot_delete_authenticator": "Pengaman kedua ini tidak dapat dimatikan.",
        "cannot_generate_recovery_codes": (
            "Kode cadangan baru ada setelah pengaman kedua dinyalakan."
        ),
        "incorrect_code": "Kode tidak cocok. Periksa, lalu coba lagi.",
        "unverified_email": "Pastikan dulu alamat surel Anda, baru nyalakan pengaman kedua.",
    }

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        jumlah = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Kunci sandi {jumlah + 1}"

    def _get_site_name(self) -> str:
        return settings.KIM_NAMA_SITUS
