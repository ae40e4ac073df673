"""Posts handed in by the cast's ketua, over the address that the composer talks to.

Tests that use posts up bring their own, so that they run again on the same portal.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from uuid import uuid4

from PIL import Image
from playwright.sync_api import BrowserContext


@dataclass(frozen=True)
class Kiriman:
    """One post that was handed in: it waits, or is public where the KIM is trusted."""

    pk: int
    judul: str


class Pengirim:
    """Somebody who speaks for a KIM and hands in posts, signed in in `context`."""

    def __init__(self, portal: str, context: BrowserContext) -> None:
        self.portal, self.request = portal, context.request
        self.csrf = self._ask("GET", "/akun/csrf.json")["csrf"]
        self.kim = self._ask("GET", "/kelola/kegiatan/data.json")["kim"][0]["id"]

    def hand_in(self, judul: str, cerita: str = "Warga membersihkan kanal, dua jam.") -> Kiriman:
        """Write, add a photo and send; return the post."""
        uuid = uuid4()
        draft = f"/kelola/kegiatan/naskah/{uuid}"
        told = {"kim": self.kim, "judul": judul, "cerita": cerita, "izin_foto": True}
        self._ask("PUT", f"{draft}.json", json=told)
        photo, path = _photo(), f"{draft}/foto/{uuid4()}/"
        self._ask("POST", path, json={"ukuran": len(photo), "keterangan": "Warga bekerja"})
        self._ask("PATCH", path, body=photo)
        sent = self._ask("POST", f"{draft}/kirim.json", json={})
        return Kiriman(int(sent["url"].split("/")[-3]), judul)

    def _ask(
        self, method: str, path: str, *, json: object = None, body: bytes | None = None
    ) -> dict:
        headers = {"Accept": "application/json", "X-CSRFToken": getattr(self, "csrf", "")}
        if body is not None:
            headers |= {"Upload-Offset": "0", "Content-Type": "application/octet-stream"}
        data = body if body is not None else json
        answer = self.request.fetch(self.portal + path, method=method, data=data, headers=headers)
        assert answer.ok, (path, answer.status, answer.text()[:300])
        return answer.json()


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#0e6870").save(out, "JPEG")
    return out.getvalue()
