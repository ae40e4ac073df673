"""Drawn pictures through the photo pipeline; drawing takes seconds, so every core helps."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from typing import Any

import django
from django.db.models import Q

from kegiatan.models import FotoNaskah
from kimportal.desk.contoh.corpus import Gambar, catalogue
from kimportal.desk.contoh.pictures import draw
from kimportal.images.models import Foto
from kimportal.images.pipeline import Processed, process
from kimportal.images.publishing import publish_photo
from kimportal.images.storage import keep_processed
from komunitas.models import Kim


def process_pictures(track: Callable[..., Any]) -> dict[str, Processed]:
    """Draw every picture of the catalogue and return it as the pipeline leaves it."""
    pictures = catalogue()
    # A fork would share the database connection; a spawned process knows nothing of it.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), spawn, initializer=django.setup) as pool:
        results = pool.map(_draw_and_process, pictures, chunksize=3)
        processed = list(track(results, total=len(pictures), desc="Gambar", unit="gambar"))
    return {gambar.kode: done for gambar, done in zip(pictures, processed, strict=True)}


def _draw_and_process(gambar: Gambar) -> Processed:
    file = BytesIO()
    draw(gambar).save(file, "PNG", compress_level=1)
    return process(file)


def store_pictures(processed: dict[str, Processed]) -> dict[str, Foto]:
    """Keep the processed pictures, unpublished."""
    return {kode: keep_processed(done) for kode, done in processed.items()}


def publish_used(photos: Iterable[Foto]) -> None:
    """Publish the photos that a published post or a KIM itself shows, and no others."""
    keys = [foto.pk for foto in photos]
    shown = FotoNaskah.objects.filter(naskah__status="published").values("foto")
    covers = Kim.objects.filter(sampul__isnull=False).values("sampul")
    for foto in Foto.objects.filter(Q(pk__in=shown) | Q(pk__in=covers), pk__in=keys):
        publish_photo(foto)
