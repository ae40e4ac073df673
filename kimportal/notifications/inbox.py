"""Telling people something: the inbox always, e-mail where the person has one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.notifications.models import Pemberitahuan
from kimportal.notifications.outbox import owe_mail
from kimportal.notifications.tasks import mail_pemberitahuan


def notify(
    penerima: Iterable[Pengguna], *, judul: str, isi: str = "", url: str = "", kunci: str = ""
) -> None:
    """Put one message into the inbox of each active person, and mail it after the commit.

    `url` is a path of this portal; `kunci` names the occasion: whoever was told of it is
    not told again. `judul` beyond 150 and `isi` beyond 2,000 characters are cut.
    """
    for pengguna in {p.pk: p for p in penerima if p.is_active}.values():
        fields = {"judul": judul[:150], "isi": isi[:2000], "url": url}
        if kunci:
            pesan, is_new = Pemberitahuan.objects.get_or_create(
                pengguna=pengguna, kunci=kunci, defaults=fields
            )
        else:
            pesan, is_new = Pemberitahuan.objects.create(pengguna=pengguna, **fields), True
        if is_new and pengguna.email:
            owe_mail(pesan)
            _mail_after_commit(pesan.pk)


def notify_all(
    penerima: Iterable[int], *, judul: str, isi: str, url: str, kunci: str, batch: int = 1000
) -> None:
    """Put one message into many inboxes, by the keys of accounts, and mail nobody.

    Whoever was told of the occasion `kunci` before is left out by the database.
    """
    fields = {"judul": judul[:150], "isi": isi[:2000], "url": url, "kunci": kunci}
    rows = [Pemberitahuan(pengguna_id=pk, **fields) for pk in penerima]
    Pemberitahuan.objects.bulk_create(rows, batch_size=batch, ignore_conflicts=True)


def _mail_after_commit(pesan_id: int) -> None:
    transaction.on_commit(lambda: mail_pemberitahuan.delay(pesan_id))


def unread_count(pengguna: Any) -> int:
    """Return how many messages the person has not opened yet."""
    return Pemberitahuan.objects.of(pengguna).unread().count()


def mark_read(pesan: Pemberitahuan) -> None:
    """Note that the person has opened the message; a second time changes nothing."""
    Pemberitahuan.objects.filter(pk=pesan.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(pengguna: Any) -> int:
    """Note that the person has seen all; return how many were new."""
    return Pemberitahuan.objects.of(pengguna).unread().update(read_at=timezone.now())
