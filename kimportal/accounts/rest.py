"""An account at rest: its person withdrew consent, and may come back by signing in.

At rest is more than switched off: nobody can sign in, nothing is sent and no role counts
(`is_active`), but whoever has the right password is offered to agree anew (`adapter`).
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kimportal.accounts.consent import give_consent, withdraw_consent
from kimportal.accounts.models import Pengguna
from kimportal.accounts.suspension import end_sessions
from kimportal.transitions import TransitionError


@transaction.atomic
def rest_account(*, by: Pengguna) -> Pengguna:
    """Withdraw every consent of `by` and put the own account to rest; a second time is nothing."""
    row = Pengguna.objects.select_for_update().get(pk=by.pk)
    if row.rested_at is None:
        withdraw_consent(by=row)
        row.is_active, row.rested_at = False, timezone.now()
        row.save(update_fields=["is_active", "rested_at"])
        end_sessions(row)
    return row


@transaction.atomic
def wake_account(*, by: Pengguna) -> Pengguna:
    """Take the account of `by` back into use, with a new consent.

    Raises TransitionError for accounts that others switched off, or that were emptied.
    """
    row = Pengguna.objects.select_for_update().get(pk=by.pk)
    if row.rested_at is None or row.suspended_at is not None:
        raise TransitionError("Akun ini tidak sedang beristirahat. Hubungi pengelola.")
    row.is_active, row.rested_at = True, None
    row.save(update_fields=["is_active", "rested_at"])
    give_consent(by=row)
    return row
