"""Loading a region list, and a newer one over it."""

import gzip
from datetime import date

import pytest
from django.core.management import CommandError
from django.utils import timezone

from tests.wilayah.lists import HEADER, ROWS, load, replaced, without, write_list
from wilayah.models import MuatanWilayah, Wilayah

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    return write_list(tmp_path / "daftar.csv")


@pytest.fixture
def newer(tmp_path):
    return tmp_path / "daftar-baru.csv"


def snapshot() -> list[dict]:
    return list(Wilayah.objects.order_by("kode").values())


def test_first_load_counts_each_class(path):
    said = load(path)

    assert "2 provinsi, 2 kabupaten, 1 kota, 3 kecamatan, 4 desa/kelurahan" in said
    assert "12 baru" in said
    assert Wilayah.objects.count() == 12


def test_place_in_the_tree_follows_from_the_code(path):
    load(path)

    mariso = Wilayah.objects.get(kode="73.71.01.1006")
    assert mariso.tingkat == 4
    assert mariso.induk_id == "73.71.01"
    assert mariso.jenis == "kelurahan"
    assert mariso.nama_lengkap == "Mariso, Mariso, Kota Makassar, Sulawesi Selatan"


def test_small_regions_inherit_the_time_zone(path):
    load(path)

    zona = dict(Wilayah.objects.filter(tingkat=4).values_list("kode", "zona"))
    assert zona["73.06.02.2002"] == 8
    assert zona["91.03.03.3001"] == 9


def test_village_without_point_takes_the_one_of_its_kecamatan(path):
    said = load(path)

    mariso = Wilayah.objects.get(kode="73.71.01.1006")
    assert (mariso.lat, mariso.lon) == (-5.157, 119.409)
    assert "1 memakai titik induknya" in said


def test_facts_of_large_regions_are_kept(path):
    load(path)

    gowa = Wilayah.objects.get(kode="73.06")
    assert (gowa.ibukota, gowa.luas_km2, gowa.penduduk) == ("Sungguminasa", 1883.33, 799999)


def test_gzipped_list_is_read(path, tmp_path):
    packed = tmp_path / "daftar.csv.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))

    assert "12 baru" in load(packed)


def test_rows_may_stand_in_any_order(newer):
    assert "12 baru" in load(write_list(newer, ROWS[::-1]))


def test_second_load_changes_nothing_and_says_so(path, django_assert_max_num_queries):
    load(path)
    before = snapshot()

    with django_assert_max_num_queries(2):
        assert load(path) == "Tidak ada perubahan.\n"

    assert snapshot() == before
    assert MuatanWilayah.objects.count() == 1


def test_forced_load_of_the_same_list_changes_nothing(path):
    load(path)

    assert "Tidak ada perubahan." in load(path, "--paksa")
    assert MuatanWilayah.objects.count() == 1


def test_known_list_is_read_again_when_rows_are_gone(path):
    load(path)
    Wilayah.objects.filter(kode="73.71.01.1006").delete()

    assert "1 baru" in load(path)


def test_rename_reaches_the_full_names_below(path, newer):
    load(path)
    row = "73.71.01,Mariso Raya,kecamatan,-5.157,119.409,,,,"

    said = load(write_list(newer, replaced("73.71.01", row)))

    assert "Perubahan: 3 berubah." in said
    village = Wilayah.objects.get(kode="73.71.01.1001")
    assert village.nama_lengkap == "Bontorannu, Mariso Raya, Kota Makassar, Sulawesi Selatan"


def test_new_village_is_added(path, newer):
    load(path)
    row = "73.71.01.1007,Tamarunang,kelurahan,-5.16,119.41,,,,"

    assert "Perubahan: 1 baru." in load(write_list(newer, [*ROWS, row]))


def test_missing_region_is_retired_today_and_kept(path, newer):
    load(path)

    said = load(write_list(newer, without("73.71.01.1001")))

    assert "1 dipensiunkan" in said
    retired = Wilayah.objects.get(kode="73.71.01.1001")
    assert retired.berakhir_pada == timezone.localdate()
    assert not Wilayah.objects.current().filter(kode=retired.kode).exists()


