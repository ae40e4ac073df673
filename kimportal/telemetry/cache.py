"""The two caches of the portal, which count what they were asked for and had."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import RedisCache

from kimportal.telemetry.metrics import CACHE_READS

_NOTHING = object()


class _Counted:
    """Counts what is read by key."""

    def get(self, key: Any, default: Any = None, *args: Any, **kwargs: Any) -> Any:
        value = super().get(key, _NOTHING, *args, **kwargs)  # type: ignore[misc]
        # A cache that is down answers nothing at all.
        is_hit = value is not _NOTHING and value is not None
        CACHE_READS.labels("hit" if is_hit else "miss").inc()
        return default if value is _NOTHING else value


class CountedLocMemCache(_Counted, LocMemCache):
    """Django's cache in the process; reading many keys reads each by itself."""


class CountedRedisCache(_Counted, RedisCache):
    """The cache in Redis, which reads many keys at once."""

    def get_many(self, keys: Iterable[Any], *args: Any, **kwargs: Any) -> Any:
        keys = list(keys)
        found = super().get_many(keys, *args, **kwargs) or {}
        CACHE_READS.labels("hit").inc(len(found))
        CACHE_READS.labels("miss").inc(len(keys) - len(found))
        return found
