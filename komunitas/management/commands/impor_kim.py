"""`manage.py impor_kim`: a dinas' register from the command line, by the same doors as the desk."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kimportal.accounts.models import Pengguna
from kimportal.template_tags import angka
from kimportal.transitions import TransitionError
from komunitas.models import BerkasRegister, HasilBaris, StatusRegister
from komunitas.permissions import NASIONAL, admin_codes, covers
from komunitas.register import handling
from komunitas.register.columns import LABEL, read_table
from komunitas.register.files import read_sheets
from komunitas.register.reading import MAX_BYTES, BerkasError
from wilayah.models import Wilayah
from wilayah.querysets import normalise_kode


def _code(text: str) -> str:
    if (kode := normalise_kode(text)) is None:
        raise ArgumentTypeError(f"{text} bukan kode wilayah")
    return kode


class Command(BaseCommand):
    help = "Periksa register KIM (.xlsx atau .csv); dengan --terapkan, masukkan semuanya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--berkas", type=Path, required=True, help="berkas .xlsx atau .csv")
        parser.add_argument("--oleh", required=True, help="alamat surel Admin Diskominfo")
        parser.add_argument(
            "--wilayah", type=_code, help="kode wilayah register (biasanya wilayah tugas admin)"
        )
        parser.add_argument(
            "--terapkan", action="store_true", help="masukkan kalau tidak ada baris yang salah"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        admin = self._admin(options["oleh"])
        wilayah = self._region(admin, options["wilayah"])
        berkas = self._receive(options["berkas"], wilayah, admin)
        self._report(berkas)
        if options["terapkan"]:
            self._apply(berkas, admin)
        elif berkas.count(*handling.BELUM_BERES):
            raise CommandError("Belum bisa dimasukkan. Tidak ada yang berubah.")
        else:
            self.stdout.write("Belum ada yang dimasukkan; tambahkan --terapkan.")

    def _admin(self, surel: str) -> Pengguna:
        admin = Pengguna.objects.filter(email=surel.strip().lower(), is_active=True).first()
        if admin is None or not admin_codes(admin):
            raise CommandError(f"{surel} bukan Admin Diskominfo.")
        return admin

    def _region(self, admin: Pengguna, kode: str | None) -> Wilayah | None:
        codes = admin_codes(admin)
        kode = kode or codes[0]
        if not covers(codes, kode):
            raise CommandError(f"Wilayah {kode} di luar tugas {admin.email}.")
        if kode == NASIONAL:
            return None
        wilayah = Wilayah.objects.filter(kode=kode).first()
        if wilayah is None:
            raise CommandError(f"Wilayah {kode} tidak ada.")
        return wilayah

    def _receive(self, path: Path, wilayah: Wilayah | None, admin: Pengguna) -> BerkasRegister:
        try:
            if path.stat().st_size > MAX_BYTES:
                raise CommandError("Berkas ini terlalu besar. Paling besar 20 MB.")
            data = path.read_bytes()
            tabel = read_table(read_sheets(data))
        except OSError as error:
            raise CommandError(f"Berkas {path} tidak dapat dibaca.") from error
        except BerkasError as error:
            raise CommandError(str(error)) from error
        berkas = handling.receive_register(
            data=data, nama_berkas=path.name, tabel=tabel, wilayah=wilayah, by=admin
        )
        if berkas.status == StatusRegister.PLANNED:
            # Left there by an earlier run: look again, the portal may have changed.
            handling.recheck_register(berkas, by=admin)
        handling.check_register(berkas.pk)
        berkas.refresh_from_db()
        return berkas

    def _report(self, berkas: BerkasRegister) -> None:
        self.stdout.write(f"{berkas.nama_berkas}, {berkas.nama_wilayah}")
        self.stdout.write(f"Kolom: {', '.join(LABEL[n] for n in berkas.kolom_dikenal)}")
        for row in berkas.daftar_baris.filter(hasil__in=handling.BELUM_BERES):
            alasan = " ".join([*row.masalah, *row.catatan])
            self.stdout.write(f"  {row.tempat}: {row.get_hasil_display()}. {alasan}")
        parts = [f"{h.label.lower()} {angka(berkas.count(h))}" for h in HasilBaris]
        self.stdout.write(f"{angka(berkas.total)} baris: {', '.join(parts)}.")

    def _apply(self, berkas: BerkasRegister, admin: Pengguna) -> None:
        try:
            handling.apply_register(berkas, by=admin)
        except TransitionError as error:
            if not berkas.count(*handling.BELUM_BERES, *handling.BERUBAH):
                self.stdout.write(str(error))
                return
            raise CommandError(str(error)) from error
        done = handling.enter_register(berkas.pk)
        if done is None:
            berkas.refresh_from_db()
            raise CommandError(berkas.catatan or "Register ini sedang dimasukkan orang lain.")
        self.stdout.write(
            f"Dimasukkan: {angka(done.count(HasilBaris.NEW))} KIM baru, "
            f"{angka(done.count(HasilBaris.FILL))} dilengkapi."
        )
