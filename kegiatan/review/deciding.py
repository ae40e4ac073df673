"""A decision taken on the review page, with the list gone through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from kegiatan.models import Naskah, Pemeriksaan


@transaction.atomic
def decide(
    naskah: Naskah,
    *,
    run: Callable[..., Any],
    verb: str,
    by: Any,
    butir: list[str] | None = None,
    **typed: Any,
) -> Any:
    """Take a decision through its door `run`, and keep the ticked items beside it.

    Without `butir`, as in decisions on many at once, nothing is kept.
    """
    done = run(naskah, by=by, **typed)
    if butir is not None:
        Pemeriksaan.objects.create(naskah=naskah, oleh=by, keputusan=verb, butir=butir)
    return done
