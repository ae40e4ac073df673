"""After the register: slips with codes, reconciliation, downloads, forgetting, command line."""

import io
from datetime import timedelta
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from kimportal.accounts.models import KodeAkun, Pengguna
from kimportal.audit.models import CatatanAudit
from komunitas.models import BarisRegister, BerkasRegister, Keanggotaan, Kim, StatusRegister
from komunitas.register import handling
from komunitas.register.columns import read_table
from komunitas.register.files import read_sheets
from tests.factories import KimFactory, PenggunaFactory
from tests.komunitas.register.files import LIST, enter, hand_in, row, upload, url, xlsx


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.admin_makassar)
    return cast.admin_makassar


@pytest.fixture
def entered(client, admin):
    berkas = hand_in(
        client,
        [
            row("KIM Losari", "Mariso", "Mariso", "Sitti Aminah", "081234567890"),
            row("KIM Nelayan", "Mariso", "Mariso", "Daeng Rala", "081234567891"),
            row("KIM Tanpa Nomor", "Mariso", "Mariso", "Tanpa Nomor"),
        ],
    )
    enter(client, berkas)
    return berkas


def book(answer):
    return load_workbook(io.BytesIO(answer.content))


def lines(answer) -> list[tuple]:
    return list(book(answer).worksheets[0].iter_rows(values_only=True))


def test_codes_are_made_only_on_request_and_audited(client, entered, admin):
    page = client.get(url("activation", entered)).content.decode()
    assert "Sitti Aminah" in page
    assert "1 ketua lain belum punya nomor HP" in page
    assert not KodeAkun.objects.exists()

    sitti = Keanggotaan.objects.get(nama="Sitti Aminah")
    answer = client.post(url("activation", entered), {"ketua": [sitti.pk]}).content.decode()

    assert "Kode untuk Sitti Aminah" in answer
    assert "Daeng Rala" not in answer
    kode = KodeAkun.objects.get()
    assert kode.issued_by == admin
    assert kode.pengguna.telepon == "6281234567890"
    assert CatatanAudit.objects.filter(verb="create_account", actor=admin).count() == 1


def test_the_code_on_the_slip_opens_the_account(client, entered, cast):
    places = Keanggotaan.objects.filter(nama__in=["Sitti Aminah", "Daeng Rala"])
    answer = client.post(url("activation", entered), {"ketua": [p.pk for p in places]})
    made = answer.context["daftar_kode"]
    assert len(made) == 2
    assert answer.content.decode().count('class="slip panel') == 2
    assert answer.content.decode().count('id="slip-judul1"') == 1
    client.logout()

    page = client.get(made[0][1].url)

    assert page.status_code in (200, 302)
    again = client.get(url("activation", entered))
    assert again.status_code == 302


def test_a_ketua_with_account_is_not_on_the_list_again(client, entered):
    places = [p.pk for p in Keanggotaan.objects.filter(nama="Sitti Aminah")]
    client.post(url("activation", entered), {"ketua": places})

    page = client.get(url("activation", entered)).content.decode()
    assert "belum pernah masuk" in page
    assert client.post(url("activation", entered), {"ketua": places}).context["daftar_kode"] == []


def test_a_number_that_has_an_account_is_named_and_the_others_made(client, entered):
    PenggunaFactory(email=None, telepon="6281234567891")
    places = Keanggotaan.objects.filter(nama__in=["Sitti Aminah", "Daeng Rala"])
    answer = client.post(url("activation", entered), {"ketua": [p.pk for p in places]})

    assert "Nomor ini sudah dipakai" in answer.content.decode()
    assert len(answer.context["daftar_kode"]) == 1
    assert Pengguna.objects.filter(telepon="6281234567890").exists()


