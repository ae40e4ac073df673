"""Filters of the admin's list of KIM: what an officer looks after."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from komunitas.reminders import ending_sk


class KeaktifanFilter(admin.SimpleListFilter):
    """By whether a public KIM published anything lately."""

    title = "keaktifan"
    parameter_name = "keaktifan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = settings.KIM_HARI_AKTIF
        return [
            ("aktif", f"Aktif ({days} hari terakhir)"),
            ("tidak", f"Tidak aktif (tanpa kabar {days} hari)"),
        ]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("aktif", "tidak"):
            return rows
        return rows.filter(status="verified").aktif(self.value() == "aktif")  # type: ignore[attr-defined]


class SkBerakhirFilter(admin.SimpleListFilter):
    """By whether the newest SK is about to end."""

    title = "masa SK"
    parameter_name = "sk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("berakhir", "SK segera berakhir (90 hari)")]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "berakhir":
            return rows
        return rows.filter(pk__in=ending_sk(timezone.localdate()).values("kim"))
