"""Structured data for search engines (schema.org), written into a page as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# None of these may stand literally inside a script element.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(data: dict[str, Any]) -> SafeString:
    """Return `data` as JSON-LD that cannot leave its script element; empty facts are left out."""
    facts = {"@context": "https://schema.org"} | {k: v for k, v in data.items() if v}
    return mark_safe(json.dumps(facts, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308
