"""Reporting a page, and the reporter's own page. Both open to all, kept by no cache."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kegiatan.models import Kegiatan
from kimportal.accounts import limits
from kimportal.accounts.devices import device_of, entrance
from kimportal.accounts.open_form import sent_key
from kimportal.desk.models import LaporanKonten
from kimportal.desk.report_form import LaporForm
from kimportal.desk.reports import NotPublicError, submit_report
from kimportal.private import private_page
from komunitas.models import Kim

BIGINT_DIGITS = 18


@login_not_required
@private_page
@entrance
def report(request: HttpRequest) -> HttpResponse:
    """Take a report about `?kim=<slug>` or `?kegiatan=<nomor>`, without account."""
    if known := _known(request):
        return redirect(known.alamat_tiket)
    target = _target(request)
    if target is None:
        return render(request, "desk/lapor_cara.html")
    form = LaporForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _take(request, target, form)
    konteks = {"form": form, "sasaran": target, "kabar": getattr(target, "naskah_terbit", None)}
    return render(request, "desk/lapor.html", konteks)


def _known(request: HttpRequest) -> LaporanKonten | None:
    """Return the report that this very form has made already: a double tap, a lost answer."""
    kunci = sent_key(request)
    return LaporanKonten.objects.filter(kunci=kunci).first() if kunci else None


def _target(request: HttpRequest) -> Kim | Kegiatan | None:
    """Return the public page to be reported, None where none is named, else 404."""
    slug, pk = request.GET.get("kim", ""), request.GET.get("kegiatan", "")
    if not slug and not pk:
        return None
    if slug and not pk:
        kim: Kim = get_object_or_404(Kim.objects.published(), slug=slug.replace("\0", ""))
        return kim
    if slug or not (pk.isascii() and pk.isdecimal() and len(pk) <= BIGINT_DIGITS):
        raise Http404
    posts = Kegiatan.objects.published().select_related("kim", "naskah_terbit")
    kegiatan: Kegiatan = get_object_or_404(posts, pk=int(pk))
    return kegiatan


def _take(request: HttpRequest, target: Kim | Kegiatan, form: LaporForm) -> HttpResponse:
    sent = form.cleaned_data
    limits.spend(limits.REPORTS, device_of(request).key)
    limits.spend(limits.REPORTS_AT_ADDRESS, get_adapter().get_client_ip(request))
    try:
        laporan = submit_report(
            target,
            alasan=sent["alasan"],
            catatan=sent["catatan"],
            kontak=sent["kontak"],
            kunci=sent["kunci"],
        )
    except NotPublicError:
        raise Http404 from None
    return redirect(laporan.alamat_tiket)


@login_not_required
@private_page
def ticket(request: HttpRequest, tiket: str) -> HttpResponse:
    """Show the reporter how far it is; whoever has the address may look."""
    rows = LaporanKonten.objects.select_related(
        "kim__wilayah", "kegiatan__kim__wilayah", "kegiatan__naskah_terbit"
    )
    laporan = get_object_or_404(rows, tiket=tiket.replace("\0", ""))
    response = render(
        request,
        "desk/lapor_tiket.html",
        {"laporan": laporan, "halaman": _public_page(laporan), "zona": laporan.zona},
    )
    # The address is the key: it must not travel on to other sites.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _public_page(laporan: LaporanKonten) -> dict[str, str] | None:
    """Name the reported page as long as everyone may read it; a post taken down stays unnamed."""
    kim, kegiatan = laporan.kim_sasaran, laporan.kegiatan
    if not kim.is_public:
        return None
    if kegiatan is None:
        return {"nama": kim.nama, "url": kim.get_absolute_url()}
    if kegiatan.naskah_terbit is None:
        return None
    return {"nama": str(kegiatan.naskah_terbit), "url": kegiatan.get_absolute_url()}
