"""People who write and decide, through the front door: sign in, hand in a post, decide on many."""

from __future__ import annotations

import json
import re
import urllib.request
from datetime import date
from html import unescape
from http.cookiejar import CookieJar
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from PIL import Image

from tests.browser.orang import SANDI_CONTOH

FORM = "application/x-www-form-urlencoded"
TICKED = re.compile(r'name="pilih" value="([^"]+)"')
TOGETHER = 10
PATIENCE_SECONDS = 60


def sample_photo() -> bytes:
    """Return a photo as a phone makes it smaller before sending: 1200 × 900."""
    out = BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(out, "JPEG", quality=60)
    return out.getvalue()


class Orang:
    """Somebody with a browser of their own at the portal; `jar` is what it remembers."""

    def __init__(self, url: str, jar: CookieJar | None = None) -> None:
        self._url = url
        cookies = urllib.request.HTTPCookieProcessor(CookieJar() if jar is None else jar)
        self._opener = urllib.request.build_opener(cookies)

    def sign_in(self, surel: str) -> None:
        fields = {"login": surel, "password": SANDI_CONTOH}
        self.ask("/akun/masuk/")
        self.post("/akun/masuk/", **fields)

    def ask(
        self,
        path: str,
        body: bytes | None = None,
        *,
        method: str = "GET",
        kind: str = "",
        **headers: str,
    ) -> bytes:
        """Return the answer; raises urllib.error.HTTPError when it is a refusal."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        if kind:
            names["Content-Type"] = kind
        request = urllib.request.Request(self._url + path, data=body, headers=names, method=method)
        with self._opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            return bytes(answer.read())

    @property
    def token(self) -> str:
        return str(json.loads(self.ask("/akun/csrf.json"))["csrf"])

    def post(self, path: str, **fields: Any) -> bytes:
        body = urlencode(fields | {"csrfmiddlewaretoken": self.token}, doseq=True)
        return self.ask(path, body.encode(), method="POST", kind=FORM)

    def send_json(self, method: str, path: str, token: str, **values: Any) -> dict[str, Any]:
        body = json.dumps(values).encode()
        answer = self.ask(path, body, method=method, kind="application/json", X_CSRFToken=token)
        return dict(json.loads(answer))


class Penulis(Orang):
    """A pengurus who hands in posts with one photo each, as the phone composer does."""

    def prepare(self) -> None:
        told = json.loads(self.ask("/kelola/kegiatan/data.json"))
        self._kim = next(kim for kim in told["kim"] if kim["boleh_kirim"])
        self._photo = sample_photo()
        self._token = self.token

    def hand_in(self) -> None:
        uuid, foto = uuid4(), uuid4()
        root = f"/kelola/kegiatan/naskah/{uuid}"
        draft = {
            "kim": self._kim["id"],
            "jenis": "berita",
            "judul": f"Kerja bakti {uuid.hex[:8]}",
            "cerita": "Warga membersihkan selokan bersama-sama. " * 10,
            "tanggal": date.today().isoformat(),
            "wilayah": self._kim["wilayah"]["kode"],
            "bidang": self._kim["bidang"][:1],
        }
        self.send_json("PUT", f"{root}.json", self._token, **draft)
        address = f"{root}/foto/{foto}/"
        texts = {"keterangan": "Warga di tepi selokan", "alt": "Warga bekerja"}
        self.send_json("POST", address, self._token, ukuran=len(self._photo), **texts)
        self.ask(
            address,
            self._photo,
            method="PATCH",
            kind="application/octet-stream",
            X_CSRFToken=self._token,
            Upload_Offset="0",
        )
        self.send_json("POST", f"{root}/kirim.json", self._token, izin_foto=True)


class Admin(Orang):
    """An officer who approves what waits longest, several at once."""

    def decide(self) -> int:
        """Approve up to ten posts; return how many were chosen."""
        page = self.ask("/admin/antrean/?jenis=kabar&bisa=1&urut=baru").decode()
        chosen = [unescape(value) for value in TICKED.findall(page)][:TOGETHER]
        if chosen:
            self.post("/admin/antrean/banyak/", pilih=chosen, langkah="setuju", pasti="1")
        return len(chosen)
