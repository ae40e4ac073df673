"""What KIM ask about messages, and their versions in regional languages, in the officers' queue."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diseminasi.bahasa.versions import submit_version
from diseminasi.models import PertanyaanInfo
from diseminasi.tanya.questions import ask_question, split_question
from diseminasi.tasks import deliver
from kimportal.desk.models import MintaProvinsi, Pegangan
from kimportal.desk.queue import Antrean
from kimportal.desk.queue_filter import Saringan
from kimportal.desk.queue_kinds import HARI_TANYA, MENURUT_KODE
from kimportal.working_days import due_after
from tests.desk.queue import ANTREAN, wait_since
from tests.diseminasi.messages import released

TANYA = "Apakah warga perlu membawa KTP ke balai desa?"


@pytest.fixture
def info(cast):
    """A message of Kota Makassar, handed out."""
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    return info


@pytest.fixture
def pertanyaan(cast, kim, info):
    return ask(info, kim, cast.ketua)


@pytest.fixture
def versi(cast, kim, info):
    return submit_version(
        info, by=cast.ketua, kim=kim, bahasa="mak", judul="Vaksin", isi="Vaksin.", tindakan=""
    )


def ask(info, kim, by, teks=TANYA):
    return ask_question(info, by=by, kim=kim, uuid=uuid4(), teks=teks)


def asked_at(info, kim, by, moment):
    """Return a question of another day; one that was asked cannot be changed any more."""
    return PertanyaanInfo.objects.create(
        info=info, kim=kim, wilayah_id=kim.wilayah_id, penanya=by, teks=TANYA, created_at=moment
    )


def kinds_of(user, **saringan):
    return {row.kode_jenis for row in Antrean(user, Saringan(**saringan)).first(50)}


def page(client, user, address=ANTREAN, **query):
    client.force_login(user)
    return client.get(address, query).content.decode()


@pytest.mark.parametrize("name", ["admin_makassar", "admin_sulsel", "pusat"])
def test_questions_and_versions_wait_beside_the_rest(name, pertanyaan, versi, cast, client):
    user = getattr(cast, name)

    html = page(client, user)

    assert kinds_of(user) == {"tanya", "versi"}
    assert f"Vaksin sapi gratis: {TANYA}" in html
    assert "Vaksin sapi gratis (bahasa Makassar)" in html
    assert "Pertanyaan KIM" in html


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua", "mantan_admin"])
def test_the_next_region_sees_nothing(name, pertanyaan, versi, cast):
    antrean = Antrean(getattr(cast, name))

    assert antrean.first(50) == []
    assert antrean.total == 0
    assert antrean.find_all([f"tanya-{pertanyaan.pk}", f"versi-{versi.pk}"]) == []


def test_a_question_waits_where_the_message_is_from(cast, kim, client):
    """The province's message: its own officers answer, not those of the KIM's city."""
    info = released(cast.admin_sulsel, "73")
    deliver(info.pk)
    ask(info, kim, cast.ketua)

    assert kinds_of(cast.admin_makassar) == set()
    assert kinds_of(cast.admin_sulsel) == {"tanya"}
    assert kinds_of(cast.admin_sulsel, wilayah="73.71") == set()


def test_a_question_about_a_message_of_the_nation_waits_at_pusat(cast, kim, client):
    info = released(cast.pusat, None, "73.71")
    deliver(info.pk)
    ask(info, kim, cast.ketua)

    assert kinds_of(cast.admin_sulsel) == set()
    [row] = Antrean(cast.pusat).first(9)
    assert (row.kode, row.zona, row.is_bisa) == ("", 7, True)
    assert [(j.kunci, j.semua) for j in Antrean(cast.pusat).per_provinsi()] == [("", 1)]
    assert "Pusat (info nasional)" in page(client, cast.pusat, f"{ANTREAN}provinsi/")


@pytest.mark.parametrize("kode", ["tanya", "versi"])
def test_each_kind_is_filtered_and_counted(kode, pertanyaan, versi, cast, client):
    html = page(client, cast.admin_makassar, jenis=kode)

    assert kinds_of(cast.admin_makassar, jenis=kode) == {kode}
    assert f'{MENURUT_KODE[kode].label} <span class="cacah">1</span>' in html
    assert kinds_of(cast.admin_makassar, q="membawa KTP") == {"tanya"}
    assert kinds_of(cast.admin_makassar, wilayah="73.71") == {"tanya", "versi"}


@pytest.mark.parametrize(("days", "late"), [(0, set()), (20, {"tanya", "versi"})])
def test_what_waits_too_long_is_late(days, late, versi, cast, kim):
    wait_since(versi, days)
    asked_at(versi.info, kim, cast.ketua, timezone.now() - timedelta(days=days))

    assert kinds_of(cast.admin_sulsel, lewat="1") == late
    assert kinds_of(cast.admin_sulsel, urut="tenggat") == {"tanya", "versi"}


@pytest.mark.parametrize("kode", [None, "73.71"])
@pytest.mark.parametrize("days", range(6))
def test_a_question_is_due_on_the_clock_of_the_message(kode, days, cast, kim):
    info = released(cast.pusat, kode, "73.71")
    deliver(info.pk)
    moment = timezone.now() - timedelta(days=days, hours=days * 3)
    asked_at(info, kim, cast.ketua, moment)

    [found] = Antrean(cast.pusat).first(9)
    assert found.tenggat == due_after(moment, HARI_TANYA, zona=8 if kode else 7)


def test_a_question_about_an_emergency_presses(cast, kim):
    info = released(cast.admin_makassar, "73.71", urgensi="darurat")
    deliver(info.pk)
    ask(info, kim, cast.ketua)

    assert kinds_of(cast.admin_makassar, mendesak="1") == {"tanya"}


def test_opened_answered_gone_and_on_to_the_next(pertanyaan, versi, cast, client):
    client.force_login(cast.admin_makassar)
    opened = client.post(f"{ANTREAN}buka/", {"baris": f"tanya-{pertanyaan.pk}", "dari": "1"})
    assert opened.url == f"/admin/diseminasi/pertanyaaninfo/{pertanyaan.pk}/change/?antrean=1"
    assert "Kembali ke antrean" in client.get(opened.url).content.decode()
    address = f"/admin/diseminasi/pertanyaaninfo/{pertanyaan.pk}/jawab/?antrean=1"
    assert address in client.get(opened.url).content.decode()

    answer = client.post(address, {"teks": "Ya, bawa KTP."})

    assert answer.url == f"/admin/diseminasi/versibahasa/{versi.pk}/change/?antrean=1"
    assert kinds_of(cast.admin_makassar) == {"versi"}
    assert not Pegangan.objects.filter(jenis="pertanyaaninfo").exists()


def test_merged_a_question_is_gone_split_it_waits_again(pertanyaan, cast, kim, info, client):
    same = ask(info, kim, cast.ketua, teks=f"{TANYA} Terima kasih.")
    client.force_login(cast.admin_makassar)
    address = f"/admin/diseminasi/pertanyaaninfo/{same.pk}/mirip/?antrean=1"

    answer = client.post(address, {"ke": pertanyaan.pk})

    assert answer.url.startswith(f"/admin/diseminasi/pertanyaaninfo/{pertanyaan.pk}/change/")
    assert Antrean(cast.admin_makassar).total == 1
    split_question(same, by=cast.admin_makassar)
    assert Antrean(cast.admin_makassar).total == 2


def test_a_version_is_published_from_the_queue(pertanyaan, versi, cast, client):
    client.force_login(cast.admin_makassar)

    client.post(
        f"/admin/diseminasi/versibahasa/{versi.pk}/putuskan/",
        {"keputusan": "publish_version", "antrean": "jenis=versi"},
    )

    versi.refresh_from_db()
    assert versi.status == "published"
    assert kinds_of(cast.admin_makassar) == {"tanya"}


def test_the_province_is_asked_to_answer(pertanyaan, cast, client):
    client.force_login(cast.admin_makassar)

    client.post(f"{ANTREAN}minta/", {"baris": f"tanya-{pertanyaan.pk}", "alasan": "Bukan kami."})

    assert MintaProvinsi.objects.get().jenis == "pertanyaaninfo"
    assert kinds_of(cast.admin_sulsel, diminta="1") == {"tanya"}


def test_the_list_asks_as_often_for_many_questions_as_for_one(pertanyaan, versi, cast, kim, client):
    for user in (cast.admin_makassar, cast.pusat):
        page(client, user)
        with CaptureQueriesContext(connection) as few:
            page(client, user)
        PertanyaanInfo.objects.bulk_create(
            PertanyaanInfo(
                info=pertanyaan.info,
                kim=kim,
                wilayah_id=kim.wilayah_id,
                penanya=cast.ketua,
                teks=f"{TANYA} {n}",
            )
            for n in range(30)
        )
        with CaptureQueriesContext(connection) as many:
            page(client, user)
        assert len(many) == len(few) <= 15


@pytest.mark.parametrize("kode", ["tanya", "versi"])
def test_the_first_ones_are_found_by_an_index(kode, pertanyaan, versi, cast):
    """At national scale nothing but the first page of what waits is read."""
    arm = Antrean(cast.pusat)._arm(MENURUT_KODE[kode], "masuk_pada", None, False)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = arm.order_by("masuk_pada", "pk")[:25].explain()

    index = {"tanya": "pertanyaan_antrean", "versi": "versi_antrean"}[kode]
    assert index in plan
    assert "komunitas_kim" not in plan
