"""The native stack (`make stack`): as in production, except that this machine needs no TLS."""

from kimportal.settings.base import env
from kimportal.settings.local import *  # noqa: F403

DEBUG = False
# nginx hands out public photos, and private files where a view says so.
KIM_X_ACCEL = env.bool("KIM_X_ACCEL", True)
KIM_SAJIKAN_MEDIA = env.bool("KIM_SAJIKAN_MEDIA", False)
# nginx tells by this header who asks; nothing else reaches the web processes.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("KIM_JUMLAH_PROXY", 1)
