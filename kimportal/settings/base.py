"""Settings common to every environment; `local`, `test` and `production` build on them.

Everything that differs between installations is read from the environment. Our own
variables start with `KIM_`; the table in README.md explains each.
"""

from pathlib import Path

import environ

from kimportal.settings.logs import logging
from kimportal.settings.redis import broker_tls, redis_url
from kimportal.settings.schedule import CELERY_BEAT_SCHEDULE as CELERY_BEAT_SCHEDULE
from kimportal.settings.stores import s3_stores

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

# --- This installation ------------------------------------------------------
KIM_SITE_URL = env.str("KIM_SITE_URL", "http://localhost:8000").rstrip("/")
KIM_NAMA_SITUS = env.str("KIM_NAMA_SITUS", "Portal KIM")
KIM_PENGELOLA = env.str("KIM_PENGELOLA", "Komunitas Informasi Masyarakat bersama Dinas Kominfo")
KIM_KONTAK = env.str("KIM_KONTAK", "kontak@portal-kim.example")
KIM_DEMO = env.bool("KIM_DEMO", False)
# Printed by `make demo` for everyone to know; production refuses the accounts that have it.
KIM_DEMO_PASSWORD = env.str("KIM_DEMO_PASSWORD", "") or "KimDemo!2026"
KIM_VAR = Path(env.str("KIM_VAR", "") or BASE_DIR / ".var")
# A KIM with no published activity for this many days counts as "tidak aktif".
KIM_HARI_AKTIF = env.int("KIM_HARI_AKTIF", 180)
# How long an item of the officers' queue counts as opened by one of them.
KIM_MENIT_PEGANGAN = env.int("KIM_MENIT_PEGANGAN", 15)
# How old the second factor may be before an act that would hurt in wrong hands; 0 never asks.
KIM_MENIT_FAKTOR = env.int("KIM_MENIT_FAKTOR", 15)
# How many calls of the API one internet address may make in a minute.
KIM_API_PER_MENIT = env.int("KIM_API_PER_MENIT", 120)
# Signing in with Google is offered where both are set.
KIM_GOOGLE_SECRET = env.str("KIM_GOOGLE_SECRET", "")
KIM_GOOGLE_ID = env.str("KIM_GOOGLE_ID", "") if KIM_GOOGLE_SECRET else ""

# --- Applications -----------------------------------------------------------
INSTALLED_APPS = [
    "kimportal.integrity.apps.IntegrityConfig",
    "kimportal.desk.apps.DeskConfig",
    "kimportal.pages.apps.PagesConfig",
    "diseminasi.apps.DiseminasiConfig",
    "kimportal.rekap.apps.RekapConfig",
    "kegiatan.apps.KegiatanConfig",
    "komunitas.apps.KomunitasConfig",
    "wilayah.apps.WilayahConfig",
    "kimportal.notifications.apps.NotificationsConfig",
    "kimportal.images.apps.ImagesConfig",
    "kimportal.audit.apps.AuditConfig",
    "kimportal.accounts.apps.AccountsConfig",
    "kimportal.backup.apps.BackupConfig",
    "kimportal.titipan.apps.TitipanConfig",
    "kimportal.freshness.apps.FreshnessConfig",
    "kimportal.owed.apps.OwedConfig",
    "kimportal.telemetry.apps.TelemetryConfig",
    # Must stand before the admin: it hides leaflet's admin module, which needs GDAL.
    "kimportal.peta_app.PetaConfig",
    "kimportal.desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.usersessions",
    "csp",
    "django_filters",
]
MIDDLEWARE = [
    "kimportal.telemetry.middleware.TelemetryMiddleware",
    "kimportal.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kimportal.accounts.middleware.LiveUserMiddleware",
    "kimportal.accounts.middleware.ClosedByDefaultMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kimportal.pages.store_errors.StoreErrorMiddleware",
]
ROOT_URLCONF = "kimportal.urls"
WSGI_APPLICATION = "kimportal.wsgi.application"

