"""A daemon that answers as clamd(8) says, on a real socket, where no clamd is to be had."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kimportal.scanning import TEST_FILE

FOUND = b"stream: Eicar-Test-Signature FOUND\0"


class Behaviour:
    """What the daemon does; tests change it while it runs."""

    limit = 25 * 1024 * 1024
    knows_viruses = True
    answer = b""  # instead of a verdict
    is_silent = False

    def __init__(self) -> None:
        self.streams: list[bytes] = []
        self.hang_up = threading.Event()


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        behaviour: Behaviour = self.server.behaviour  # type: ignore[attr-defined]
        assert self.rfile.read(10) == b"zINSTREAM\0"
        stream = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            if len(stream) + length > behaviour.limit:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
            stream += self.rfile.read(length)
        behaviour.streams.append(stream)
        if behaviour.is_silent:
            behaviour.hang_up.wait(10)
            return
        is_found = behaviour.knows_viruses and TEST_FILE in stream
        self.wfile.write(behaviour.answer or (FOUND if is_found else b"stream: OK\0"))


class Quiet:
    """A client that goes away is no error of the tests."""

    daemon_threads = True

    def handle_error(self, request: object, address: object) -> None:
        pass


class UnixDaemon(Quiet, socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    pass


class TcpDaemon(Quiet, socketserver.ThreadingMixIn, socketserver.TCPServer):
    pass


@contextmanager
def running(path: Path | None = None) -> Iterator[tuple[str, Behaviour]]:
    """Run one at the path of a socket, or at a free port; give its address."""
    server: socketserver.BaseServer
    server = UnixDaemon(str(path), Handler) if path else TcpDaemon(("127.0.0.1", 0), Handler)
    behaviour = server.behaviour = Behaviour()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield (str(path) if path else f"127.0.0.1:{server.server_address[1]}"), behaviour
    finally:
        behaviour.hang_up.set()
        server.shutdown()
        server.server_close()
        thread.join()
