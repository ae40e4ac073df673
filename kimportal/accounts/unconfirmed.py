"""Accounts that somebody began and whose e-mail address nobody ever confirmed."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from kimportal.accounts.models import Pengguna, Persetujuan

# /privasi/ promises it.
DAYS = 30
# What signing up itself makes; anything else that points to the account keeps it.
_OWN = (EmailAddress, Persetujuan, UserSession)


def clear_unconfirmed() -> int:
    """Delete accounts that waited 30 days for a confirmation and that nothing hangs on.

    The address may be somebody else's, mistyped, and is free again. Returns how many went.
    """
    return sum(_clear(pk) for pk in _waiting().values_list("pk", flat=True))


def _waiting() -> QuerySet[Pengguna]:
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    return Pengguna.objects.filter(
        Exists(addresses.filter(verified=False)),
        ~Exists(addresses.filter(verified=True)),
        created_at__lt=timezone.now() - datetime.timedelta(days=DAYS),
        last_login=None,
        telepon=None,
        is_staff=False,
    )


@transaction.atomic
def _clear(pk: int) -> bool:
    # Confirmed in this very moment, it is no longer among those who wait.
    row = _waiting().select_for_update().filter(pk=pk).first()
    if row is None or _hangs_on(row):
        return False
    row.daftar_persetujuan.all().delete()
    row.delete()
    return True


def _hangs_on(pengguna: Pengguna) -> bool:
    """Tell whether a row of any room points to the account, besides those of signing up."""
    fields: list[Any] = pengguna._meta.get_fields(include_hidden=True)
    return any(
        field.related_model._base_manager.filter(**{field.field.name: pengguna}).exists()
        for field in fields
        if (field.one_to_many or field.one_to_one)
        and field.auto_created
        and field.related_model not in _OWN
    )
