"""Atom feeds: what stands in them, in which form, and what never does."""

import xml.etree.ElementTree as ET
from datetime import datetime, timedelta

import pytest

from kegiatan.moderation import take_down_kegiatan
from kimportal.audit.models import SYSTEM
from komunitas.models import Bidang
from komunitas.verification import suspend_kim
from tests.publishing import make_draft, make_photo, publish

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "https://kim.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.KIM_SITE_URL = SITE


def read(client, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)


def titles(client, path: str) -> list[str]:
    return [entry.text for entry in read(client, path).findall("a:entry/a:title", ATOM)]


def test_each_feed_holds_its_own_posts(client, kim, other_kim):
    publish(kim, judul="Mariso & sekitarnya", bidang="perikanan")
    publish(other_kim, judul="Bontoala", wilayah_id="73.06.02.2002")

    assert titles(client, "/feed/") == ["Bontoala", "Mariso & sekitarnya"]
    assert titles(client, "/feed/wilayah/73.71/") == ["Mariso & sekitarnya"]
    assert titles(client, "/feed/wilayah/73/") == ["Bontoala", "Mariso & sekitarnya"]
    assert titles(client, f"/feed/kim/{other_kim.slug}/") == ["Bontoala"]
    assert titles(client, "/feed/bidang/perikanan/") == ["Mariso & sekitarnya"]


def test_what_is_not_public_is_in_no_feed(client, kim, other_kim):
    make_draft(kim)
    withdrawn = publish(kim)
    take_down_kegiatan(withdrawn, by=SYSTEM, reason="Keliru.")
    publish(other_kim)
    suspend_kim(other_kim, by=SYSTEM, reason="Diperiksa.")

    assert titles(client, "/feed/") == []
    assert client.get(f"/feed/kim/{other_kim.slug}/").status_code == 404


def test_an_entry_is_complete_and_absolute(client, kim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        naskah = publish(
            kim, bidang="perikanan", foto=make_photo(), ringkasan="Izin <cepat> & mudah"
        )

    entry = read(client, "/feed/").find("a:entry", ATOM)

    links = {link.get("rel"): link for link in entry.findall("a:link", ATOM)}
    address = SITE + naskah.kegiatan.get_absolute_url()
    assert links["alternate"].get("href") == address
    assert entry.find("a:id", ATOM).text.startswith("tag:kim.example")
    assert entry.find("a:summary", ATOM).text == "Izin &lt;cepat&gt; &amp; mudah"
    assert entry.find("a:author/a:name", ATOM).text == kim.nama
    assert entry.find("a:category", ATOM).get("term") == Bidang.objects.get(slug="perikanan").nama
    photo = links["enclosure"]
    assert photo.get("href").startswith(f"{SITE}/media/")
    assert photo.get("type") == "image/jpeg"
    assert int(photo.get("length")) > 100


def test_dates_are_utc(client, kim):
    publish(kim)

    entry = read(client, "/feed/").find("a:entry", ATOM)

    for name in ("published", "updated"):
        moment = datetime.fromisoformat(entry.find(f"a:{name}", ATOM).text)
        assert moment.utcoffset() == timedelta(0)


def test_the_feed_names_itself(client, kim):
    feed = read(client, "/feed/wilayah/73.71/")

    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {
        "self": f"{SITE}/feed/wilayah/73.71/",
        "alternate": f"{SITE}/wilayah/73.71/",
    }
    assert feed.find("a:title", ATOM).text == "Kabar KIM dari Kota Makassar"


@pytest.mark.django_db(transaction=True)
def test_a_reader_is_told_when_nothing_changed(client, kim):
    publish(kim)
    etag = client.get("/feed/").headers["ETag"]

    assert client.get("/feed/", headers={"If-None-Match": etag}).status_code == 304
    publish(kim)
    assert client.get("/feed/", headers={"If-None-Match": etag}).status_code == 200


def test_at_most_fifty_entries(client, kim):
    for _ in range(51):
        publish(kim)

    assert len(titles(client, "/feed/")) == 50


@pytest.mark.parametrize(
    "path", ["/feed/wilayah/99/", "/feed/wilayah/x/", "/feed/kim/x/", "/feed/bidang/x/"]
)
def test_an_unknown_feed_is_not_found(path, client, regions):
    assert client.get(path).status_code == 404


def test_a_code_without_dots_leads_to_the_feed(client, regions):
    answer = client.get("/feed/wilayah/737101/")

    assert answer.status_code == 301
    assert answer.headers["Location"] == "/feed/wilayah/73.71.01/"
