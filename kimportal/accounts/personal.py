"""What accounts hold about a person: handing it over, and emptying it."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from kimportal.accounts.models import KodeAkun, Pengguna
from kimportal.accounts.suspension import end_sessions

# Personal fields of the libraries' models, which cannot carry the mark themselves.
PERSONAL_FIELDS = {
    EmailAddress: ("email",),
    Authenticator: ("data",),
    SocialAccount: ("uid", "extra_data"),
    UserSession: ("ip", "user_agent", "session_key"),
}


def export_person(pengguna: Pengguna) -> dict[str, Any]:
    """Return everything accounts keep about the person, without secrets, ready for JSON."""
    return {
        "akun": {
            "nama": pengguna.nama,
            "alamat_surel": pengguna.email,
            "nomor_telepon": pengguna.telepon,
            "dibuat": _iso(pengguna.created_at),
            "terakhir_masuk": _iso(pengguna.last_login),
        },
        "alamat_surel": list(
            EmailAddress.objects.filter(user=pengguna).values("email", "verified", "primary")
        ),
        "persetujuan": [
            {
                "versi": row.versi,
                "menyatakan_dewasa": row.dewasa,
                "disetujui": _iso(row.created_at),
                "ditarik": _iso(row.withdrawn_at),
            }
            for row in pengguna.daftar_persetujuan.all()
        ],
        "perangkat_masuk": [
            {"alamat_ip": row.ip, "peramban": row.user_agent, "sejak": _iso(row.created_at)}
            for row in UserSession.objects.filter(user=pengguna)
        ],
        "pengaman_kedua": [
            {
                "jenis": row.type,
                "nama": row.data.get("name", ""),
                "dipasang": _iso(row.created_at),
                "terakhir_dipakai": _iso(row.last_used_at),
            }
            for row in Authenticator.objects.filter(user=pengguna)
        ],
        "akun_google": [
            {"nomor": row.uid, "data": row.extra_data, "dihubungkan": _iso(row.date_joined)}
            for row in SocialAccount.objects.filter(user=pengguna)
        ],
        "kode_akun": [
            {"jenis": row.jenis, "dibuat": _iso(row.created_at), "dipakai": _iso(row.used_at)}
            for row in pengguna.daftar_kode.all()
        ],
    }


@transaction.atomic
def erase_person(pengguna: Pengguna, *, by: Any) -> None:
    """Empty the personal fields, end every way in, and keep the row that others point to.

    Consents stay, withdrawn: they name only versions and days. The caller has checked that
    `by` may do this, and writes the audit row. Doing it twice changes nothing.
    """
    if by is None:
        raise TypeError("by= must say who erases")
    row = Pengguna.objects.select_for_update().get(pk=pengguna.pk)
    row.nama, row.email, row.telepon = "", None, None
    row.is_active = row.is_staff = row.is_superuser = False
    row.set_unusable_password()
    row.save()
    row.groups.clear()
    row.user_permissions.clear()
    end_sessions(row)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=row).delete()
    KodeAkun.objects.filter(pengguna=row).delete()
    row.daftar_persetujuan.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    pengguna.refresh_from_db()


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
