"""Who is told of what happens to a post, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kegiatan.models import TERBUKA, Naskah, StatusNaskah
from kimportal.accounts.models import Pengguna
from kimportal.notifications.inbox import notify
from komunitas.models import Keanggotaan
from komunitas.officers import admins_of, pengurus_of

# State: (headline, what comes next); {judul} and {catatan} are filled in.
KABAR = {
    "published": ("“{judul}” sudah terbit", "Kabar ini sekarang bisa dibaca semua orang."),
    "returned": ("“{judul}” perlu diperbaiki", "Catatan Admin Diskominfo: {catatan}"),
    "rejected": ("“{judul}” ditolak", "Alasan Admin Diskominfo: {catatan}{keberatan}"),
    "withdrawn": (
        "“{judul}” diturunkan",
        "Dasar: {dasar}.\nAlasan Admin Diskominfo: {catatan}{keberatan}",
    ),
}
# The same for those who made a post of their own from it.
DIPAKAI_ULANG = {
    "published": (
        "Kabar yang Anda pakai ulang diperbaiki: “{judul}”",
        "{kim} menerbitkan versi baru. Bandingkan dengan “{salinan}”, perbaiki yang keliru, lalu "
        "sebarkan lagi.",
    ),
    "withdrawn": (
        "Kabar yang Anda pakai ulang diturunkan: “{judul}”",
        "Kabar {kim} itu tidak tampil lagi. Periksa “{salinan}”: perbaiki yang keliru, dan "
        "sampaikan perbaikannya kepada warga yang sudah membacanya.",
    ),
}
KEBERATAN = (
    "\nTidak setuju? Anda bisa mengajukan keberatan satu kali dari halaman kabar ini. "
    "Admin Diskominfo yang lain yang memutuskan."
)


def tell_submitted(naskah: Naskah, *, by: Any) -> None:
    """Tell the admins of the region, about one post at most once a day."""
    kim = naskah.kegiatan.kim
    today = timezone.localdate().isoformat()
    notify(
        _without(by, admins_of(kim)),
        judul=f"Kabar baru menunggu: “{naskah}”",
        isi=f"{kim.nama} mengajukan kabar. Periksa, lalu terbitkan atau kembalikan.",
        url=reverse("admin:kegiatan_naskah_change", args=[naskah.pk]),
        kunci=f"kabar-diajukan-{naskah.kegiatan_id}-{today}",
    )


def tell_handed_over(naskah: Naskah, *, by: Any) -> None:
    """Tell the pengurus that a text of an anggota waits for them."""
    notify(
        _without(by, pengurus_of(naskah.kegiatan.kim)),
        judul=f"Tulisan diserahkan: “{naskah}”",
        isi=f"{by} menyerahkan tulisan ini kepada pengurus. Baca, lalu kirim ke Admin Diskominfo.",
        url=reverse("kelola_kegiatan:edit", args=[naskah.kegiatan_id]),
        kunci=f"kabar-diserahkan-{naskah.pk}-{naskah.versi}",
    )


def tell_published_first(naskah: Naskah) -> None:
    """Tell author and pengurus that it is public, and the admins that it waits to be checked."""
    kim = naskah.kegiatan.kim
    notify(
        [*author_of(naskah), *pengurus_of(kim)],
        judul=f"“{naskah}” langsung terbit",
        isi="KIM Anda dipercaya, jadi kabar ini terbit dulu. Admin Diskominfo memeriksanya "
        "sesudah ini.",
        url=reverse("kelola_kegiatan:preview", args=[naskah.kegiatan_id]),
    )
    notify(
        admins_of(kim),
        judul=f"Terbit dulu, perlu diperiksa: “{naskah}”",
        isi=f"{kim.nama} menerbitkan kabar ini. Periksa, lalu tandai atau turunkan.",
        url=reverse("admin:kegiatan_naskah_change", args=[naskah.pk]),
        kunci=f"kabar-terbit-dulu-{naskah.pk}",
    )


def tell_hidden(naskah: Naskah) -> None:
    """Tell the author and the pengurus that their post waits for a decision out of sight."""
    kegiatan = naskah.kegiatan
    notify(
        [*author_of(naskah), *pengurus_of(kegiatan.kim)],
        judul=f"“{naskah}” disembunyikan sementara",
        isi=naskah.catatan,
        url=reverse("kelola_kegiatan:preview", args=[kegiatan.pk]),
    )


def tell_decided(naskah: Naskah, *, by: Any, dasar: str = "") -> None:
    """Tell the author and the pengurus what an admin decided."""
    judul, isi = KABAR[naskah.status]
    kegiatan = naskah.kegiatan
    page = "edit" if naskah.is_bisa_diubah else "preview"
    notify(
        _without(by, [*author_of(naskah), *pengurus_of(kegiatan.kim)]),
        judul=judul.format(judul=naskah),
        isi=isi.format(catatan=naskah.catatan, dasar=dasar, keberatan=KEBERATAN),
        url=reverse(f"kelola_kegiatan:{page}", args=[kegiatan.pk]),
    )
    if kegiatan.dititipkan_oleh is not None:
        notify(
            _without(by, [kegiatan.dititipkan_oleh]),
            judul=judul.format(judul=naskah),
            isi=f"Kabar yang Anda masukkan untuk {kegiatan.kim}. {naskah.catatan}".strip(),
            url=reverse("admin:kegiatan_naskah_change", args=[naskah.pk]),
        )


def tell_marked(naskah: Naskah, *, by: Any, reason: str) -> None:
    """Tell the author and the pengurus that others are shown their post as an example."""
    kegiatan = naskah.kegiatan
    notify(
        _without(by, [*author_of(naskah), *pengurus_of(kegiatan.kim)]),
        judul=f"“{naskah}” menjadi praktik baik",
        isi=f"Alasan Admin Diskominfo: {reason}",
        url=kegiatan.get_absolute_url(),
    )


def tell_reusers(naskah: Naskah) -> None:
    """Tell the KIM that made a post of their own from this one that it was mended or taken down.

    Nothing of theirs is changed: what they added may still be true.
    """
    judul, isi = DIPAKAI_ULANG[naskah.status]
    copies = Naskah.objects.filter(
        pakai_ulang_dari=naskah.kegiatan_id, status__in=(*TERBUKA, StatusNaskah.PUBLISHED)
    ).select_related("kegiatan__kim")
    for salinan in copies:
        notify(
            {*author_of(salinan), *pengurus_of(salinan.kegiatan.kim)},
            judul=judul.format(judul=naskah),
            isi=isi.format(kim=naskah.kegiatan.kim, salinan=salinan),
            url=reverse("kelola_kegiatan:preview", args=[salinan.kegiatan_id]),
            kunci=f"pakai-ulang-{salinan.kegiatan_id}-{naskah.pk}-{naskah.status}",
        )


def author_of(naskah: Naskah) -> list[Pengguna]:
    """Return the author as long as he or she has a place in the KIM."""
    kegiatan = naskah.kegiatan
    places = Keanggotaan.objects.current().filter(kim=kegiatan.kim, pengguna=kegiatan.penulis)
    return list(Pengguna.objects.filter(pk__in=places.values("pengguna")))


def _without(actor: Any, people: Iterable[Pengguna]) -> list[Pengguna]:
    return [person for person in people if person != actor]
