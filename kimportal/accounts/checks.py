"""System checks of the accounts: the demo cast must never exist in production."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from kimportal.accounts.demo import demo_accounts_exist


@register(Tags.database)
def check_no_demo_accounts(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse a production database in which the demo accounts exist (`check --database`)."""
    production = settings.SETTINGS_MODULE.endswith(".production")
    if not databases or not production or not demo_accounts_exist():
        return []
    return [
        Error(
            "Basis data ini berisi akun contoh (…@demo.kim) yang sandinya diketahui umum.",
            hint="Pakai basis data lain, atau kosongkan dengan `make reset`.",
            id="accounts.E001",
        )
    ]
