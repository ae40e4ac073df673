"""Template filters about accounts (registered as builtins)."""

import re

from django import template

from kimportal.accounts.phones import spoken_phone

register = template.Library()

# The first that fits counts: most browsers name others as well.
_BROWSERS = (
    ("Opera Mini", r"Opera Mini"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser"),
    ("UC Browser", r"UCBrowser"),
    ("Edge", r"Edg/"),
    ("Firefox", r"Firefox/|FxiOS"),
    ("Chrome", r"Chrome/|CriOS"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh"),
    ("Linux", r"Linux"),
)


@register.filter
def telepon(nomor: str | None) -> str:
    """Write a kept number as people do: 628123456789 -> 0812 3456 789."""
    return spoken_phone(nomor)


@register.filter
def peramban(user_agent: str) -> str:
    """Name browser and device in a few words."""
    names = [_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)]
    return " di ".join(name for name in names if name) or "Peramban lain"


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, text)), "")
