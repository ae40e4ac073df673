"""What the cast finds in its workspace: a text handed over, readings of its posts."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kegiatan.history import snapshot
from kegiatan.models import JumlahBaca, Kegiatan, Naskah, RiwayatNaskah
from kimportal.accounts.models import Pengguna
from kimportal.desk.contoh.corpus import dice
from kimportal.desk.contoh.villages import CAST_VILLAGE

READ_DAYS = 45


def write_workspace(accounts: Mapping[str, Pengguna], today: date) -> None:
    """Let one text of `anggota` wait for the pengurus, and the KIM's posts have been read."""
    of_cast = Naskah.objects.filter(kegiatan__kim__wilayah=CAST_VILLAGE)
    _hand_one_over(of_cast.filter(status="cancelled").first(), accounts["anggota"])
    sent = of_cast.filter(submitted_at__isnull=False).select_related("kegiatan")
    RiwayatNaskah.objects.bulk_create(_kept(naskah) for naskah in sent)
    posts = Kegiatan.objects.filter(
        kim__wilayah=CAST_VILLAGE, naskah_terbit__isnull=False
    ).order_by("uuid")
    JumlahBaca.objects.bulk_create(row for post in posts for row in _readings(post, today))


def _hand_one_over(naskah: Naskah | None, author: Pengguna) -> None:
    if naskah is None:
        return
    Kegiatan.objects.filter(pk=naskah.kegiatan_id).update(penulis=author)
    moment = naskah.updated_at + timedelta(hours=2)
    Naskah.objects.filter(pk=naskah.pk).update(diserahkan_at=moment, diubah_oleh=author)


def _kept(naskah: Naskah) -> RiwayatNaskah:
    return RiwayatNaskah(
        naskah=naskah,
        jenis="diajukan",
        versi=naskah.versi,
        cuplikan=snapshot(naskah),
        oleh_id=naskah.kegiatan.penulis_id,
        created_at=naskah.submitted_at or naskah.created_at,
    )


def _readings(post: Kegiatan, today: date) -> Iterator[JumlahBaca]:
    """Yield readings since the publication: many in the first days, few later."""
    rng = dice("baca", post.uuid)
    first = post.published_at.date() if post.published_at else today
    likes = rng.randint(6, 40)
    for days in range(min(READ_DAYS, (today - first).days)):
        age = (today - first).days - days
        jumlah = round(likes / (1 + age / 3) * rng.random())
        if jumlah:
            yield JumlahBaca(kegiatan=post, tanggal=today - timedelta(days), jumlah=jumlah)
