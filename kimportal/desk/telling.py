"""Who is told of a report and of its outcome, and in which words. Nobody learns who reported."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kegiatan.models import Naskah
from kegiatan.telling import author_of
from kimportal.accounts.models import Pengguna
from kimportal.desk.models import LaporanKonten, StatusLaporan, TindakanLaporan
from kimportal.desk.tasks import mail_reporter
from kimportal.notifications.inbox import notify
from kimportal.owed.doing import owe
from kimportal.template_tags import waktu
from komunitas.officers import admins_of, pengurus_of

# What the KIM's people read; take-down and suspension are told by their own doors.
UNTUK_KIM = {
    StatusLaporan.UPHELD: ("Perbaiki {apa}: ada laporan pembaca", "Catatan Admin Diskominfo: {}"),
    StatusLaporan.DISMISSED: (
        "Laporan pembaca atas {apa} tidak terbukti",
        "Halaman Anda tetap tampil. Penjelasan Admin Diskominfo: {}",
    ),
}


def name_of(laporan: LaporanKonten) -> str:
    """Name what was reported, for the KIM's people and officers only."""
    if laporan.kegiatan is None:
        return laporan.kim_sasaran.nama
    newest = (
        Naskah.objects.filter(kegiatan=laporan.kegiatan, published_at__isnull=False)
        .order_by("-pk")
        .first()
    )
    return f"“{newest}”" if newest else "kabar"


def tell_submitted(laporan: LaporanKonten, *, is_hidden: bool) -> None:
    """Tell the admins of the region, urgent ones as such."""
    kim = laporan.kim_sasaran
    mendesak = "Laporan mendesak" if laporan.is_mendesak else "Laporan baru"
    isi = f"Putuskan paling lambat {waktu(laporan.due_at, laporan.zona)}."
    if is_hidden:
        isi += " Kabarnya sudah tidak tampil sampai Anda memutuskan."
    notify(
        admins_of(kim, without=[_author(laporan)]),
        judul=f"{mendesak} {laporan.nomor}: {laporan.get_alasan_display().lower()} – {kim.nama}",
        isi=isi,
        url=admin_url(laporan),
        kunci=f"laporan-{laporan.pk}",
    )


def tell_decided(laporan: LaporanKonten, *, by: Any) -> None:
    """Tell the reporter, the KIM's people and the other admins of the region."""
    _tell_kim(laporan, by=by)
    kim = laporan.kim_sasaran
    notify(
        [person for person in admins_of(kim, without=[_author(laporan)]) if person != by],
        judul=f"{laporan} diputuskan: {laporan.get_status_display().lower()}",
        isi=f"{laporan.get_tindakan_display()}\n{laporan.jawaban}".strip(),
        url=admin_url(laporan),
        kunci=f"laporan-{laporan.pk}-putus",
    )
    if "@" in laporan.kontak:
        owe(mail_reporter, laporan.pk)


def _tell_kim(laporan: LaporanKonten, *, by: Any) -> None:
    if laporan.tindakan in (TindakanLaporan.TAKE_DOWN, TindakanLaporan.SUSPEND):
        return
    kim, kegiatan = laporan.kim_sasaran, laporan.kegiatan
    people = pengurus_of(kim)
    url = reverse("kelola_kim:detail", args=[kim.pk])
    if kegiatan is not None:
        naskah = Naskah.objects.filter(kegiatan=kegiatan).latest("pk")
        people = [*author_of(naskah), *people]
        url = reverse("kelola_kegiatan:preview", args=[kegiatan.pk])
    judul, isi = UNTUK_KIM[StatusLaporan(laporan.status)]
    notify(
        [person for person in people if person != by],
        judul=judul.format(apa=name_of(laporan)),
        isi=isi.format(laporan.jawaban),
        url=url,
        kunci=f"laporan-{laporan.pk}-hasil",
    )


def admin_url(laporan: LaporanKonten) -> str:
    return reverse("admin:desk_laporankonten_change", args=[laporan.pk])


def _author(laporan: LaporanKonten) -> Pengguna | None:
    return laporan.kegiatan.penulis if laporan.kegiatan is not None else None
