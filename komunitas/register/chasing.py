"""Registers whose task was lost with the queue: their state says what they wait for."""

from __future__ import annotations

from django.db import transaction

from komunitas.models import BerkasRegister, StatusRegister
from komunitas.register.handling import enter_register

WAITING = (StatusRegister.CHECKING, StatusRegister.APPLYING)


def chase_registers() -> None:
    """Check and enter what nobody is at; may run twice, beside others."""
    from komunitas.tasks import check_register_task

    for pk, status in _idle():
        if status == StatusRegister.CHECKING:
            check_register_task(pk)
        else:
            enter_register(pk)


def _idle() -> list[tuple[int, str]]:
    """Return the registers that wait and are not locked by a task at work."""
    with transaction.atomic():
        rows = BerkasRegister.objects.select_for_update(skip_locked=True)
        return list(rows.filter(status__in=WAITING).order_by("pk").values_list("pk", "status"))
