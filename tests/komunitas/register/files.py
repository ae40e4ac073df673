"""Makes registers as the tests need them."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from komunitas.models import BerkasRegister

LIST = reverse("admin:komunitas_berkasregister_changelist")
HEADS = ["No", "Nama KIM", "Kelurahan", "Kecamatan", "Nama Ketua", "No. HP"]


def xlsx(rows: list[list[object]], heads: list[str] | None = None, **sheets) -> bytes:
    """Return a workbook; further keyword arguments are further sheets (rows with headings)."""
    book = Workbook()
    sheet = book.active
    for row in [heads or HEADS, *rows]:
        sheet.append(row)
    for name, lines in sheets.items():
        more = book.create_sheet(name)
        for line in lines:
            more.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(nama: object, desa: object = "Mariso", kecamatan: object = "Mariso", *rest: object):
    return [1, nama, desa, kecamatan, *rest]


def upload(client, data: bytes, *, wilayah: str = "73.71", name: str = "register.xlsx"):
    """Hand a register in through the front door."""
    return client.post(
        LIST, {"wilayah": wilayah, "berkas": SimpleUploadedFile(name, data)}, follow=True
    )


def hand_in(client, rows, heads=None, **options) -> BerkasRegister:
    """Hand a register in and return what became of it."""
    answer = upload(client, xlsx(rows, heads), **options)
    assert answer.status_code == 200
    return BerkasRegister.objects.order_by("-pk")[0]


def url(name: str, berkas: BerkasRegister) -> str:
    return reverse(f"admin:komunitas_berkasregister_{name}", args=[berkas.pk])


def enter(client, berkas: BerkasRegister):
    return client.post(url("enter", berkas), follow=True)
