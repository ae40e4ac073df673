"""The hosts to which a post leads out, and the one field that keeps them beside the text."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.postgres.fields import ArrayField
from django.db import models

_HREF = re.compile(r'href="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
# Addresses that nobody made a link: with scheme, with www., or a bare name under an ending
# that people type in Indonesia or that spam likes.
_WRITTEN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"
    r"|(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:com|net|org|id|info|biz|io|me|co|xyz|site|online|top|vip|club|live|link|shop|store"
    r"|app|pro|win|bet|fun|ly|gg|tv|cc|ws|asia|gd|to|be|gl|my)\b(?!\.?\w)",
    re.IGNORECASE,
)
# Longer ones are no host names; more of them no post.
MAX_LENGTH = 253
MAX_HOSTS = 50


def addresses_in(isi: str, sumber: str) -> list[str]:
    """Return the outbound addresses of a story (sanitised HTML) and its sources, in order."""
    linked = [html.unescape(found) for found in _HREF.findall(isi)]
    words = html.unescape(_TAG.sub(" ", isi))
    written = [found[0].rstrip(".,;:!?)") for found in _WRITTEN.finditer(f"{words}\n{sumber}")]
    return list(dict.fromkeys(linked + written))


def host_of(address: str) -> str:
    """Return the host of an address in lower case without "www.", empty for none."""
    if "://" not in address:
        address = f"http://{address}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.")
    return host if len(host) <= MAX_LENGTH else ""


def hosts_in(isi: str, sumber: str) -> list[str]:
    """Return every host once, in the order of the text."""
    found = dict.fromkeys(host_of(address) for address in addresses_in(isi, sumber))
    return [host for host in found if host][:MAX_HOSTS]


class HostsField(ArrayField):
    """The hosts of the version's story and sources; follows them by every path of writing."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        hosts = hosts_in(model_instance.isi, model_instance.sumber)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, hosts)
        return hosts

    def deconstruct(self) -> Any:
        """Look like an ArrayField to migrations: the column is one."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs
