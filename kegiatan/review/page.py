"""What the page of a version shows to an officer, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kegiatan.models import Butir, Naskah, Pemeriksaan, StatusNaskah
from kegiatan.review.checklist import ALASAN_SIAP, TANYA, UMUM, ticked
from kegiatan.review.differences import Perbedaan, differences, earlier_version, load_details
from kegiatan.review.history import counts_of, last_notes
from kegiatan.review.links import outbound_links
from kegiatan.review.similar import Mirip, similar_posts
from kegiatan.review.warnings import Temuan, warnings_about
from kegiatan.scope import naskah_visible_to
from kimportal.working_days import age_in_working_days
from komunitas.contact import contact_button


@dataclass(frozen=True)
class ButirDaftar:
    """One item of the list as the form shows it."""

    nilai: str
    label: str
    bantuan: str
    dicentang: bool


def review_context(naskah: Naskah, user: Any, sent: Any) -> dict[str, Any]:
    """Return the context of the review page; `sent` is the refused form, if there is one."""
    lama = earlier_version(naskah)
    load_details(naskah, lama)
    mirip = similar_posts(naskah, naskah_visible_to(user))
    return {
        "naskah": naskah,
        "kim": naskah.kegiatan.kim,
        "daftar_foto": naskah.daftar_foto.all(),
        "menunggu": is_waiting(naskah),
        "terbit_dulu": naskah.status == StatusNaskah.PUBLISHED and naskah.reviewed_at is None,
        "umur": _age(naskah),
        "temuan": [*warnings_about(naskah, _captions(naskah)), *_doubles(mirip)],
        "perbedaan": _differences(lama, naskah),
        "tautan": outbound_links(naskah),
        "mirip": mirip,
        "hitungan": counts_of(naskah),
        "nota": last_notes(naskah),
        "kepercayaan": getattr(naskah.kegiatan.kim, "kepercayaan", None),
        "praktik": getattr(naskah.kegiatan, "praktik_baik", None),
        "hubungi": contact_button(naskah.kegiatan.kim, _message(naskah)),
        "pemeriksaan": _last_list(naskah) if naskah.reviewed_at else None,
    } | form_context(naskah, sent)


def form_context(naskah: Naskah, sent: Any) -> dict[str, Any]:
    """Return what the form of decisions offers, with what was typed into it."""
    chosen = ticked(sent.getlist("butir"))
    return {
        "daftar_butir": [
            ButirDaftar(butir.value, str(butir.label), TANYA[butir][0], butir.value in chosen)
            for butir in Butir
        ],
        "alasan_siap": [(kunci, ALASAN_SIAP[kunci]) for kunci in UMUM],
        "siap_dipilih": sent.getlist("siap"),
        "pakai_belum": bool(sent.get("belum")),
    }


def _message(naskah: Naskah) -> str:
    """Return the ready words for the ketua: what is the matter with this post."""
    status = str(naskah.get_status_display()).lower()
    return f"Kabar “{naskah}” sekarang berstatus {status}. {naskah.catatan}".strip()


def is_waiting(naskah: Naskah) -> bool:
    if naskah.status == StatusNaskah.SUBMITTED:
        return True
    return naskah.status == StatusNaskah.PUBLISHED and naskah.reviewed_at is None


def _last_list(naskah: Naskah) -> Pemeriksaan | None:
    return Pemeriksaan.objects.filter(naskah=naskah).select_related("oleh").first()


def _age(naskah: Naskah) -> int | None:
    if not is_waiting(naskah) or naskah.submitted_at is None:
        return None
    zona = naskah.kegiatan.kim.wilayah.zona
    return age_in_working_days(naskah.submitted_at, zona=zona, now=timezone.now())


def _captions(naskah: Naskah) -> list[str]:
    return [f"{row.keterangan} {row.alt}" for row in naskah.daftar_foto.all()]


def _differences(lama: Naskah | None, naskah: Naskah) -> Perbedaan | None:
    return differences(lama, naskah) if lama is not None else None


def _doubles(mirip: list[Mirip]) -> list[Temuan]:
    same = [row for row in mirip if row.hampir_sama]
    if not same:
        return []
    judul = ", ".join(f"“{row.naskah}” ({row.naskah.kegiatan.kim})" for row in same[:2])
    return [Temuan("ganda", "Hampir sama dengan kabar lain", f"{judul}.")]
