"""Messages and verdicts are found by search, feeds, open data and API; drafts by none."""

import json
from io import BytesIO
from uuid import uuid4
from xml.etree import ElementTree

import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image

from diseminasi.hoaks.verdicts import decide_isu, start_check
from diseminasi.models import Isu
from diseminasi.relay import relay_info
from diseminasi.release import correct_info, withdraw_info
from diseminasi.tasks import deliver, refresh_reach_task
from kimportal.audit.models import SYSTEM
from kimportal.pages.data import writing
from tests.data.reading import csv_rows, json_rows
from tests.diseminasi.messages import released, write_info
from tests.hoaks.rumours import PERIKSA, VONIS

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def info(cast, kim):
    info = released(cast.admin_makassar, "73.71", program="Vaksinasi Ternak")
    deliver(info.pk)
    return info


@pytest.fixture
def isu(regions):
    isu = Isu.objects.create(wilayah_id="73.71", bunyi=VONIS["bunyi"], due_at=timezone.now())
    return decide_isu(start_check(isu, by=SYSTEM, **PERIKSA), by=SYSTEM, **VONIS)


def entries(client, address):
    return ElementTree.fromstring(client.get(address).content).findall(f"{ATOM}entry")


def test_the_search_finds_a_message_by_its_words_and_its_programme(client, info):
    for words in ("vaksin", "ternak"):
        page = client.get(f"/cari/?q={words}").content.decode()
        assert f'href="{info.get_absolute_url()}"' in page
    only = client.get("/cari/?q=vaksin&jenis=info").content.decode()
    assert "1 Info Pemerintah cocok" in only
    assert info.judul not in client.get("/cari/?q=vaksin&wilayah=91").content.decode()


def test_the_search_finds_a_verdict_by_the_words_of_the_rumour(client, isu):
    word = max(isu.bunyi.split(), key=len).strip(".,!?")

    page = client.get(f"/cari/?q={word}&jenis=cek-hoaks").content.decode()

    assert f'href="{isu.get_absolute_url()}"' in page
    assert isu.get_putusan_display() in page


def test_drafts_and_withdrawn_messages_are_found_nowhere(client, cast, info):
    write_info(cast.admin_makassar, "73.71", judul="Rahasia vaksin")
    withdraw_info(info, by=cast.admin_makassar, reason="Keliru.")
    writing.build()

    assert "Info Pemerintah cocok" not in client.get("/cari/?q=vaksin&jenis=info").content.decode()
    assert entries(client, "/feed/info-pemerintah/") == []
    assert client.get("/api/v1/info-pemerintah/").json()["data"] == []
    assert client.get(f"/api/v1/info-pemerintah/{info.pk}/").status_code == 404
    assert json_rows(client, "info.json") == []


def test_the_feed_says_when_a_message_was_corrected(client, cast, info):
    correct_info(info, by=cast.admin_makassar, reason="Keliru.", changes={"judul": "Vaksin ayam"})

    (entry,) = entries(client, "/feed/info-pemerintah/")

    assert entry.findtext(f"{ATOM}title") == "Vaksin ayam"
    assert entry.findtext(f"{ATOM}updated") >= entry.findtext(f"{ATOM}published")
    assert entry.find(f"{ATOM}link").get("href").endswith(info.get_absolute_url())


def test_the_feed_of_rumours_begins_with_the_verdict(client, isu):
    (entry,) = entries(client, "/feed/cek-hoaks/")

    assert entry.findtext(f"{ATOM}title") == f"{isu.get_putusan_display()}: {isu.klaim}"


def test_files_and_api_give_the_same_row_with_its_reach(client, cast, kim, info):
    today = timezone.localdate()
    fields = {"kanal": "papan", "wilayah": kim.wilayah, "tanggal": today}
    relay_info(info, by=cast.ketua, kim=kim, uuid=uuid4(), **fields)
    refresh_reach_task()
    writing.build()

    (row,) = client.get("/api/v1/info-pemerintah/").json()["data"]

    assert json_rows(client, "info.json") == [row]
    assert client.get(f"/api/v1/info-pemerintah/{info.pk}/").json() == row
    assert (row["desa_sasaran"], row["desa_disebarkan"]) == (3, 1)
    assert row["sasaran"] == ["73.71"]
    assert csv_rows(client, "info.csv")[0]["judul"] == info.judul


def test_verdicts_are_open_data_too(client, isu):
    writing.build()

    (row,) = client.get(f"/api/v1/cek-hoaks/?putusan={isu.putusan}").json()["data"]

    assert json_rows(client, "cek-hoaks.json") == [row]
    assert (row["id"], row["putusan"], row["kode_wilayah"]) == (isu.pk, isu.putusan, "73.71")


def test_the_catalogue_names_both_sets(client, info, isu):
    writing.build()

    named = json.loads(client.get("/data/katalog.jsonld").content)["dcat:dataset"]

    assert {"info", "cek-hoaks"} <= {one["dct:identifier"] for one in named}


def test_the_card_of_a_verdict_leads_to_its_page(client, isu):
    answer = client.get(f"{isu.get_absolute_url()}kartu.png")

    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(answer.content)))

    assert client.get("/" + code.text.split("/", 3)[3], follow=True).context["isu"] == isu
    page = client.get(isu.get_absolute_url()).content.decode()
    assert f'{isu.get_absolute_url()}kartu.png">' in page
    assert 'og:image:alt" content="Cek Hoaks: Hoaks. Isu: Bansos beras dicabut' in page


def test_a_rumour_without_a_verdict_has_no_card(client, regions):
    isu = Isu.objects.create(wilayah_id="73.71", bunyi=VONIS["bunyi"], due_at=timezone.now())
    start_check(isu, by=SYSTEM, **PERIKSA)
    isu.refresh_from_db()

    assert client.get(f"{isu.get_absolute_url()}kartu.png").status_code == 404
