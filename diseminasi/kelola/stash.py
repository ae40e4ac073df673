"""What a phone keeps of the messages for its KIM, to relay one without a signal."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import reverse

from diseminasi.kelola.work import info_for, to_relay
from diseminasi.models import BentukTeks, InfoPemerintah, Penyampaian
from diseminasi.scope import kim_relaying_for
from diseminasi.texts import ready_texts
from kimportal.accounts.views import storage_key
from komunitas.models import Kim

# What waits comes first; of what was relayed before, the newest: it may be relayed again.
MENUNGGU, SUDAH = 15, 5


def relay_data(user: Any) -> dict[str, Any]:
    """Return the messages that can be relayed, with words, KIM and links, in a fixed number of
    queries.
    """
    again = info_for(user).released().filter(sudah=True).newest()
    infos = [*_loaded(to_relay(user), MENUNGGU), *_loaded(again, SUDAH)]
    keys = [info.pk for info in infos]
    kims = {kim.pk: kim for kim in kim_relaying_for(user).select_related("wilayah")}
    handed: defaultdict[int, list[Kim]] = defaultdict(list)
    rows = Penyampaian.objects.filter(info__in=keys, kim__in=kims).order_by("kim")
    for info, kim in rows.values_list("info", "kim"):
        handed[info].append(kims[kim])
    return {
        "pengguna": storage_key(user),
        "info": [_shape(info, handed[info.pk]) for info in infos],
    }


def _loaded(rows: Any, most: int) -> list[Any]:
    return list(
        rows.select_related("wilayah").prefetch_related("daftar_teks", "daftar_ralat")[:most]
    )


def _shape(info: Any, kims: list[Kim]) -> dict[str, Any]:
    corrections = [ralat.pk for ralat in info.daftar_ralat.all()]
    return {
        "pk": info.pk,
        "judul": info.judul,
        "penerbit": info.nama_penerbit,
        "isi": info.isi if info.is_terbit else "Info ini ditarik. Sebarkan penarikannya.",
        "tindakan": info.tindakan if info.is_terbit else "",
        "sudah": info.sudah,
        "lapor": reverse("kelola_info:report_json", args=[info.pk]),
        "ralat": corrections[-1] if corrections else "",
        "kim": [_kim_shape(info, kim) for kim in kims],
    }


def _kim_shape(info: InfoPemerintah, kim: Kim) -> dict[str, Any]:
    texts = {teks.kunci: teks.isi for teks in ready_texts(info, kim)} if info.is_terbit else {}
    return {
        "pk": kim.pk,
        "nama": kim.nama,
        "wilayah": kim.wilayah_id,
        "desa": kim.wilayah.nama_singkat,
        "teks": texts.get(BentukTeks.WHATSAPP, ""),
    }
