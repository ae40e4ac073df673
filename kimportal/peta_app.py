"""django-leaflet, made to start on machines without GDAL.

`leaflet.admin` imports GeoDjango, which needs GDAL, and the admin's autodiscovery would
import it (upstream issue 299). Our points are plain numbers and the map needs only the
template tags, so that one module is put out of sight. It is on every machine: looking for
GDAL asks a compiler twelve times, up to a second at the start of every process.
"""

import sys
import types

from leaflet.apps import LeafletConfig


class PetaConfig(LeafletConfig):
    """List this before the admin in INSTALLED_APPS."""

    def ready(self) -> None:
        super().ready()
        sys.modules.setdefault("leaflet.admin", types.ModuleType("leaflet.admin"))
