"""Messages and verdicts that were taken back leave the page cache too."""

from __future__ import annotations

from django.urls import reverse

from diseminasi.models import InfoPemerintah, Isu, StatusVersi, VersiBahasa
from kimportal.freshness.forgetting import forget_pages


def forget_info(info: InfoPemerintah) -> None:
    """Have what is kept of a message and of its versions forgotten after commit."""
    forget_pages(info.get_absolute_url(), reverse("info:card", args=[info.pk, info.slug]))
    for versi in VersiBahasa.objects.filter(info=info, status=StatusVersi.PUBLISHED):
        versi.info = info
        forget_version(versi)


def forget_version(versi: VersiBahasa) -> None:
    """Have page, card and notice of a version forgotten after commit."""
    args = [versi.info_id, versi.info.slug, versi.bahasa]
    forget_pages(
        versi.get_absolute_url(),
        reverse("info:language_card", args=args),
        reverse("info:language_notice", args=args),
    )


def forget_isu(isu: Isu) -> None:
    """Have page and card of a rumour forgotten after commit; one never shown has neither."""
    if isu.slug:
        card = reverse("hoaks:card", args=[isu.pk, isu.slug])
        forget_pages(isu.get_absolute_url(), card)
