"""The desk's list of villages that a message has yet to reach, and whom to ask there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diseminasi.models import LaporanPenyebaran, Penyampaian
from diseminasi.release import withdraw_info
from diseminasi.tasks import deliver
from kimportal.audit.models import CatatanAudit
from kimportal.notifications.models import Pemberitahuan
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


@pytest.fixture
def parang(cast, kim):
    """A message for one village without a KIM, next to Mariso's KIM, which it is not for."""
    info = released(cast.admin_makassar, "73.71", "73.71.01.1001")
    deliver(info.pk)
    return info


def ask(client, info, kim, desa="73.71.01.1001"):
    return client.post(f"{DESK}{info.pk}/belum/", {"kim": kim.pk, "desa": desa})


@pytest.mark.parametrize("sent", [{"desa": "\0"}, {"kim": "9" * 5000}])
def test_what_names_no_village_and_no_kim_is_not_found(sent, client, cast, kim, parang):
    client.force_login(cast.admin_makassar)
    named = {"kim": kim.pk, "desa": "73.71.01.1001"} | sent

    assert client.post(f"{DESK}{parang.pk}/belum/", named).status_code == 404


def test_a_neighbour_that_is_asked_gets_the_message_and_reports_it_there(client, cast, kim, parang):
    page = f"/kelola/info/{parang.pk}/"
    client.force_login(cast.ketua)
    assert client.get(page).status_code == 404
    client.force_login(cast.admin_makassar)
    assert "Minta lewat portal" in client.get(f"{DESK}{parang.pk}/belum/").content.decode()

    for _ in range(2):
        ask(client, parang, kim)

    told = Pemberitahuan.objects.get(pengguna=cast.ketua, judul__startswith="Mohon sebarkan di")
    assert told.url.startswith(page)
    assert Penyampaian.objects.filter(info=parang, kim=kim).count() == 1
    assert CatatanAudit.objects.filter(verb="ask_kim")[0].wilayah_kode == "73.71.01.1001"
    client.force_login(cast.ketua)
    form = client.get(page).context["form"]
    sent = {"uuid": form["uuid"].value(), "kim": kim.pk, "kanal": "papan"}
    today = timezone.localdate().isoformat()
    client.post(page, sent | {"tanggal": today, "wilayah": "73.71.01.1001"})
    assert LaporanPenyebaran.objects.get(info=parang).wilayah_id == "73.71.01.1001"


def test_only_an_admin_of_both_places_asks(client, cast, kim, other_kim, parang):
    for name, status in (("admin_gowa", 404), ("pemantau_mariso", 403), ("ketua", 403)):
        client.force_login(getattr(cast, name))
        assert ask(client, parang, kim).status_code in (status, 302)
    client.force_login(cast.admin_makassar)
    assert ask(client, parang, other_kim).status_code in (302, 403)

    assert not Penyampaian.objects.filter(info=parang).exists()
    assert not CatatanAudit.objects.filter(verb="ask_kim").exists()


@pytest.mark.parametrize("why", ["bukan sasaran", "ditarik", "tanpa akun"])
def test_who_cannot_help_is_not_asked(client, cast, kim, parang, why):
    asked, desa = kim, "73.71.01.1001"
    if why == "bukan sasaran":
        desa = "73.71.02.1002"
    if why == "tanpa akun":
        asked = KimFactory(verified=True, wilayah_id="73.71.01.1006")
    if why == "ditarik":
        withdraw_info(parang, by=cast.admin_makassar, reason="Keliru.")
    client.force_login(cast.admin_makassar)

    answer = ask(client, parang, asked, desa)

    assert answer.status_code in (302, 404)
    assert not Penyampaian.objects.filter(info=parang).exists()


def test_what_officials_report_is_written_down_from_the_village(client, cast, parang):
    client.force_login(cast.admin_makassar)
    shown = client.get(f"{DESK}{parang.pk}/belum/").content.decode()
    address = f"{DESK}{parang.pk}/catat/?desa=73.71.01.1001"
    assert f'href="{address}"' in shown
    form = client.get(address).context["form"]

    sent = {name: form[name].value() for name in ("uuid", "wilayah", "penyebar", "tanggal")}
    sent |= {"titipan": "whatsapp", "kanal": "pengeras"}
    assert client.post(address, sent).status_code == 302

    laporan = LaporanPenyebaran.objects.get(info=parang)
    assert (laporan.penyebar, laporan.kim, laporan.titipan) == ("aparat", None, "whatsapp")
    assert laporan.wilayah_id == "73.71.01.1001"
    page = client.get(f"{parang.get_absolute_url()}jangkauan/?wilayah=73.71.01").content.decode()
    assert "Oleh aparat" in page
