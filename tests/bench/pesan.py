"""A message to the whole country in a data set, as far as it ever got; run inside Django.

`python -m tests.bench.pesan` hands one out to every KIM of the set, has every tenth one relay it,
and gives it a version in Javanese; beside it stands one rumour with its verdict. Does nothing
where there is a message already. `… pesan antar` hands out one more, and nothing else.
"""

from __future__ import annotations

import sys
from typing import Any

import django

BATCH = 2000
JAWA = {"judul": "Vaksin sapi tanpa mbayar", "isi": "Dinas maringi vaksin sapi tanpa mbayar."}


def fill() -> None:
    """Write the message and the rumour, through the doors that people use."""
    from django.conf import settings
    from django.db import connection

    from diseminasi.models import InfoPemerintah
    from diseminasi.reach_refreshing import refresh_reach
    from tests.hoaks.rumours import decided

    if InfoPemerintah.objects.released().exists():
        return
    settings.ALLOWED_HOSTS = ["testserver"]
    info = hand_out()
    relay_tenth(info.pk)
    _translate(info)
    decided()
    refresh_reach()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def hand_out() -> Any:
    """Release a message to the whole country, and hand it to every KIM."""
    from diseminasi.delivery import deliver_batch
    from kimportal.accounts.models import Pengguna
    from tests.diseminasi.messages import released

    writer = Pengguna.objects.filter(is_superuser=True).order_by("pk")[0]
    info = released(writer, None, program="Peremajaan kakao rakyat")
    while deliver_batch(info.pk):
        pass
    return info


def relay_tenth(info: int) -> None:
    """Let every tenth KIM report that it has relayed the message."""
    from diseminasi.models import Kanal, LaporanPenyebaran, Penyampaian

    kanal = Kanal.values
    rows = Penyampaian.objects.filter(info=info).order_by("kim").values_list("kim", "wilayah_kode")
    LaporanPenyebaran.objects.bulk_create(
        (
            LaporanPenyebaran(
                info_id=info, kim_id=kim, wilayah_id=kode, kanal=kanal[number % len(kanal)]
            )
            for number, (kim, kode) in enumerate(rows.iterator())
            if number % 10 == 0
        ),
        batch_size=BATCH,
    )


def _translate(info: Any) -> None:
    from diseminasi.bahasa.versions import publish_version, submit_version
    from kimportal.audit.models import SYSTEM
    from komunitas.models import Keanggotaan

    places = Keanggotaan.objects.current().pengurus().with_account()
    place = places.filter(kim__daftar_penyampaian__info=info).order_by("pk").first()
    versi = submit_version(info, by=place.pengguna, kim=place.kim, bahasa="jav", **JAWA)
    publish_version(versi, by=SYSTEM)


if __name__ == "__main__":
    django.setup()
    hand_out() if sys.argv[1:] == ["antar"] else fill()
