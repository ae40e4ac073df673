"""Drawing the catalogue and sending it through the photo pipeline, on every core.

Workers import this module, and so nothing here may need Django's apps or the database.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from typing import Any

from kimportal.desk.contoh.corpus import Gambar, catalogue
from kimportal.desk.contoh.pictures import draw
from kimportal.images.pipeline import Processed, process


def process_pictures(
    track: Callable[..., Any], pictures: Sequence[Gambar] | None = None
) -> dict[str, Processed]:
    """Draw every picture (or those given) and return it, by its name, as the pipeline leaves it."""
    pictures = catalogue() if pictures is None else pictures
    # A fork would share the database connection; a spawned process knows nothing of it.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        results = pool.map(_draw_and_process, pictures, chunksize=3)
        processed = list(track(results, total=len(pictures), desc="Gambar", unit="gambar"))
    return {gambar.kode: done for gambar, done in zip(pictures, processed, strict=True)}


def _draw_and_process(gambar: Gambar) -> Processed:
    file = BytesIO()
    draw(gambar).save(file, "PNG", compress_level=1)
    return process(file)
