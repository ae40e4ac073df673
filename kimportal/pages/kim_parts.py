"""What tells whether the site of a KIM is still as it was drawn, and its parts.

Questions of few values are asked at each visit; what the KIM says of itself is drawn once for
every version of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import BigIntegerField, Case, CharField, DateField, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from kimportal.compiled import CompiledQuery, Parameter
from kimportal.fragments import kept_parts
from kimportal.jsonld import json_ld
from kimportal.template_tags import alamat_lengkap
from kimportal.whatsapp import whatsapp_url
from komunitas.models import Bidang, Jabatan, Keanggotaan, Kim, SuratKeputusan, is_aktif
from komunitas.topics import bidang_of
from wilayah.models import Wilayah
from wilayah.svg import region_map

# The parts of a KIM's site by URL name: how they are called, and what their title begins with.
BAGIAN = {
    "detail": ("Profil", ""),
    "posts": ("Kabar", "Kabar "),
    "products": ("Produk", "Produk UMKM "),
    "gallery": ("Galeri", "Galeri "),
}
FRAME = {"kepala": "pages/_kim_kepala.html", "profil": "pages/_kim_profil.html"}
DETAIL = FRAME | {
    "tentang": "pages/_kim_tentang.html",
    "pengurus": "pages/_kim_pengurus.html",
    "data": "pages/_kim_data.html",
}
# What is shown of a decree.
SK = ("nomor", "penerbit", "tanggal", "berlaku_sampai")


class Shown(NamedTuple):
    """A public KIM as far as its site depends on it; of equal ones, the parts are equal."""

    pk: int
    slug: str
    nama: str
    wilayah: str
    nama_wilayah: str
    diubah: datetime
    terakhir: datetime | None
    bidang: list[int]
    logo: bool | None
    sampul: bool | None

    @property
    def tempat(self) -> Wilayah:
        return Wilayah(kode=self.wilayah, nama_lengkap=self.nama_wilayah)

    def get_absolute_url(self) -> str:
        return reverse("kim:detail", args=[self.slug])


def _shown() -> Any:
    rows = Kim.objects.published().filter(slug=Parameter("slug", CharField()))
    return rows.values_list(
        *("pk", "slug", "nama", "wilayah", "wilayah__nama_lengkap"),
        *("updated_at", "last_activity_at", "bidang_ids"),
        *("logo__is_public", "sampul__is_public"),
    )


def _decree() -> Any:
    rows = SuratKeputusan.objects.filter(kim=Parameter("kim", BigIntegerField()))
    return rows.values_list(*SK)[:1]


def _people() -> Any:
    """The holders of an office, with the names of those who let theirs be shown."""
    rows = Keanggotaan.objects.filter(kim=Parameter("kim", BigIntegerField()))
    holders = rows.current(Parameter("hari", DateField())).exclude(
        jabatan__in=[Jabatan.PEWARTA, Jabatan.ANGGOTA]
    )
    return holders.order_by("pk").values_list(
        "jabatan", Case(When(tampil_publik=True, then="nama"))
    )


def _public() -> Any:
    rows = Kim.objects.published().filter(pk=Parameter("kim", BigIntegerField()))
    return rows.select_related("wilayah", "logo", "sampul").defer("cari")


SHOWN, DECREE, PEOPLE = CompiledQuery(_shown), CompiledQuery(_decree), CompiledQuery(_people)
PUBLIC = CompiledQuery(_public)


def shown_kim(slug: str) -> Shown:
    """Return what tells how the site of this KIM looks now. Raises Http404 where it has none."""
    return Shown(*SHOWN.one_or_404(slug=slug))


def frame_parts(
    request: HttpRequest, shown: Shown, active: str, kanonik: str
) -> dict[str, SafeString]:
    """Return what every page of a KIM's site begins with, `active` being the name of this one.

    `kanonik` is the address by which the page wants to be known.
    """
    version = (shown, is_aktif(shown.terakhir), active, kanonik)

    def konteks() -> dict[str, Any]:
        return _context(PUBLIC.one_or_404(kim=shown.pk), active) | {"kanonik": kanonik}

    return kept_parts(request, FRAME, version, konteks)


def detail_parts(request: HttpRequest, shown: Shown) -> dict[str, SafeString]:
    """Return the parts of a KIM's profile, drawn where they are not at hand."""
    today = timezone.localdate()
    decrees = DECREE(kim=shown.pk)
    people = _in_rank(PEOPLE(kim=shown.pk, hari=today))
    version = (shown, is_aktif(shown.terakhir), today, decrees, people)

    def konteks() -> dict[str, Any]:
        kim = PUBLIC.one_or_404(kim=shown.pk)
        return _context(kim, "detail") | {
            "daftar_pengurus": people,
            "tanpa_sk": not decrees,
            "sk": next(
                (SuratKeputusan(**dict(zip(SK, row, strict=True))) for row in decrees), None
            ),
            "hari_aktif": settings.KIM_HARI_AKTIF,
            "peta": region_map(kim.wilayah_id, points=[kim.titik] if kim.titik else []),
            "jsonld": _organization(kim),
        }

    return kept_parts(request, DETAIL, version, konteks)


