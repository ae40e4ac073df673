"""Messages for tests, brought to their state through the real doors."""

import datetime

from diseminasi.models import InfoPemerintah, Sasaran
from diseminasi.release import release_info, submit_info
from diseminasi.writing import start_info
from kimportal.audit.models import SYSTEM
from wilayah.models import Wilayah

ISI = {
    "judul": "Vaksin sapi gratis",
    "isi": "Dinas Pertanian memberi vaksin sapi tanpa biaya.",
    "tindakan": "Bawa sapi ke balai desa.",
    "sumber": "Dinas Pertanian",
    "urgensi": "biasa",
    "berlaku_mulai": datetime.date(2026, 1, 5),
}
BENTUK = ISI | {
    "berlaku_mulai": "2026-01-05",
    "berlaku_sampai": "",
    "alamat_sumber": "",
    "program": "",
}
DESK = "/admin/diseminasi/infopemerintah/"


def write_info(by, kode: str | None, *codes: str | None, **fields) -> InfoPemerintah:
    """Write a draft in the name of a region, for `codes` (none: that whole region)."""
    wilayah = Wilayah.objects.get(kode=kode) if kode else None
    info = start_info(by=by, wilayah=wilayah, bidang=fields.pop("bidang", []), **(ISI | fields))
    if codes:
        info.daftar_sasaran.all().delete()
        Sasaran.objects.bulk_create(Sasaran(info=info, wilayah_id=one) for one in codes)
        info.lintas_kabkota = len({(one or "")[:5] for one in codes}) > 1
        info.save()
    return info


def released(by, kode: str | None, *codes: str | None, **fields) -> InfoPemerintah:
    """Write a message and release it, by a second admin (the portal) where one is needed."""
    info = submit_info(write_info(by, kode, *codes, **fields), by=by)
    return info if info.is_terbit else release_info(info, by=SYSTEM)
