"""What every page may say about the installation itself."""

from django.conf import settings
from django.http import HttpRequest

from kimportal.accounts.demo import demo_loaded


def situs(request: HttpRequest) -> dict[str, object]:
    """Return `situs`: name, keeper, contact, address, whether demo data are loaded, and
    whether one may sign in with Google.

    Nothing in it depends on who asks, so that public pages stay the same for everyone.
    """
    return {
        "situs": {
            "nama": settings.KIM_NAMA_SITUS,
            "pengelola": settings.KIM_PENGELOLA,
            "kontak": settings.KIM_KONTAK,
            "url": settings.KIM_SITE_URL,
            "demo": demo_loaded(),
            "google": bool(settings.KIM_GOOGLE_ID),
        }
    }
