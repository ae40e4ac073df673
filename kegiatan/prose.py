"""Rich text of a post: what survives, and the one field through which it is stored."""

from __future__ import annotations

import html
import re
from typing import Any

import nh3
from django.db import models
from django.utils.safestring import SafeString, mark_safe

REL = "nofollow ugc noopener"
TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "strong", "em", "br"}
# What other editors write for the same meaning.
SAMA = {"b": "strong", "i": "em", "div": "p", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}

_SAMA = re.compile(rf"<(/?)({'|'.join(SAMA)})>")
_LINK_TO_NOWHERE = re.compile(rf'<a rel="{REL}">(.*?)</a>', re.DOTALL)
_EMPTY = re.compile(r"<p>\s*</p>")
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote)>|<br>")
_TAG = re.compile(r"<[^>]*>")


def sanitise(text: str) -> SafeString:
    """Return `text` with nothing but the allowed tags, and http(s) links as only attribute."""
    clean = nh3.clean(
        text,
        tags=TAGS | set(SAMA),
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel=REL,
    )
    # The output is well-formed and these tags carry no attribute, so text can be replaced;
    # the second cleaning mends what nesting the new tags may have made invalid.
    clean = _SAMA.sub(lambda found: f"<{found[1]}{SAMA[found[2]]}>", clean)
    clean = _LINK_TO_NOWHERE.sub(r"\1", clean)
    clean = nh3.clean(
        clean,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=REL,
    )
    return mark_safe(_EMPTY.sub("", clean))  # noqa: S308


def plain_text(text: str) -> str:
    """Return the words of sanitised `text`, one paragraph a line, for summaries and reading."""
    words = html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", text)))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


class ProseField(models.TextField):
    """A text that cannot be stored unsanitised, by any path; what is read back is safe HTML.

    `get_prep_value` stands in the way of every write (save, bulk_create, update), and
    `pre_save` gives the object in hand the text that was stored.
    """

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return None if value is None else str(sanitise(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = sanitise(value)
            setattr(model_instance, self.attname, value)
        return value

    def from_db_value(self, value: str | None, *_: Any) -> SafeString | None:
        return None if value is None else mark_safe(value)  # noqa: S308

    def deconstruct(self) -> Any:
        """Look like a TextField to migrations: the column is one."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
