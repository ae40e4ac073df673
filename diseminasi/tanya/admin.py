"""Questions of KIM in the officers' admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Case, F, QuerySet, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from diseminasi.models import PertanyaanInfo, StatusPertanyaan
from diseminasi.tanya import desk, questions
from diseminasi.tanya.permissions import can_answer_question
from diseminasi.tanya.scope import questions_on_desk_of
from diseminasi.tanya.similar import similar_questions
from kimportal.template_tags import waktu
from komunitas.officer_admin import Keputusan, OfficerAdmin

ROUTES: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
    ("<int:pk>/jawab/", desk.answer, "answer"),
    ("<int:pk>/ralat/", desk.correct, "correct"),
    ("<int:pk>/tampilkan/", desk.publish, "publish"),
    ("<int:pk>/mirip/", desk.similar, "similar"),
]
# The steps that have a page of their own, by what the change page calls them.
LANGKAH_LANJUT = {
    "boleh_jawab": "answer_question",
    "boleh_ralat": "correct_answer",
    "boleh_tampil": "publish_question",
    "boleh_gabung": "merge_question",
}


def _keputusan(verb: str, label: str, **options: Any) -> Keputusan:
    return Keputusan(verb, label, getattr(questions, verb), questions.LANGKAH[verb], **options)


class GabunganFilter(admin.SimpleListFilter):
    """Questions that several KIM asked, and those of one alone."""

    title = "jumlah KIM"
    parameter_name = "kim"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("banyak", "Ditanyakan beberapa KIM"), ("satu", "Ditanyakan satu KIM")]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "banyak":
            return rows.filter(lain__gt=0)
        return rows.filter(lain=0, utama=None) if self.value() == "satu" else rows


@admin.register(PertanyaanInfo)
class PertanyaanInfoAdmin(OfficerAdmin):
    """Questions about the own region's messages: those that wait on top, the oldest first."""

    change_form_template = "admin/diseminasi/pertanyaaninfo/change_form.html"
    list_display = [
        "nomor",
        "ringkas",
        "judul_info",
        "nama_kim",
        "desa",
        "penanya_lain",
        "status",
        "masuk",
    ]
    list_display_links = ["nomor"]
    list_filter = ["status", GabunganFilter, "info__urgensi"]
    search_fields = ["teks", "info__judul", "kim__nama", "wilayah__nama_lengkap", "=pk"]
    list_select_related = ["info__wilayah", "kim", "wilayah"]
    fields = (
        ("nomor", "status", "masuk"),
        "tentang",
        ("nama_kim", "desa"),
        "teks",
        "jawaban_kim",
        "teks_publik",
        "utama",
        "gabungan",
    )
    readonly_fields = [
        *("nomor", "status", "masuk", "tentang", "nama_kim", "desa", "teks", "jawaban_kim"),
        *("teks_publik", "utama", "gabungan"),
    ]
    daftar_keputusan = (
        _keputusan("split_question", "Batalkan penggabungan"),
        _keputusan("hide_question", "Sembunyikan dari umum", perlu_alasan=True, berbahaya=True),
    )
    bantuan_alasan = "Wajib untuk menyembunyikan. Tercatat di jejak audit."

    def get_queryset(self, request: HttpRequest) -> QuerySet[PertanyaanInfo]:
        turn = Case(When(status=StatusPertanyaan.ASKED, then=0), default=1)
        since = Case(When(status=StatusPertanyaan.ASKED, then=F("created_at")))
        rows: Any = super().get_queryset(request)
        return rows.with_others().annotate(giliran=turn, sejak=since)

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["giliran", "sejak", "-created_at", "-pk"]

    def visible_rows(self, user: Any) -> QuerySet[PertanyaanInfo]:
        return questions_on_desk_of(user)

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_answer_question(user, obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Let a message's page lead to its own questions."""
        is_info = lookup == "info__id__exact"
        return is_info or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(route, self.admin_site.admin_view(view), name=f"diseminasi_pertanyaaninfo_{name}")
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
        pertanyaan = self.get_object(request, object_id)
        may = can_answer_question(request.user, pertanyaan)
        extra: dict[str, Any] = {
            name: may and pertanyaan.status in questions.LANGKAH[verb]
            for name, verb in LANGKAH_LANJUT.items()
        }
        extra["boleh_tampil"] = extra["boleh_tampil"] and not pertanyaan.info.is_khusus
        if extra["boleh_gabung"]:
            extra["jumlah_mirip"] = len(similar_questions(pertanyaan))
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    @admin.display(description="Nomor", ordering="pk")
    def nomor(self, pertanyaan: PertanyaanInfo) -> str:
        return pertanyaan.nomor

    @admin.display(description="Pertanyaan")
    def ringkas(self, pertanyaan: PertanyaanInfo) -> str:
        return Truncator(pertanyaan.teks).chars(100)

    @admin.display(description="Info", ordering="info__judul")
    def judul_info(self, pertanyaan: PertanyaanInfo) -> str:
        return Truncator(pertanyaan.info.judul).chars(60)

    @admin.display(description="Info")
    def tentang(self, pertanyaan: PertanyaanInfo) -> SafeString:
        address = reverse("admin:diseminasi_infopemerintah_change", args=[pertanyaan.info_id])
        return format_html('<a href="{}">{}</a>', address, pertanyaan.info)

    @admin.display(description="KIM", ordering="kim__nama")
    def nama_kim(self, pertanyaan: PertanyaanInfo) -> str:
        return pertanyaan.kim.nama

    @admin.display(description="Desa/kelurahan", ordering="wilayah")
    def desa(self, pertanyaan: PertanyaanInfo) -> str:
        return pertanyaan.wilayah.nama_singkat

    @admin.display(description="KIM lain", ordering="lain")
    def penanya_lain(self, pertanyaan: Any) -> str:
        return f"+{pertanyaan.lain}" if pertanyaan.lain else "–"

    @admin.display(description="Masuk", ordering="created_at")
    def masuk(self, pertanyaan: PertanyaanInfo) -> str:
        return waktu(pertanyaan.created_at, pertanyaan.info.zona)

    @admin.display(description="Jawaban")
    def jawaban_kim(self, pertanyaan: PertanyaanInfo) -> SafeString:
        asked = pertanyaan.utama or pertanyaan
        konteks = {
            "daftar": asked.daftar_jawaban.select_related("oleh").order_by("-nomor"),
            "zona": pertanyaan.info.zona,
        }
        return mark_safe(render_to_string("diseminasi/tanya/_jawaban.html", konteks))  # noqa: S308

    @admin.display(description="Ditanyakan juga oleh")
    def gabungan(self, pertanyaan: PertanyaanInfo) -> SafeString:
        rows = pertanyaan.daftar_gabungan.select_related("kim", "wilayah")
        konteks = {"daftar": rows.order_by("wilayah", "pk")}
        return mark_safe(render_to_string("diseminasi/tanya/_gabungan.html", konteks))  # noqa: S308