def test_ketua_of_other_registers_get_no_code_here(client, entered, cast, other_kim):
    stranger = Keanggotaan.objects.create(
        kim=other_kim, nama="Orang Gowa", jabatan="bendahara", telepon="6281111111111",
        mulai="2024-01-01",
    )  # fmt: skip
    answer = client.post(url("activation", entered), {"ketua": [stranger.pk, "x", "9" * 30]})

    assert answer.context["daftar_kode"] == []


def test_reconciliation_shows_both_sides(client, admin, kim, other_kim):
    KimFactory(verified=True, nama="KIM Hanya di Portal")
    KimFactory(nama="KIM Draf", status="draft")
    berkas = hand_in(
        client,
        [
            row("Kelompok Informasi Masyarakat Mariso Bersatu"),
            row("KIM Hanya di Dinas"),
            row("KIM Salah", "Atlantis"),
        ],
    )
    belum = client.get(url("reconcile", berkas)).content.decode()
    lebih = client.get(url("reconcile", berkas), {"bagian": "lebih"}).content.decode()
    beda = client.get(url("reconcile", berkas), {"bagian": "beda"}).content.decode()

    assert "KIM Hanya di Dinas" in belum
    assert "KIM Salah" in belum
    assert "Mariso Bersatu" not in belum
    assert "KIM Hanya di Portal" in lebih
    assert "KIM Draf" not in lebih
    assert "Bontoala" not in lebih
    assert "Nama di portal: KIM Mariso Bersatu." in beda
    assert client.get(url("reconcile", berkas), {"bagian": "x"}).status_code == 404
    file = lines(client.get(url("reconcile_file", berkas), {"bagian": "lebih"}))
    assert [line[0] for line in file] == ["Nama KIM", "KIM Hanya di Portal"]


