"""Cek Hoaks in the officers' admin."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Case, Count, F, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from diseminasi.hoaks import desk, verdicts
from diseminasi.hoaks.permissions import can_check_isu, is_public
from diseminasi.hoaks.scope import isu_mergeable_into_by, isu_on_desk_of
from diseminasi.hoaks.similar import similar_rumours
from diseminasi.models import Isu, KirimanIsu, StatusIsu
from kimportal.template_tags import alamat_lengkap, waktu
from kimportal.whatsapp import whatsapp_button
from komunitas.officer_admin import Keputusan, OfficerAdmin, overdue

ROUTES: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
    ("<int:pk>/tampilkan/", desk.show, "show"),
    ("<int:pk>/putusan/", desk.decide, "verdict"),
    ("<int:pk>/ralat/", desk.correct, "correct"),
    ("<int:pk>/mirip/", desk.similar, "similar"),
    ("<int:pk>/sebarkan/", desk.spread, "spread"),
    ("<int:pk>/gambar/<int:kiriman>/", desk.photo, "photo"),
]
# The steps that have a page of their own, by what the change page calls them.
LANGKAH_LANJUT = {
    "boleh_tampil": "start_check",
    "boleh_putus": "decide_isu",
    "boleh_ralat": "correct_isu",
    "boleh_gabung": "merge_isu",
}


def _keputusan(verb: str, label: str, **options: Any) -> Keputusan:
    run, dari = getattr(verdicts, verb), verdicts.LANGKAH[verb][0]
    return Keputusan(verb, label, run, dari, perlu_alasan=True, **options)


class TenggatFilter(admin.SimpleListFilter):
    """What should show in public already."""

    title = "tenggat"
    parameter_name = "tenggat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("lewat", "Lewat tenggat"), ("belum", "Belum lewat")]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        late = Q(status=StatusIsu.RECEIVED, due_at__lt=timezone.now())
        if self.value() == "lewat":
            return rows.filter(late)
        return rows.exclude(late) if self.value() == "belum" else rows


@admin.register(Isu)
class IsuAdmin(OfficerAdmin):
    """Rumours of the own region: those nobody has shown yet on top, the oldest first."""

    change_form_template = "admin/diseminasi/isu/change_form.html"
    list_display = ["nomor", "ringkas", "beredar", "tenggat", "kiriman", "status", "putusan"]
    list_display_links = ["nomor"]
    list_filter = [TenggatFilter, "status", "putusan"]
    search_fields = ["klaim", "bunyi", "=pk"]
    list_select_related = ["wilayah"]
    fields = (
        ("nomor", "status", "putusan"),
        ("beredar", "tenggat"),
        "kiriman_warga",
        "kontak_pengirim",
        "klaim",
        "bunyi",
        "penjelasan",
        "sumber",
        "instansi",
        ("pemutus", "gabung_ke"),
        "catatan",
    )
    readonly_fields = [
        *("nomor", "status", "putusan", "beredar", "tenggat", "kiriman_warga", "klaim"),
        "kontak_pengirim",
        *("bunyi", "penjelasan", "sumber", "instansi", "pemutus", "gabung_ke", "catatan"),
    ]
    daftar_keputusan = (
        _keputusan("dismiss_isu", "Tidak diperiksa"),
        _keputusan("withdraw_isu", "Tarik dari halaman publik", berbahaya=True),
    )
    bantuan_alasan = (
        "Wajib. “Tidak diperiksa”: pengirimnya membaca. “Tarik”: tampil untuk semua orang."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Isu]:
        turn = Case(
            When(status=StatusIsu.RECEIVED, then=0),
            When(status=StatusIsu.CHECKING, then=1),
            default=2,
        )
        sent = Count("daftar_kiriman", distinct=True)
        merged = Count("daftar_gabungan__daftar_kiriman", distinct=True)
        is_open = Q(status__in=(StatusIsu.RECEIVED, StatusIsu.CHECKING))
        since = Case(When(is_open, then=F("created_at")))
        rows = super().get_queryset(request)
        return rows.annotate(jumlah=sent + merged, giliran=turn, sejak=since)

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """What waits comes first, the oldest on top; of what is done, the newest."""
        return ["giliran", "sejak", "-updated_at", "-pk"]

    def visible_rows(self, user: Any) -> QuerySet[Isu]:
        return isu_on_desk_of(user).defer("cari")

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_check_isu(user, obj)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(route, self.admin_site.admin_view(view), name=f"diseminasi_isu_{name}")
            for route, view, name in ROUTES
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        isu = self.get_object(request, object_id)
        may = can_check_isu(request.user, isu)
        extra: dict[str, Any] = {
            name: may and isu.status in verdicts.LANGKAH[verb][0]
            for name, verb in LANGKAH_LANJUT.items()
        }
        extra["is_tampil"] = is_public(isu)
        if extra["boleh_gabung"]:
            among = isu_mergeable_into_by(request.user).exclude(pk=isu.pk)
            extra["jumlah_mirip"] = len(similar_rumours(isu.teks_banding, among))
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the senders' contacts from those who do not decide."""
        if obj is None or can_check_isu(request.user, obj):
            return self.fields
        return [name for name in self.fields if name != "kontak_pengirim"]

    @admin.display(description="Nomor", ordering="pk")
    def nomor(self, isu: Isu) -> str:
        return isu.nomor

    @admin.display(description="Isu")
    def ringkas(self, isu: Isu) -> str:
        return Truncator(isu.klaim or isu.bunyi or "(gambar atau tautan)").chars(80)

    @admin.display(description="Beredar di", ordering="wilayah")
    def beredar(self, isu: Isu) -> str:
        return isu.tempat

    @admin.display(description="Tampil paling lambat", ordering="due_at")
    def tenggat(self, isu: Isu) -> SafeString | str:
        """Show how much of the day is left, as long as nobody outside knows of it."""
        if isu.status != StatusIsu.RECEIVED:
            return waktu(isu.due_at, isu.zona)
        text = waktu(isu.due_at, isu.zona)
        if isu.is_lewat:
            return overdue(text)
        hours = math.ceil((isu.due_at - timezone.now()) / timedelta(hours=1))
        return f"{text} ({hours} jam lagi)"

    @admin.display(description="Kiriman", ordering="jumlah")
    def kiriman(self, isu: Any) -> int:
        return int(isu.jumlah)

    @admin.display(description="Kiriman warga")
    def kiriman_warga(self, isu: Isu) -> SafeString:
        rows = isu.daftar_kiriman.select_related("foto")
        teks = render_to_string("diseminasi/hoaks/_kiriman.html", {"isu": isu, "daftar": rows})
        return mark_safe(teks)  # noqa: S308 a template

    @admin.display(description="Kontak pengirim")
    def kontak_pengirim(self, isu: Isu) -> SafeString | str:
        """Show the contacts; those with a telephone are told by a WhatsApp message."""
        kiriman = isu.daftar_kiriman.exclude(kontak="")
        rows = [(row.kontak, _wa(row)) for row in kiriman]
        return format_html_join(mark_safe("<br>"), "{} {}", rows) or "–"


def _wa(kiriman: KirimanIsu) -> SafeString | str:
    if "@" in kiriman.kontak:
        return ""
    pesan = (
        f"Isu yang Anda kirim ke Cek Hoaks {settings.KIM_NAMA_SITUS}: "
        f"{kiriman.isu.keadaan.lower()}. Baca di {alamat_lengkap(kiriman.alamat_tiket)}"
    )
    return whatsapp_button(kiriman.kontak, pesan, "Kirim lewat WhatsApp")
