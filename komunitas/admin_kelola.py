"""What officers decide about people and changes, and the rules of their region, in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms.models import ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kimportal.audit.models import record
from komunitas import changes, membership
from komunitas.models import AturanKim, Permohonan, PerubahanKim
from komunitas.officer_admin import Keputusan, OfficerAdmin, moment
from komunitas.permissions import (
    admin_codes,
    can_decide_permohonan,
    can_decide_perubahan,
    can_edit_aturan,
    officer_codes,
)
from komunitas.scope import (
    aturan_editable_by,
    permohonan_visible_to,
    perubahan_visible_to,
    within,
)
from wilayah.models import Wilayah


def _keputusan(module: Any, verb: str, label: str, **options: Any) -> Keputusan:
    return Keputusan(verb, label, getattr(module, verb), module.LANGKAH[verb][0], **options)


@admin.register(Permohonan)
class PermohonanAdmin(OfficerAdmin):
    """Claims of KIM in which nobody has an account yet."""

    list_display = ["kim", "pengguna", "jabatan", "status", "masuk"]
    list_filter = ["status"]
    search_fields = ["kim__nama_cari", "pengguna__nama"]
    list_select_related = ["kim__wilayah", "pengguna"]
    fields = (
        "kim",
        "wilayah",
        "pengguna",
        "jabatan",
        "pesan",
        "tercatat",
        "status",
        "alasan",
        "masuk",
        "diputuskan",
    )
    readonly_fields = fields
    daftar_keputusan = (
        _keputusan(membership, "accept_permohonan", "Setujui klaim"),
        _keputusan(membership, "reject_permohonan", "Tolak", perlu_alasan=True, berbahaya=True),
    )

    masuk = moment("created_at", "Masuk", "kim.wilayah")
    diputuskan = moment("decided_at", "Diputuskan", "kim.wilayah")

    def visible_rows(self, user: Any) -> QuerySet[Permohonan]:
        return permohonan_visible_to(user).filter(
            within(officer_codes(user), "kim__wilayah_id"), jenis="klaim"
        )

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_decide_permohonan(user, obj)

    @admin.display(description="Desa/kelurahan")
    def wilayah(self, permohonan: Permohonan) -> str:
        return permohonan.kim.wilayah.nama_lengkap

    @admin.display(description="Tercatat di KIM ini")
    def tercatat(self, permohonan: Permohonan) -> SafeString | str:
        """Name who is listed, to be compared with the claimant."""
        orang = permohonan.kim.daftar_keanggotaan.current()
        rows = ((o.nama, o.get_jabatan_display()) for o in orang)
        return format_html_join("", "{} ({})<br>", rows) or "Belum ada nama"


@admin.register(PerubahanKim)
class PerubahanKimAdmin(OfficerAdmin):
    """Changes of name, village or SK that KIM propose."""

    list_display = ["kim", "usulan", "status", "diajukan"]
    list_filter = ["status"]
    search_fields = ["kim__nama_cari", "kim__nomor"]
    list_select_related = ["kim__wilayah", "wilayah"]
    fields = (
        "kim",
        ("nama_lama", "nama"),
        ("wilayah_lama", "wilayah"),
        ("sk_nomor", "sk_perihal", "sk_penerbit"),
        ("sk_tanggal", "sk_berlaku_sampai", "unduh"),
        "pesan",
        "pemohon",
        "status",
        "catatan",
        "diajukan",
        "diputuskan",
    )
    readonly_fields = [
        *("kim", "nama_lama", "nama", "wilayah_lama", "wilayah", "unduh", "pesan"),
        *("sk_nomor", "sk_perihal", "sk_penerbit", "sk_tanggal", "sk_berlaku_sampai"),
        *("pemohon", "status", "catatan", "diajukan", "diputuskan"),
    ]
    daftar_keputusan = (
        _keputusan(changes, "approve_perubahan", "Setujui perubahan"),
        _keputusan(changes, "return_perubahan", "Minta perbaikan", perlu_alasan=True),
        _keputusan(changes, "reject_perubahan", "Tolak", perlu_alasan=True, berbahaya=True),
    )

    diajukan = moment("submitted_at", "Diajukan", "kim.wilayah")
    diputuskan = moment("decided_at", "Diputuskan", "kim.wilayah")

    def visible_rows(self, user: Any) -> QuerySet[PerubahanKim]:
        codes = officer_codes(user)
        scope = within(codes, "kim__wilayah_id") | within(codes, "wilayah_id")
        return perubahan_visible_to(user).filter(scope)

    def may_decide(self, user: Any, obj: Any) -> bool:
        return can_decide_perubahan(user, obj)

    @admin.display(description="Usulan")
    def usulan(self, perubahan: PerubahanKim) -> str:
        return "; ".join(f"{label}: {nilai}" for label, nilai in perubahan.isi)

    @admin.display(description="Nama sekarang")
    def nama_lama(self, perubahan: PerubahanKim) -> str:
        return perubahan.kim.nama

    @admin.display(description="Desa/kelurahan sekarang")
    def wilayah_lama(self, perubahan: PerubahanKim) -> str:
        return perubahan.kim.wilayah.nama_lengkap

    @admin.display(description="Berkas SK baru")
    def unduh(self, perubahan: PerubahanKim) -> SafeString | str:
        if not perubahan.sk_berkas:
            return "–"
        address = reverse("kelola_kim:download_proposed_sk", args=[perubahan.kim_id, perubahan.pk])
        return format_html('<a href="{}">Unduh berkas</a>', address)


class AturanForm(forms.ModelForm):
    """Holds the region within the scope of whoever edits."""

    codes: list[str] = []

    class Meta:
        model = AturanKim
        fields = [
            "wilayah",
            "min_anggota",
            "max_anggota",
            "penerbit_sk",
            "masa_bakti_tahun",
            "boleh_asn",
            "catatan_asn",
            "wajib_sk",
            "sembunyikan_mendesak",
            "periksa_semua",
        ]

    def clean_wilayah(self) -> Wilayah | None:
        wilayah: Wilayah | None = self.cleaned_data["wilayah"]
        kode = wilayah.kode if wilayah else ""
        if not any(kode.startswith(scope) for scope in self.codes):
            raise ValidationError("Pilih wilayah yang menjadi tugas Anda.")
        return wilayah


@admin.register(AturanKim)
class AturanKimAdmin(admin.ModelAdmin):
    """Rules per region, edited by its own admins."""

    form = AturanForm
    list_display = ["__str__", "jumlah_anggota", "masa_bakti_tahun", "wajib_sk", "boleh_asn"]
    list_select_related = ["wilayah"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AturanKim]:
        return aturan_editable_by(request.user)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        return type("AturanFormBerwilayah", (form,), {"codes": admin_codes(request.user)})

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offer regions down to kecamatan within the own scope; 83,762 villages fit no list."""
        kwargs["queryset"] = Wilayah.objects.current().filter(
            within(admin_codes(request.user), "kode"), tingkat__lte=3
        )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and write down who changed which rule from what to what."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            old = {name: form.initial.get(name) for name in form.changed_data}
            new = {name: form.cleaned_data.get(name) for name in form.changed_data}
            record(
                by=request.user,
                verb="change_aturan" if change else "add_aturan",
                obj=obj,
                wilayah_kode=obj.wilayah_id or "",
                before=_in_words(old) if change else "",
                after=_in_words(new),
            )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(admin_codes(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(admin_codes(request.user))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return bool(admin_codes(request.user))
        return can_edit_aturan(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _in_words(values: dict[str, Any]) -> str:
    """Write rules into the audit's short columns: "boleh_asn: True; wajib_sk: False"."""
    return "; ".join(f"{name}: {value}" for name, value in values.items())[:200]
