"""How far a long check or import has come. Kept in the cache: it is told, and then forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Kemajuan:
    selesai: int
    dari: int


def note(pk: int, selesai: int, dari: int) -> None:
    cache.set(_key(pk), (selesai, dari), 600)


def read(pk: int) -> Kemajuan | None:
    known = cache.get(_key(pk))
    return Kemajuan(*known) if known else None


def _key(pk: int) -> str:
    return f"register-{pk}"
