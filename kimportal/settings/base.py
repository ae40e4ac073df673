"""Settings common to every environment; `local`, `test` and `production` build on them.

Everything that differs between installations is read from the environment. Our own
variables start with `KIM_`; the table in README.md explains each.
"""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

# --- This installation ------------------------------------------------------
KIM_SITE_URL = env.str("KIM_SITE_URL", "http://localhost:8000").rstrip("/")
KIM_NAMA_SITUS = env.str("KIM_NAMA_SITUS", "Portal KIM")
KIM_PENGELOLA = env.str("KIM_PENGELOLA", "Komunitas Informasi Masyarakat bersama Dinas Kominfo")
KIM_KONTAK = env.str("KIM_KONTAK", "kontak@portal-kim.example")
KIM_DEMO = env.bool("KIM_DEMO", False)
KIM_VAR = Path(env.str("KIM_VAR", "") or BASE_DIR / ".var")
# A KIM with no published activity for this many days counts as "tidak aktif".
KIM_HARI_AKTIF = env.int("KIM_HARI_AKTIF", 180)

# --- Applications -----------------------------------------------------------
INSTALLED_APPS = [
    "kimportal.desk.apps.DeskConfig",
    "kimportal.pages.apps.PagesConfig",
    "kegiatan.apps.KegiatanConfig",
    "komunitas.apps.KomunitasConfig",
    "wilayah.apps.WilayahConfig",
    "kimportal.images.apps.ImagesConfig",
    "kimportal.audit.apps.AuditConfig",
    "kimportal.accounts.apps.AccountsConfig",
    # Must stand before the admin: it hides leaflet's admin module where GDAL is missing.
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
    "csp",
    "django_filters",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kimportal.accounts.middleware.ClosedByDefaultMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
            ],
            "builtins": ["kimportal.template_tags", "django.templatetags.static"],
        },
    }
]

# --- Data -------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", "postgres:///kim")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            # A cache that is down must slow the portal, not stop it.
            "OPTIONS": {"IGNORE_EXCEPTIONS": True},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = REDIS_URL or None
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Asia/Jakarta"

# --- Files ------------------------------------------------------------------
MEDIA_ROOT = Path(env.str("KIM_MEDIA", "") or KIM_VAR / "media")
MEDIA_URL = "/media/"
# Whether Django hands out public photos itself; in production the web server does.
KIM_SAJIKAN_MEDIA = env.bool("KIM_SAJIKAN_MEDIA", True)
STATIC_URL = "/static/"
STATIC_ROOT = KIM_VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# TopoJSON is JSON; the name makes proxies compress it.
WHITENOISE_MIMETYPES = {".topojson": "application/json"}
STORAGES = {
    "default": {"BACKEND": "kimportal.storages.PrivateStorage"},
    "private": {"BACKEND": "kimportal.storages.PrivateStorage"},
    "public": {"BACKEND": "kimportal.storages.PublicStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- People -----------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Pengguna"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kimportal.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "kimportal.accounts.forms.MasukForm"}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# A whole village may share one address: guessing is slowed per account, floods per address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,10/5m/key",
    "signup": "100/m/ip",
    "reset_password": "100/m/ip,5/m/key",
}
# Without it every visitor behind our own proxy would count as one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("KIM_JUMLAH_PROXY", 0)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

# --- Language and time ------------------------------------------------------
LANGUAGE_CODE = "id"
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# --- Mail -------------------------------------------------------------------
vars().update(env.email("EMAIL_URL", "consolemail://"))
DEFAULT_FROM_EMAIL = env.str("KIM_EMAIL_DARI", KIM_KONTAK)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security ---------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
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
CSRF_FAILURE_VIEW = "kimportal.pages.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# --- Map --------------------------------------------------------------------
# No tiles: the boundaries are our own files. A visitor may ask for street tiles later.
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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["console"], "level": env.str("KIM_LOG", "WARNING")},
}
