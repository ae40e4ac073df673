"""Knowing whether demo data are loaded: every page must say so, production must refuse."""

from django.core.cache import cache

from kimportal.accounts.models import Pengguna

DEMO_DOMAIN = "@demo.kim"
_KEY = "demo-loaded"


def demo_accounts_exist() -> bool:
    """Ask the database for an account of the demo cast (one index look-up)."""
    return Pengguna.objects.filter(email=f"admin{DEMO_DOMAIN}").exists()


def demo_loaded() -> bool:
    """Answer like `demo_accounts_exist`, remembered for a minute."""
    return bool(cache.get_or_set(_KEY, demo_accounts_exist, 60))


def forget_demo_state() -> None:
    """Make the next page ask again; called after demo data were loaded or removed."""
    cache.delete(_KEY)
