"""The outbound links of a version, and which of their hosts were never published before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from kegiatan.models import Naskah
from kegiatan.outbound import addresses_in, host_of
from komunitas.models import Kim

# Versions that an officer has let through, also those that newer ones have replaced.
TERBIT = ("published", "superseded")
# More hosts than this are new anyhow, for whoever has to decide.
MAX_ASKED = 20


@dataclass(frozen=True)
class Tautan:
    """One host with the addresses that lead there; new to this KIM, new to the portal."""

    host: str
    alamat: list[str]
    baru_di_kim: bool
    baru_di_portal: bool


def outbound_links(naskah: Naskah) -> list[Tautan]:
    """Return where a version leads to, in the order of its text."""
    by_host: dict[str, list[str]] = {}
    for address in addresses_in(naskah.isi, naskah.sumber):
        if host := host_of(address):
            by_host.setdefault(host, []).append(address)
    known = _known(naskah, list(by_host)[:MAX_ASKED])
    return [
        Tautan(host, addresses, *(not seen for seen in known.get(host, (False, False))))
        for host, addresses in by_host.items()
    ]


def new_hosts(naskah: Naskah) -> list[str]:
    """Return the hosts that no published post of this KIM has led to."""
    return [link.host for link in outbound_links(naskah) if link.baru_di_kim]


def _known(naskah: Naskah, hosts: list[str]) -> dict[str, tuple[bool, bool]]:
    """Tell of each host whether this KIM, and whether any KIM, has published it; one query."""
    if not hosts:
        return {}
    kim = naskah.kegiatan.kim_id
    asked = {}
    for number, host in enumerate(hosts):
        asked[f"kim_{number}"] = Exists(_published(host, naskah).filter(kegiatan__kim=kim))
        asked[f"portal_{number}"] = Exists(_published(host, naskah))
    answer: Any = Kim.objects.filter(pk=kim).values(**asked).get()
    return {
        host: (answer[f"kim_{number}"], answer[f"portal_{number}"])
        for number, host in enumerate(hosts)
    }


def _published(host: str, naskah: Naskah) -> QuerySet[Naskah]:
    rows = Naskah.objects.filter(daftar_host__contains=[host], status__in=TERBIT)
    return rows.exclude(pk=naskah.pk).order_by()