def test_date_of_retirement_stays(path, newer):
    load(path)
    load(write_list(newer, without("73.71.01.1001")))
    Wilayah.objects.filter(kode="73.71.01.1001").update(berakhir_pada=date(2022, 7, 25))

    assert "Tidak ada perubahan." in load(newer, "--paksa")
    assert Wilayah.objects.get(kode="73.71.01.1001").berakhir_pada == date(2022, 7, 25)


def test_returning_region_is_current_again(path, newer, tmp_path):
    load(path)
    successors = tmp_path / "penerus.csv"
    successors.write_text("lama,baru\n73.71.01.1001,73.71.01.1006\n")
    load(write_list(newer, without("73.71.01.1001")), "--penerus", str(successors))

    assert "1 berlaku lagi" in load(path)

    region = Wilayah.objects.get(kode="73.71.01.1001")
    assert (region.berakhir_pada, region.penerus_id) == (None, None)


def test_successor_is_recorded(path, newer, tmp_path):
    load(path)
    successors = tmp_path / "penerus.csv"
    successors.write_text("lama,baru\n73.71.01.1001,73.71.01.1006\n")

    said = load(write_list(newer, without("73.71.01.1001")), "--penerus", str(successors))

    assert "1 dipensiunkan, 1 penerus dicatat" in said
    assert Wilayah.objects.get(kode="73.71.01.1001").penerus_id == "73.71.01.1006"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("73.71.01.1006,73.71.01.1001", "masih ada di daftar"),
        ("73.71.01.1001,73.71.01.1009", "penerus 73.71.01.1009 tidak ada di daftar"),
        ("73.71.01.1001,73.71.01", "tidak setingkat"),
        ("73.71.01.1009,73.71.01.1006", "73.71.01.1009 tidak dikenal"),
        ("73.71.01.1001", "harus berisi dua kode"),
    ],
)
def test_wrong_successor_stops_the_load(path, newer, tmp_path, line, reason):
    load(path)
    before = snapshot()
    successors = tmp_path / "penerus.csv"
    successors.write_text(f"lama,baru\n{line}\n")

    with pytest.raises(CommandError, match=rf"penerus\.csv baris 2: .*{reason}"):
        load(write_list(newer, without("73.71.01.1001")), "--penerus", str(successors))

    assert snapshot() == before


def test_check_only_stores_nothing(path):
    said = load(path, "--periksa")

    assert "12 baru" in said
    assert "tidak ada yang disimpan" in said
    assert not Wilayah.objects.exists()
    assert not MuatanWilayah.objects.exists()


def test_truncated_list_is_refused_until_allowed(path, newer):
    load(path)
    write_list(newer, without("91"))

    with pytest.raises(CommandError, match="4 dari 12 wilayah tidak ada di daftar ini"):
        load(newer)
    assert Wilayah.objects.current().count() == 12

    assert "4 dipensiunkan" in load(newer, "--izinkan-pensiun-massal")


def test_columns_left_out_keep_what_is_known(path, newer):
    load(path)
    before = snapshot()
    short = [",".join(row.split(",")[:3]) for row in ROWS]

    said = load(write_list(newer, short, header="kode,nama,jenis"))

    assert "Tidak ada perubahan." in said
    assert snapshot() == before


def test_new_village_of_a_short_list_gets_zone_and_point_of_its_parent(path, newer):
    load(path)
    short = [",".join(row.split(",")[:3]) for row in ROWS]
    row = "73.71.01.1007,Tamarunang,kelurahan"

    load(write_list(newer, [*short, row], header="kode,nama,jenis"))

    village = Wilayah.objects.get(kode="73.71.01.1007")
    assert (village.zona, village.lat) == (8, -5.157)


def test_quiet_load_prints_nothing(path):
    assert load(path, "--verbosity", "0") == ""
    assert Wilayah.objects.count() == 12


def test_byte_order_mark_of_a_spreadsheet_is_ignored(newer):
    newer.write_text("\n".join([HEADER, *ROWS]), encoding="utf-8-sig")

    assert "12 baru" in load(newer)


def test_names_above_a_village_survive_commas_in_its_own_name(newer):
    row = '73.71.01.1007,"Lambang Sari I, II, III",kelurahan,-5.16,119.41,,,,'

    load(write_list(newer, [*ROWS, row]))

    village = Wilayah.objects.get(kode="73.71.01.1007")
    assert village.nama_induk == "Mariso, Kota Makassar, Sulawesi Selatan"
