"""A person's messages: what to hand out, and what to empty on request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Concat, Substr

from kimportal.accounts.models import Pengguna
from kimportal.notifications.models import Pemberitahuan

TANPA_NAMA = "Akun yang dihapus"
# The portal's sentences name people at their head, before or between these words; what people
# wrote themselves is not searched, since a name may be anybody's.
_AROUND_NAMES = (
    ("", " ingin bergabung dengan "),
    ("", " bergabung dengan "),
    ("", " keluar dari "),
    ("", " sekarang ketua "),
    ("", " menyerahkan tulisan ini "),
    ("", " membuatkan kode "),
    ("Dari ", ", "),
)


def export_person(pengguna: Pengguna) -> dict[str, Any]:
    """Return the person's inbox, ready for JSON."""
    return {
        "pemberitahuan": [
            {
                "judul": pesan.judul,
                "isi": pesan.isi,
                "tautan": pesan.url,
                "dibuat": pesan.created_at.isoformat(),
                "dibaca": pesan.read_at.isoformat() if pesan.read_at else None,
            }
            for pesan in Pemberitahuan.objects.of(pengguna)
        ]
    }


def erase_person(pengguna: Pengguna, *, by: Any) -> None:
    """Delete the inbox: it is nobody else's. Doing it twice changes nothing."""
    if by is None:
        raise TypeError("by= must say who erases")
    Pemberitahuan.objects.of(pengguna).delete()


def forget_mentions(names: Iterable[str], *, among: QuerySet[Pengguna]) -> None:
    """Take the names of an erased person out of the portal's own sentences to `among`.

    Those are the people who may have been told of this person; a namesake elsewhere keeps the
    name. Doing it twice changes nothing.
    """
    messages = Pemberitahuan.objects.filter(pengguna__in=among)
    for name in filter(None, names):
        for before, after in _AROUND_NAMES:
            for field in ("judul", "isi"):
                found = messages.filter(**{f"{field}__startswith": f"{before}{name}{after}"})
                rest = Substr(F(field), len(before) + len(name) + 1)
                words = Value(before + TANPA_NAMA, output_field=TextField())
                found.update(**{field: Concat(words, rest)})
