"""Sets of questions, with what is public built in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce


class PertanyaanQuerySet(models.QuerySet[Any]):
    """Questions; chainable. Public pages start from `published`."""

    def published(self) -> PertanyaanQuerySet:
        """Keep those that everyone reads, with their answer."""
        return self.filter(status="published")

    def waiting(self) -> PertanyaanQuerySet:
        return self.filter(status="asked")

    def with_others(self) -> PertanyaanQuerySet:
        """Add how many other questions were merged into each (`lain`)."""
        merged = (
            self.model.objects.filter(utama=models.OuterRef("pk"))
            .order_by()
            .values("utama")
            .annotate(jumlah=models.Count("pk"))
            .values("jumlah")
        )
        return self.annotate(lain=Coalesce(models.Subquery(merged), models.Value(0)))
