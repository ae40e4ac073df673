"""Work of KIM outside the request."""

from typing import Any

from celery import shared_task
from django.db import transaction

from kimportal.notifications.inbox import notify
from komunitas.assignments import follow_ended_terms
from komunitas.register.chasing import chase_registers
from komunitas.register.handling import check_register, enter_register, forget_registers
from komunitas.reminders import remind_of_ending_sk


@shared_task
def remind_sk() -> None:
    """Remind of ending SK; runs daily and may run twice."""
    remind_of_ending_sk()


@shared_task(bind=True)
@transaction.atomic
def check_register_task(self: Any, pk: int) -> None:
    """Check a register; whoever waits elsewhere for the result finds it in the inbox."""
    berkas = check_register(pk)
    if berkas is not None and not self.request.is_eager:
        notify(
            [berkas.pengguna],
            judul=f"Register {berkas.nama_berkas} sudah diperiksa",
            isi=f"{berkas.total} baris. Lihat laporannya, lalu putuskan.",
            url=f"/admin/komunitas/berkasregister/{pk}/",
        )


@shared_task
def enter_register_task(pk: int) -> None:
    """Enter a register; its result goes to the inbox. May run twice."""
    enter_register(pk)


@shared_task
def chase_registers_task() -> None:
    """See to registers whose task was lost with the queue; may run twice."""
    chase_registers()


@shared_task
def forget_registers_task() -> None:
    """Give up registers that nobody decided on; runs daily and may run twice."""
    forget_registers()


@shared_task
def follow_ended_terms_task() -> None:
    """Take the desk from officers whose term ran out; runs daily and may run twice."""
    follow_ended_terms()
