"""Handing a released message to the KIM of its sasaran, batch by batch.

Each batch is one transaction: its rows, the messages in people's inboxes, and how far it
came. Whatever stops the work between or inside batches, going on begins behind the last
whole one, and a unique constraint refuses a second delivery.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from diseminasi.models import InfoPemerintah, Pengantaran, Penyampaian
from diseminasi.targeting import kim_of
from diseminasi.telling import handed_words
from kimportal.notifications.inbox import notify_all
from komunitas.models import Keanggotaan
from komunitas.querysets import KimQuerySet

# KIM per transaction: a few hundred kilobytes in memory, under a second in the database.
SEKALI = 2000


def start_delivery(info: InfoPemerintah) -> None:
    """Note that the message is to be handed out; the task begins after the commit."""
    from diseminasi.tasks import deliver

    Pengantaran.objects.get_or_create(info=info)
    transaction.on_commit(lambda: deliver.delay(info.pk))


@transaction.atomic
def deliver_batch(info_id: int, *, size: int = SEKALI) -> bool:
    """Hand the message to the next KIM; tell whether there is more to do here.

    What another worker has in hand is left to it.
    """
    run = (
        Pengantaran.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("info")
        .filter(info=info_id, done_at=None)
        .first()
    )
    if run is None:
        return False
    kims: list[tuple[int, str]] = []
    if run.info.is_terbit:
        kims = _hand_over(run.info, kim_of(run.info).filter(pk__gt=run.sampai_kim), size)
    if len(kims) < size:
        run.done_at = timezone.now()
    if kims:
        run.sampai_kim = kims[-1][0]
    run.save()
    return run.done_at is None


@transaction.atomic
def deliver_late(info: InfoPemerintah, *, size: int = SEKALI) -> int:
    """Hand a message in force to KIM that became public after it went out; return how many."""
    had = Penyampaian.objects.filter(info=info).values("kim")
    since = info.pengantaran.started_at
    return len(
        _hand_over(info, kim_of(info).filter(verified_at__gte=since).exclude(pk__in=had), size)
    )


def _hand_over(info: InfoPemerintah, kims: KimQuerySet, size: int) -> list[tuple[int, str]]:
    """Write the rows of the first `size` KIM by key, and tell their pengurus."""
    batch = list(kims.order_by("pk").values_list("pk", "wilayah_id")[:size])
    Penyampaian.objects.bulk_create(
        [Penyampaian(info=info, kim_id=pk, wilayah_kode=kode) for pk, kode in batch],
        ignore_conflicts=True,
    )
    places = Keanggotaan.objects.current().pengurus().with_account()
    people = places.filter(kim__in=[pk for pk, _ in batch]).values_list("pengguna", flat=True)
    judul, isi = handed_words(info)
    notify_all(
        people.distinct(),
        judul=judul,
        isi=isi,
        url=f"/kelola/info/{info.pk}/",
        kunci=f"info-{info.pk}",
    )
    return batch