def test_the_report_comes_as_a_spreadsheet_of_text(client, admin):
    upload(client, b"Nama KIM;Desa;Alamat\nKIM Losari;Atlantis;=1+1\n", name="a.csv")
    berkas = BerkasRegister.objects.get()
    answer = client.get(url("report_file", berkas), {"hasil": "faulty"})

    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
    head, first = lines(answer)
    assert head == (
        "Lembar",
        "Baris",
        "Nama KIM",
        "Desa/kelurahan",
        "Alamat",
        "Hasil",
        "Keterangan",
    )
    assert "tidak ditemukan" in first[-1]
    cell = book(answer).worksheets[0]["E2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_template_is_understood_when_filled_in(client, admin):
    answer = client.get(LIST + "templat.xlsx")
    template = book(answer)
    assert template.sheetnames == ["Register", "Petunjuk", "Kode wilayah"]
    assert "Bontoala" not in str(list(template["Kode wilayah"].iter_rows(values_only=True)))
    template["Register"]["A2"] = "KIM Losari"
    template["Register"]["B2"] = "Mariso"
    out = io.BytesIO()
    template.save(out)
    upload(client, out.getvalue())

    assert BerkasRegister.objects.get().jumlah == {"new": 1}
    assert client.get(LIST + "templat.csv").content.startswith(b"\xef\xbb\xbfNama KIM;")


def test_what_nobody_decided_on_is_forgotten(client, admin):
    berkas = hand_in(client, [row("KIM Losari")])
    assert handling.forget_registers() == 0
    BerkasRegister.objects.update(created_at=timezone.now() - timedelta(days=31))

    assert handling.forget_registers() == 1
    assert handling.forget_registers() == 0
    berkas.refresh_from_db()
    assert (berkas.status, bool(berkas.berkas)) == (StatusRegister.CANCELLED, False)
    assert not BarisRegister.objects.exists()


def test_entering_twice_is_entering_once(client, entered):
    before = Kim.objects.count()

    assert handling.enter_register(entered.pk) is None
    assert "tidak bisa dilakukan" in enter(client, entered).content.decode()
    assert Kim.objects.count() == before


def test_pages_of_a_long_report_take_few_queries(client, admin, django_assert_max_num_queries):
    berkas = hand_in(client, [row(f"KIM Losari {i}", "Bontoranu") for i in range(60)])

    with django_assert_max_num_queries(15):
        page = client.get(url("change", berkas)).content.decode()
    assert "Halaman 1 dari 2" in page
    assert page.count("<select") == 50


# --- From the command line ---------------------------------------------------------


def run(tmp_path, data: bytes, *args: str, oleh: str) -> str:
    path = tmp_path / "register.xlsx"
    path.write_bytes(data)
    out = io.StringIO()
    call_command("impor_kim", "--berkas", str(path), "--oleh", oleh, *args, stdout=out)
    return out.getvalue()


def test_the_command_reports_then_enters_then_changes_nothing(tmp_path, cast):
    data, oleh = xlsx([row("KIM Losari")]), cast.admin_makassar.email

    assert "Belum ada yang dimasukkan" in run(tmp_path, data, oleh=oleh)
    assert not Kim.objects.filter(nama="KIM Losari").exists()
    assert "Dimasukkan: 1 KIM baru" in run(tmp_path, data, "--terapkan", oleh=oleh)
    assert "Tidak ada yang perlu" in run(tmp_path, data, "--terapkan", oleh=oleh)
    assert Kim.objects.filter(nama="KIM Losari").count() == 1


def test_the_command_names_faulty_rows_and_enters_nothing(tmp_path, cast, capsys):
    data = xlsx([row("KIM Losari"), row("KIM Nelayan", "Atlantis")])
    with pytest.raises(CommandError, match="Masih ada 1 baris"):
        run(tmp_path, data, "--terapkan", oleh=cast.admin_makassar.email)

    assert not Kim.objects.filter(nama="KIM Losari").exists()


@pytest.mark.parametrize("name", ["warga", "pemantau_mariso", "mantan_admin"])
def test_the_command_works_for_admins_only(tmp_path, cast, name):
    with pytest.raises(CommandError, match="bukan Admin"):
        run(tmp_path, xlsx([row("KIM Losari")]), oleh=getattr(cast, name).email)


def test_the_command_keeps_to_the_region(tmp_path, cast):
    with pytest.raises(CommandError, match="di luar tugas"):
        run(tmp_path, b"x", "--wilayah", "73.71", oleh=cast.admin_gowa.email)


def test_the_command_tells_what_is_no_register(tmp_path, cast):
    with pytest.raises(CommandError, match="bukan tabel"):
        run(tmp_path, b"%PDF-1.7", oleh=cast.admin_makassar.email)


# --- Two at once -------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_admins_at_once_make_each_kim_once(cast):
    """The province enters what the city enters at the same moment, from another file."""
    made = []
    for who, extra in ((cast.admin_makassar, "KIM Kota"), (cast.admin_sulsel, "KIM Provinsi")):
        data = xlsx([row("KIM Losari"), row("KIM Nelayan"), row(extra)])
        penugasan = who.daftar_penugasan.get()
        berkas = handling.receive_register(
            data=data,
            nama_berkas="x.xlsx",
            tabel=read_table(read_sheets(data)),
            wilayah=penugasan.wilayah,
            by=who,
        )
        handling.check_register(berkas.pk)
        made.append(handling.apply_register(berkas, by=who))

    def work(pk: int) -> None:
        try:
            handling.enter_register(pk)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(berkas.pk,)) for berkas in made for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    names = ["KIM Losari", "KIM Nelayan", "KIM Kota", "KIM Provinsi"]
    assert sorted(Kim.objects.filter(nama__in=names).values_list("nama", flat=True)) == sorted(
        names
    )
    numbers = list(Kim.objects.filter(nama__in=names).values_list("nomor", flat=True))
    assert len(set(numbers)) == 4
    assert {b.status for b in BerkasRegister.objects.all()} == {StatusRegister.APPLIED}
    assert CatatanAudit.objects.filter(verb="apply_register").count() == 2
