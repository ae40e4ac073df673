"""Foto: one picture after the photo pipeline."""

import secrets
from typing import NamedTuple

from django.core.files.storage import storages
from django.db import models

from kimportal.images.renditions import JPEG


class UkuranRendisi(NamedTuple):
    """What is known of one stored rendition without opening it."""

    nama: str
    lebar: int
    tinggi: int
    byte: int


def new_kunci() -> str:
    """Return a name that nobody can guess."""
    return secrets.token_hex(16)


class Foto(models.Model):
    """A picture; `lebar`, `tinggi` in pixels of the master.

    While it has no rendition it waits for a worker (`kimportal.images.developing`). Renditions
    lie in the private store under `kunci_pribadi` and, only while the photo is public, in the
    public store under `kunci`. Neither name tells the other.
    """

    kunci = models.CharField("kunci", max_length=32, unique=True, default=new_kunci)
    kunci_pribadi = models.CharField("kunci pribadi", max_length=32, unique=True, default=new_kunci)
    lebar = models.PositiveIntegerField("lebar (px)")
    tinggi = models.PositiveIntegerField("tinggi (px)")
    sha256 = models.CharField("sidik kiriman", max_length=64, db_index=True)
    # {"640.webp": [lebar, tinggi, byte], …}; jsonb keeps no order, so it is sorted on reading.
    ukuran = models.JSONField("ukuran rendisi", default=dict)
    is_public = models.BooleanField("terbit", default=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lebar__gt=0, tinggi__gt=0), name="foto_punya_ukuran"
            )
        ]

    def __str__(self) -> str:
        return self.kunci

    @property
    def is_ready(self) -> bool:
        """Whether it has been through the pipeline; until then it has no rendition."""
        return bool(self.ukuran)

    @property
    def rendisi(self) -> list[UkuranRendisi]:
        """Every WebP rendition, narrowest first."""
        found = [UkuranRendisi(nama, *size) for nama, size in self.ukuran.items() if nama != JPEG]
        return sorted(found, key=lambda rendisi: rendisi.lebar)

    @property
    def jpeg(self) -> UkuranRendisi:
        """The fallback for old browsers, also the picture of shared links (< 300 KB)."""
        return UkuranRendisi(JPEG, *self.ukuran[JPEG])

    def rendition(self, width: int) -> UkuranRendisi:
        """Return the WebP rendition of that nominal width, or the widest one below it."""
        by_name = {rendisi.nama: rendisi for rendisi in self.rendisi}
        return by_name.get(f"{width}.webp") or self.rendisi[-1]

    def private_name(self, nama: str) -> str:
        """Return where a file of this photo lies in the private store."""
        return f"foto/{self.kunci_pribadi[:2]}/{self.kunci_pribadi}/{nama}"

    def public_name(self, nama: str) -> str:
        """Return where a rendition lies in the public store while the photo is public."""
        return f"foto/{self.kunci[:2]}/{self.kunci}-{nama}"

    @property
    def sent_name(self) -> str:
        """Return where the file lies as it was sent, until the pipeline has been over it."""
        return self.private_name("kiriman")

    def url(self, width: int) -> str:
        """Return the public address of a WebP rendition, empty while the photo is private."""
        return self._address(self.rendition(width).nama)

    @property
    def url_besar(self) -> str:
        """The public address of the widest rendition, for "Lihat foto"."""
        return self._address(self.rendisi[-1].nama)

    @property
    def jpeg_url(self) -> str:
        """The public address of the JPEG, empty while the photo is private."""
        return self._address(JPEG)

    @property
    def srcset(self) -> str:
        """The WebP renditions as the `srcset` of a `<source>`, empty while private."""
        if not self.is_public:
            return ""
        return ", ".join(f"{self._address(r.nama)} {r.lebar}w" for r in self.rendisi)

    def _address(self, nama: str) -> str:
        return storages["public"].url(self.public_name(nama)) if self.is_public else ""
