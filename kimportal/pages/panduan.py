"""Panduan: five lessons of one page each, and letters to fill in. Texts: templates/panduan/."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from kimportal.jsonld import json_ld
from kimportal.pages.word_files import word_file
from kimportal.public import public_page
from kimportal.template_tags import alamat_lengkap

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Lembar:
    """One sheet: a lesson or a letter. `template` holds its text alone, without any frame."""

    slug: str
    judul: str
    ringkas: str
    ikon: str
    template: str


PELAJARAN = [
    Lembar(
        "5w1h",
        "Menulis kabar dengan 5W1H",
        "Enam pertanyaan membuat kabar lengkap. Jawab dulu, baru menulis.",
        "pencil",
        "panduan/pelajaran/5w1h.html",
    ),
    Lembar(
        "keterangan-foto",
        "Menulis keterangan foto",
        "Foto tanpa keterangan membuat orang menebak. Dua kalimat sudah cukup.",
        "photo",
        "panduan/pelajaran/keterangan_foto.html",
    ),
    Lembar(
        "cek-rumor",
        "Memeriksa rumor",
        "Sebelum meneruskan pesan, berhenti sebentar. Lima langkah ini cukup dengan HP.",
        "search",
        "panduan/pelajaran/cek_rumor.html",
    ),
    Lembar(
        "izin-foto",
        "Meminta izin foto",
        "Wajah orang adalah data pribadi. Tanya dulu, baru potret dan muat.",
        "users",
        "panduan/pelajaran/izin_foto.html",
    ),
    Lembar(
        "menulis-untuk-whatsapp",
        "Menulis untuk WhatsApp",
        "Pesan yang dibaca sampai habis itu pendek, jelas, dan menyebut sumbernya.",
        "brand-whatsapp",
        "panduan/pelajaran/menulis_untuk_whatsapp.html",
    ),
]
CONTOH = [
    Lembar(
        "berita-acara",
        "Berita acara pembentukan KIM",
        "Catatan resmi musyawarah warga yang membentuk KIM, dengan daftar hadir.",
        "file-text",
        "panduan/contoh/berita_acara.html",
    ),
    Lembar(
        "sk-kepala-desa",
        "SK kepala desa atau lurah",
        "Keputusan yang mengesahkan KIM dan susunan pengurusnya.",
        "file-text",
        "panduan/contoh/sk_kepala_desa.html",
    ),
    Lembar(
        "ad-art",
        "AD/ART KIM",
        "Anggaran dasar dan anggaran rumah tangga: aturan main di dalam KIM.",
        "file-text",
        "panduan/contoh/ad_art.html",
    ),
    Lembar(
        "surat-permohonan",
        "Surat permohonan ke Dinas Kominfo",
        "Surat KIM untuk meminta didaftar, diberi nomor, dan didampingi.",
        "file-text",
        "panduan/contoh/surat_permohonan.html",
    ),
]


def _find(daftar: list[Lembar], slug: str) -> int:
    for urutan, lembar in enumerate(daftar):
        if lembar.slug == slug:
            return urutan
    raise Http404


def _data(lembar: Lembar, url: str) -> dict[str, Any]:
    return {
        "@type": "LearningResource",
        "name": lembar.judul,
        "description": lembar.ringkas,
        "url": alamat_lengkap(url),
        "inLanguage": "id",
        "isAccessibleForFree": True,
    }


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the lessons and the letters."""
    data = {
        "@type": "CollectionPage",
        "name": "Panduan KIM",
        "url": alamat_lengkap(reverse("panduan:index")),
        "inLanguage": "id",
        "hasPart": [
            _data(lembar, reverse("panduan:lesson", args=[lembar.slug])) for lembar in PELAJARAN
        ],
    }
    konteks = {
        "remah": [{"nama": "Panduan"}],
        "pelajaran": PELAJARAN,
        "contoh": CONTOH,
        "json_ld": json_ld(data),
    }
    return render(request, "panduan/index.html", konteks)


@public_page
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one lesson, made to be printed on one sheet."""
    urutan = _find(PELAJARAN, slug)
    lembar = PELAJARAN[urutan]
    return render(
        request,
        "panduan/pelajaran.html",
        {
            "remah": [
                {"nama": "Panduan", "url": reverse("panduan:index")},
                {"nama": lembar.judul},
            ],
            "lembar": lembar,
            "nomor": urutan + 1,
            "jumlah": len(PELAJARAN),
            "sebelum": PELAJARAN[urutan - 1] if urutan else None,
            "sesudah": PELAJARAN[urutan + 1] if urutan + 1 < len(PELAJARAN) else None,
            "json_ld": json_ld(
                _data(lembar, request.path) | {"learningResourceType": "lembar pelajaran"}
            ),
        },
    )


@public_page
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one letter to be filled in."""
    lembar = CONTOH[_find(CONTOH, slug)]
    return render(
        request,
        "panduan/contoh.html",
        {
            "remah": [
                {"nama": "Panduan", "url": reverse("panduan:index")},
                {"nama": lembar.judul},
            ],
            "lembar": lembar,
            "lainnya": [lain for lain in CONTOH if lain != lembar],
            "json_ld": json_ld(
                _data(lembar, request.path) | {"learningResourceType": "contoh surat"}
            ),
        },
    )


@public_page
def letter_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the same letter as a Word file."""
    lembar = CONTOH[_find(CONTOH, slug)]
    isi = word_file(render_to_string(lembar.template), judul=lembar.judul)
    return HttpResponse(
        isi,
        content_type=DOCX,
        headers={"Content-Disposition": f'attachment; filename="contoh-{slug}.docx"'},
    )


def addresses() -> list[str]:
    """Return the address of every page here, for the sitemap."""
    return [
        reverse("panduan:index"),
        *[reverse("panduan:lesson", args=[lembar.slug]) for lembar in PELAJARAN],
        *[reverse("panduan:letter", args=[lembar.slug]) for lembar in CONTOH],
    ]
