"""What the first page of the workspace shows: what waits for whom, and what others do."""

from __future__ import annotations

from typing import Any

from diseminasi.kelola.work import to_relay
from diseminasi.khusus.scope import to_answer
from kegiatan.cards import draw_cards
from kegiatan.models import Naskah, StatusNaskah
from kegiatan.reading import reads_of, similar_this_week
from kegiatan.scope import kim_writable_by, naskah_editable_by
from kegiatan.workspace import TAHAP, current_versions, for_work_list
from kimportal.notifications.models import Pemberitahuan
from komunitas.models import (
    PENGURUS,
    Keanggotaan,
    Permohonan,
    PerubahanKim,
    StatusKim,
    StatusPermohonan,
    StatusPerubahan,
)
from komunitas.permissions import memberships_of
from komunitas.scope import permohonan_decidable_by

TO_DO = ("perbaiki", "diserahkan", "draf")
ROWS = 5
CARDS = 4
MESSAGES = 3


def work_of(user: Any) -> dict[str, Any]:
    """Return the context of the first page; a fixed number of queries for any amount of work."""
    daftar_tempat = _places(user)
    kim_ids = [tempat.kim_id for tempat in daftar_tempat]
    rows = for_work_list(current_versions(user))
    to_do = _to_do(user)
    return {
        "daftar_tempat": daftar_tempat,
        "urusan_kim": _kim_matters(user, daftar_tempat),
        "boleh_menulis": kim_writable_by(user).exists(),
        "diminta": [] if daftar_tempat else _asked(user),
        "diperbaiki": [naskah for naskah in to_do if naskah.status == StatusNaskah.RETURNED],
        "dikerjakan": [naskah for naskah in to_do if naskah.status != StatusNaskah.RETURNED],
        "kim_menunggu": [
            place.kim for place in daftar_tempat if place.kim.status == StatusKim.SUBMITTED
        ],
        "info_dijawab": list(to_answer(user).select_related("wilayah")[:ROWS]),
        "info_disebarkan": list(to_relay(user).select_related("wilayah")[:ROWS]),
        "menunggu": list(rows.filter(TAHAP["menunggu"][1])[:ROWS]),
        "pesan_baru": Pemberitahuan.objects.of(user).unread()[:MESSAGES],
        "dibaca_30": reads_of(kim_ids, 30),
        "dibaca_7": reads_of(kim_ids, 7),
        "kabar_lain": draw_cards(similar_this_week(kim_ids)[:CARDS]) if kim_ids else {},
    }


def _places(user: Any) -> list[Keanggotaan]:
    """Return the KIM in which the user has a place today, and which place."""
    rows = list(memberships_of(user).select_related("kim__wilayah", "kim__logo").order_by("pk"))
    for row in rows:
        row.is_pengurus = row.jabatan in PENGURUS
    return rows


def _kim_matters(user: Any, places: list[Keanggotaan]) -> list[dict[str, Any]]:
    """Return what waits for this person in their KIM: unfinished steps, requests, notes."""
    own = [place.kim for place in places if place.is_pengurus]
    steps = [
        {"jenis": kim.status, "kim": kim, "sejak": kim.updated_at}
        for kim in own
        if kim.status in (StatusKim.DRAFT, StatusKim.RETURNED)
    ]
    asking = permohonan_decidable_by(user).filter(status="submitted", jenis="gabung")
    requests = [
        {"jenis": "gabung", "kim": row.kim, "sejak": row.created_at, "permohonan": row}
        for row in asking.select_related("kim__wilayah", "pengguna").order_by("created_at")[:ROWS]
    ]
    noted = PerubahanKim.objects.filter(status=StatusPerubahan.RETURNED, kim__in=own)
    changes = [
        {"jenis": "perubahan", "kim": row.kim, "sejak": row.decided_at, "catatan": row.catatan}
        for row in noted.select_related("kim__wilayah")[:ROWS]
    ]
    return [*steps, *changes, *requests]


def _asked(user: Any) -> list[Permohonan]:
    """Return the user's own requests to a KIM that nobody has answered yet."""
    rows = Permohonan.objects.filter(pengguna=user, status=StatusPermohonan.SUBMITTED)
    return list(rows.select_related("kim")[:ROWS])


def _to_do(user: Any) -> list[Naskah]:
    """Return the posts that this person can go on with: to mend, to send, to finish."""
    condition = TAHAP[TO_DO[0]][1]
    for name in TO_DO[1:]:
        condition |= TAHAP[name][1]
    mine = naskah_editable_by(user).values("pk")
    return list(for_work_list(current_versions(user)).filter(condition, pk__in=mine)[:ROWS])
