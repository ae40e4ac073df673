"""Who is told of versions in languages of the place, and in which words."""

from __future__ import annotations

from django.urls import reverse

from diseminasi.models import Ralat, StatusVersi, VersiBahasa
from diseminasi.telling import admins_over
from kimportal.accounts.models import Pengguna
from kimportal.notifications.inbox import notify
from komunitas.models import Keanggotaan, Kim

# State: (headline, words); {versi} and {catatan} are filled in.
KABAR = {
    StatusVersi.PUBLISHED: ("Versi KIM Anda terbit: {versi}", "Sekarang bisa dibaca semua orang."),
    StatusVersi.RETURNED: ("Versi KIM Anda perlu diperbaiki: {versi}", "Catatan admin: {catatan}"),
    StatusVersi.WITHDRAWN: ("Versi KIM Anda diturunkan: {versi}", "Alasannya: {catatan}"),
}


def kelola_page(versi: VersiBahasa) -> str:
    """Return where the KIM goes on with a version."""
    page = reverse("kelola_info:language", args=[versi.info_id])
    return f"{page}?bahasa={versi.bahasa}&kim={versi.kim_id}"


def _pengurus(kim: Kim) -> list[Pengguna]:
    places = Keanggotaan.objects.current().pengurus().with_account().filter(kim=kim)
    return [place.pengguna for place in places.select_related("pengguna") if place.pengguna]


def tell_submitted(versi: VersiBahasa) -> None:
    """Tell the nearest admins of the KIM's region."""
    notify(
        admins_over(versi.kim.wilayah_id, without=(versi.penulis,)),
        judul=f"Versi bahasa menunggu diperiksa: {versi}",
        isi=f"Ditulis {versi.kim}. Baca, lalu terbitkan atau kembalikan.",
        url=reverse("admin:diseminasi_versibahasa_change", args=[versi.pk]),
        kunci=f"versi-{versi.pk}-{versi.submitted_at.timestamp():.0f}",
    )


def tell_writers(versi: VersiBahasa) -> None:
    """Tell who wrote it, and the KIM's pengurus, what was decided."""
    judul, isi = KABAR[StatusVersi(versi.status)]
    notify(
        [versi.penulis, *_pengurus(versi.kim)],
        judul=judul.format(versi=versi),
        isi=isi.format(catatan=versi.catatan),
        url=kelola_page(versi),
    )


def ask_translators(ralat: Ralat) -> None:
    """Ask the KIM whose versions stand beside a corrected message to mend them; once each."""
    rows = VersiBahasa.objects.filter(
        info=ralat.info, status=StatusVersi.PUBLISHED, ralat_nomor__lt=ralat.nomor
    )
    for versi in rows.select_related("info", "kim"):
        notify(
            _pengurus(versi.kim),
            judul=f"Perbarui versi KIM Anda: {versi}",
            isi=f"Pesannya diralat: {ralat.penjelasan}",
            url=kelola_page(versi),
            kunci=f"versi-ralat-{ralat.pk}-{versi.bahasa}",
        )