def _in_rank(people: Iterable[tuple[Any, ...]]) -> list[tuple[str, str | None]]:
    """Return (office, name) in the order of the offices."""
    rank = {jabatan: place for place, jabatan in enumerate(Jabatan.values)}
    held = sorted(people, key=lambda row: rank[row[0]])
    return [(str(Jabatan(jabatan).label), nama) for jabatan, nama in held]


def _context(kim: Kim, active: str) -> dict[str, Any]:
    """Return what every page of a KIM's site shows, `active` being the URL name of this one."""
    address = alamat_lengkap(kim.get_absolute_url())
    pesan = f"Halo {kim.nama}, saya membaca halaman Anda di {address}. Saya ingin bertanya: "
    return {
        "kim": kim,
        "daftar_bidang": bidang_of(Bidang, kim.bidang_ids),
        "judul": title_of(kim, active),
        "daftar_bagian": [
            {"nama": nama, "url": reverse(f"kim:{name}", args=[kim.slug]), "aktif": name == active}
            for name, (nama, _) in BAGIAN.items()
        ],
        "tanya": whatsapp_url(kim.whatsapp, pesan),
        "remah": _crumbs(kim, active),
    }


def title_of(kim: Kim | Shown, active: str) -> str:
    return f"{BAGIAN[active][1]}{kim.nama}"


def _crumbs(kim: Kim, active: str) -> list[dict[str, str]]:
    directory = reverse("kim:list")
    around = f"{directory}?wilayah={kim.wilayah.kode_kabkota}"
    crumbs = [
        {"nama": "KIM", "url": directory},
        {"nama": kim.wilayah.nama_kabkota, "url": around},
    ]
    if active == "detail":
        return [*crumbs, {"nama": kim.nama}]
    return [*crumbs, {"nama": kim.nama, "url": kim.get_absolute_url()}, {"nama": BAGIAN[active][0]}]


def _organization(kim: Kim) -> Any:
    """Return the KIM as search engines read it (schema.org)."""
    return json_ld(
        {
            "@type": "Organization",
            "name": kim.nama,
            "url": alamat_lengkap(kim.get_absolute_url()),
            "description": kim.visi,
            "identifier": kim.nomor,
            "foundingDate": str(kim.tahun_berdiri or ""),
            "email": kim.email,
            "logo": alamat_lengkap(kim.logo.jpeg_url) if kim.logo and kim.logo.is_public else None,
            "sameAs": [url for _, _, url in kim.daftar_tautan],
            "address": {
                "@type": "PostalAddress",
                "streetAddress": kim.alamat,
                "addressLocality": kim.wilayah.nama_lengkap,
                "addressCountry": "ID",
            },
        }
    )
