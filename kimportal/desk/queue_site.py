"""The queue's addresses in the admin, and what a row's own page knows of the queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from kimportal.desk import queue_bulk_views, queue_views
from kimportal.desk.queue import Antrean, Baris
from kimportal.desk.queue_filter import Saringan, read_filter
from kimportal.desk.queue_holding import forget, hold, is_below_province
from kimportal.desk.queue_kinds import DAFTAR_JENIS


@dataclass(frozen=True)
class Tempat:
    """Where a row stands in the queue of an officer who came from there."""

    obj: Any
    user: Any
    saringan: Saringan
    baris: Baris | None
    boleh_minta: bool

    @property
    def dari(self) -> str:
        """The state of the queue as forms and addresses carry it."""
        return self.saringan.query or "1"

    @property
    def kembali(self) -> str:
        return queue_address(self.saringan)

    @property
    def pemegang_lain(self) -> Any:
        """The hold of somebody else on this row."""
        pegangan = self.baris.pegangan if self.baris else None
        return pegangan if pegangan and pegangan.pengguna_id != self.user.pk else None

    def go_on(self, request: HttpRequest) -> str:
        """Clear the decided row away and return the address of the next one, opened."""
        forget(self.obj)
        found = Antrean(self.user, self.saringan).after(self.baris)
        if found is None:
            messages.info(request, "Tidak ada lagi yang menunggu keputusan Anda di antrean ini.")
            return self.kembali
        hold(found, by=self.user)
        return queue_views.item_address(found, self.saringan)


def queue_address(saringan: Saringan) -> str:
    url = reverse("admin:antrean")
    return f"{url}?{saringan.query}" if saringan.query else url


class QueueSite:
    """The part of the officers' site that is the queue."""

    admin_view: Any

    def queue_urls(self) -> list[URLPattern]:
        views = {
            "": ("antrean", queue_views.queue),
            "buka/": ("antrean_buka", queue_views.open_item),
            "lepas/": ("antrean_lepas", queue_views.release_item),
            "berikutnya/": ("antrean_berikutnya", queue_views.next_item),
            "minta/": ("antrean_minta", queue_views.ask),
            "provinsi/": ("antrean_provinsi", queue_views.provinces),
            "banyak/": ("antrean_banyak", queue_bulk_views.many),
        }
        return [
            path(f"antrean/{route}", self.admin_view(view), name=name)
            for route, (name, view) in views.items()
        ]

    def place_in_queue(self, request: HttpRequest, obj: Any, antrean: str) -> Tempat:
        """Return where the row stands, for the bar above its page and the way on."""
        saringan = read_filter(antrean)
        kinds = [jenis for jenis in DAFTAR_JENIS if isinstance(obj, jenis.model)]
        found = Antrean(request.user).find_all(f"{jenis.kode}-{obj.pk}" for jenis in kinds)
        row = found[0] if found else None
        asks = row is not None and not row.minta and is_below_province(request.user, row.kode)
        return Tempat(obj, request.user, saringan, row, asks)
