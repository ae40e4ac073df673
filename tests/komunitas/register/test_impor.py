"""A register on its way in, through the desk: checked, answered, entered, at once or not at all."""

import datetime
from pathlib import Path

import pytest

from kimportal.audit.models import CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from komunitas.models import (
    BarisRegister,
    BerkasRegister,
    Jabatan,
    Keanggotaan,
    Kim,
    StatusRegister,
    SuratKeputusan,
)
from tests.factories import KeanggotaanFactory, KimFactory
from tests.komunitas.register.files import LIST, enter, hand_in, row, upload, url, xlsx


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.admin_makassar)
    return cast.admin_makassar


FULL_HEADS = [
    *("Nama Kelompok Informasi Masyarakat", "Kelurahan/Desa", "Kec.", "Alamat Sekretariat"),
    *("No. SK", "Tentang", "Tgl SK", "Masa Berlaku", "Penerbit", "Ketua", "Sekretaris"),
    *("No. WA (aktif)", "Bidang", "Tahun Berdiri", "No. KIM.id", "Website", "Jumlah Anggota"),
]
FULL = [
    *("Kelompok Informasi Masyarakat (KIM) Losari", "Kel. Bonto Rannu", "Mariso", "Jl. Nuri 1"),
    *("147/12/2023", "Pembentukan KIM", datetime.date(2023, 3, 12), "12 Maret 2028"),
    *("Lurah Bontorannu", "Sitti Aminah", "Daeng Rala", 81234567890, "Perikanan, UMKM", 2019),
    *(737101100109, "losari.kim.id", 12),
]


def test_a_row_becomes_a_verified_kim_with_people_and_decree(client, admin):
    berkas = hand_in(client, [FULL], FULL_HEADS)
    assert berkas.jumlah == {"new": 1}
    enter(client, berkas)

    kim = Kim.objects.get(nama__contains="Losari")
    assert (kim.status, kim.wilayah_id) == ("verified", "73.71.01.1001")
    assert kim.nomor == "737101100101"
    assert kim.nomor_kimid == "737101100109"
    assert kim.alamat_kimid == "https://losari.kim.id"
    assert kim.tahun_berdiri == 2019
    assert {b.slug for b in kim.bidang.all()} == {"perikanan", "umkm-ekonomi-kreatif"}
    ketua = Keanggotaan.objects.get(kim=kim, jabatan=Jabatan.KETUA)
    assert (ketua.nama, ketua.telepon, ketua.pengguna) == ("Sitti Aminah", "6281234567890", None)
    assert not ketua.tampil_publik
    sk = SuratKeputusan.objects.get(kim=kim)
    assert (sk.nomor, sk.tanggal) == ("147/12/2023", datetime.date(2023, 3, 12))
    assert sk.berlaku_sampai == datetime.date(2028, 3, 12)
    assert client.get(kim.get_absolute_url()).status_code == 200


def test_the_audit_says_imported_by_whom_and_whence(client, admin):
    berkas = hand_in(client, [FULL], FULL_HEADS)
    enter(client, berkas)

    kim = Kim.objects.get(nama__contains="Losari")
    act = CatatanAudit.objects.get(object_type="kim", object_id=str(kim.pk))
    assert (act.verb, act.actor, act.after) == ("import_kim", admin, "verified")
    assert berkas.sha256[:12] in act.reason
    assert Pemberitahuan.objects.filter(pengguna=admin, judul__contains="dimasukkan").exists()


def test_nothing_is_written_before_the_admin_decides(client, admin, kim):
    before = Kim.objects.count()
    hand_in(client, [row("KIM Losari")])

    assert Kim.objects.count() == before


def test_one_faulty_row_holds_everything_back(client, admin):
    berkas = hand_in(client, [row("KIM Losari"), row("KIM Nelayan", "Atlantis")])
    answer = enter(client, berkas)

    assert "Masih ada 1 baris" in answer.content.decode()
    assert not Kim.objects.filter(nama="KIM Losari").exists()


def test_faulty_rows_may_be_left_out_on_purpose(client, admin):
    berkas = hand_in(client, [row("KIM Losari"), row("KIM Nelayan", "Atlantis")])
    client.post(url("skip", berkas))
    enter(client, berkas)

    assert Kim.objects.filter(nama="KIM Losari").exists()
    assert not Kim.objects.filter(nama="KIM Nelayan").exists()
    assert CatatanAudit.objects.filter(verb="skip_faulty_rows", after="1").exists()


