"""Wording the ready texts otherwise, while the message is still in its writers' hands."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from diseminasi.locking import lock_info, record_info, require
from diseminasi.models import BISA_DIUBAH, InfoPemerintah, TeksInfo
from diseminasi.permissions import can_edit_info
from diseminasi.texts import basis_of, made_texts


@transaction.atomic
def word_texts(info: InfoPemerintah, *, by: Any, teks: dict[str, str]) -> None:
    """Keep the texts that differ from what the portal makes; an empty one is the portal's."""
    info = lock_info(info, states=BISA_DIUBAH)
    require(can_edit_info, by, info)
    made, basis = made_texts(info), basis_of(info)
    kept = {form: words for form, words in teks.items() if words and words != made[form]}
    info.daftar_teks.exclude(bentuk__in=kept).delete()
    for form, words in kept.items():
        TeksInfo.objects.update_or_create(
            info=info, bentuk=form, defaults={"isi": words, "dasar": basis}
        )
    record_info(info, "word_texts", by=by)
