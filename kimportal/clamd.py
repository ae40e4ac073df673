"""Asking ClamAV's daemon about bytes, by its INSTREAM command (clamd(8)).

The daemon need not see our files: what is to be looked at travels through the socket.
"""

from __future__ import annotations

import socket
import struct
import time
from contextlib import suppress

PIECE = 64 * 1024
END = struct.pack("!L", 0)
# An answer is one line; whoever says more is no clamd.
LONGEST_ANSWER = 4096
CONNECT_SECONDS = 2.0


class ClamdError(OSError):
    """No verdict: the daemon is away, too slow, or does not take so large a stream."""


def scan(address: str, data: bytes, *, seconds: float) -> str:
    """Return the name of what the daemon finds in the data, nothing if they are clean.

    `address` is the path of a socket, or `host:port`.
    """
    answer = _ask(address, b"zINSTREAM\0", _stream(data), seconds=seconds)
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise ClamdError(f"clamd: {answer or 'no answer'}")


def _stream(data: bytes) -> list[bytes]:
    """Return the data as pieces, each behind its length; a length of zero ends them."""
    pieces = [data[start : start + PIECE] for start in range(0, len(data), PIECE)]
    return [*(struct.pack("!L", len(piece)) + piece for piece in pieces), END]


def _ask(address: str, command: bytes, pieces: list[bytes], *, seconds: float) -> str:
    end = time.monotonic() + seconds
    try:
        with _connect(address) as connection:
            # A daemon that has enough says so and hangs up: its words are still to be read.
            with suppress(BrokenPipeError, ConnectionResetError):
                for part in (command, *pieces):
                    connection.settimeout(_left(end))
                    connection.sendall(part)
            return _read(connection, end)
    except ClamdError:
        raise
    except OSError as error:
        raise ClamdError(f"clamd: {type(error).__name__}") from error


def _connect(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal() and not address.startswith("/"):
        return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(CONNECT_SECONDS)
        connection.connect(address)
    except BaseException:
        connection.close()
        raise
    return connection


def _read(connection: socket.socket, end: float) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        connection.settimeout(_left(end))
        more = connection.recv(LONGEST_ANSWER)
        if not more:
            break
        answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace").strip()


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise ClamdError("clamd: TimeoutError")
    return left
