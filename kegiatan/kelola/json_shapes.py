"""What the devices are told, and how what they send becomes form data."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from kegiatan.draft_photos import CAPTION_LENGTH
from kegiatan.forms import NaskahForm, form_data
from kegiatan.models import (
    TERBUKA,
    Adinda,
    FotoNaskah,
    JenisKegiatan,
    Kegiatan,
    Naskah,
    UnggahanFoto,
)
from kegiatan.permissions import can_edit_naskah
from kegiatan.plain import to_html, to_plain
from kegiatan.prose import sanitise
from kegiatan.scope import kegiatan_followed_by, kim_writable_by
from kimportal.accounts.views import storage_key
from komunitas.models import Bidang
from komunitas.permissions import PENGURUS, memberships_of

MULTIPLE = ("bidang", "adinda")
URUTAN_MAX = 32_000


def composer_data(user: Any) -> dict[str, Any]:
    """Return what the composer needs before there is any text."""
    chairs = set(memberships_of(user).filter(jabatan__in=PENGURUS).values_list("kim", flat=True))
    communities = kim_writable_by(user).select_related("wilayah").prefetch_related("bidang")
    return {
        "pengguna": storage_key(user),
        "kim": [
            {
                "id": kim.pk,
                "nama": kim.nama,
                "wilayah": {"kode": kim.wilayah_id, "label": kim.wilayah.nama_lengkap},
                "kabkota": kim.wilayah.nama_kabkota,
                "bidang": [row.pk for row in kim.bidang.all()],
                "boleh_kirim": kim.pk in chairs and kim.is_public,
            }
            for kim in communities
        ],
        "bidang": list(Bidang.objects.values("id", "nama")),
        "adinda": _choices(Adinda.choices),
        "jenis": _choices(JenisKegiatan.choices),
        "kabar": [_brief(naskah) for naskah in _open_versions(user)],
        "hari_ini": timezone.localdate().isoformat(),
    }


def _choices(pairs: list[tuple[str, Any]]) -> list[dict[str, str]]:
    return [{"nilai": value, "label": str(label)} for value, label in pairs]


def _open_versions(user: Any) -> Any:
    """Return the 50 versions last changed that the user or the user's KIM is working on."""
    rows = Naskah.objects.filter(status__in=TERBUKA, kegiatan__in=kegiatan_followed_by(user))
    return rows.select_related("kegiatan").order_by("-updated_at")[:50]


def _brief(naskah: Naskah) -> dict[str, Any]:
    return {
        "uuid": str(naskah.kegiatan.uuid),
        "judul": naskah.judul,
        "status": naskah.status,
        "label": naskah.label,
        "versi": naskah.versi,
        "diubah": naskah.updated_at.isoformat(),
        "catatan": naskah.catatan,
    }


def naskah_shape(naskah: Naskah, user: Any) -> dict[str, Any]:
    """Return a version with everything in it."""
    kegiatan = naskah.kegiatan
    data = form_data(naskah)
    dates = {name: data[name] and data[name].isoformat() for name in ("tanggal", "tanggal_selesai")}
    return _brief(naskah) | {
        **data,
        **dates,
        "kim": kegiatan.kim_id,
        "boleh_ubah": can_edit_naskah(user, naskah),
        "format": "polos" if to_html(data["cerita"]) == naskah.isi else "html",
        "cerita_html": str(naskah.isi),
        "jam": naskah.jam and f"{naskah.jam:%H:%M}",
        "wilayah_label": naskah.wilayah.nama_lengkap,
        "foto": [photo_shape(row) for row in naskah.daftar_foto.select_related("foto")],
        "url_pratinjau": reverse("kelola_kegiatan:preview", args=[kegiatan.pk]),
        "url": reverse("kelola_kegiatan:edit", args=[kegiatan.pk]),
        "url_terbit": kegiatan.get_absolute_url() if kegiatan.naskah_terbit_id else "",
    }


def state_shape(naskah: Naskah) -> dict[str, Any]:
    """Return where a version stands."""
    return {
        "uuid": str(naskah.kegiatan.uuid),
        "versi": naskah.versi,
        "status": naskah.status,
        "label": naskah.label,
    }


def photo_shape(row: FotoNaskah) -> dict[str, Any]:
    return {
        "uuid": str(row.uuid),
        "keterangan": row.keterangan,
        "alt": row.alt,
        "urutan": row.urutan,
        "pratinjau": reverse("kegiatan:photo_preview", args=[row.foto.kunci, 320]),
        "lebar": row.foto.lebar,
        "tinggi": row.foto.tinggi,
    }


def upload_shape(row: FotoNaskah | UnggahanFoto) -> dict[str, Any]:
    """Return how far a photo has arrived, and the photo once it has."""
    if isinstance(row, FotoNaskah):
        return {"diterima": 0, "selesai": True, "foto": photo_shape(row)}
    return {"diterima": row.diterima, "selesai": False, "foto": None}


def read_fields(
    sent: dict[str, Any], naskah: Naskah | None
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return the usable values that were sent, and sentences on those that are not."""
    data = dict(form_data(naskah)) if naskah else {}
    names = [name for name in NaskahForm.base_fields if name in sent]
    data |= {name: _form_value(name, sent[name]) for name in names}
    html = _story_html(sent)
    if html is not None:
        names.append("cerita")
        data["cerita"] = to_plain(str(sanitise(html)))
    form = NaskahForm(data, naskah=naskah)
    form.is_valid()
    values = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
    if html is not None and values.pop("cerita", None) is not None:
        values["cerita_html"] = html
    errors = {
        name: [str(row) for row in rows] for name, rows in form.errors.items() if name in names
    }
    return values, errors


def _story_html(sent: dict[str, Any]) -> str | None:
    """Return the story when it was sent as HTML."""
    if sent.get("format") != "html":
        return None
    html = sent.get("cerita_html", sent.get("cerita"))
    return html if isinstance(html, str) else None


def _form_value(name: str, value: Any) -> Any:
    """Return a JSON value as a browser's form would have sent it."""
    if name in MULTIPLE:
        return [str(item) for item in value] if isinstance(value, list) else value or []
    if name == "wilayah" and isinstance(value, dict):
        value = value.get("kode")
    if name == "izin_foto":
        return value is True
    return "" if value is None else str(value)


def read_photo_texts(sent: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return caption, alternative text and place of a photo, and sentences on what is wrong."""
    texts: dict[str, Any] = {}
    galat: dict[str, list[str]] = {}
    for name in ("keterangan", "alt"):
        if name in sent:
            text = " ".join(str(sent[name] or "").replace("\0", "").split())
            if len(text) > CAPTION_LENGTH:
                galat[name] = [f"Paling panjang {CAPTION_LENGTH} huruf; sekarang {len(text)}."]
            texts[name] = text[:CAPTION_LENGTH]
    urutan = sent.get("urutan")
    if isinstance(urutan, int) and 0 <= urutan <= URUTAN_MAX:
        texts["urutan"] = urutan
    return texts, galat


def followed(user: Any, uuid: Any) -> Kegiatan:
    """Return the post of that key in the user's workspace; raises Kegiatan.DoesNotExist."""
    return kegiatan_followed_by(user).select_related("kim__wilayah").get(uuid=uuid)
