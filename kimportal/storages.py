"""The file stores: one without any address, one under MEDIA_URL, one for static files.

What is not published exists only in the private store, so that no guessed or remembered
address can reach it.
"""

from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StoreError(OSError):
    """What was to be kept in a store is not kept: it is full, or it does not answer."""


class Volume(FileSystemStorage):
    """A folder that may fill up or go away."""

    def _save(self, name: str, content: File) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError as error:
            raise StoreError(error.errno, error.strerror) from error

    def delete(self, name: str) -> None:
        try:
            super().delete(name)
        except OSError as error:
            raise StoreError(error.errno, error.strerror) from error


class PrivateStorage(Volume):
    """Originals and unpublished renditions; read only through authorised views."""

    def __init__(self) -> None:
        super().__init__(
            location=Path(settings.MEDIA_ROOT) / "private",
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )

    def url(self, name: str | None) -> str:
        raise ValueError("Berkas pribadi tidak punya alamat.")


class PublicStorage(Volume):
    """Copies of what is published; anyone may fetch them."""

    def __init__(self) -> None:
        super().__init__(location=Path(settings.MEDIA_ROOT) / "public", base_url=settings.MEDIA_URL)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Static files under hashed names, also where one script module imports another."""

    support_js_module_import_aggregation = True

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {}

    def url(self, name: str, force: bool = False) -> str:
        """Return the address of a file, which a release never changes: it is worked out once."""
        found = self._addresses.get(name)
        if found is None:
            found = self._addresses[name] = super().url(name, force)
        return found
