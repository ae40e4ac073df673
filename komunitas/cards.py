"""Cards of KIM, each drawn once for every version of what it shows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from kimportal.fragments import kept_rows
from komunitas.models import Kim
from komunitas.querysets import KimQuerySet

KIM = "includes/_kim_card.html"


def draw_cards(rows: KimQuerySet, **options: Any) -> dict[int, SafeString]:
    """Return the cards of `rows` by their key, in their order, in one query where all are at hand.

    `options` are those of the template, such as `h`.
    """
    since = timezone.now() - timedelta(days=settings.KIM_HARI_AKTIF)
    links = Kim.bidang.through.objects.filter(kim=OuterRef("pk")).order_by("pk")
    shown = ("updated_at", "logo__is_public", ArraySubquery(links.values("bidang")))
    versions = {
        pk: (KIM, options, last, last is not None and last >= since, *others)
        for pk, last, *others in rows.values_list("pk", "last_activity_at", *shown)
    }

    def draw(missing: Collection[int]) -> dict[int, str]:
        found = Kim.objects.filter(pk__in=missing).for_cards()
        return {row.pk: render_to_string(KIM, {"kim": row} | options) for row in found}

    return kept_rows(versions, draw)
