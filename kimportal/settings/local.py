"""A laptop, the demo: no setting needed, nothing reachable from outside by default."""

import secrets

from kimportal.settings.base import *  # noqa: F403
from kimportal.settings.base import KIM_LOG, KIM_VAR, env
from kimportal.settings.logs import logging


def _stored_secret() -> str:
    """Return the secret key of this clone, made at its first start and kept in `.var/`."""
    path = KIM_VAR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = env.bool("KIM_DEBUG", False)
SECRET_KEY = env.str("KIM_SECRET_KEY", "") or _stored_secret()
ALLOWED_HOSTS = env.list("KIM_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
KIM_LOG_JSON = env.bool("KIM_LOG_JSON", False)
LOGGING = logging(KIM_LOG, is_json=KIM_LOG_JSON)
# `manage.py demo` listens there; browsers accept passkeys for the name, not for a bare number.
KIM_SITE_URL = env.str("KIM_SITE_URL", f"http://localhost:{env.str('KIM_PORT', '') or 8000}")
# Passkeys need HTTPS, except on this machine itself.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
if DEBUG:
    STORAGES["staticfiles"] = {  # noqa: F405
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
