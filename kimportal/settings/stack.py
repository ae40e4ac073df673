"""The native stack (`make stack`): as in production, except that this machine needs no TLS."""

from kimportal.settings.base import KIM_LOG, PHOTO_HOST, env
from kimportal.settings.local import *  # noqa: F403
from kimportal.settings.logs import logging

DEBUG = False
# nginx hands out public photos, and private files where a view says so.
KIM_X_ACCEL = env.bool("KIM_X_ACCEL", True) and not PHOTO_HOST
KIM_SAJIKAN_MEDIA = env.bool("KIM_SAJIKAN_MEDIA", False)
# nginx tells by this header who asks; nothing else reaches the web processes.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("KIM_JUMLAH_PROXY", 1)
KIM_LOG_JSON = env.bool("KIM_LOG_JSON", True)
LOGGING = logging(KIM_LOG, is_json=KIM_LOG_JSON)
# Whoever asks a web process directly on this machine; nginx does not hand /metrik on.
KIM_METRIK_JARINGAN = env.list("KIM_METRIK_JARINGAN", default=["127.0.0.1/32"])
