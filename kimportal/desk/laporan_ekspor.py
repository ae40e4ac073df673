"""Pages of the exports: asking for a list, watching it grow, fetching it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from kimportal.accounts.step_up import ask_factor
from kimportal.desk.audit_trail import SaringanAudit
from kimportal.desk.exports import private_store, request_export
from kimportal.desk.figures_periods import parse_period
from kimportal.desk.models import BentukEkspor, Ekspor, JenisEkspor, StatusEkspor
from kimportal.desk.report_choice import INDONESIA, chosen_region, period_choices, region_choices
from kimportal.desk.scope import ekspor_readable_by
from kimportal.desk.tasks import write_export
from kimportal.private import private_file
from kimportal.rekap.models import SEPI
from kimportal.table_files import XLSX
from kimportal.transitions import TransitionError
from komunitas.permissions import admin_codes
from komunitas.register.views import page
from wilayah.models import Wilayah

# Seconds until the page of an export that is being written looks again.
LIHAT_LAGI = 5


class EksporForm(forms.Form):
    """What to list, for where, since when, in which form; `saringan` once it `is_valid`."""

    jenis = forms.ChoiceField(label="Daftar")
    wilayah = forms.ChoiceField(label="Wilayah")
    periode = forms.CharField(
        label="Periode kabar",
        required=False,
        widget=forms.Select,
        help_text="Hanya untuk daftar kabar.",
    )
    hari = forms.ChoiceField(
        label="Tanpa kabar selama",
        required=False,
        choices=[(str(n), f"{n} hari") for n in SEPI],
        initial=str(SEPI[1]),
        help_text="Hanya untuk KIM yang lama tidak mengirim kabar.",
    )
    bentuk = forms.ChoiceField(label="Bentuk", choices=BentukEkspor.choices)

    def __init__(self, *args: Any, user: Any, kode: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        is_admin = bool(admin_codes(user))
        kinds = [(v, n) for v, n in JenisEkspor.choices if is_admin or v != JenisEkspor.AUDIT]
        self.fields["jenis"].choices = kinds  # type: ignore[attr-defined]
        self.fields["wilayah"].choices = region_choices(user, kode)  # type: ignore[attr-defined]
        self.fields["periode"].widget.choices = period_choices()[:-1]
        self.fields["wilayah"].initial = kode or INDONESIA

    def clean_periode(self) -> str:
        written: str = self.cleaned_data["periode"]
        if parse_period(written) is None:
            raise forms.ValidationError("Pilih periode dari daftar.")
        return written

    @property
    def saringan(self) -> dict[str, str]:
        """What the list is narrowed by, apart from its region."""
        jenis, data = self.cleaned_data["jenis"], self.cleaned_data
        if jenis == JenisEkspor.KABAR:
            return {"periode": data["periode"]}
        if jenis == JenisEkspor.SEPI:
            return {"hari": data["hari"] or str(SEPI[1])}
        return {}


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """Show the own exports; ask for a new one."""
    kode = chosen_region(request)
    form = EksporForm(
        request.POST if request.method == "POST" else None, user=request.user, kode=kode
    )
    if request.method == "POST" and form.is_valid():
        answer = start(
            request, kode, form.cleaned_data["jenis"], form.cleaned_data["bentuk"], form.saringan
        )
        if answer is not None:
            return answer
    rows = ekspor_readable_by(request.user).select_related("wilayah")[:50]
    context = {"form": form, "daftar": rows, "kode": kode or INDONESIA}
    return page(request, "desk/laporan/ekspor_daftar.html", "Ekspor", **context)


def start(
    request: HttpRequest, kode: str, jenis: str, bentuk: str, saringan: dict[str, str]
) -> HttpResponse | None:
    """Ask for the list and lead to its page; None, with a message, if it cannot be now."""
    wilayah = Wilayah.objects.get(kode=kode) if kode else None
    try:
        ekspor = request_export(
            by=request.user, jenis=jenis, wilayah=wilayah, bentuk=bentuk, saringan=saringan
        )
    except TransitionError as error:
        messages.error(request, str(error))
        return None
    if ekspor.status == StatusEkspor.WAITING:
        write_export.delay(ekspor.pk)
    return redirect("admin:laporan_ekspor", ekspor.pk)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an export has come; the page looks again by itself, without script."""
    rows = ekspor_readable_by(request.user).select_related("wilayah")
    ekspor = get_object_or_404(rows, pk=pk)
    answer = page(request, "desk/laporan/ekspor.html", str(ekspor), ekspor=ekspor)
    if ekspor.is_berjalan:
        answer.headers["Refresh"] = str(LIHAT_LAGI)
    return answer


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand the file to its owner, while the region is still the owner's."""
    rows = ekspor_readable_by(request.user).filter(status=StatusEkspor.DONE)
    ekspor: Ekspor = get_object_or_404(rows.select_related("wilayah"), pk=pk)
    if ekspor.jenis == JenisEkspor.AUDIT and (answer := ask_factor(request)):
        return answer
    name = str(ekspor.berkas.name)
    if not private_store().exists(name):
        raise Http404
    kind = XLSX if ekspor.bentuk == BentukEkspor.XLSX else "text/csv; charset=utf-8"
    return private_file(ekspor.berkas, ekspor.nama_unduhan, kind)


def export_trail(request: HttpRequest, kode: str, saringan: SaringanAudit, bentuk: str) -> Any:
    """Ask for the part of the trail that a reader looks at."""
    return start(request, kode, JenisEkspor.AUDIT, bentuk, saringan.as_json())
