"""The desk's list of villages that a message has yet to reach, and whom to ask there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diseminasi.models import LaporanPenyebaran
from diseminasi.tasks import deliver
from komunitas.models import Keanggotaan
from tests.diseminasi.messages import DESK, released
from tests.factories import KimFactory


@pytest.fixture
def info(cast, kim, other_kim):
    info = released(cast.pusat, None, "73", "91")
    deliver(info.pk)
    return info


def villages(answer):
    return [desa.wilayah.kode for desa in answer.context["daftar"]]


def test_each_admin_sees_the_villages_of_the_own_region(client, cast, kim, info):
    LaporanPenyebaran.objects.create(
        info=info, kim=kim, wilayah_id=kim.wilayah_id, kanal="papan", tanggal=timezone.localdate()
    )
    seen = {}
    for name in ("admin_makassar", "admin_gowa", "admin_sulsel"):
        client.force_login(getattr(cast, name))
        seen[name] = villages(client.get(f"{DESK}{info.pk}/belum/"))

    assert seen == {
        "admin_makassar": ["73.71.01.1001", "73.71.02.1002"],
        "admin_gowa": ["73.06.02.2002"],
        "admin_sulsel": ["73.06.02.2002", "73.71.01.1001", "73.71.02.1002"],
    }


def test_the_own_kim_is_asked_else_a_neighbour_else_the_head_of_the_village(client, cast, info):
    Keanggotaan.objects.filter(pengguna=cast.ketua).update(telepon="6281234567890")
    client.force_login(cast.admin_makassar)

    rows = client.get(f"{DESK}{info.pk}/belum/").context["daftar"]

    by_code = {desa.wilayah.kode: desa for desa in rows}
    mariso, parang = by_code["73.71.01.1006"], by_code["73.71.02.1002"]
    bontorannu = by_code["73.71.01.1001"]
    assert "6281234567890" in mariso.sendiri[0][1]
    assert "6281234567890" in bontorannu.tetangga[0][1]
    assert (parang.sendiri, parang.tetangga) == ([], [])
    assert "Parang" in parang.wa_aparat


def test_pemantau_and_who_has_nothing_to_do_with_it_get_no_numbers(client, cast):
    info = released(cast.admin_makassar, "73.71")
    answers = {}
    for name in ("pemantau_mariso", "admin_gowa", "admin_papua", "admin_makassar"):
        client.force_login(getattr(cast, name))
        answers[name] = client.get(f"{DESK}{info.pk}/belum/").status_code

    assert answers == {
        "pemantau_mariso": 403,
        "admin_gowa": 404,
        "admin_papua": 404,
        "admin_makassar": 200,
    }


def test_a_local_admin_finds_what_others_released_for_the_region(client, cast, info):
    client.force_login(cast.admin_gowa)

    assert info.judul in client.get(DESK).content.decode()
    page = client.get(f"{DESK}{info.pk}/change/").content.decode()
    assert "Desa belum terjangkau" in page
    assert "Tarik info" not in page


def test_more_kim_ask_no_more_questions(client, cast, info):
    client.force_login(cast.admin_sulsel)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{DESK}{info.pk}/belum/")
        return len(queries)

    few = count()
    for _ in range(5):
        KimFactory(verified=True, wilayah_id="73.71.01.1001")
    assert count() <= few
