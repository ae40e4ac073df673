"""Posts and appeals in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from kegiatan import appeals
from kegiatan.models import Keberatan, Naskah, StatusKeberatan
from kegiatan.permissions import can_decide_keberatan
from kegiatan.review import admin as review_admin
from kegiatan.scope import KIM_WILAYAH, keberatan_visible_to
from kimportal.template_tags import tanggal, waktu
from kimportal.working_days import age_in_working_days
from komunitas.officer_admin import Keputusan, OfficerAdmin, overdue
from komunitas.permissions import officer_codes
from komunitas.scope import within

# The admin's discovery imports this module alone.
__all__ = ["review_admin"]


def _keputusan(verb: str, label: str) -> Keputusan:
    return Keputusan(
        verb, label, getattr(appeals, verb), appeals.LANGKAH[verb][0], perlu_alasan=True
    )


@admin.register(Keberatan)
class KeberatanAdmin(OfficerAdmin):
    """Appeals of the region; those due first stand on top."""

    list_display = ["kabar", "kim", "atas", "status", "tenggat", "umur", "pemutus_pertama"]
    list_filter = ["status", "atas"]
    search_fields = ["naskah__judul", "naskah__kegiatan__kim__nama_cari"]
    list_select_related = ["naskah__kegiatan__kim__wilayah", "pemutus_awal"]
    fields = (
        "teks",
        "pengaju",
        ("status", "tenggat"),
        ("atas", "pemutus_pertama"),
        "alasan_awal",
        "pratinjau",
        "jawaban",
        "pemutus",
    )
    readonly_fields = [
        *("teks", "pengaju", "status", "tenggat", "atas", "pemutus_pertama"),
        *("alasan_awal", "pratinjau", "jawaban", "pemutus"),
    ]
    daftar_keputusan = (
        _keputusan("accept_appeal", "Kabulkan"),
        _keputusan("dismiss_appeal", "Tidak dikabulkan"),
    )
    label_alasan = "Jawaban"
    bantuan_alasan = "Wajib. Penulis dan pengurus membacanya, begitu pula pemutus pertama."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Keberatan]:
        is_done = Case(When(status=StatusKeberatan.OPEN, then=0), default=1)
        return super().get_queryset(request).order_by(is_done, "due_at", "pk")

    def visible_rows(self, user: Any) -> QuerySet[Keberatan]:
        return keberatan_visible_to(user).filter(
            within(officer_codes(user), f"naskah__{KIM_WILAYAH}")
        )

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_decide_keberatan(user, obj)

    @admin.display(description="Kabar")
    def kabar(self, keberatan: Keberatan) -> str:
        return str(keberatan.naskah)

    @admin.display(description="KIM")
    def kim(self, keberatan: Keberatan) -> str:
        return keberatan.naskah.kegiatan.kim.nama

    @admin.display(description="Diajukan oleh")
    def pengaju(self, keberatan: Keberatan) -> str:
        zona = keberatan.naskah.kegiatan.kim.wilayah.zona
        return f"{keberatan.pemohon}, {waktu(keberatan.submitted_at, zona)}"

    @admin.display(description="Pemutus pertama", ordering="pemutus_awal__nama")
    def pemutus_pertama(self, keberatan: Keberatan) -> str:
        return str(keberatan.pemutus_awal or "Portal")

    @admin.display(description="Dijawab oleh")
    def pemutus(self, keberatan: Keberatan) -> str:
        if keberatan.decided_by is None:
            return "–"
        zona = keberatan.naskah.kegiatan.kim.wilayah.zona
        return f"{keberatan.decided_by}, {waktu(keberatan.decided_at, zona)}"

    @admin.display(description="Alasan pemutus pertama")
    def alasan_awal(self, keberatan: Keberatan) -> str:
        return keberatan.naskah.catatan or "–"

    @admin.display(description="Dijawab paling lambat", ordering="due_at")
    def tenggat(self, keberatan: Keberatan) -> SafeString | str:
        day = tanggal(keberatan.due_at, keberatan.naskah.kegiatan.kim.wilayah.zona)
        is_late = keberatan.status == StatusKeberatan.OPEN and keberatan.due_at < timezone.now()
        return overdue(day) if is_late else day

    @admin.display(description="Umur (hari kerja)")
    def umur(self, keberatan: Keberatan) -> int:
        zona = keberatan.naskah.kegiatan.kim.wilayah.zona
        return age_in_working_days(keberatan.submitted_at, zona=zona, now=keberatan.decided_at)

    @admin.display(description="Kabar yang diputuskan")
    def pratinjau(self, keberatan: Keberatan) -> SafeString:
        return preview(keberatan.naskah)


def preview(naskah: Naskah) -> SafeString:
    """Show a version as the public will see it, photos from the private store."""
    konteks = {"naskah": naskah, "daftar_foto": naskah.daftar_foto.select_related("foto")}
    return mark_safe(render_to_string("kegiatan/_pratinjau.html", konteks))  # noqa: S308
