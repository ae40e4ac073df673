"""Review of posts in the admin: the list, the page of one version, decisions."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from kegiatan import best_practice, moderation
from kegiatan.models import Naskah
from kegiatan.permissions import can_moderate_naskah
from kegiatan.review.checklist import compose_reason, ticked
from kegiatan.review.deciding import decide
from kegiatan.review.page import is_waiting, review_context
from kegiatan.scope import naskah_on_desk_of
from kegiatan.titip_admin import TitipUnggah
from kimportal.keys import read_key
from kimportal.transitions import ReasonError
from komunitas.officer_admin import MAX_ALASAN, Keputusan, OfficerAdmin, moment
from komunitas.permissions import remember_assignments

PRAKTIK = ("mark_praktik", "unmark_praktik")


def _keputusan(verb: str, label: str, **options: Any) -> Keputusan:
    door = getattr(best_practice if verb in PRAKTIK else moderation, verb)
    states = ("published",) if verb in PRAKTIK else moderation.LANGKAH[verb][0]
    return Keputusan(verb, label, partial(decide, run=door, verb=verb), states, **options)


class MenungguFilter(admin.SimpleListFilter):
    """Keep what waits for an officer."""

    title = "menunggu"
    parameter_name = "menunggu"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ya", "Menunggu diperiksa"), ("terbit", "Sudah terbit, belum diperiksa")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "ya":
            return queryset.naskah_waiting()  # type: ignore[attr-defined]
        if self.value() == "terbit":
            return queryset.filter(status="published", reviewed_at=None)
        return queryset


@admin.register(Naskah)
class NaskahAdmin(TitipUnggah, OfficerAdmin):
    """Versions of posts that were handed in, newest first."""

    change_form_template = "admin/kegiatan/naskah/change_form.html"
    list_display = ["judul", "kim", "jenis", "wilayah", "status", "diajukan"]
    list_filter = [MenungguFilter, "status", "jenis", "bidang"]
    search_fields = ["judul", "kegiatan__kim__nama_cari"]
    list_select_related = ["kegiatan__kim__wilayah", "wilayah"]
    ordering = ["-submitted_at"]
    # The page has a template of its own.
    fields = ("status",)
    readonly_fields = fields
    daftar_keputusan = (
        _keputusan("approve_kegiatan", "Setujui dan terbitkan"),
        _keputusan("confirm_kegiatan", "Sudah diperiksa, tetap terbit"),
        _keputusan("return_kegiatan", "Minta perbaikan", perlu_alasan=True),
        _keputusan("mark_praktik", "Tandai praktik baik", perlu_alasan=True),
        _keputusan("unmark_praktik", "Lepas tanda praktik baik", perlu_alasan=True),
        _keputusan(
            "reject_kegiatan",
            "Tolak",
            perlu_alasan=True,
            berbahaya=True,
            tanya="Tolak kabar ini? {obj.kegiatan.kim} akan membaca alasannya, dan keputusan ini "
            "tidak bisa dibatalkan.",
        ),
        _keputusan(
            "take_down_kegiatan", "Turunkan", perlu_alasan=True, perlu_dasar=True, berbahaya=True
        ),
    )
    bantuan_alasan = (
        "Wajib, kecuali untuk menyetujui. Pengirim membacanya; alasan praktik baik dibaca semua "
        "orang."
    )

    diajukan = moment("submitted_at", "Diajukan", "kegiatan.kim.wilayah")

    def visible_rows(self, user: Any) -> QuerySet[Naskah]:
        return naskah_on_desk_of(user)

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_moderate_naskah(user, obj)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Naskah:
        """Load a version with what its page shows, once per request."""
        known: Naskah | None = getattr(request, "_naskah", None)
        if known is None and (key := read_key(object_id)):
            rows = self.get_queryset(request).select_related(
                "wilayah",
                "kegiatan__penulis",
                "kegiatan__kim__wilayah",
                "kegiatan__kim__kepercayaan__oleh",
                "kegiatan__praktik_baik__oleh",
                "pakai_ulang_dari__kim",
                "terinspirasi_dari__kim",
            )
            known = rows.defer("cari").filter(pk=key).first()
            request._naskah = known  # type: ignore[attr-defined]
        if known is None:
            raise Http404
        return known

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        remember_assignments(request.user)
        naskah = self.get_object(request, object_id)
        extra = review_context(naskah, request.user, request.POST)
        extra |= {"title": f"Periksa: {naskah}", "subtitle": None, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra)

    def possible(self, request: HttpRequest, obj: Any) -> list[Keputusan]:
        """Offer to confirm what waits, and to mark what was checked and bears no mark yet."""
        waits = is_waiting(obj)
        marked = hasattr(obj.kegiatan, "praktik_baik")
        fits = {
            "confirm_kegiatan": waits,
            "mark_praktik": not (waits or marked) and obj.kegiatan.kim.is_public,
            "unmark_praktik": marked and not waits,
        }
        return [k for k in super().possible(request, obj) if fits.get(k.verb, True)]

    def typed(self, request: HttpRequest, keputusan: Keputusan) -> dict[str, Any]:
        """Add the ready-made reasons, and the ticked items."""
        typed = super().typed(request, keputusan)
        sent = request.POST
        butir = ticked(sent.getlist("butir"))
        if "reason" in typed and keputusan.verb not in PRAKTIK:
            asked = butir if sent.get("belum") and keputusan.verb == "return_kegiatan" else None
            typed["reason"] = compose_reason(
                siap=sent.getlist("siap"), butir=asked, teks=typed["reason"]
            )
            if len(typed["reason"]) > MAX_ALASAN:
                raise ReasonError(f"Paling panjang {MAX_ALASAN} huruf. Pendekkan sedikit.")
        if "dilihat" in sent:
            typed["butir"] = None if keputusan.verb in PRAKTIK else butir
        return typed

    @admin.display(description="KIM")
    def kim(self, naskah: Naskah) -> str:
        return naskah.kegiatan.kim.nama
