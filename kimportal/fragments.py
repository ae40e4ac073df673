"""Parts of pages that are drawn once and kept: cards of rows, filters, maps.

The key of a part names everything that it shows (the row, its version, the heading level …),
so a part that is found is never out of date; one that nobody asks for any more falls out.
They are kept in each process: reading one costs no way to another server.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from functools import cache, partial
from hashlib import blake2b
from typing import Any, TypeVar

from django.core.cache import caches
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Row = TypeVar("Row", bound=Hashable)


def text_first(request: HttpRequest) -> dict[str, Any]:
    """Return the option that has cards drawn without photos, at `?hemat=1`.

    Hiding them is not enough: without script a browser fetches even those that wait to be seen.
    """
    return {"hemat": True} if request.GET.get("hemat") else {}


def kept(key: object, draw: Callable[[], str]) -> SafeString:
    """Return the part of this key, drawn where it is not at hand."""
    fragments = caches["fragments"]
    found = fragments.get(_name(key))
    if found is None:
        found = draw()
        fragments.set(_name(key), found)
    return mark_safe(found)  # noqa: S308 drawn by a template


def kept_parts(
    request: HttpRequest,
    templates: Mapping[str, str],
    version: object,
    context: Callable[[], dict[str, Any]],
) -> dict[str, SafeString]:
    """Return the parts of a page by name, each of its template, drawn where not at hand.

    `context` gives what the templates show, and is asked once at most.
    """
    context = cache(context)
    key = (version, text_first(request))

    def draw(template: str) -> str:
        return render_to_string(template, context(), request)

    return {name: kept((path, key), partial(draw, path)) for name, path in templates.items()}


def kept_rows(
    versions: Mapping[Row, object], draw: Callable[[Collection[Row]], Mapping[Row, str]]
) -> dict[Row, SafeString]:
    """Return the part of each row in order; `draw` gets the keys of those not at hand.

    A row that `draw` no longer finds is left out.
    """
    fragments = caches["fragments"]
    names = {row: _name((row, version)) for row, version in versions.items()}
    found = fragments.get_many(names.values())
    missing = [row for row, name in names.items() if name not in found]
    if missing:
        drawn = {names[row]: text for row, text in draw(missing).items()}
        fragments.set_many(drawn)
        found |= drawn
    return {row: mark_safe(found[name]) for row, name in names.items() if name in found}  # noqa: S308


def _name(key: object) -> str:
    return blake2b(repr(key).encode(), digest_size=16).hexdigest()
