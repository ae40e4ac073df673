"""The audit trail on the desk: read, filtered and exported by the region's admins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from kimportal.audit.models import CatatanAudit
from kimportal.desk.audit_trail import SaringanAudit, describe
from kimportal.desk.audit_words import PERBUATAN
from kimportal.desk.laporan_ekspor import export_trail
from kimportal.desk.models import BentukEkspor
from kimportal.desk.report_choice import INDONESIA, region_choices
from kimportal.desk.scope import catatan_visible_to
from komunitas.permissions import admin_codes, covers
from komunitas.register.views import page

SEHALAMAN = 30
LIST = "admin:audit_catatanaudit_changelist"


class AuditForm(forms.Form):
    """What to look for in the trail; `saringan` once it `is_valid`."""

    wilayah = forms.ChoiceField(label="Wilayah", required=False)
    perbuatan = forms.ChoiceField(label="Perbuatan", required=False)
    pelaku = forms.CharField(label="Pelaku", required=False, max_length=100)
    kim = forms.CharField(label="KIM (nama atau nomor)", required=False, max_length=100)
    dari = forms.DateField(
        label="Dari tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sampai = forms.DateField(
        label="Sampai tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: Any, *, user: Any, kode: str) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.kode = kode
        groups = [(group, list(verbs.items())) for group, verbs in PERBUATAN.items()]
        self.fields["perbuatan"].choices = [("", "Semua"), *groups]  # type: ignore[attr-defined]
        self.fields["wilayah"].choices = region_choices(user, kode)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        dari, sampai = cleaned.get("dari"), cleaned.get("sampai")
        if dari and sampai and sampai < dari:
            self.add_error("sampai", "Tanggal akhir harus sesudah tanggal awal.")
        return cleaned

    @property
    def saringan(self) -> SaringanAudit:
        data = self.cleaned_data
        texts = {name: data[name].replace("\0", "") for name in ("perbuatan", "pelaku", "kim")}
        return SaringanAudit(wilayah=self.kode, dari=data["dari"], sampai=data["sampai"], **texts)


def _region(request: HttpRequest, data: Any) -> str:
    """Return the region that is looked at; by default all that the admin answers for."""
    codes = admin_codes(request.user)
    if not codes:
        raise PermissionDenied
    written = data.get("wilayah", "")
    kode = "" if written == INDONESIA else written or min(codes)
    if not covers(codes, kode):
        raise PermissionDenied
    return kode


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Show the trail of the region, newest first."""
    kode = _region(request, request.GET)
    data = request.GET.copy()
    data["wilayah"] = kode or INDONESIA
    form = AuditForm(data, user=request.user, kode=kode)
    rows = catatan_visible_to(request.user)
    rows = form.saringan.apply(rows, request.user) if form.is_valid() else rows.none()
    halaman = Paginator(rows, SEHALAMAN).get_page(request.GET.get("p"))
    kept = request.GET.copy()
    kept.pop("p", None)
    context = {
        "form": form,
        "halaman": halaman,
        "daftar": describe(halaman, request.user),
        "awal": f"{kept.urlencode()}&" if kept else "",
        "bentuk": BentukEkspor.choices,
    }
    return page(request, "desk/laporan/audit.html", "Catatan audit", **context)


@require_POST
def trail_file(request: HttpRequest) -> HttpResponse:
    """Ask for what the reader looks at as a file."""
    kode = _region(request, request.POST)
    data = request.POST.copy()
    data["wilayah"] = kode or INDONESIA
    form = AuditForm(data, user=request.user, kode=kode)
    bentuk = request.POST.get("bentuk", "")
    if not form.is_valid() or bentuk not in BentukEkspor.values:
        return redirect(LIST)
    return export_trail(request, kode, form.saringan, bentuk) or redirect(LIST)


@admin.register(CatatanAudit)
class CatatanAuditAdmin(admin.ModelAdmin):
    """The trail's place in the officers' admin; it has pages of its own."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(admin_codes(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(admin_codes(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(trail), name="audit_catatanaudit_changelist"),
            path("ekspor/", wrap(trail_file), name="audit_catatanaudit_export"),
        ]
