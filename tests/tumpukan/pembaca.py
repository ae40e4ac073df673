"""A reader who asks nginx exactly what a test says, header by header."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPMessage
from typing import NamedTuple
from urllib.parse import urlsplit

from kimportal.stack import Stack


class Jawaban(NamedTuple):
    status: int
    headers: HTTPMessage
    isi: bytes

    @property
    def teks(self) -> str:
        is_packed = self.headers["Content-Encoding"] == "gzip"
        return (gzip.decompress(self.isi) if is_packed else self.isi).decode()

    @property
    def simpanan(self) -> str | None:
        """What the page cache says: HIT, MISS, STALE …; None where it was not asked."""
        return self.headers["X-Cache"]


class Pembaca:
    def __init__(self, tumpukan: Stack) -> None:
        self.tumpukan = tumpukan

    def get(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        source: str = "127.0.0.1",
        address: str = "",
        **headers: str,
    ) -> Jawaban:
        """Ask nginx (or `address`) for a path; underscores in header names mean hyphens."""
        parts = urlsplit(address or self.tumpukan.url)
        connection = HTTPConnection("127.0.0.1", parts.port, timeout=40, source_address=(source, 0))
        fields = {"Host": parts.netloc} | {k.replace("_", "-"): v for k, v in headers.items()}
        try:
            connection.request(method, path, body=body, headers=fields)
            answer = connection.getresponse()
            return Jawaban(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def rush(self, path: str, readers: int = 40, source: str = "127.0.0.1") -> list[Jawaban]:
        """Let many ask for the same at once."""
        with ThreadPoolExecutor(readers) as pool:
            asked = [pool.submit(self.get, path, source=source) for _ in range(readers)]
            return [answer.result() for answer in asked]

    def made(self, path: str) -> int:
        """Return how often the portal itself was asked for a path, by the log of the gate."""
        lines = (self.tumpukan.folder / "gerbang.log").read_text().splitlines()
        entries = [json.loads(line) for line in lines]
        return sum(e["path"] == path and e["cache"] != "HIT" for e in entries)


def seconds_until(is_so: Callable[[], bool], longest: float = 10) -> float:
    """Return after how many seconds something became so; `longest` when it did not."""
    start = time.monotonic()
    while not is_so():
        if (waited := time.monotonic() - start) > longest:
            return waited
        time.sleep(0.1)
    return time.monotonic() - start
