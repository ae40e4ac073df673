"""Relaying: said once, counted once, by whom it concerns; corrections ask to be relayed too."""

import datetime
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from diseminasi.models import LaporanPenyebaran
from diseminasi.relay import record_relay, relay_info
from diseminasi.release import correct_info, withdraw_info
from diseminasi.tasks import ask_for_correction, deliver
from kimportal.audit.models import CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from kimportal.transitions import NotAllowed, TransitionError
from tests.diseminasi.messages import DESK, released


@pytest.fixture
def info(cast):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    return info


def form(kim, **fields):
    return {
        "uuid": str(uuid4()),
        "kim": kim.pk,
        "kanal": "whatsapp",
        "wilayah": kim.wilayah_id,
        "tanggal": timezone.localdate().isoformat(),
    } | fields


def report(info, kim, by, **fields):
    isian = {"uuid": uuid4(), "kanal": "papan", "wilayah": kim.wilayah} | fields
    return relay_info(info, by=by, kim=kim, tanggal=timezone.localdate(), **isian)


def is_asked_for(client):
    """Tell whether the workspace's first page asks to relay something."""
    return 'id="perlu-disebarkan"' in client.get("/kelola/").content.decode()


def test_a_ketua_finds_it_and_says_it_was_relayed(client, cast, kim, info):
    client.force_login(cast.ketua)
    assert is_asked_for(client)
    page = f"/kelola/info/{info.pk}/"
    assert "Sudah kami sebarkan" in client.get(page).content.decode()

    client.post(page, form(kim, tempat="Masjid", perkiraan_orang="40"))

    laporan = LaporanPenyebaran.objects.get()
    assert (laporan.kim, laporan.wilayah_id, laporan.perkiraan_orang) == (kim, kim.wilayah_id, 40)
    assert "Masjid" in client.get(page).content.decode()
    assert not is_asked_for(client)
    assert kim.nama in client.get(info.get_absolute_url()).content.decode()


def test_the_same_key_counts_once(client, cast, kim, info):
    client.force_login(cast.ketua)
    sent = form(kim)

    for _ in range(2):
        assert client.post(f"/kelola/info/{info.pk}/", sent).status_code == 302

    assert LaporanPenyebaran.objects.count() == 1


def test_a_photo_is_seen_by_the_kim_and_its_officers_only(client, cast, kim, info):
    picture = BytesIO()
    Image.new("RGB", (800, 600), "#0e6870").save(picture, "JPEG")
    upload = SimpleUploadedFile("a.jpg", picture.getvalue(), "image/jpeg")
    client.force_login(cast.ketua)
    client.post(f"/kelola/info/{info.pk}/", form(kim, foto=upload))
    foto = LaporanPenyebaran.objects.get().foto
    address = f"/kelola/info/foto/{foto.kunci}/640/"

    seen = {}
    for name in ("ketua", "admin_makassar", "ketua_lain", "admin_gowa", "warga"):
        client.force_login(getattr(cast, name))
        seen[name] = client.get(address).status_code

    assert seen == {
        "ketua": 200,
        "admin_makassar": 200,
        "ketua_lain": 404,
        "admin_gowa": 404,
        "warga": 404,
    }


def test_who_left_and_who_belongs_to_another_kim_say_nothing(client, cast, kim, other_kim, info):
    for person in (cast.mantan, cast.ketua_lain, cast.warga):
        client.force_login(person)
        assert client.get(f"/kelola/info/{info.pk}/").status_code == 404
        with pytest.raises(NotAllowed):
            report(info, kim, person)
    with pytest.raises(TransitionError, match="tidak ditujukan"):
        report(info, other_kim, cast.ketua_lain)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kanal": ""}, "Pilih lewat apa info disebarkan."),
        ({"tanggal": "2999-01-01"}, "Tanggalnya belum tiba"),
        ({"tanggal": "2020-01-01"}, "lebih awal daripada terbitnya"),
        ({"wilayah": "73.06.02.2002"}, "tidak termasuk sasaran"),
        ({"perkiraan_orang": "banyak"}, "Tulis angka saja"),
    ],
)
def test_bad_input_comes_back_with_a_sentence(client, cast, kim, info, fields, sentence):
    client.force_login(cast.ketua)

    answer = client.post(f"/kelola/info/{info.pk}/", form(kim, tempat="Balai warga", **fields))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Balai warga" in page
    assert not LaporanPenyebaran.objects.exists()


def test_an_admin_writes_it_down_for_a_kim(client, cast, kim, info):
    client.force_login(cast.admin_makassar)
    sent = form(kim, titipan="whatsapp", penyebar="kim")

    client.post(f"{DESK}{info.pk}/catat/", sent)

    laporan = LaporanPenyebaran.objects.get()
    assert (laporan.kim, laporan.titipan, laporan.oleh) == (kim, "whatsapp", cast.admin_makassar)


def test_officials_are_counted_apart(client, cast, kim, info):
    client.force_login(cast.admin_makassar)
    sent = form(kim, titipan="telepon", penyebar="aparat", wilayah="73.71.02.1002")

    client.post(f"{DESK}{info.pk}/catat/", sent)

    laporan = LaporanPenyebaran.objects.get()
    assert (laporan.penyebar, laporan.kim, laporan.wilayah_id) == ("aparat", None, "73.71.02.1002")


