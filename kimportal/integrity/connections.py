"""Which connections leave this machine without encryption: for `check --deploy` and `periksa`.

A name without a dot is one of the network inside the machine, such as those of docker compose.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

# What else libpq knows ("prefer", its own choice) gives in to whoever says no to encryption.
ENCRYPTED = ("require", "verify-ca", "verify-full")


def plain_connections() -> list[str]:
    """Name every connection to another machine that anybody on the way could read."""
    return [*_database(), *_redis(), *_mail(), *_store(), *_others()]


def is_here(host: str | None) -> bool:
    """Tell whether that is this machine, or a name that only it knows."""
    if not host or host.startswith("/"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return "." not in host or host.endswith(".localhost")


def _database() -> Iterator[str]:
    database: dict[str, Any] = settings.DATABASES["default"]
    mode = database.get("OPTIONS", {}).get("sslmode")
    if not is_here(database.get("HOST")) and mode not in ENCRYPTED:
        yield f"basis data {database['HOST']} (DATABASE_URL: ?sslmode=verify-full)"


def _redis() -> Iterator[str]:
    yield from _plain("Redis", settings.REDIS_URL, "redis", "REDIS_URL: rediss://")


def _mail() -> Iterator[str]:
    is_smtp = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    is_plain = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    if is_smtp and is_plain and not is_here(settings.EMAIL_HOST):
        yield f"surel {settings.EMAIL_HOST} (EMAIL_URL: smtp+tls:// atau smtp+ssl://)"


def _store() -> Iterator[str]:
    private: dict[str, Any] = settings.STORAGES["private"]
    endpoint = private.get("OPTIONS", {}).get("endpoint_url") or ""
    yield from _plain("penyimpanan", endpoint, "http", "AWS_S3_ENDPOINT_URL: https://")
    yield from _plain("foto umum", settings.PHOTO_HOST, "http", "AWS_PUBLIC_URL: https://")


def _others() -> Iterator[str]:
    for url in settings.KIM_PURGE_URL:
        yield from _plain("nginx", url, "http", "KIM_PURGE_URL: https://")
    yield from _plain("Sentry", settings.KIM_SENTRY_DSN, "http", "KIM_SENTRY_DSN: https://")
    host, _, port = settings.KIM_CLAMD.rpartition(":")
    if port.isdecimal() and not is_here(host.strip("[]")):
        yield f"pemindai virus {host} (KIM_CLAMD: clamd tidak menyandi; jalankan di mesin ini)"


def _plain(what: str, url: str, scheme: str, advice: str) -> Iterator[str]:
    parts = urlsplit(url)
    if parts.scheme == scheme and not is_here(parts.hostname):
        yield f"{what} {parts.hostname} ({advice})"


@register(Tags.security, deploy=True)
def check_connections(**kwargs: Any) -> list[CheckMessage]:
    """Warn of each one before the portal is put up."""
    return [
        Warning(
            f"Sambungan ini tidak tersandi dan meninggalkan mesin ini: {name}.",
            hint="docs/operasi.md, TLS between services.",
            id="integrity.W001",
        )
        for name in plain_connections()
    ]