def test_the_same_file_again_changes_nothing(client, admin):
    data = xlsx([FULL], FULL_HEADS)
    upload(client, data)
    enter(client, BerkasRegister.objects.get())
    counts = [m.objects.count() for m in (Kim, Keanggotaan, SuratKeputusan)]

    answer = upload(client, data)

    second = BerkasRegister.objects.latest("pk")
    assert second.jumlah == {"same": 1}
    assert "Tidak ada yang perlu dimasukkan" in answer.content.decode()
    assert "Tidak ada yang perlu dimasukkan" in enter(client, second).content.decode()
    assert counts == [m.objects.count() for m in (Kim, Keanggotaan, SuratKeputusan)]


def test_the_same_file_waits_only_once(client, admin):
    data = xlsx([row("KIM Losari")])
    upload(client, data)
    answer = upload(client, data)

    assert BerkasRegister.objects.count() == 1
    assert "sudah menunggu" in answer.content.decode()


def test_kelompok_and_komunitas_are_one_and_the_same(client, admin, kim):
    hand_in(client, [row("Kelompok Informasi Masyarakat Mariso Bersatu")])

    baris = BarisRegister.objects.get()
    assert (baris.hasil, baris.kim) == ("same", kim)


def test_only_gaps_are_filled_and_differences_told(client, admin, kim):
    kim.alamat = "Alamat dari KIM"
    kim.save()
    heads = ["Nama KIM", "Kelurahan", "Alamat", "Tahun", "Ketua"]
    KeanggotaanFactory(kim=kim, jabatan=Jabatan.SEKRETARIS)
    berkas = hand_in(
        client, [["KIM Mariso Bersatu", "Mariso", "Alamat dari dinas", 2018, "Orang Lain"]], heads
    )
    baris = BarisRegister.objects.get()
    assert baris.hasil == "fill"
    assert "Alamat di portal: Alamat dari KIM." in baris.catatan
    assert "Ketua di portal: Ketua." in baris.catatan
    enter(client, berkas)

    kim.refresh_from_db()
    assert (kim.alamat, kim.tahun_berdiri) == ("Alamat dari KIM", 2018)
    assert Keanggotaan.objects.get(kim=kim, jabatan=Jabatan.KETUA).nama == "Ketua"


@pytest.mark.parametrize("status", ["submitted", "returned", "rejected", "suspended"])
def test_a_decision_of_the_portal_is_not_overruled(client, admin, status):
    KimFactory(nama="KIM Losari", status=status, catatan="Alasan.",
               nomor="737101100650", slug="x", verified_at="2024-01-01T00:00Z")  # fmt: skip
    heads = ["Nama KIM", "Kelurahan", "Alamat"]
    hand_in(client, [["KIM Losari", "Mariso", "Jl. Baru"]], heads)

    baris = BarisRegister.objects.get()
    assert baris.hasil == "same"
    assert "tidak diubah" in baris.catatan[0]


def test_an_admin_does_not_change_the_own_kim(client, cast, kim):
    client.force_login(cast.admin_anggota)
    heads = ["Nama KIM", "Kelurahan", "Alamat"]
    hand_in(client, [["KIM Mariso Bersatu", "Mariso", "Jl. Baru"]], heads)

    assert BarisRegister.objects.get().hasil == "same"
    assert "Anda anggota KIM ini" in BarisRegister.objects.get().catatan[-1]


def test_a_doubtful_village_is_asked_and_remembered(client, admin):
    data = xlsx([row("KIM Losari", "Bontoranu", "Mariso")])
    upload(client, data)
    berkas, baris = BerkasRegister.objects.get(), BarisRegister.objects.get()
    assert (baris.hasil, baris.pilihan) == ("ask", ["73.71.01.1001"])
    assert "Bontorannu" in client.get(url("change", berkas)).content.decode()

    client.post(url("answer", berkas), {f"desa-{baris.pk}": "73.71.01.1001"})
    enter(client, berkas)
    assert Kim.objects.get(nama="KIM Losari").wilayah_id == "73.71.01.1001"

    upload(client, data)
    again = BerkasRegister.objects.latest("pk")
    assert again.jumlah == {"same": 1}


