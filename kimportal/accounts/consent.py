"""Consent to the use of personal data: given once per version of the text, can be withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from kimportal.accounts.models import Pengguna, Persetujuan

# The version of the text at /privasi/. Change it, and the lines below, when the text changes in
# substance: whoever agreed to an older one is told what is new and asked again, once signed in.
VERSI = "2026-11-25"
YANG_BARU = (
    "Kabar yang sedang Anda tulis, dengan fotonya, disimpan juga di HP Anda sampai terkirim.",
    "Titik dari “Pakai lokasi saya” disimpan hanya jika Anda mengirimnya. "
    "Titik kegiatan tampil di halaman kabarnya.",
    "Kuki pengenal perangkat dipasang di halaman akun dan halaman laporan.",
    "Akun yang alamat surelnya tidak pernah dipastikan dihapus setelah 30 hari.",
)
# In the session: signed in, and has not agreed to the present text.
ASK = "tanya_persetujuan"


def current_consent(pengguna: Pengguna) -> Persetujuan | None:
    """Return the consent to the present text, if it was given and not withdrawn."""
    return pengguna.daftar_persetujuan.filter(versi=VERSI, withdrawn_at=None).first()


def earlier_consent(pengguna: Pengguna) -> Persetujuan | None:
    """Return the newest consent that was not withdrawn, to whichever text."""
    return pengguna.daftar_persetujuan.filter(withdrawn_at=None).first()


def ask_if_missing(request: HttpRequest, pengguna: Pengguna) -> None:
    """Remember for this session that the consent is missing; the first pages then ask for it."""
    if current_consent(pengguna) is None:
        request.session[ASK] = True


@transaction.atomic
def give_consent(*, by: Pengguna) -> Persetujuan:
    """Note that the person agrees to the present text and is of age; once is enough."""
    Pengguna.objects.select_for_update().get(pk=by.pk)
    return current_consent(by) or Persetujuan.objects.create(pengguna=by, versi=VERSI, dewasa=True)


@transaction.atomic
def withdraw_consent(*, by: Pengguna) -> int:
    """Withdraw every consent of the person; return how many there were."""
    Pengguna.objects.select_for_update().get(pk=by.pk)
    return by.daftar_persetujuan.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