def test_the_neighbour_writes_nothing_down(client, cast, kim, info):
    client.force_login(cast.admin_gowa)
    answer = client.post(f"{DESK}{info.pk}/catat/", form(kim, titipan="kertas", penyebar="kim"))

    assert "Pilih wilayah yang menjadi tugas Anda" in answer.content.decode()
    with pytest.raises(NotAllowed):
        record_relay(
            info,
            by=cast.admin_gowa,
            kim=kim,
            wilayah=kim.wilayah,
            uuid=uuid4(),
            titipan="kertas",
            kanal="papan",
            tanggal=timezone.localdate(),
        )
    client.force_login(cast.pemantau_mariso)
    assert client.get(f"{DESK}{info.pk}/catat/").status_code == 403


def test_the_database_refuses_change(cast, kim, info):
    report(info, kim, cast.ketua)

    with pytest.raises(IntegrityError), transaction.atomic():
        LaporanPenyebaran.objects.update(tempat="Lain")
    with pytest.raises(IntegrityError), transaction.atomic():
        LaporanPenyebaran.objects.update(dibatalkan_at=timezone.now(), tempat="Lain")
    with pytest.raises(IntegrityError), transaction.atomic():
        LaporanPenyebaran.objects.all().delete()
    assert LaporanPenyebaran.objects.update(dibatalkan_at=timezone.now()) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        LaporanPenyebaran.semua.update(dibatalkan_at=None)


def test_a_correction_asks_those_who_relayed_and_only_them(client, cast, kim, other_kim):
    info = released(cast.admin_sulsel, "73")
    deliver(info.pk)
    report(info, kim, cast.ketua)

    correct_info(info, by=cast.admin_sulsel, reason="Harinya Senin.", changes={})
    ralat = info.daftar_ralat.get()
    ask_for_correction(ralat.pk)
    ask_for_correction(ralat.pk)

    told = Pemberitahuan.objects.filter(kunci=f"info-ralat-{ralat.pk}")
    assert [row.pengguna for row in told] == [cast.ketua]
    client.force_login(cast.ketua)
    assert "Sebarkan juga ralatnya" in client.get("/kelola/").content.decode()
    client.post(f"/kelola/info/{info.pk}/", form(kim, ralat=ralat.pk))
    assert LaporanPenyebaran.objects.get(ralat=ralat).kim == kim
    assert not is_asked_for(client)


def test_a_withdrawn_message_is_relayed_no_more_but_its_withdrawal_is(client, cast, kim, info):
    report(info, kim, cast.ketua)
    withdraw_info(info, by=cast.admin_makassar, reason="Program batal.")
    with pytest.raises(TransitionError, match="Jangan sebarkan lagi"):
        report(info, kim, cast.ketua)

    client.force_login(cast.ketua)
    assert "Sebarkan juga penarikannya" in client.get("/kelola/").content.decode()
    report(info, kim, cast.ketua, ralat=info.daftar_ralat.get())


def take_back(client, laporan, by):
    client.force_login(by)
    page = client.get(f"/kelola/info/{laporan.info_id}/").content.decode()
    address = f"/kelola/info/{laporan.info_id}/laporan/{laporan.pk}/batal/"
    return (address in page, client.post(address).status_code)


@pytest.mark.parametrize("name", ["anggota", "ketua"])
def test_a_report_made_by_mistake_is_taken_back(client, cast, kim, info, name):
    laporan = report(info, kim, cast.anggota, tempat="Balai RW 3")
    client.force_login(getattr(cast, name))
    address = f"/kelola/info/{info.pk}/laporan/{laporan.pk}/batal/"
    assert address in client.get(f"/kelola/info/{info.pk}/").content.decode()
    assert "Batalkan laporan ini?" in client.get(address).content.decode()
    assert not is_asked_for(client)

    assert client.post(address).status_code == 302

    assert "Balai RW 3" not in client.get(f"/kelola/info/{info.pk}/").content.decode()
    assert is_asked_for(client)
    assert (
        f'<a href="{kim.get_absolute_url()}'
        not in client.get(info.get_absolute_url()).content.decode()
    )
    assert CatatanAudit.objects.get(verb="take_back_relay").actor == getattr(cast, name)
    assert client.post(address).status_code == 404


def test_only_its_reporter_and_the_pengurus_take_it_back_and_only_for_a_day(
    client, cast, kim, info, monkeypatch
):
    laporan = report(info, kim, cast.ketua)
    assert take_back(client, laporan, cast.anggota) == (False, 403)
    for name in ("ketua_lain", "mantan", "admin_makassar"):
        client.force_login(getattr(cast, name))
        address = f"/kelola/info/{info.pk}/laporan/{laporan.pk}/batal/"
        assert client.post(address).status_code == 404

    later = timezone.now() + datetime.timedelta(hours=24)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert take_back(client, laporan, cast.ketua) == (False, 403)
    assert LaporanPenyebaran.objects.get() == laporan


def test_a_phone_that_sends_it_again_does_not_bring_it_back(client, cast, kim, info):
    client.force_login(cast.ketua)
    sent = form(kim)
    client.post(f"/kelola/info/{info.pk}/lapor.json", sent)
    take_back(client, LaporanPenyebaran.objects.get(), cast.ketua)

    assert client.post(f"/kelola/info/{info.pk}/lapor.json", sent).status_code == 200

    assert not LaporanPenyebaran.objects.exists()


def test_what_has_run_out_no_longer_asks_to_be_relayed(client, cast, kim, info):
    info.berlaku_sampai = timezone.localdate() - datetime.timedelta(days=1)
    info.save()
    client.force_login(cast.ketua)

    assert not is_asked_for(client)
