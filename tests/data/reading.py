"""Reading the open data as a stranger would: files by their address, the API page by page."""

import csv
import io
import json

from django.conf import settings


def fetch(client, nama: str) -> str:
    """Return a file of `/data/` as text."""
    answer = client.get(f"/data/{nama}")
    assert answer.status_code == 200, nama
    return answer.getvalue().decode()


def csv_rows(client, nama: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fetch(client, nama), newline="")))


def json_rows(client, nama: str) -> list[dict]:
    return json.loads(fetch(client, nama))


def features(client, nama: str) -> list[dict]:
    return json.loads(fetch(client, nama))["features"]


def api_rows(client, address: str) -> list[dict]:
    """Return the rows of all pages from `address` on."""
    found, page = [], f"/api/v1/{address}"
    while page:
        answer = client.get(page)
        assert answer.status_code == 200, answer.content
        body = answer.json()
        found += body["data"]
        page = (body["berikutnya"] or "").removeprefix(settings.KIM_SITE_URL)
    return found
