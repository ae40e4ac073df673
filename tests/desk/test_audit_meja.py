"""The trail on the desk: the region's admins read it, in words, and nobody else."""

import re
from uuid import uuid4

import pytest
from django.conf import settings

from kegiatan.moderation import return_kegiatan, submit_kegiatan, take_down_kegiatan
from kimportal.audit.models import SYSTEM, CatatanAudit, record
from kimportal.audit.takedowns import Dasar
from kimportal.desk.audit_words import LABEL
from kimportal.desk.models import Ekspor
from kimportal.desk.reports import submit_report
from tests.factories import NaskahFactory
from tests.publishing import publish

TRAIL = "/admin/audit/catatanaudit/"
READERS = ["admin_makassar", "admin_anggota", "admin_sulsel", "pusat", "superuser"]
OTHERS = ["warga", "anggota", "ketua", "mantan", "pemantau_mariso", "mantan_admin"]
SOURCES = [
    path
    for folder in ("kegiatan", "komunitas", "kimportal")
    for path in sorted((settings.BASE_DIR / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


@pytest.fixture
def acts(cast, kim, other_kim):
    """A post of Makassar that was returned, one of Gowa that was published."""
    naskah = submit_kegiatan(NaskahFactory(kegiatan__kim=kim, judul="Panen raya"), by=SYSTEM)
    return_kegiatan(naskah, by=cast.admin_makassar, reason="Sebutkan sumbernya.")
    publish(other_kim, judul="Kabar Gowa")


@pytest.mark.parametrize("name", READERS)
def test_admins_of_the_region_read_who_did_what_and_why(name, client, cast, acts):
    client.force_login(getattr(cast, name))

    text = client.get(TRAIL).content.decode()

    for word in (
        "Admin Makassar",
        "Meminta perbaikan kabar",
        "Panen raya",
        "Diajukan → Perlu diperbaiki",
        "Sebutkan sumbernya.",
        "WITA",
    ):
        assert word in text
    assert ("Kabar Gowa" in text) is (name not in ("admin_makassar", "admin_anggota"))


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua"])
def test_the_neighbour_reads_nothing_of_it(name, client, cast, acts):
    client.force_login(getattr(cast, name))

    for query in ({}, {"kim": "Mariso"}, {"pelaku": "Admin Makassar"}, {"perbuatan": "x"}):
        text = client.get(TRAIL, query).content.decode()
        assert "Panen raya" not in text
        assert "Sebutkan sumbernya" not in text
    assert client.get(TRAIL, {"wilayah": "73.71"}).status_code == 403
    assert client.post(f"{TRAIL}ekspor/", {"wilayah": "73.71"}).status_code == 403


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_gets_in(name, client, cast, acts):
    client.force_login(getattr(cast, name))

    assert client.get(TRAIL).status_code in (302, 403)
    assert client.post(f"{TRAIL}ekspor/", {"bentuk": "csv"}).status_code in (302, 403)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"perbuatan": "return_kegiatan"}, 1),
        ({"pelaku": "makassar"}, 1),
        ({"pelaku": "portal"}, 1),
        ({"kim": "mariso"}, 2),
        ({"kim": "bontoala"}, 0),
        ({"dari": "2020-01-01", "sampai": "2020-12-31"}, 0),
        ({"dari": "2020-01-01"}, 2),
        ({"wilayah": "73.71.02"}, 0),
    ],
)
def test_filters(query, number, client, cast, acts):
    client.force_login(cast.admin_makassar)

    assert f"<p>{number} catatan.</p>" in client.get(TRAIL, query).content.decode()


def test_a_wrong_span_is_told_beside_the_field(client, cast, acts):
    client.force_login(cast.admin_makassar)

    text = client.get(TRAIL, {"dari": "2026-02-02", "sampai": "2026-02-01"}).content.decode()

    assert "Tanggal akhir harus sesudah tanggal awal" in text


def test_a_draft_that_its_kim_keeps_to_itself_has_no_name_here(client, cast, kim):
    draft = NaskahFactory(kegiatan__kim=kim, judul="Masih coretan")
    record(by=cast.ketua, verb="hand_over_kegiatan", obj=draft, wilayah_kode=kim.wilayah_id)
    client.force_login(cast.admin_makassar)

    text = client.get(TRAIL).content.decode()

    assert "Menyerahkan kabar ke pengurus" in text
    assert "Masih coretan" not in text


def test_reports_about_the_own_kim_are_not_in_it(client, cast, kim):
    submit_report(kim, alasan="hoaks", kunci=uuid4())

    client.force_login(cast.admin_anggota)
    assert "Laporan pembaca masuk</td>" not in client.get(TRAIL).content.decode()
    client.force_login(cast.admin_makassar)
    assert "Laporan pembaca masuk</td>" in client.get(TRAIL).content.decode()


def test_the_list_takes_few_questions(client, cast, kim, django_assert_max_num_queries):
    for _ in range(12):
        naskah = publish(kim)
        take_down_kegiatan(naskah, by=cast.pusat, reason="Judi.", dasar=Dasar("ite-27"))
    client.force_login(cast.admin_makassar)

    with django_assert_max_num_queries(15):
        client.get(TRAIL)


def test_what_is_looked_at_can_be_exported(client, cast, acts):
    client.force_login(cast.admin_makassar)

    answer = client.post(
        f"{TRAIL}ekspor/",
        {"wilayah": "73.71", "perbuatan": "return_kegiatan", "kim": "mariso", "bentuk": "csv"},
    )

    ekspor = Ekspor.objects.get()
    assert answer["Location"] == f"/admin/laporan/ekspor/{ekspor.pk}/"
    assert ekspor.baris == 1
    assert ekspor.saringan == {"perbuatan": "return_kegiatan", "kim": "mariso"}


def test_nothing_can_be_changed_here(client, cast, acts):
    client.force_login(cast.superuser)
    row = CatatanAudit.objects.first()

    for path in (f"{row.pk}/change/", f"{row.pk}/delete/", "add/", f"{row.pk}/"):
        assert client.get(TRAIL + path).status_code == 404
    assert client.post(TRAIL, {"action": "delete_selected"}).status_code == 405


def verbs_in_source() -> set[str]:
    """Return what looks like a verb of the trail: named, in a table of steps, or handed on."""
    found: set[str] = set()
    for path in SOURCES:
        text = path.read_text()
        found |= set(re.findall(r'verb="([a-z_]+)"', text))
        found |= set(re.findall(r'_record\(\w+, "([a-z_]+)"', text))
        found |= set(re.findall(r'_(?:end|move|decided|decide)\(\w+, "([a-z_]+)"', text))
        if "LANGKAH" in text:
            found |= set(re.findall(r'^    "([a-z_]+)": \(\(', text, re.MULTILINE))
    return found


def test_every_act_has_words():
    found = verbs_in_source()

    assert len(found) > 50
    assert sorted(found - LABEL.keys()) == []
