"""The file stores: one without any address, one under MEDIA_URL, one for static files.

What is not published exists only in the private store, so that no guessed or remembered
address can reach it.
"""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PrivateStorage(FileSystemStorage):
    """Originals and unpublished renditions; read only through authorised views."""

    def __init__(self) -> None:
        super().__init__(
            location=Path(settings.MEDIA_ROOT) / "private",
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )

    def url(self, name: str | None) -> str:
        raise ValueError("Berkas pribadi tidak punya alamat.")


class PublicStorage(FileSystemStorage):
    """Copies of what is published; anyone may fetch them."""

    def __init__(self) -> None:
        super().__init__(location=Path(settings.MEDIA_ROOT) / "public", base_url=settings.MEDIA_URL)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Static files under hashed names, also where one script module imports another."""

    support_js_module_import_aggregation = True
