"""Forgetting who sent a rumour in."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from diseminasi.models import Isu, KirimanIsu, StatusIsu

# Days for which a contact is kept: after the last word on the rumour, and at most.
SETELAH_PUTUSAN, PALING_LAMA = timedelta(days=90), timedelta(days=180)
SELESAI = (StatusIsu.DECIDED, StatusIsu.WITHDRAWN, StatusIsu.DISMISSED)


def forget_senders() -> int:
    """Empty the contacts whose time is over; return how many there were."""
    now = timezone.now()
    done = Isu.objects.filter(status__in=SELESAI, updated_at__lt=now - SETELAH_PUTUSAN)
    told = Q(isu__in=done.values("pk")) | Q(isu__gabung_ke__in=done.values("pk"))
    old = Q(created_at__lt=now - PALING_LAMA)
    return KirimanIsu.objects.filter(told | old).exclude(kontak="").update(kontak="")
