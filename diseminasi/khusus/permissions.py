"""Who answers for a KIM. The twin as a set is in `diseminasi.khusus.scope`."""

from __future__ import annotations

from typing import Any

from komunitas.models import Kim
from komunitas.permissions import is_pengurus


def can_respond_for(user: Any, kim: Kim) -> bool:
    """Whoever may speak for a public KIM."""
    return kim.is_public and is_pengurus(user, kim)
