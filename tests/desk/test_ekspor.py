"""Exports: written in the background, private to their owner, told in the inbox, forgotten."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from kimportal.audit.models import CatatanAudit
from kimportal.desk import exports
from kimportal.desk.exports import forget_exports, request_export, run_export
from kimportal.desk.models import Ekspor
from kimportal.desk.models.exports import private_store
from kimportal.desk.personal_data import erase_person
from kimportal.desk.tasks import chase_exports_task
from kimportal.notifications.models import Pemberitahuan
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Kim, Penugasan
from komunitas.permissions import admin_codes
from tests.factories import KeanggotaanFactory, KimFactory
from tests.publishing import publish
from wilayah.models import Wilayah

LIST = "/admin/laporan/ekspor/"


def ask(by, jenis="kim", kode="73.71", bentuk="csv", **saringan) -> Ekspor:
    wilayah = Wilayah.objects.get(kode=kode) if kode else None
    return request_export(by=by, jenis=jenis, wilayah=wilayah, bentuk=bentuk, saringan=saringan)


def made(by, *args, **kwargs) -> Ekspor:
    ekspor = ask(by, *args, **kwargs)
    run_export(ekspor.pk)
    ekspor.refresh_from_db()
    return ekspor


def rows(ekspor) -> list[list[str]]:
    with private_store().open(ekspor.berkas.name) as file:
        return list(csv.reader(StringIO(file.read().decode("utf-8-sig"))))


def test_from_the_form_to_the_file(client, cast, kim, other_kim):
    client.force_login(cast.admin_makassar)

    answer = client.post(
        LIST, {"jenis": "kim", "wilayah": "73.71", "bentuk": "xlsx", "periode": "", "hari": "90"}
    )

    ekspor = Ekspor.objects.get()
    assert answer["Location"] == f"{LIST}{ekspor.pk}/"
    assert "Unduh" in client.get(answer["Location"]).content.decode()
    file = client.get(f"{LIST}{ekspor.pk}/unduh/")
    assert 'filename="daftar-kim-73.71-' in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]
    sheet = load_workbook(BytesIO(b"".join(file.streaming_content))).active
    names = [row[1].value for row in sheet]
    assert kim.nama in names
    assert other_kim.nama not in names
    assert Pemberitahuan.objects.get(pengguna=cast.admin_makassar).url == f"{LIST}{ekspor.pk}/"
    assert CatatanAudit.objects.filter(verb="request_export").count() == 1


@pytest.mark.parametrize("name", ["admin_gowa", "admin_papua", "pemantau_mariso"])
def test_others_cannot_ask_for_makassar(name, client, cast):
    client.force_login(getattr(cast, name))
    form = {"jenis": "kim", "wilayah": "73.71", "bentuk": "csv"}

    assert client.post(LIST, form).status_code == 403
    with pytest.raises(NotAllowed):
        ask(getattr(cast, name))


def test_a_pemantau_exports_lists_but_not_the_trail(client, cast):
    assert ask(cast.pemantau_mariso, kode="73.71.01").pk
    with pytest.raises(NotAllowed):
        ask(cast.pemantau_mariso, "audit", kode="73.71.01")
    client.force_login(cast.pemantau_mariso)
    assert '<option value="audit"' not in client.get(LIST).content.decode()


@pytest.mark.parametrize("name", ["admin_anggota", "admin_sulsel", "admin_gowa", "superuser"])
def test_a_file_is_its_owners_alone(name, client, cast):
    ekspor = made(cast.admin_makassar)
    client.force_login(getattr(cast, name))

    for path in ("", "unduh/"):
        assert client.get(f"{LIST}{ekspor.pk}/{path}").status_code == 404


def test_whoever_left_the_office_fetches_nothing_any_more(client, cast):
    ekspor = made(cast.admin_sulsel)
    client.force_login(cast.admin_sulsel)
    file = client.get(f"{LIST}{ekspor.pk}/unduh/")
    assert b"KIM" in b"".join(file.streaming_content)
    # Moved to another province.
    Penugasan.objects.filter(pengguna=cast.admin_sulsel).update(wilayah="91")

    for path in ("", "unduh/"):
        assert client.get(f"{LIST}{ekspor.pk}/{path}").status_code == 404


def test_what_is_written_follows_the_office_of_that_moment(cast):
    ekspor = ask(cast.admin_sulsel)
    Penugasan.objects.filter(pengguna=cast.admin_sulsel).update(wilayah="91")

    run_export(ekspor.pk)

    ekspor.refresh_from_db()
    assert ekspor.status == "failed"
    assert not ekspor.berkas
    assert "wilayah tugas" in ekspor.galat


def test_drafts_stay_with_their_kim_and_formulas_are_text(cast, kim):
    KimFactory(nama="KIM Rahasia")
    Kim.objects.filter(pk=kim.pk).update(nama="=HYPERLINK(1)")

    table = rows(made(cast.admin_makassar))

    assert len(table) == 2
    assert table[1][1] == "'=HYPERLINK(1)"
    with private_store().open(made(cast.admin_makassar, bentuk="xlsx").berkas.name) as file:
        sheet = load_workbook(file)
    assert sheet.active["B2"].value == "=HYPERLINK(1)"
    assert sheet.active["B2"].data_type == "s"


def test_the_ketuas_number_is_for_those_who_answer_for_the_region(cast, other_kim):
    community = KimFactory(verified=True)
    KeanggotaanFactory(kim=community, nama="Ketua B", jabatan="ketua", telepon="6281100000088")

    def numbers(who, kode):
        return {cell for row in rows(made(who, kode=kode)) for cell in row}

    assert admin_codes(cast.admin_makassar)
    assert "6281100000088" in numbers(cast.admin_makassar, "73.71")
    seen = numbers(cast.pemantau_mariso, "73.71.01")
    assert "Ketua B" in seen
    assert "6281100000088" not in seen


def test_each_list_has_its_rows(cast, kim):
    publish(kim, judul="Panen raya")
    Kim.objects.filter(pk=kim.pk).update(last_activity_at="2026-01-01T00:00:00Z")

    assert [r[0] for r in rows(made(cast.admin_makassar, "kabar", periode=""))][1:] == [
        "Panen raya"
    ]
    assert [r[4] for r in rows(made(cast.admin_makassar, "desa"))][1:] == [
        "73.71.01.1001",
        "73.71.02.1002",
    ]
    assert [r[1] for r in rows(made(cast.admin_makassar, "sepi", hari="180"))][1:] == [kim.nama]
    trail = rows(made(cast.admin_makassar, "audit", perbuatan="approve_kegiatan"))
    assert trail[1][2:5] == ["Menyetujui dan menerbitkan kabar", "kabar", "Panen raya"]


def test_asking_twice_is_one_and_five_are_enough(cast):
    first = ask(cast.pusat)
    assert ask(cast.pusat) == first
    for kode in ("73", "73.06", "91", ""):
        ask(cast.pusat, kode=kode)
    with pytest.raises(TransitionError, match="lima"):
        ask(cast.pusat, kode="11")


def test_a_task_that_runs_twice_writes_and_tells_once(cast):
    ekspor = made(cast.admin_makassar)

    run_export(ekspor.pk)

    again = Ekspor.objects.get()
    assert again.berkas == ekspor.berkas
    assert Pemberitahuan.objects.count() == 1


def test_one_whose_task_was_lost_is_written_all_the_same(cast):
    fresh, lost = ask(cast.admin_makassar), ask(cast.admin_makassar, jenis="kabar")
    Ekspor.objects.filter(pk=lost.pk).update(created_at=timezone.now() - timedelta(minutes=11))

    chase_exports_task.delay()

    assert Ekspor.objects.get(pk=lost.pk).status == "done"
    assert Ekspor.objects.get(pk=fresh.pk).status == "waiting"


def test_progress_grows_and_can_be_seen(client, cast, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 1)
    ekspor = ask(cast.pusat, "desa", kode="")
    seen = []
    note = exports._note

    def watched(ekspor, **fields):
        note(ekspor, **fields)
        seen.append(Ekspor.objects.values_list("status", "persen").get())

    monkeypatch.setattr(exports, "_note", watched)
    run_export(ekspor.pk)

    assert seen[0] == ("running", 0)
    assert seen[-1] == ("done", 100)
    assert [p for _, p in seen] == sorted(p for _, p in seen)
    assert len({p for _, p in seen}) > 3


def test_the_page_of_a_running_export_looks_again_by_itself(client, cast):
    ekspor = ask(cast.admin_makassar)
    Ekspor.objects.update(status="running", persen=40)
    client.force_login(cast.admin_makassar)

    answer = client.get(f"{LIST}{ekspor.pk}/")
    assert answer["Refresh"] == "5"
    assert "40%" in answer.content.decode()
    assert client.get(f"{LIST}{ekspor.pk}/unduh/").status_code == 404


def test_a_failure_is_told_and_leaves_no_file(cast, monkeypatch):
    ekspor = ask(cast.admin_makassar)
    monkeypatch.setattr(exports, "list_for", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        run_export(ekspor.pk)

    ekspor.refresh_from_db()
    assert (ekspor.status, bool(ekspor.galat)) == ("failed", True)
    assert "gagal" in Pemberitahuan.objects.get().judul


def test_files_go_after_seven_days_and_so_do_files_without_row(cast, monkeypatch):
    ekspor = made(cast.admin_makassar)
    assert forget_exports() == 0
    assert private_store().exists(ekspor.berkas.name)

    later = timezone.now() + timedelta(days=7, minutes=1)
    assert forget_exports(later) == 1
    assert not private_store().exists(ekspor.berkas.name)
    assert forget_exports(later) == 0

    lost = made(cast.admin_makassar)
    Ekspor.objects.all().delete()
    forget_exports()
    assert private_store().exists(lost.berkas.name)
    forget_exports(later)
    assert not private_store().exists(lost.berkas.name)


def test_erasing_a_person_deletes_the_files(cast):
    ekspor = made(cast.admin_makassar)

    erase_person(cast.admin_makassar, by=cast.admin_makassar)

    assert not Ekspor.objects.exists()
    assert not private_store().exists(ekspor.berkas.name)


@pytest.mark.parametrize(
    "fields", [{"persen": 101}, {"jenis": "x"}, {"status": "done"}, {"status": "failed"}]
)
def test_the_database_refuses_what_cannot_be(fields, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ekspor.objects.create(**{"pengguna": cast.pusat, "jenis": "kim"} | fields)
