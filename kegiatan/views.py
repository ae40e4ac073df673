"""Kabar KIM in public: the list, a post, its print edition; photos of drafts for reviewers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kegiatan.filters import KegiatanFilter
from kegiatan.metadata import describe
from kegiatan.models import FotoNaskah, JenisKegiatan, Naskah
from kegiatan.prose import plain_text
from kegiatan.scope import naskah_visible_to
from kimportal.images.models import Foto
from kimportal.images.storage import open_private
from kimportal.listing import page_of
from kimportal.public import public_page
from kimportal.template_tags import ZONA_WAKTU, alamat_lengkap
from kimportal.whatsapp import whatsapp_url

RELATED = 4
# Enough of the newest posts around to find some of the same field of interest among them.
RELATED_POOL = 24


@public_page
def list_kegiatan(request: HttpRequest) -> HttpResponse:
    """Show the published posts that pass the filter."""
    semua = Naskah.objects.published().for_cards().newest()
    saring = KegiatanFilter(request.GET, semua, request=request)
    konteks = {
        "saring": saring,
        "halaman": page_of(request, saring.qs),
        "remah": [{"nama": "Kabar KIM"}],
    }
    return render(request, "kegiatan/kegiatan_list.html", konteks)


@require_safe
@never_cache
def photo_preview(request: HttpRequest, kunci: str, width: int) -> HttpResponse:
    """Send a photo from the private store to those who may see a version that shows it."""
    visible = FotoNaskah.objects.filter(naskah__in=naskah_visible_to(request.user))
    shown = get_object_or_404(Foto, kunci=kunci, pk__in=visible.values("foto"))
    with open_private(shown, width) as file:
        return HttpResponse(file.read(), content_type="image/webp")


@public_page
def detail_kegiatan(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a post; an address with another slug leads to the right one."""
    naskah = _published(pk)
    if slug != naskah.kegiatan.slug:
        return HttpResponsePermanentRedirect(naskah.kegiatan.get_absolute_url())
    wilayah = naskah.wilayah
    konteks = _post_context(naskah) | {
        "terkait": _related(naskah),
        "remah": [
            {"nama": "Kabar KIM", "url": reverse("kegiatan:list")},
            {
                "nama": wilayah.nama_kabkota,
                "url": f"{reverse('kegiatan:list')}?wilayah={wilayah.kode_kabkota}",
            },
            {"nama": naskah.judul},
        ],
    }
    return render(request, "kegiatan/kegiatan_detail.html", konteks)


@public_page
def print_kegiatan(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a post as a sheet in large type, to print for a notice board or to listen to."""
    naskah = _published(pk)
    if slug != naskah.kegiatan.slug:
        right = reverse("kegiatan:print", args=[pk, naskah.kegiatan.slug])
        return HttpResponsePermanentRedirect(right)
    return render(request, "kegiatan/kegiatan_cetak.html", _post_context(naskah))


def _published(pk: int) -> Naskah:
    rows = Naskah.objects.published().select_related(
        "kegiatan__kim__logo", "kegiatan__kim__wilayah", "wilayah"
    )
    return get_object_or_404(rows.prefetch_related("bidang").defer("cari"), kegiatan=pk)


def _post_context(naskah: Naskah) -> dict[str, object]:
    """Return what the page and its print edition both show."""
    daftar_foto = list(naskah.daftar_foto.filter(foto__is_public=True).select_related("foto"))
    tz, zona = ZONA_WAKTU[naskah.wilayah.zona]
    address = alamat_lengkap(naskah.kegiatan.get_absolute_url())
    last_day = naskah.tanggal_selesai or naskah.tanggal
    return {
        "naskah": naskah,
        "kegiatan": naskah.kegiatan,
        "kim": naskah.kegiatan.kim,
        "daftar_foto": daftar_foto,
        "ringkas": naskah.ringkasan or plain_text(naskah.isi)[:200],
        "nama_zona": zona,
        "sudah_lewat": last_day < timezone.now().astimezone(tz).date(),
        "is_agenda": naskah.jenis == JenisKegiatan.AGENDA,
        "is_produk": naskah.jenis == JenisKegiatan.PRODUK,
        "tautan_penjual": whatsapp_url(
            naskah.wa_penjual, f"Halo, saya berminat pada {naskah.judul}: {address}"
        ),
        "jsonld": describe(naskah, daftar_foto),
    }


def _related(naskah: Naskah) -> list[Naskah]:
    """Return the newest posts from the same kabupaten/kota, those of the same bidang first."""
    bidang = set(naskah.bidang.all())
    around = (
        Naskah.objects.published()
        .in_wilayah(naskah.wilayah.kode_kabkota)
        .exclude(pk=naskah.pk)
        .newest()
        .for_cards()
        .prefetch_related("bidang")[:RELATED_POOL]
    )
    return sorted(around, key=lambda other: not bidang & set(other.bidang.all()))[:RELATED]
