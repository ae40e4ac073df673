"""The file stores in an S3-compatible service, each a bucket of its own.

The private bucket is read by the portal only, which asks who wants a file; the public one is read
by everybody at AWS_PUBLIC_URL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from kimportal.storages import StoreError

# A request waits for the store; better a sentence soon than a page that hangs.
QUICKLY = Config(
    connect_timeout=3,
    read_timeout=20,
    retries={"max_attempts": 2},
    signature_version="s3v4",
    s3={"addressing_style": "path"},
)


@contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise StoreError(type(error).__name__) from error


class _S3(S3Storage):
    """Says in one word that the store does not answer, whatever the reason is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(client_config=QUICKLY, **options)

    def _open(self, name: str, mode: str = "rb") -> File:
        with _asking():
            file = super()._open(name, mode)
            if "r" in mode:
                file.file  # noqa: B018  (fetched now: later nobody would know what an error means)
            return file

    def _save(self, name: str, content: Any) -> str:
        with _asking():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with _asking():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _asking():
            return super().exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with _asking():
            return super().listdir(path)

    def size(self, name: str) -> int:
        with _asking():
            return super().size(name)

    def get_modified_time(self, name: str) -> Any:
        with _asking():
            return super().get_modified_time(name)


class PrivateS3(_S3):
    """Originals and unpublished renditions; read only through authorised views."""

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        raise ValueError("Berkas pribadi tidak punya alamat.")


class PublicS3(_S3):
    """Copies of what is published; anyone may fetch them."""
