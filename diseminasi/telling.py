"""Who is told of what happens to a message, and in which words."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from diseminasi.models import (
    InfoPemerintah,
    JenisRalat,
    LaporanPenyebaran,
    Penyampaian,
    Ralat,
    StatusInfo,
    Urgensi,
)
from kimportal.accounts.models import Pengguna
from kimportal.notifications.inbox import notify, notify_all
from kimportal.template_tags import tanggal
from komunitas.models import Keanggotaan, Penugasan, Peran
from wilayah.querysets import ancestor_codes

# KIM asked at once.
SEKALI = 2000
# State: (headline, what comes next); {judul} and {catatan} are filled in.
KABAR = {
    StatusInfo.RELEASED: (
        "“{judul}” sudah terbit",
        "Info ini sekarang bisa dibaca semua orang.",
    ),
    StatusInfo.RETURNED: ("“{judul}” perlu diperbaiki", "Catatan admin kedua: {catatan}"),
    StatusInfo.CORRECTED: ("“{judul}” diralat", "{catatan}"),
    StatusInfo.WITHDRAWN: ("“{judul}” ditarik", "{catatan}"),
}


def desk_page(info: InfoPemerintah) -> str:
    return reverse("admin:diseminasi_infopemerintah_change", args=[info.pk])


def tell_submitted(info: InfoPemerintah, *, by: Any) -> None:
    """Tell the nearest admins who may release it."""
    moment = info.submitted_at.timestamp() if info.submitted_at else 0
    notify(
        admins_over(info.wilayah_id or "", without=(by, info.penulis)),
        judul=f"Info Pemerintah menunggu rilis: “{info}”",
        isi=(
            f"{info.nama_penerbit} akan menyampaikannya melampaui satu kabupaten/kota, jadi "
            "admin kedua yang merilisnya. Baca dulu, lalu rilis atau kembalikan."
        ),
        url=desk_page(info),
        kunci=f"info-diajukan-{info.pk}-{moment:.0f}",
    )


def tell_decided(info: InfoPemerintah, *, by: Any) -> None:
    """Tell the writer and whoever sent it what the second admin decided."""
    judul, isi = KABAR[StatusInfo(info.status)]
    people = {p.pk: p for p in (info.penulis, info.pengaju) if p is not None and p != by}
    notify(
        people.values(),
        judul=judul.format(judul=info),
        isi=isi.format(catatan=info.catatan),
        url=desk_page(info),
    )


def tell_changed(info: InfoPemerintah, *, by: Any, penjelasan: str) -> None:
    """Tell those who wrote, sent and released it that it was corrected or withdrawn."""
    judul, isi = KABAR[StatusInfo(info.status)]
    people = (info.penulis, info.pengaju, info.perilis)
    notify(
        [p for p in people if p is not None and p != by],
        judul=judul.format(judul=info),
        isi=isi.format(catatan=penjelasan),
        url=desk_page(info),
    )


def handed_words(info: InfoPemerintah) -> tuple[str, str]:
    """Return headline and words with which a message reaches the KIM it is for."""
    if info.is_khusus:
        return (
            f"Khusus KIM, perlu dijawab: “{info}”",
            f"Dari {info.nama_penerbit}. Jawab paling lambat {tanggal(info.jawab_sampai)}.",
        )
    urgent = "" if info.urgensi == Urgensi.BIASA else f"{info.get_urgensi_display()}: "
    return (
        f"{urgent}Info Pemerintah untuk disebarkan: “{info}”",
        f"Dari {info.nama_penerbit}. Baca, sebarkan, lalu tekan “Sudah kami sebarkan”.",
    )


def tell_handed(ralat: Ralat, *, size: int = SEKALI) -> int:
    """Tell the KIM that got a message for them only what changed; return how many KIM."""
    info = ralat.info
    handed = Penyampaian.objects.filter(info=info).order_by("kim").values_list("kim", flat=True)
    apa = "dibatalkan" if ralat.jenis == JenisRalat.PENARIKAN else "berubah"
    return _tell_kims(handed, ralat, judul=f"“{info}” {apa}", isi=ralat.penjelasan, size=size)


def ask_relayers(ralat: Ralat, *, size: int = SEKALI) -> int:
    """Ask the KIM that relayed the message to relay its correction; return how many KIM.

    KIM come in batches by key; whoever was asked before is not asked again.
    """
    info = ralat.info
    apa = "penarikannya" if ralat.jenis == JenisRalat.PENARIKAN else "ralatnya"
    relayed = LaporanPenyebaran.objects.filter(info=info, kim__isnull=False)
    return _tell_kims(
        relayed.order_by("kim").values_list("kim", flat=True).distinct(),
        ralat,
        judul=f"“{info}”: sebarkan juga {apa}",
        isi=f"KIM Anda sudah menyebarkan info ini. {ralat.penjelasan}",
        size=size,
    )


def _tell_kims(kims: QuerySet[Any, int], ralat: Ralat, *, judul: str, isi: str, size: int) -> int:
    """Tell the pengurus of KIM, given by their keys in order, of a correction; return how many."""
    places = Keanggotaan.objects.current().pengurus().with_account()
    count, last = 0, 0
    while keys := list(kims.filter(kim__gt=last)[:size]):
        notify_all(
            places.filter(kim__in=keys).values_list("pengguna", flat=True).distinct(),
            judul=judul,
            isi=isi,
            url=f"/kelola/info/{ralat.info_id}/",
            kunci=f"info-ralat-{ralat.pk}",
        )
        count, last = count + len(keys), keys[-1]
    return count


def admins_over(kode: str, *, without: tuple[Any, ...] = ()) -> list[Pengguna]:
    """Return the nearest admins over a region ("" is the nation): its own, else those above."""
    rows = Penugasan.objects.current().filter(peran=Peran.ADMIN, pengguna__is_active=True)
    known = [person.pk for person in without if isinstance(person, Pengguna)]
    rows = rows.exclude(pengguna__in=known).select_related("pengguna")
    scopes = [kode, *reversed(ancestor_codes(kode))] if kode else []
    for scope in (*scopes, None):
        if found := [row.pengguna for row in rows.filter(wilayah=scope)]:
            return found
    return []
