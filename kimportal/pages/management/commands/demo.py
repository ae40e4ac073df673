"""`manage.py demo`: from whatever database there is to a portal in the browser."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection, connections
from django.utils import timezone

from diseminasi.reach_refreshing import refresh_reach
from kimportal.accounts.demo import DEMO_DOMAIN, demo_accounts_exist
from kimportal.accounts.models import Pengguna
from kimportal.pages.data import shelf
from kimportal.pages.demo_server import Listener
from kimportal.pages.static_files import collect_if_changed
from kimportal.rekap.reading import counted_since

OLDEST_POSTGRESQL = 15
# How old the counts may be: in production a worker makes them as often.
COUNTED_WITHIN = timedelta(hours=1)


class Command(BaseCommand):
    help = "Siapkan dan jalankan portal contoh (dipanggil oleh `make demo` dan `make serve`)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--tanpa-memuat", action="store_true", help="jangan muat wilayah dan isi contoh"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.KIM_DEMO:
            raise SystemExit("Perintah ini hanya untuk contoh; jalankan dengan `make demo`.")
        listener = Listener.from_environment()
        listener.refuse_if_taken()
        try:
            self._prepare(with_content=not options["tanpa_memuat"])
        except KeyboardInterrupt:
            raise SystemExit("Dihentikan; `make demo` melanjutkan dari sini.") from None
        self._tell(listener)
        connections.close_all()
        listener.serve()

    def _prepare(self, *, with_content: bool) -> None:
        _refuse_unfit_database()
        self._say("Menyiapkan tabel …")
        call_command("migrate", interactive=False, verbosity=0)
        is_new = with_content and not demo_accounts_exist()
        if with_content:
            call_command("muat_wilayah")
            call_command("muat_contoh")
        if is_new or not counted_since(timezone.now() - COUNTED_WITHIN):
            call_command("segarkan_rekap", verbosity=0)
        # What a worker does every minute: an upgrade marks every message.
        refresh_reach()
        if with_content and not shelf.is_fresh():
            call_command("buat_data")
        if collect_if_changed():
            self._say("Berkas gaya dan gambar siap.")

    def _tell(self, listener: Listener) -> None:
        emails = Pengguna.objects.filter(email__endswith=DEMO_DOMAIN).order_by("pk")
        accounts = list(emails)
        self._say(f"\n  Portal KIM: {listener.address}\n")
        if accounts:
            width = max(len(str(account.email)) for account in accounts)
            self._say(f"  Masuk di {listener.address}/akun/masuk/ dengan salah satu akun contoh,")
            self._say(f"  sandi {_password(accounts[0])}")
            for account in accounts:
                self._say(f"    {account.email:<{width}}  {account.nama}")
        self._say("\n  Berhenti: Ctrl-C\n")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _password(account: Pengguna) -> str:
    """Return the password of the demo accounts, as far as the settings of today know it."""
    if account.check_password(settings.KIM_DEMO_PASSWORD):
        return settings.KIM_DEMO_PASSWORD
    return "seperti saat isi contoh dimuat (KIM_DEMO_PASSWORD sekarang berbeda)"


def _refuse_unfit_database() -> None:
    try:
        version = connection.cursor().connection.server_version // 10000
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise SystemExit(f"Basis data tidak dapat dihubungi: {reason}") from None
    if version < OLDEST_POSTGRESQL:
        raise SystemExit(
            f"Basis data ini PostgreSQL {version}; yang diperlukan {OLDEST_POSTGRESQL} ke atas."
        )
