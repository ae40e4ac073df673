"""Who is told of what happens to a message, and in which words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from diseminasi.models import InfoPemerintah, JenisRalat, LaporanPenyebaran, Ralat, StatusInfo
from kimportal.accounts.models import Pengguna
from kimportal.notifications.inbox import notify, notify_all
from komunitas.models import Keanggotaan, Kim, Penugasan, Peran
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


def ask_relayers(ralat: Ralat, *, size: int = SEKALI) -> int:
    """Ask the KIM that relayed the message to relay its correction; return how many KIM.

    KIM come in batches by key; whoever was asked before is not asked again.
    """
    info, count, last = ralat.info, 0, 0
    apa = "penarikannya" if ralat.jenis == JenisRalat.PENARIKAN else "ralatnya"
    places = Keanggotaan.objects.current().pengurus().with_account()
    relayed = LaporanPenyebaran.objects.filter(info=info, kim__isnull=False)
    kims = Kim.objects.filter(pk__in=relayed.values("kim")).order_by("pk")
    while keys := list(kims.filter(pk__gt=last).values_list("pk", flat=True)[:size]):
        notify_all(
            places.filter(kim__in=keys).values_list("pengguna", flat=True).distinct(),
            judul=f"“{info}”: sebarkan juga {apa}",
            isi=f"KIM Anda sudah menyebarkan info ini. {ralat.penjelasan}",
            url=f"/kelola/info/{info.pk}/",
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
