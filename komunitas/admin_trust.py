"""The trust in KIM, given and taken back by the region's admins."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from kimportal.template_tags import waktu
from komunitas import trust
from komunitas.models import Kepercayaan, KepercayaanKim
from komunitas.officer_admin import Keputusan, OfficerAdmin
from komunitas.permissions import can_verify_kim, officer_codes
from komunitas.scope import within

VERIFIED = ("verified",)


class KeadaanFilter(admin.SimpleListFilter):
    """Keep those that are trusted, that lost it, or about which nothing was decided."""

    title = "kepercayaan"
    parameter_name = "kepercayaan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ya", "Dipercaya"), ("dicabut", "Dicabut"), ("belum", "Belum")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        conditions: dict[str | None, dict[str, Any]] = {
            "ya": {"kepercayaan__dipercaya": True},
            "dicabut": {"kepercayaan__dipercaya": False},
            "belum": {"kepercayaan": None},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


@admin.register(KepercayaanKim)
class KepercayaanKimAdmin(OfficerAdmin):
    """Which KIM publish first, why, and who decided so."""

    list_display = ["nama", "wilayah", "keadaan", "sejak", "oleh"]
    list_filter = [KeadaanFilter]
    search_fields = ["nama_cari", "nomor", "wilayah__nama"]
    list_select_related = ["wilayah", "kepercayaan__oleh"]
    fields = ("nama", "wilayah", "keadaan", "alasan", "sejak", "oleh")
    readonly_fields = fields
    daftar_keputusan = (
        Keputusan("give_trust", "Beri kepercayaan", trust.give_trust, VERIFIED, perlu_alasan=True),
        Keputusan(
            "take_back_trust",
            "Cabut kepercayaan",
            trust.take_back_trust,
            VERIFIED,
            perlu_alasan=True,
            berbahaya=True,
        ),
    )
    bantuan_alasan = "Wajib. Pengurus KIM membacanya."

    def visible_rows(self, user: Any) -> QuerySet[KepercayaanKim]:
        return KepercayaanKim.objects.filter(
            within(officer_codes(user)), status="verified"
        ).select_related("wilayah", "kepercayaan__oleh")

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_verify_kim(user, obj)

    def possible(self, request: HttpRequest, obj: Any) -> list[Keputusan]:
        known = _of(obj)
        offered = super().possible(request, obj)
        done = None if known is None else known.dipercaya
        return [k for k in offered if (k.verb == "give_trust") is not done]

    @admin.display(description="Keadaan", ordering="kepercayaan__dipercaya")
    def keadaan(self, kim: KepercayaanKim) -> str:
        return str(_of(kim) or "Belum: kabar pertamanya diperiksa dulu")

    @admin.display(description="Alasan")
    def alasan(self, kim: KepercayaanKim) -> str:
        known = _of(kim)
        return known.alasan if known else "–"

    @admin.display(description="Sejak", ordering="kepercayaan__changed_at")
    def sejak(self, kim: KepercayaanKim) -> str:
        known = _of(kim)
        return waktu(known.changed_at, kim.wilayah.zona) if known else "–"

    @admin.display(description="Oleh")
    def oleh(self, kim: KepercayaanKim) -> str:
        known = _of(kim)
        return str(known.oleh or "Portal") if known else "–"


def _of(kim: Any) -> Kepercayaan | None:
    return getattr(kim, "kepercayaan", None)
