"""Somebody signed in who sends forms and devices' requests through nginx."""

from __future__ import annotations

import json
from uuid import uuid4

from django.test import Client

from kimportal.accounts.models import Pengguna
from tests.tumpukan.pembaca import Jawaban, Pembaca


class Masuk:
    def __init__(self, pembaca: Pembaca, client: Client, pengguna: Pengguna) -> None:
        client.force_login(pengguna)
        self._pembaca = pembaca
        self._cookie = f"sessionid={client.cookies['sessionid'].value}"
        self._signed: tuple[str, str] | None = None

    def get(self, path: str, address: str = "") -> Jawaban:
        return self._pembaca.get(path, address=address, Cookie=self._cookie)

    def prepare(self) -> tuple[str, str]:
        """Fetch the token that sending needs, once; return it with the cookies."""
        if self._signed is None:
            answer = self.get("/akun/csrf.json")
            csrf = answer.headers["Set-Cookie"].partition(";")[0]
            self._signed = json.loads(answer.teks)["csrf"], f"{self._cookie}; {csrf}"
        return self._signed

    def post(self, path: str, fields: dict[str, str], **files: bytes) -> Jawaban:
        """Send a form with files, as a browser does."""
        token, cookies = self.prepare()
        mark = uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
            for name, text in (fields | {"csrfmiddlewaretoken": token}).items()
        ]
        for name, content in files.items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"'
            parts += [f"{head}\r\nContent-Type: image/jpeg\r\n\r\n".encode(), content, b"\r\n"]
        parts.append(f"--{mark}--\r\n".encode())
        kind = f"multipart/form-data; boundary={mark}"
        return self._pembaca.get(path, "POST", b"".join(parts), Cookie=cookies, Content_Type=kind)

    def send(self, method: str, path: str, body: bytes, **headers: str) -> Jawaban:
        token, cookies = self.prepare()
        headers |= {"Cookie": cookies, "X_CSRFToken": token}
        return self._pembaca.get(path, method, body, **headers)
