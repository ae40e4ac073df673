"""Codes and links for people without e-mail: made by others, handed over, used once.

Whoever calls `issue_code` has checked who may issue for whom, and writes the audit row.
"""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from kimportal.accounts.consent import give_consent
from kimportal.accounts.models import JenisKode, KodeAkun, Pengguna
from kimportal.accounts.phones import phone_or_none, spoken_phone
from kimportal.template_tags import tanggal
from kimportal.transitions import NotAllowed, TransitionError
from kimportal.whatsapp import whatsapp_url

BERLAKU = datetime.timedelta(days=7)
MAX_SALAH = 5
# No letter or digit that is taken for another one on paper, and no vowels: no words.
HURUF = "CDFHJKLMNPQRTVWXY3479"
PANJANG = 8

ASK_AGAIN = "Mintalah kode baru kepada orang yang memberi Anda kode ini."
NOT_MATCHING = (
    "Nomor telepon atau kode tidak cocok. Periksa keduanya. Setelah lima kali salah, "
    "kode tidak dapat diketik lagi."
)


class WrongCodeError(Exception):
    """What was typed fits no code; the same for unknown telephone numbers."""


@dataclass(frozen=True)
class Terbitan:
    """A code just issued. Only now can it be read: the database keeps hashes."""

    pengguna: Pengguna
    jenis: str
    kode: str
    url: str
    berlaku_sampai: datetime.datetime

    @property
    def telepon(self) -> str:
        return spoken_phone(self.pengguna.telepon)

    @property
    def alamat(self) -> str:
        """Return the address at which telephone number and code are typed."""
        return settings.KIM_SITE_URL + reverse("accounts:activate")

    @property
    def url_wa(self) -> str:
        """Return the WhatsApp chat with the person, with link and code ready to send."""
        if not self.pengguna.telepon:
            return ""
        pesan = (
            f"Halo {self.pengguna.nama or 'Bapak/Ibu'}, ini tautan untuk membuat kata sandi di "
            f"{settings.KIM_NAMA_SITUS}:\n{self.url}\n\n"
            f"Atau buka {self.alamat} lalu ketik nomor telepon ini dan kode {self.kode}.\n"
            f"Berlaku sampai {tanggal(self.berlaku_sampai)}, satu kali pakai. "
            "Jangan teruskan kepada siapa pun."
        )
        return whatsapp_url(self.pengguna.telepon, pesan)


@transaction.atomic
def issue_code(pengguna: Pengguna, *, jenis: str, by: Pengguna) -> Terbitan:
    """Make a code and a link for the person; older open ones of the person end.

    Refuses accounts that are off, and those of officers unless `by` runs the portal: a code
    replaces the password, so it must not lead upward.
    """
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna.pk)
    if not pengguna.is_active:
        raise TransitionError("Akun ini dinonaktifkan, jadi tidak dapat diberi kode.")
    if by.pk == pengguna.pk or (pengguna.is_staff and not by.is_superuser):
        raise NotAllowed
    now = timezone.now()
    end_codes(pengguna)
    kode, token = _new_code(), secrets.token_urlsafe(24)
    row = KodeAkun.objects.create(
        pengguna=pengguna,
        jenis=JenisKode(jenis),
        hash_kode=_hash("kode", f"{pengguna.pk}:{kode}"),
        hash_tautan=_hash("tautan", token),
        issued_by=by,
        berlaku_sampai=now + BERLAKU,
    )
    return Terbitan(
        pengguna=pengguna,
        jenis=row.jenis,
        kode=f"{kode[:4]}-{kode[4:]}",
        url=settings.KIM_SITE_URL + reverse("accounts:activate_link", args=[token]),
        berlaku_sampai=row.berlaku_sampai,
    )


def end_codes(pengguna: Pengguna) -> None:
    """End what was handed out: the person needs it no more, or has other rights by now.

    Who could be given a code is judged when it is made, so it must not outlive that.
    """
    _open_codes(pengguna).update(ended_at=timezone.now())


def find_by_link(token: str) -> KodeAkun | None:
    """Return the code that belongs to a link, whatever its state."""
    rows = KodeAkun.objects.select_related("pengguna")
    return rows.filter(hash_tautan=_hash("tautan", token)).first()


def find_by_typing(telepon: str, kode: str) -> KodeAkun:
    """Return the code that fits number and typed text; raise WrongCodeError when none does.

    A wrong try counts against the open code of that number. Only who types the right code
    learns why it no longer works (TransitionError).
    """
    pengguna = Pengguna.objects.filter(telepon=phone_or_none(telepon) or "-").first()
    kode = "".join(huruf for huruf in kode.upper() if huruf.isalnum())
    # Hashed in any case, so that known and unknown numbers take the same time.
    hashed = _hash("kode", f"{pengguna.pk if pengguna else 0}:{kode}")
    if pengguna is None:
        raise WrongCodeError
    rows = KodeAkun.objects.select_related("pengguna").filter(pengguna=pengguna)
    for row in rows.order_by("-pk")[:5]:
        if constant_time_compare(row.hash_kode, hashed):
            if row.salah >= MAX_SALAH:
                raise TransitionError(f"Kode ini sudah lima kali salah diketik. {ASK_AGAIN}")
            check_open(row)
            return row
    _open_codes(pengguna).filter(salah__lt=MAX_SALAH).update(salah=F("salah") + 1)
    raise WrongCodeError


def check_open(row: KodeAkun) -> None:
    """Raise TransitionError, with what to do, when the code cannot be used any more."""
    if row.used_at:
        raise TransitionError(
            "Kode ini sudah dipakai. Silakan masuk dengan nomor telepon dan kata sandi yang "
            f"dibuat waktu itu. Lupa kata sandi? {ASK_AGAIN}"
        )
    if row.ended_at:
        raise TransitionError(
            "Kode ini tidak berlaku lagi. Kalau ada yang lebih baru, pakailah itu. Kalau tidak, "
            f"{ASK_AGAIN[0].lower()}{ASK_AGAIN[1:]}"
        )
    if row.berlaku_sampai <= timezone.now():
        raise TransitionError(
            f"Kode ini hanya berlaku sampai {tanggal(row.berlaku_sampai)}. {ASK_AGAIN}"
        )
    if not row.pengguna.is_active:
        raise TransitionError("Akun ini dinonaktifkan. Hubungi Admin Diskominfo.")
    if row.pengguna.is_staff and not row.issued_by.is_superuser:
        raise TransitionError("Akun ini sekarang akun Diskominfo. Hubungi pengelola portal.")


@transaction.atomic
def redeem(row: KodeAkun, *, sandi: str, consents: bool) -> Pengguna:
    """Use the code up: set the password, note the consent. All older sign-ins end by that."""
    # In the order of `issue_code`: first the person, then the code.
    pengguna = Pengguna.objects.select_for_update().get(pk=row.pengguna_id)
    row = KodeAkun.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_open(row)
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    pengguna.set_password(sandi)
    pengguna.save(update_fields=["password"])
    if consents:
        give_consent(by=pengguna)
    return pengguna


def _open_codes(pengguna: Pengguna) -> Any:
    return KodeAkun.objects.filter(pengguna=pengguna, used_at=None, ended_at=None)


def _new_code() -> str:
    return "".join(secrets.choice(HURUF) for _ in range(PANJANG))


def _hash(kind: str, text: str) -> str:
    # Keyed, so that a copy of the database alone does not tell the short codes.
    return salted_hmac(f"kimportal.accounts.{kind}", text, algorithm="sha256").hexdigest()
