"""Queries that take longer than KIM_LOG_KUERI_MS, without their values."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.signals import connection_created

logger = logging.getLogger(__name__)

LENGTH = 1000


def watch() -> None:
    """Time the queries of every connection that is opened from now on."""
    connection_created.connect(_follow)


def _follow(connection: Any, **kwargs: Any) -> None:
    if _timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(_timed)


def _timed(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = (time.perf_counter() - started) * 1000
        if 0 < settings.KIM_LOG_KUERI_MS <= taken:
            extra = {"milliseconds": round(taken), "sql": " ".join(str(sql).split())[:LENGTH]}
            logger.warning("Slow query", extra=extra)