# Forms are drawn by our own field template, found beside the pages.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kimportal.context.situs",
                "kimportal.notifications.context.kotak_masuk",
                "komunitas.context.zona_pembaca",
            ],
            "builtins": [
                "kimportal.template_tags",
                "kimportal.accounts.template_tags",
                "django.templatetags.static",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", "postgres:///kim")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# Compiling a plan and starting helpers take PostgreSQL longer than a page's query may run; and
# what pages ask for lies in memory or on a disk without arms, so looking up keys is cheap.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options",
    "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1",
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = redis_url(env)
CACHES: dict[str, object]
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "kimportal.telemetry.cache.CountedRedisCache",
            "LOCATION": REDIS_URL,
            # A cache that is down must slow the portal, not stop it.
            "OPTIONS": {"IGNORE_EXCEPTIONS": True},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "kimportal.telemetry.cache.CountedLocMemCache",
            # Tries to sign in are counted here: a flood of them must not push out the counts.
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    }
# Drawn parts of pages (`kimportal.fragments`): some kilobytes each, near at hand.
CACHES["fragments"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "fragments",
    "TIMEOUT": 900,
    "OPTIONS": {"MAX_ENTRIES": 5_000},
}
CELERY_BROKER_URL = REDIS_URL or None
CELERY_BROKER_USE_SSL = broker_tls(REDIS_URL)
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
# A task whose process was killed runs again: at once, or after half an hour if the whole worker
# is gone. While the broker is down, a request gives up on it soon and a worker never.
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "socket_connect_timeout": 2,
    "max_retries": 2,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.4,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A worker takes one task at a time, and a process that photos have made large (KiB) is replaced.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_TIMEZONE = "Asia/Jakarta"

# --- Files ------------------------------------------------------------------
MEDIA_ROOT = Path(env.str("KIM_MEDIA", "") or KIM_VAR / "media")
MEDIA_URL = "/media/"
# Whether nginx sends private files that a view has allowed; it must see the private store.
KIM_X_ACCEL = env.bool("KIM_X_ACCEL", False)
# Whether Django hands out public photos itself; in production the web server does.
KIM_SAJIKAN_MEDIA = env.bool("KIM_SAJIKAN_MEDIA", True)
# The virus scanner that every file goes through: a socket's path or host:port; empty is none.
KIM_CLAMD = env.str("KIM_CLAMD", "")
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("KIM_STATIC", "") or KIM_VAR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
# TopoJSON is JSON; the name makes proxies compress it.
WHITENOISE_MIMETYPES = {".topojson": "application/json"}
STORAGES = {
    "default": {"BACKEND": "kimportal.storages.PrivateStorage"},
    "private": {"BACKEND": "kimportal.storages.PrivateStorage"},
    "public": {"BACKEND": "kimportal.storages.PublicStorage"},
    "staticfiles": {"BACKEND": "kimportal.storages.StaticStorage"},
}
# Or in an S3-compatible store; nginx cannot see into that one.
_S3, PHOTO_HOST = s3_stores(env)
STORAGES |= _S3
KIM_X_ACCEL = KIM_X_ACCEL and not _S3

# Backups, and their key: the text itself, or the file that holds it.
KIM_CADANGAN = Path(env.str("KIM_CADANGAN", "") or KIM_VAR / "cadangan")
KIM_KUNCI_CADANGAN = env.str("KIM_KUNCI_CADANGAN", "")
KIM_KUNCI_CADANGAN_BERKAS = Path(
    env.str("KIM_KUNCI_CADANGAN_BERKAS", "") or KIM_VAR / "kunci_cadangan"
)

# Addresses at which the nginx in front forgets pages; without one nothing is purged.
KIM_PURGE_URL = env.list("KIM_PURGE_URL", default=[])

