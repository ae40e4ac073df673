"""Reports for tests, sent through the public form."""

from uuid import uuid4

from django.test import Client

from kimportal.desk.models import LaporanKonten

LAPOR = "/lapor/"


def address(target) -> str:
    """Return where a KIM or the post of a version is reported."""
    if hasattr(target, "kegiatan_id"):
        return f"{LAPOR}?kegiatan={target.kegiatan_id}"
    return f"{LAPOR}?kim={target.slug}"


def send(target, client: Client | None = None, **fields):
    """Fill in the form as a reader would and return the answer."""
    isian = {"alasan": "hoaks", "kunci": str(uuid4()), **fields}
    return (client or Client()).post(address(target), isian)


def report(target, **fields) -> LaporanKonten:
    """Report a page from a device of its own and return the report."""
    answer = send(target, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return LaporanKonten.objects.get(tiket=answer.url.split("/")[3])
