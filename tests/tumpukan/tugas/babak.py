"""What the steps have in common: the stage, the two acts, and what they ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from celery import current_app
from django.utils import timezone

from kimportal.accounts.models import Pengguna
from kimportal.notifications.inbox import notify
from kimportal.notifications.models import Kiriman, Pemberitahuan
from kimportal.owed.models import Utang
from komunitas.models import Kim
from tests.browser.surel import KotakSurat
from tests.people import Cast

LONG_AGO = timedelta(days=400)


@dataclass(frozen=True)
class Panggung:
    """Who and what the tasks find."""

    kim: Kim
    cast: Cast
    surat: KotakSurat


Langkah = Callable[[Panggung], Iterator[tuple[Any, ...]]]


@dataclass
class Babak:
    """Tasks that are stopped together: by locks on tables, `mode` saying of what kind."""

    mode: str
    tables: tuple[str, ...]
    tasks: dict[str, Langkah] = field(default_factory=dict)
    # Of these tasks, those that no lock stops: they hang on the mail server, or on nginx.
    elsewhere: tuple[str, ...] = ()

    def tugas(self, name: str) -> Callable[[Langkah], Langkah]:
        def note(step: Langkah) -> Langkah:
            self.tasks[name] = step
            return step

        return note


# Reading goes on, and rows can be taken in hand; writing waits.
MENULIS = Babak(
    "SHARE",
    (
        "notifications_pemberitahuan",
        "diseminasi_kirimanisu",
        "images_foto",
        "kegiatan_unggahanfoto",
        "desk_laporankonten",
        "django_session",
        "account_emailaddress",
        "accounts_pengguna",
        "diseminasi_capaianusang",
    ),
    elsewhere=(
        "kimportal.notifications.tasks.mail_pemberitahuan",
        "kimportal.notifications.tasks.send_due_mail",
        "kimportal.desk.tasks.mail_reporter",
        "diseminasi.tasks.mail_sender",
        "kimportal.freshness.tasks.purge_pages",
    ),
)
# Not even reading goes on.
MEMBACA = Babak(
    "ACCESS EXCLUSIVE",
    (
        "kegiatan_naskah",
        "images_foto",
        "freshness_change",
        "desk_ekspor",
        "komunitas_berkasregister",
        "titipan_titipan",
        "audit_catatanaudit",
    ),
)
# Beyond the test: what is owed until then is done by its own task only.
LATER = timedelta(hours=1)


def told(**which: Any) -> int:
    return Pemberitahuan.objects.filter(**which).count()


def indebted(task: str, key: int, *, due: timedelta = LATER) -> None:
    """Let a task be owed for a row: without that it does nothing."""
    Utang.objects.update_or_create(
        task=task, key=key, defaults={"due_at": timezone.now() + due, "tries": 0}
    )


@contextmanager
def unserved() -> Iterator[None]:
    """Let what is asked of a worker in between reach none."""
    conf = current_app.conf
    conf.task_always_eager, conf.broker_url = False, "memory://"
    try:
        yield
    finally:
        conf.task_always_eager = True


def owed(pengguna: Pengguna) -> Pemberitahuan:
    """Return a message whose mail nobody has sent yet."""
    notify([pengguna], judul="Ada kabar")
    pesan = Pemberitahuan.objects.get(pengguna=pengguna)
    later = timezone.now() + timedelta(hours=1)
    Kiriman.objects.filter(pesan=pesan).update(sent_at=None, due_at=later)
    return pesan
