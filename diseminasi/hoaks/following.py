"""The correction follows the hoax: a verdict travels through KIM as an Info Pemerintah.

So KIM relay it as they relay any message, its reach is measured, and when the verdict is
corrected or withdrawn, so is the message, which asks everyone who relayed it to relay that too.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from diseminasi.hoaks.permissions import can_check_isu
from diseminasi.hoaks.texts import message_fields
from diseminasi.models import TERBIT, InfoPemerintah, Isu, Urgensi
from diseminasi.release import correct_info, withdraw_info
from diseminasi.writing import start_info
from kimportal.template_tags import alamat_lengkap
from kimportal.transitions import NotAllowed, TransitionError


@transaction.atomic
def spread_verdict(isu: Isu, *, by: Any) -> InfoPemerintah:
    """Begin the message that carries a verdict; a draft that is there already is that message."""
    isu = Isu.objects.select_for_update(of=("self",)).select_related("wilayah").get(pk=isu.pk)
    if not can_check_isu(by, isu):
        raise NotAllowed
    if not isu.is_diputuskan:
        raise TransitionError("Isu ini belum ada putusannya.")
    if existing := isu.daftar_info.exclude(status="withdrawn").order_by("-pk").first():
        return existing
    return start_info(
        by=by,
        wilayah=isu.wilayah,
        bidang=[],
        isu=isu,
        urgensi=Urgensi.PENTING,
        alamat_sumber=alamat_lengkap(isu.get_absolute_url()),
        **message_fields(isu),
    )


def correct_messages(isu: Isu, *, by: Any, reason: str) -> None:
    """Correct the messages that are out with the old verdict."""
    for info in isu.daftar_info.filter(status__in=TERBIT):
        correct_info(info, by=by, reason=reason, changes=message_fields(isu))


def withdraw_messages(isu: Isu, *, by: Any, reason: str) -> None:
    """Withdraw the messages that are out with a verdict that holds no longer."""
    for info in isu.daftar_info.filter(status__in=TERBIT):
        withdraw_info(info, by=by, reason=reason)
