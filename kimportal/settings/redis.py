"""How Redis is reached: with a password of its own file, and by TLS where its address says so."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from environ import Env


def redis_url(env: Env) -> str:
    """Return REDIS_URL, with the password of KIM_SANDI_REDIS unless it has one; empty without."""
    url: str = env.str("REDIS_URL", "")
    password: str = env.str("KIM_SANDI_REDIS", "")
    if not url or not password or "@" in urlsplit(url).netloc:
        return url
    scheme, _, rest = url.partition("://")
    return f"{scheme}://:{quote(password, safe='')}@{rest}"


def broker_tls(url: str) -> dict[str, Any] | None:
    """Return what Celery must be told besides the address, or it would speak plainly to rediss://."""
    return {"ssl_cert_reqs": "required"} if url.startswith("rediss://") else None
