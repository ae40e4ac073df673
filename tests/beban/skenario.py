"""How the portal is used: 90 % read, 8 % search and look at the map, 2 % write.

A locustfile; `python -m tests.beban muatan` runs it in a process of its own, since Locust changes
how sockets and threads work. BEBAN_BAHAN names what `persiapan` printed, BEBAN_HASIL
where the figures go: for each kind of user milliseconds and errors, and of each post that was
handed in, by the key that the writer made, what was answered.
"""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from contextlib import suppress
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import uuid4

from locust import FastHttpUser, between, events, task

BAHAN: dict[str, Any] = json.loads(Path(os.environ["BEBAN_BAHAN"]).read_text())
LAMAN: dict[str, list[str]] = BAHAN["laman"]
FOTO = Path(BAHAN["foto"]).read_bytes()
# People wait for no processor of this machine: where the system allows it, they come first.
with suppress(PermissionError):
    os.setpriority(os.PRIO_PROCESS, 0, -15)
# Who links to us, and who comes by search: of a thousand, the first one is read most (Zipf).
LISTS = (
    "/kegiatan/",
    "/kim/",
    "/kegiatan/?jenis=produk",
    "/kegiatan/?jenis=agenda",
    "/kim/?wilayah=73.71",
    "/kegiatan/?wilayah=73",
    "/kegiatan/?bidang=perikanan",
    "/kegiatan/?halaman=2",
    "/praktik-baik/",
    "/kim/?wilayah=73&bidang=perikanan",
)
WORDS = (
    *("pelatihan", "posyandu", "selokan", "layanan", "mariso", "bantuan", "kerja bakti", "padi"),
    *("umkm", "bakau", "vaksin", "pelathian", "makassar", "bank sampah", "pelayanan", "kopi"),
    *("perpustakaan", "banjir", "stunting", "zzzqqq"),
)
MAP = (
    "/peta/",
    "/peta/bagian/?lapis=aktif",
    "/peta/kim.json?bbox=94,-12,142,7",
    "/peta/kim.json?bbox=118,-8,122,-1",
    "/peta/kim.json?bbox=119.3,-5.3,119.6,-5.0",
    "/peta/?wilayah=73.71",
    "/wilayah/cari.json?q=mari",
    "/peta/kim.json?bbox=105,-9,115,-5",
)
PIECE = {"Content-Type": "application/octet-stream", "Upload-Offset": "0"}
PAUSE = between(3, 10)
found: dict[str, list[float]] = defaultdict(list)
errors: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
# The key of a post, and the status of the answer to handing it in; 0 while there is none.
handed_in: dict[str, int] = {}
writers = cycle(BAHAN["penulis"])


def one_of(addresses: Any) -> str:
    """Choose as people do: the n-th most popular address 1/n as often as the first."""
    weights = [1 / place for place in range(1, len(addresses) + 1)]
    return str(random.choices(addresses, weights)[0])


class Pembaca(FastHttpUser):
    """Reads: half of all come for one post that somebody sent them."""

    weight = 900
    wait_time = PAUSE

    def _read(self, path: str) -> None:
        self.client.get(path, name="baca")

    @task(45)
    def kabar(self) -> None:
        self._read(one_of(LAMAN["kabar"]))

    @task(15)
    def beranda(self) -> None:
        self._read("/")

    @task(15)
    def daftar(self) -> None:
        self._read(one_of(LISTS))

    @task(12)
    def kim(self) -> None:
        self._read(one_of(LAMAN["kim"]))

    @task(8)
    def wilayah(self) -> None:
        self._read(one_of(LAMAN["wilayah"]))

    @task(5)
    def info(self) -> None:
        self._read(one_of(LAMAN["info"] or LISTS))


class Pencari(FastHttpUser):
    """Searches, and looks at the map."""

    weight = 80
    wait_time = PAUSE

    @task(6)
    def cari(self) -> None:
        kind = random.choice(("", "", "&jenis=kabar", "&jenis=kim"))
        self.client.get(f"/cari/?q={one_of(WORDS)}{kind}", name="cari")

    @task(4)
    def peta(self) -> None:
        self.client.get(one_of(MAP), name="cari")


class Penulis(FastHttpUser):
    """Hands in a post with a photo, as the phone composer does, and looks at the work space."""

    weight = 20
    wait_time = PAUSE

    def on_start(self) -> None:
        self._writer = next(writers)
        while not self._is_ready():
            self.wait()

    def _is_ready(self) -> bool:
        """Fetch what writing needs; a portal that is too busy is asked again later."""
        self.client.cookiejar.clear()
        session = f"sessionid={self._writer['sesi']}"
        told = self._ask("/akun/csrf.json", {"Cookie": session})
        known = self._ask("/kelola/kegiatan/data.json", {"Cookie": session})
        if told.status_code != 200 or known.status_code != 200:
            return False
        csrf = told.headers["Set-Cookie"].partition(";")[0]
        self._headers = {"Cookie": f"{session}; {csrf}", "X-CSRFToken": told.json()["csrf"]}
        self._kim = next(kim for kim in known.json()["kim"] if kim["boleh_kirim"])
        return True

    def _ask(self, path: str, headers: dict[str, str]) -> Any:
        return self.client.get(path, headers=headers, name="tulis")

    @task(1)
    def ruang_kerja(self) -> None:
        self.client.get("/kelola/", headers=self._headers, name="tulis")

    @task(3)
    def kirim(self) -> None:
        uuid, foto = uuid4(), uuid4()
        root = f"/kelola/kegiatan/naskah/{uuid}"
        draft = {
            "kim": self._kim["id"],
            "jenis": "berita",
            "judul": f"{BAHAN['tanda']} {uuid.hex[:8]}",
            "cerita": "Warga membersihkan selokan bersama-sama. " * 10,
            "tanggal": date.today().isoformat(),
            "wilayah": self._writer["wilayah"],
            "bidang": self._kim["bidang"][:1],
        }
        texts = {"ukuran": len(FOTO), "keterangan": "Warga di tepi selokan", "alt": "Warga"}
        self._send("PUT", f"{root}.json", json=draft)
        self._send("POST", f"{root}/foto/{foto}/", json=texts)
        self._send("PATCH", f"{root}/foto/{foto}/", data=FOTO, headers=PIECE)
        # Noted before: at the end of the run people leave in the middle of what they do.
        handed_in[str(uuid)] = 0
        answer = self._send("POST", f"{root}/kirim.json", "kirim", json={"izin_foto": True})
        handed_in[str(uuid)] = answer.status_code

    def _send(self, method: str, path: str, name: str = "tulis", **sent: Any) -> Any:
        headers = self._headers | sent.pop("headers", {})
        return self.client.request(method, path, name=name, headers=headers, **sent)


@events.request.add_listener
def note(name: str, response_time: float, exception: Exception | None, **_: Any) -> None:
    found[name].append(response_time)
    if exception:
        errors[name][str(exception)[:200]] += 1


@events.spawning_complete.add_listener
def begin(**_: Any) -> None:
    """Everybody is there: how long it took before does not count."""
    found.clear()


@events.quitting.add_listener
def tell(**_: Any) -> None:
    figures = {"waktu": found, "galat": errors, "kiriman": handed_in}
    Path(os.environ["BEBAN_HASIL"]).write_text(json.dumps(figures))
