"""Writing a message, choosing its sasaran, and what the nearest wrong admin cannot do."""

import pytest

from diseminasi.models import InfoPemerintah, Sasaran
from diseminasi.release import submit_info
from diseminasi.targeting import add_sasaran, choose_bidang, reach_of
from kimportal.audit.models import CatatanAudit
from kimportal.transitions import NotAllowed, TransitionError
from komunitas.models import Bidang
from tests.diseminasi.messages import BENTUK, DESK, write_info
from wilayah.models import Wilayah


def region(kode):
    return Wilayah.objects.get(kode=kode)


def test_an_admin_writes_in_the_name_of_the_own_region(client, cast):
    client.force_login(cast.admin_makassar)

    answer = client.post(f"{DESK}add/", BENTUK | {"penerbit": "73.71"})

    info = InfoPemerintah.objects.get()
    assert answer.url == f"{DESK}{info.pk}/sasaran/"
    assert (info.wilayah_id, info.status, info.penulis) == ("73.71", "draft", cast.admin_makassar)
    assert info.daftar_sasaran.get().wilayah_id == "73.71"
    assert CatatanAudit.objects.get(verb="start_info").wilayah_kode == "73.71"


def test_nobody_writes_in_the_name_of_a_neighbour(client, cast):
    client.force_login(cast.admin_gowa)

    answer = client.post(f"{DESK}add/", BENTUK | {"penerbit": "73.71"})

    assert answer.status_code == 422
    assert not InfoPemerintah.objects.exists()


def test_what_was_typed_comes_back_with_a_sentence_beside_the_field(client, cast):
    client.force_login(cast.admin_makassar)
    wrong = {"penerbit": "73.71", "judul": "", "berlaku_sampai": "2020-01-01"}

    page = client.post(f"{DESK}add/", BENTUK | wrong).content.decode()

    assert "Judul wajib diisi." in page
    assert "Tanggal ini sudah lewat." in page
    assert BENTUK["isi"] in page


def test_a_draft_is_changed_by_admins_of_its_region_only(client, cast):
    info = write_info(cast.admin_makassar, "73.71")
    client.force_login(cast.admin_gowa)
    assert client.get(f"{DESK}{info.pk}/ubah/").status_code == 404

    client.force_login(cast.admin_makassar)
    client.post(f"{DESK}{info.pk}/ubah/", BENTUK | {"judul": "Vaksin kambing"})

    info.refresh_from_db()
    assert info.judul == "Vaksin kambing"


@pytest.mark.parametrize("kode", ["73.06", "73.06.02.2002", "73", "91"])
def test_makassar_cannot_target_what_lies_outside(client, cast, kode):
    info = write_info(cast.admin_makassar, "73.71", "73.71.01")
    client.force_login(cast.admin_makassar)

    answer = client.post(f"{DESK}{info.pk}/sasaran/", {"wilayah": kode})

    assert answer.status_code == 422
    assert "Pilih wilayah yang menjadi tugas Anda" in answer.content.decode()
    with pytest.raises(NotAllowed):
        add_sasaran(info, wilayah=region(kode), by=cast.admin_makassar)
    assert Sasaran.objects.filter(info=info).count() == 1


def test_gowa_cannot_target_makassar_even_in_the_name_of_gowa(cast):
    info = write_info(cast.admin_gowa, "73.06")

    with pytest.raises(NotAllowed):
        add_sasaran(info, wilayah=region("73.71"), by=cast.admin_gowa)


def test_a_message_stays_inside_the_region_it_speaks_for(client, cast):
    """The province may reach Gowa, but not in the name of Makassar."""
    info = write_info(cast.admin_makassar, "73.71")
    client.force_login(cast.admin_sulsel)

    answer = client.post(f"{DESK}{info.pk}/sasaran/", {"wilayah": "73.06"})

    assert "Info ini atas nama Kota Makassar" in answer.content.decode()


def test_a_wider_region_takes_the_place_of_those_inside(cast):
    info = write_info(cast.admin_sulsel, "73", "73.71.01", "73.06")

    add_sasaran(info, wilayah=region("73.71"), by=cast.admin_sulsel)
    assert set(info.daftar_sasaran.values_list("wilayah", flat=True)) == {"73.71", "73.06"}

    with pytest.raises(TransitionError, match="sudah termasuk"):
        add_sasaran(info, wilayah=region("73.71.01"), by=cast.admin_sulsel)


def test_the_preview_counts_kim_villages_and_villages_without(client, cast, kim, other_kim):
    """Two of the province's four villages have a KIM."""
    info = write_info(cast.admin_sulsel, "73")
    client.force_login(cast.admin_sulsel)

    page = client.get(f"{DESK}{info.pk}/sasaran/").content.decode()

    assert "Menjangkau 2 KIM di 4 desa; 2 desa belum ber-KIM." in page


def test_a_bidang_narrows_the_kim_but_not_the_villages(cast, kim, other_kim):
    perikanan = Bidang.objects.get(slug="perikanan")
    kim.bidang.add(perikanan)
    info = write_info(cast.admin_sulsel, "73")

    choose_bidang(info, bidang=[perikanan], by=cast.admin_sulsel)

    reach = reach_of(info)
    assert (reach.kim, reach.desa, reach.desa_tanpa_kim) == (1, 4, 2)


def test_without_sasaran_nothing_is_sent(cast):
    info = write_info(cast.admin_makassar, "73.71")
    info.daftar_sasaran.all().delete()

    with pytest.raises(TransitionError, match="sasaran"):
        submit_info(info, by=cast.admin_makassar)


def test_only_pusat_may_speak_to_the_nation(client, cast):
    info = write_info(cast.pusat, None, "73", "91")
    address = f"{DESK}{info.pk}/sasaran/indonesia/"
    client.force_login(cast.admin_sulsel)
    assert client.post(address).status_code == 404

    client.force_login(cast.pusat)
    client.post(address)

    assert info.daftar_sasaran.get().wilayah_id is None
