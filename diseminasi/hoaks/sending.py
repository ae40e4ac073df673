"""Taking a rumour in from anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from diseminasi.hoaks.telling import tell_received
from diseminasi.models import JAM_ISU, Isu, KirimanIsu
from kimportal.audit.models import SYSTEM, record
from kimportal.images.pipeline import Processed
from kimportal.images.storage import keep_processed
from wilayah.models import Wilayah


@transaction.atomic
def send_rumour(
    *, wilayah: Wilayah | None, foto: Processed | None, kunci: UUID, **isian: Any
) -> KirimanIsu:
    """Keep a rumour for the admins of where it goes round; the same `kunci` gives the same row."""
    if existing := KirimanIsu.objects.filter(kunci=kunci).first():
        return existing
    now = timezone.now()
    try:
        with transaction.atomic():
            isu = Isu.objects.create(
                wilayah=wilayah,
                bunyi=isian["teks"],
                created_at=now,
                due_at=now + timedelta(hours=JAM_ISU),
            )
            kiriman = KirimanIsu.objects.create(
                isu=isu,
                foto=keep_processed(foto) if foto else None,
                kunci=kunci,
                created_at=now,
                **isian,
            )
    except IntegrityError:
        # The form was sent twice at the same moment.
        return KirimanIsu.objects.get(kunci=kunci)
    record(
        by=SYSTEM,
        verb="send_rumour",
        obj=isu,
        wilayah_kode=isu.wilayah_id or "",
        after=isu.status,
    )
    tell_received(isu)
    return kiriman
