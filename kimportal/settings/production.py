"""Production: refuses to start while anything it needs is missing, and never with demo data."""

from django.core.exceptions import ImproperlyConfigured

from kimportal.settings.base import *  # noqa: F403
from kimportal.settings.base import DATABASES, KIM_DEMO, KIM_MENIT_FAKTOR, KIM_SITE_URL, env

if KIM_DEMO:
    raise ImproperlyConfigured("KIM_DEMO tidak boleh aktif di produksi.")
if not KIM_SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("KIM_SITE_URL harus alamat https:// situs ini.")
if KIM_MENIT_FAKTOR < 1:
    raise ImproperlyConfigured("KIM_MENIT_FAKTOR harus 1 menit atau lebih.")

DEBUG = False
SECRET_KEY = env.str("KIM_SECRET_KEY")
# Names by which machines inside ask, such as Prometheus; nginx answers to KIM_HOSTS only.
ALLOWED_HOSTS = env.list("KIM_HOSTS") + env.list("KIM_HOSTS_DALAM", default=[])
DATABASES["default"] |= env.db("DATABASE_URL") | {"OPTIONS": DATABASES["default"]["OPTIONS"]}

KIM_SAJIKAN_MEDIA = env.bool("KIM_SAJIKAN_MEDIA", False)

SECURE_SSL_REDIRECT = env.bool("KIM_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The container's and the load balancer's probes speak plain HTTP inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrik$"]
SECURE_HSTS_SECONDS = env.int("KIM_HSTS_DETIK", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("KIM_HSTS_SUBDOMAIN", True)
SECURE_HSTS_PRELOAD = env.bool("KIM_HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sesi"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
KIM_MESSAGE_COOKIE = "__Host-pesan"
# Sent to one part of the portal only, which `__Host-` forbids.
KIM_DEVICE_COOKIE = "__Secure-perangkat"
CSRF_TRUSTED_ORIGINS = [KIM_SITE_URL]
