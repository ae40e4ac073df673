"""The test suite: fast hashes, strict templates, files in a temporary folder."""

import atexit
import shutil
import tempfile
from pathlib import Path

from kimportal.settings.base import *  # noqa: F403
from kimportal.settings.base import STORAGES

DEBUG = False
SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_FILES = Path(tempfile.mkdtemp(prefix="kim-uji-"))
MEDIA_ROOT = _FILES / "media"
STATIC_ROOT = _FILES / "static"
STATIC_ROOT.mkdir()
KIM_CADANGAN = _FILES / "cadangan"
KIM_KUNCI_CADANGAN = "only-for-tests-only-for-tests-only-for-tests"
atexit.register(shutil.rmtree, _FILES, ignore_errors=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Tests sign in without it; those of the second factor switch it on.
KIM_MENIT_FAKTOR = 0
# On a machine full of tests every query is slow at times.
KIM_LOG_KUERI_MS = 0
CELERY_TASK_EAGER_PROPAGATES = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