def test_one_answer_counts_for_all_rows_that_write_it_so(client, admin):
    rows = [row(f"KIM {nama}", "Bontoranu") for nama in ("Losari", "Nelayan", "Bahari")]
    berkas = hand_in(client, [*rows, row("KIM Lain", "Bontorannnu", "Mariso")])
    first = BarisRegister.objects.get(nomor=2)

    client.post(url("answer", berkas), {f"desa-{first.pk}": "73.71.01.1001"})

    berkas.refresh_from_db()
    assert berkas.jumlah == {"new": 3, "ask": 1}


def test_a_village_that_was_not_offered_cannot_be_chosen(client, admin):
    berkas = hand_in(client, [row("KIM Losari", "Bontoranu")])
    baris = BarisRegister.objects.get()

    client.post(url("answer", berkas), {f"desa-{baris.pk}": "73.06.02.2002"})

    baris.refresh_from_db()
    assert (baris.hasil, baris.dipilih) == ("ask", None)


def test_a_doubtful_row_may_be_left_out_and_taken_back(client, admin):
    berkas = hand_in(client, [row("KIM Losari", "Bontoranu")])
    baris = BarisRegister.objects.get()
    client.post(url("answer", berkas), {f"desa-{baris.pk}": "lewati"})
    baris.refresh_from_db()
    assert baris.hasil == "skipped"

    client.post(url("answer", berkas), {f"ada-{baris.pk}": "1"})
    baris.refresh_from_db()
    assert baris.hasil == "ask"


def test_what_changed_since_the_check_stops_everything(client, admin):
    berkas = hand_in(client, [row("KIM Losari"), row("KIM Nelayan", "Bontorannu")])
    KimFactory(verified=True, nama="KIM Nelayan", wilayah_id="73.71.01.1001")
    Kim.objects.filter(nama="KIM Nelayan").update(nomor_kimid="")
    enter(client, berkas)

    # The one that came meanwhile is recognised, not doubled.
    assert Kim.objects.filter(nama="KIM Nelayan").count() == 1
    assert Kim.objects.filter(nama="KIM Losari").count() == 1


def test_serials_that_run_out_stop_everything(client, admin):
    KimFactory(verified=True, nomor="737101100698")
    berkas = hand_in(client, [row("KIM Losari"), row("KIM Nelayan")])
    answer = enter(client, berkas)

    assert "sudah habis" in answer.content.decode()
    berkas.refresh_from_db()
    assert berkas.status == StatusRegister.PLANNED
    assert not Kim.objects.filter(nama__in=["KIM Losari", "KIM Nelayan"]).exists()


def test_names_of_people_and_the_file_go_when_it_is_done(
    client, admin, django_capture_on_commit_callbacks
):
    berkas = hand_in(
        client, [row("KIM Losari", "Mariso", "Mariso", "Sitti Aminah", "081234567890")]
    )
    berkas.refresh_from_db()
    kept = Path(berkas.berkas.path)
    assert kept.read_bytes().startswith(b"PK")
    with django_capture_on_commit_callbacks(execute=True):
        enter(client, berkas)

    berkas.refresh_from_db()
    assert not berkas.berkas
    assert "Sitti" not in str(BarisRegister.objects.get().isi)
    assert not kept.exists()


def test_cancelling_deletes_file_and_rows(client, admin):
    berkas = hand_in(client, [row("KIM Losari")])
    answer = client.post(url("cancel", berkas), follow=True)

    assert "dibatalkan" in answer.content.decode()
    assert not BarisRegister.objects.exists()
    assert client.get(url("change", berkas)).status_code == 404


def test_a_name_that_is_a_script_stays_text(client, admin):
    answer = upload(client, xlsx([row("KIM <script>alert(1)</script>")]))

    text = answer.content.decode()
    assert "<script>alert(1)" not in text
    assert "KIM &lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_looking_changes_nothing(client, admin):
    berkas = hand_in(client, [row("KIM Losari")])
    for name in ("enter", "cancel", "skip", "answer", "recheck"):
        assert client.get(url(name, berkas)).status_code == 405
    assert client.get(LIST).status_code == 200
    assert not Kim.objects.filter(nama="KIM Losari").exists()
