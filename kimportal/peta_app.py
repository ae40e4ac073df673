"""django-leaflet, made to start on machines without GDAL.

`leaflet.admin` imports GeoDjango, which needs GDAL, and the admin's autodiscovery would
import it (upstream issue 299). Our points are plain numbers and the map needs only the
template tags, so where GDAL is missing that one module is put out of sight.
"""

import sys
import types

from django.core.exceptions import ImproperlyConfigured
from leaflet.apps import LeafletConfig


class PetaConfig(LeafletConfig):
    """List this before the admin in INSTALLED_APPS."""

    def ready(self) -> None:
        super().ready()
        try:
            import django.contrib.gis.gdal  # noqa: F401
        except (ImproperlyConfigured, OSError):
            sys.modules.setdefault("leaflet.admin", types.ModuleType("leaflet.admin"))
