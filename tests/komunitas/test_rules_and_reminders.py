"""Rules of regions, reminders of ending SK, and a person's data."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from kimportal.notifications.models import Pemberitahuan
from komunitas import personal
from komunitas.models import AturanKim, Keanggotaan, Kim, Permohonan, SuratKeputusan, Undangan
from komunitas.reminders import remind_of_ending_sk
from komunitas.rules import aturan_for
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory

# --- Rules --------------------------------------------------------------------------


def test_the_narrowest_region_counts(regions):
    AturanKim.objects.create(min_anggota=2)
    AturanKim.objects.create(wilayah_id="73", min_anggota=5)
    AturanKim.objects.create(wilayah_id="73.71", min_anggota=10)

    found = {
        k: aturan_for(k).min_anggota for k in ("73.71.01.1006", "73.06.02.2002", "91.71.01.1001")
    }

    assert found == {"73.71.01.1006": 10, "73.06.02.2002": 5, "91.71.01.1001": 2}


def test_without_any_row_there_are_defaults(regions):
    assert aturan_for("73.71.01.1006").daftar_penerbit == ["Kepala Desa", "Lurah", "Camat"]


def rules(**changes: str) -> dict[str, str]:
    data = {"wilayah": "73.71", "min_anggota": "10", "max_anggota": "20", "penerbit_sk": "Lurah"}
    return data | {"masa_bakti_tahun": "4"} | changes


def test_admins_set_the_rules_of_their_region(client, cast, kim):
    client.force_login(cast.admin_makassar)

    client.post("/admin/komunitas/aturankim/add/", rules())

    row = AturanKim.objects.get()
    assert (row.wilayah_id, row.boleh_asn) == ("73.71", False)
    client.force_login(cast.ketua)
    page = client.get(f"/kelola/kim/{kim.pk}/anggota/").content.decode()
    assert "10–20 orang" in page
    assert "ASN tidak boleh" in page


@pytest.mark.parametrize("kode", ["73.06", "73", ""])
def test_nobody_sets_rules_elsewhere(kode, client, cast):
    client.force_login(cast.admin_makassar)

    client.post("/admin/komunitas/aturankim/add/", rules(wilayah=kode))

    assert not AturanKim.objects.exists()


def test_the_neighbours_rules_are_out_of_reach(client, cast):
    row = AturanKim.objects.create(wilayah_id="73.71")
    for name in ("admin_gowa", "pemantau_mariso", "mantan_admin"):
        client.force_login(getattr(cast, name))
        client.post(f"/admin/komunitas/aturankim/{row.pk}/change/", rules(), follow=True)
        row.refresh_from_db()
        assert row.min_anggota == 3, name


def test_numbers_that_cannot_be_are_refused_in_words(client, cast):
    client.force_login(cast.admin_makassar)

    answer = client.post("/admin/komunitas/aturankim/add/", rules(max_anggota="5"))

    assert "Tidak boleh di bawah" in answer.content.decode()


# --- Reminders ----------------------------------------------------------------------


def ending_in(kim: Kim, days: int) -> SuratKeputusan:
    today = timezone.localdate()
    return SuratKeputusan.objects.create(
        kim=kim,
        nomor="1",
        penerbit="Lurah",
        tanggal=today - timedelta(days=900),
        berlaku_sampai=today + timedelta(days=days),
    )


def told(pengguna) -> list[str]:
    rows = Pemberitahuan.objects.filter(pengguna=pengguna, judul__startswith="SK ")
    return list(rows.order_by("pk").values_list("judul", flat=True))


def test_each_stage_reminds_once_however_often_it_runs(cast, kim):
    sk = ending_in(kim, 90)
    for days in (90, 89, 31, 30, 29, 1, 0, -1):
        for _ in range(2):
            remind_of_ending_sk(sk.berlaku_sampai - timedelta(days=days))

    assert told(cast.ketua) == [
        "SK KIM Mariso Bersatu berakhir 90 hari lagi",
        "SK KIM Mariso Bersatu berakhir 30 hari lagi",
        "SK KIM Mariso Bersatu berakhir",
    ]
    assert told(cast.anggota) == []


def test_a_day_without_run_is_made_up_for(cast, kim):
    ending_in(kim, 27)

    call_command("kirim_pengingat")

    assert told(cast.ketua) == ["SK KIM Mariso Bersatu berakhir 27 hari lagi"]


def test_a_renewed_sk_and_an_old_end_are_no_news(cast, kim, other_kim):
    ending_in(kim, 10)
    SuratKeputusan.objects.create(
        kim=kim, nomor="2", penerbit="Lurah", tanggal=date(2026, 1, 1), berlaku_sampai=None
    )
    ending_in(other_kim, -200)

    assert remind_of_ending_sk() == 0


# --- A person's data ----------------------------------------------------------------


def test_the_person_gets_all_that_is_kept(cast, kim):
    Permohonan.objects.create(kim=kim, pengguna=cast.warga, jenis="gabung", pesan="Halo")

    assert personal.export_person(cast.anggota)["keanggotaan"][0]["kim"] == kim.nama
    assert personal.export_person(cast.warga)["permohonan"][0]["pesan"] == "Halo"
    assert personal.export_person(cast.admin_gowa)["penugasan"][0]["wilayah"] == "73.06"


def test_erasing_empties_the_person_and_keeps_the_kim(cast, kim, other_kim):
    KeanggotaanFactory(
        kim=other_kim,
        pengguna=cast.ketua,
        nama="Ketua",
        telepon="6281234567890",
        selesai="2024-01-01",
    )
    Permohonan.objects.create(kim=other_kim, pengguna=cast.ketua, jenis="gabung", pesan="Rahasia")
    draft = KimFactory()
    KeanggotaanFactory(kim=draft, pengguna=cast.ketua, jabatan="ketua")
    Undangan.objects.create(
        kim=kim, token_hash="x", berlaku_sampai=timezone.now(), dibuat_oleh=cast.ketua
    )

    for _ in range(2):
        personal.erase_person(cast.ketua, by=cast.ketua)

    assert not Keanggotaan.objects.filter(nama="Ketua").exists()
    assert not Keanggotaan.objects.exclude(telepon="").exists()
    row = Permohonan.objects.get(pengguna=cast.ketua)
    assert (row.pesan, row.status) == ("", "cancelled")
    assert not Kim.objects.filter(pk=draft.pk).exists()
    assert Undangan.objects.get().revoked_at
    # The chair itself is still there, for a sekretaris or an admin to hand over.
    chair = Keanggotaan.objects.current().get(kim=kim, jabatan="ketua")
    assert (chair.nama, chair.pengguna) == ("Anggota", None)


def test_erasing_works_for_an_account_that_was_closed_first(cast, kim):
    cast.anggota.is_active = False
    cast.anggota.save()

    personal.erase_person(cast.anggota, by=PenggunaFactory())

    place = Keanggotaan.objects.get(pengguna=cast.anggota)
    assert (place.nama, bool(place.ended_at)) == ("Anggota", True)
