"""Jangkauan penyebaran in public: pages, files and reports per message, programme and region."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from diseminasi import reach
from diseminasi.models import InfoPemerintah
from diseminasi.reach_maps import LEGENDA, reach_map
from diseminasi.reach_reading import reach_of_many, reach_of_programs, read_reach
from diseminasi.unreached import unreached_names
from kimportal.public import public_page
from wilayah.models import Wilayah
from wilayah.querysets import ancestor_codes, normalise_kode

DAFTAR = {"nama": "Info Pemerintah", "url": "/info-pemerintah/"}
# What a report of two pages holds: parts of a region, days, corrections, and villages not
# reached, of whose names so many characters.
BARIS_LAPORAN, HARI_LAPORAN, RALAT_LAPORAN, DESA_LAPORAN, HURUF_LAPORAN = 40, 10, 3, 60, 1600
DESA_BELUM, SEHALAMAN = 300, 30


@dataclass(frozen=True)
class Halaman:
    """What one page of reach is about: message or programme, region, and its addresses."""

    pokok: reach.Pokok
    judul: str
    akar: str
    wilayah: Wilayah | None
    alamat: str
    info: InfoPemerintah | None = None

    @property
    def kode(self) -> str:
        return self.wilayah.kode if self.wilayah else ""

    def to(self, part: str = "", kode: str | None = None) -> str:
        """Return the address of the page, its file or its report, for a region."""
        kode = self.kode if kode is None else kode
        base = self.alamat.rstrip("/") + part if part.startswith(".") else self.alamat + part
        return f"{base}?wilayah={kode}" if kode != self.akar else base


def _of_message(request: HttpRequest, pk: int, slug: str) -> Halaman:
    info = get_object_or_404(
        InfoPemerintah.objects.public().select_related("wilayah").defer("cari"), pk=pk
    )
    wilayah = _asked(request) or info.wilayah
    return Halaman(
        reach.reach_of_info(info),
        info.judul,
        info.wilayah_id or "",
        wilayah,
        reverse("info:reach", args=[pk, info.slug]),
        info,
    )


def _of_program(request: HttpRequest, kunci: str) -> Halaman:
    pokok = reach.reach_of_program(kunci)
    if not pokok.infos:
        raise Http404
    newest = InfoPemerintah.objects.filter(pk__in=pokok.infos).newest()
    nama = newest.values_list("program", flat=True)[0]
    alamat = reverse("info:program", args=[kunci])
    return Halaman(pokok, f"Program {nama}", "", _asked(request), alamat)


def _asked(request: HttpRequest) -> Wilayah | None:
    """Return the region of the address; none is the widest one."""
    text = request.GET.get("wilayah", "").strip()
    if not text:
        return None
    wilayah: Wilayah = get_object_or_404(Wilayah, pk=normalise_kode(text) or "")
    return wilayah


@public_page
def reach_page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show how far a message came, as table and drawing, and where it did not."""
    halaman = _of_message(request, pk, slug)
    if halaman.info and slug != halaman.info.slug:
        return HttpResponsePermanentRedirect(halaman.alamat)
    remah = [{"nama": halaman.judul, "url": halaman.info and halaman.info.get_absolute_url()}]
    konteks = _konteks(halaman) | {"remah": [DAFTAR, *remah, {"nama": "Jangkauan"}]}
    return render(request, "diseminasi/jangkauan.html", konteks)


@public_page
def program_page(request: HttpRequest, kunci: str) -> HttpResponse:
    """Show how far the messages of a programme came together, and each by itself."""
    halaman = _of_program(request, kunci)
    rows = InfoPemerintah.objects.filter(pk__in=halaman.pokok.infos).select_related("wilayah")
    infos = list(rows.newest()[:BARIS_LAPORAN])
    counts = reach_of_many([info.pk for info in infos], halaman.kode)
    konteks = _konteks(halaman) | {
        "daftar_info": [(info, counts[info.pk]) for info in infos if info.pk in counts],
        "remah": [DAFTAR, {"nama": halaman.judul}],
    }
    return render(request, "diseminasi/jangkauan.html", konteks)