# --- People -----------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Pengguna"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "telepon", "nama")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "kimportal.accounts.common_words.CommonWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/kelola/"
ACCOUNT_ADAPTER = "kimportal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "kimportal.accounts.signup_form.DaftarDasar"
# Codes rather than links: they bring people back to the browser in which they began.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "add_email": "kimportal.accounts.forms.SurelForm",
    "change_password": "kimportal.accounts.forms.GantiSandiForm",
    "confirm_email_verification_code": "kimportal.accounts.forms.KodeSurelForm",
    "confirm_login_code": "kimportal.accounts.forms.KodeForm",
    "login": "kimportal.accounts.forms.MasukForm",
    "reauthenticate": "kimportal.accounts.forms.UlangSandiForm",
    "request_login_code": "kimportal.accounts.forms.KodeMasukForm",
    "reset_password": "kimportal.accounts.forms.LupaSandiForm",
    "reset_password_from_key": "kimportal.accounts.forms.SandiBaruForm",
    "set_password": "kimportal.accounts.forms.BuatSandiForm",
    "signup": "kimportal.accounts.forms.DaftarForm",
}
# Guessing and floods are counted per account and device (`accounts.limits`), since a whole
# village may share one address. allauth's own limits per address are off, where it has them.
ACCOUNT_RATE_LIMITS = {
    "confirm_email": "1/10s/key",
    "login": None,
    "login_failed": "10/5m/key",
    "request_login_code": None,
    "reset_password": None,
    "reset_password_from_key": None,
    "signup": None,
}
MFA_ADAPTER = "kimportal.accounts.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = KIM_NAMA_SITUS
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "activate_totp": "kimportal.accounts.forms.PasangTOTPForm",
    "add_webauthn": "kimportal.accounts.forms.KunciBaruForm",
    "authenticate": "kimportal.accounts.forms.FaktorForm",
    "authenticate_webauthn": "kimportal.accounts.passkey_forms.FaktorKunciForm",
    "edit_webauthn": "kimportal.accounts.forms.NamaKunciForm",
    "login_webauthn": "kimportal.accounts.passkey_forms.MasukKunciForm",
    "reauthenticate": "kimportal.accounts.forms.UlangFaktorForm",
    "reauthenticate_webauthn": "kimportal.accounts.passkey_forms.UlangKunciForm",
}
SOCIALACCOUNT_ADAPTER = "kimportal.accounts.google.SocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_FORMS = {"signup": "kimportal.accounts.google.GoogleDaftarForm"}
SOCIALACCOUNT_PROVIDERS = {
    "google": {
        "APPS": (
            [{"client_id": KIM_GOOGLE_ID, "secret": KIM_GOOGLE_SECRET}] if KIM_GOOGLE_ID else []
        ),
        "SCOPE": ["profile", "email"],
    }
}
# Without it every visitor behind our own proxy would count as one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("KIM_JUMLAH_PROXY", 0)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
# A session ends after so long without work: minutes for officers, days for everybody else (0: never
# for that), and after so many days in any case.
KIM_MENIT_DIAM = env.int("KIM_MENIT_DIAM", 30)
KIM_HARI_DIAM = env.int("KIM_HARI_DIAM", 14)
KIM_HARI_SESI = env.int("KIM_HARI_SESI", 90)
SESSION_COOKIE_AGE = (KIM_HARI_DIAM or KIM_HARI_SESI) * 24 * 60 * 60

# --- Language and time ------------------------------------------------------
LANGUAGE_CODE = "id"
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# --- Mail -------------------------------------------------------------------
vars().update(env.email("EMAIL_URL", "consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("KIM_EMAIL_DARI", KIM_KONTAK)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security ---------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", *([PHOTO_HOST] if PHOTO_HOST else [])],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *(["https://accounts.google.com"] if KIM_GOOGLE_ID else [])],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "kimportal.message_cookie.MessageStorage"
KIM_MESSAGE_COOKIE = "pesan"
KIM_DEVICE_COOKIE = "perangkat"
CSRF_FAILURE_VIEW = "kimportal.pages.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- Map --------------------------------------------------------------------
# The boundaries are our own files. Where an installation names a tile server, visitors may ask
# for street tiles on top: https://…/{z}/{x}/{y}.png, and the credit that server demands.
KIM_UBIN_PETA = env.str("KIM_UBIN_PETA", "")
KIM_UBIN_KREDIT = env.str("KIM_UBIN_KREDIT", "© Kontributor OpenStreetMap")
LEAFLET_CONFIG = {
    "TILES": [],
    "RESET_VIEW": False,
    "SCALE": None,
    "ATTRIBUTION_PREFIX": "",
    "DEFAULT_CENTER": (-2.5, 118.0),
    "DEFAULT_ZOOM": 5,
    "MIN_ZOOM": 4,
    "MAX_ZOOM": 16,
}

# --- Watching over it -------------------------------------------------------
KIM_LOG = env.str("KIM_LOG", "WARNING")
# JSON lines for machines; off where a person reads them at a terminal.
KIM_LOG_JSON = env.bool("KIM_LOG_JSON", True)
LOGGING = logging(KIM_LOG, is_json=KIM_LOG_JSON)
# Queries that take so many milliseconds are written down; 0 writes none.
KIM_LOG_KUERI_MS = env.int("KIM_LOG_KUERI_MS", 500)
# Who may read /metrik: whoever has the token, or asks directly from one of these networks.
# Without both it does not exist.
KIM_METRIK_TOKEN = env.str("KIM_METRIK_TOKEN", "")
KIM_METRIK_JARINGAN = env.list("KIM_METRIK_JARINGAN", default=[])
KIM_SENTRY_DSN = env.str("KIM_SENTRY_DSN", "")
