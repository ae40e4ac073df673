"""Where the demo portal listens, and the web server that takes over there."""

import errno
import os
import socket
import sys
from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

SETTINGS = {
    "worker_class": "gthread",
    "workers": 1,  # without Redis the cache is in the process, so there is one
    "threads": 8,
    "graceful_timeout": 5,
    "loglevel": "warning",
    "control_socket_disable": True,  # its path is shared by all servers of one user
}


@dataclass(frozen=True)
class Listener:
    """Host and port of `KIM_BIND` and `KIM_PORT`."""

    host: str
    port: int

    @classmethod
    def from_environment(cls) -> "Listener":
        """Read the two variables; refuse with a sentence what is no port."""
        port = os.environ.get("KIM_PORT") or "8000"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise SystemExit(f"KIM_PORT={port} bukan nomor port (1 sampai 65535).")
        return cls(host=os.environ.get("KIM_BIND") or "127.0.0.1", port=int(port))

    @property
    def address(self) -> str:
        """The address for the browser; passkeys refuse bare IP numbers."""
        return f"http://localhost:{self.port}"

    def refuse_if_taken(self) -> None:
        """End with a sentence, before any long work, when the portal cannot listen here."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise SystemExit(self._complaint(error)) from None

    def _complaint(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Port {self.port} sedang dipakai program lain; pilih port lain, "
                f"misalnya: KIM_PORT={self.port % 65535 + 1} make demo"
            )
        if error.errno == errno.EACCES:
            return f"Port {self.port} hanya untuk root; pilih KIM_PORT di atas 1023."
        return f"KIM_BIND={self.host} bukan alamat komputer ini."

    def serve(self) -> None:
        """Serve until told to stop, in this process, which has loaded everything already."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        sys.stdout.flush()
        _Server({"bind": f"{host}:{self.port}", **SETTINGS}).run()


class _Server(BaseApplication):
    """Gunicorn with settings from here instead of a command line."""

    def __init__(self, settings: dict[str, object]) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return get_wsgi_application()