@public_page
def region_page(request: HttpRequest) -> HttpResponse:
    """Show how far every message and programme came in one region."""
    wilayah = _asked(request)
    alamat = reverse("info:region")
    if wilayah and wilayah.is_desa:
        return redirect(f"{alamat}?wilayah={wilayah.induk_id}")
    kode = wilayah.kode if wilayah else ""
    rows = InfoPemerintah.objects.public().select_related("wilayah").newest()
    meant = rows.filter(daftar_capaian__kode=kode, daftar_capaian__desa__gt=0)
    halaman = Paginator(meant, SEHALAMAN).get_page(request.GET.get("halaman"))
    counts = reach_of_many([info.pk for info in halaman], kode)
    above = Wilayah.objects.in_bulk(ancestor_codes(kode))
    konteks = {
        "wilayah": wilayah,
        "atas": above[max(above)] if above else None,
        "halaman": halaman,
        "daftar": [(info, counts[info.pk]) for info in halaman if info.pk in counts],
        "daftar_program": reach_of_programs(kode),
        "alamat": alamat,
        "kanonik": f"{alamat}?wilayah={kode}" if kode else alamat,
        "remah": [DAFTAR, {"nama": "Jangkauan"}],
    }
    return render(request, "diseminasi/jangkauan_wilayah.html", konteks)


def _konteks(halaman: Halaman) -> dict[str, Any]:
    kode = halaman.kode
    hasil = read_reach(halaman.pokok, kode)
    rows = hasil.bagian
    above = [k for k in ancestor_codes(kode) if k.startswith(halaman.akar)]
    names = Wilayah.objects.in_bulk([row.kode for row in rows] + above)
    info = halaman.info
    return {
        "info": info,
        "judul": halaman.judul,
        "wilayah": halaman.wilayah,
        "jumlah": reach.together(rows, kode),
        "pada": hasil.pada,
        "daftar": [(row, names[row.kode]) for row in rows if row.kode in names],
        "is_desa": len(kode) >= reach.KECAMATAN,
        "atas": names[above[-1]] if above else None,
        "gambar": reach_map(halaman.pokok, kode, rows, names, lambda part: halaman.to("", part)),
        "legenda": LEGENDA,
        "kanal": hasil.rincian.channels(),
        "hari": hasil.rincian.days(),
        "ralat": hasil.rincian.corrections(info.daftar_ralat.all()) if info else [],
        "belum": _unreached(halaman) if len(kode) == reach.KABKOTA else [],
        "alamat": halaman.alamat,
        "berkas": halaman.to(".csv"),
        "laporan": halaman.to("laporan/"),
        "kanonik": halaman.to(),
    }


def _unreached(halaman: Halaman) -> list[Wilayah]:
    return list(unreached_names(halaman.pokok, halaman.kode)[:DESA_BELUM])


@public_page
def reach_file(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Send the villages of a region, and how far the message came in each, as CSV."""
    halaman = _of_message(request, pk, slug)
    if halaman.info and slug != halaman.info.slug:
        raise Http404
    return _file(halaman, str(pk))


@public_page
def program_file(request: HttpRequest, kunci: str) -> HttpResponse:
    """Send the same of a programme."""
    return _file(_of_program(request, kunci), kunci)


def _file(halaman: Halaman, nama: str) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    nama = f"jangkauan-{nama}-{halaman.kode or 'indonesia'}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{nama}"'
    answer.write("\ufeff")
    csv.writer(answer).writerows(reach.village_rows(halaman.pokok, halaman.kode))
    return answer


@public_page
def reach_report(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show the report on a message, to be printed on two pages of A4."""
    halaman = _of_message(request, pk, slug)
    if halaman.info and slug != halaman.info.slug:
        return HttpResponsePermanentRedirect(halaman.to("laporan/"))
    return _report(request, halaman)


@public_page
def program_report(request: HttpRequest, kunci: str) -> HttpResponse:
    """Show the same of a programme."""
    return _report(request, _of_program(request, kunci))


def _names_that_fit(halaman: Halaman) -> list[str]:
    """Return names of villages not reached, as many as the second sheet has room for."""
    is_one = len(halaman.kode) >= reach.KABKOTA
    names: list[str] = []
    room = HURUF_LAPORAN
    for desa in unreached_names(halaman.pokok, halaman.kode)[:DESA_LAPORAN]:
        name = desa.nama if is_one else desa.nama_singkat
        room -= len(name) + 2
        if room < 0:
            break
        names.append(name)
    return names


def _report(request: HttpRequest, halaman: Halaman) -> HttpResponse:
    konteks = _konteks(halaman)
    daftar, hari = konteks["daftar"], konteks["hari"]
    konteks |= {
        "daftar": daftar[:BARIS_LAPORAN],
        "baris_lagi": max(len(daftar) - BARIS_LAPORAN, 0),
        "hari": hari[-HARI_LAPORAN:],
        "ralat": konteks["ralat"][-RALAT_LAPORAN:],
        "belum": _names_that_fit(halaman),
        "kembali": halaman.to(),
    }
    konteks["belum_lagi"] = konteks["jumlah"].belum - len(konteks["belum"])
    return render(request, "diseminasi/jangkauan_laporan.html", konteks)
