"""What a phone sends that kept a report without a signal: taken once, refused with a sentence."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from diseminasi.models import LaporanPenyebaran
from diseminasi.tasks import deliver
from tests.diseminasi.messages import released


@pytest.fixture
def info(cast, kim):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    return info


def sent(kim, **fields):
    return {
        "uuid": str(uuid4()),
        "kim": kim.pk,
        "kanal": "whatsapp",
        "wilayah": kim.wilayah_id,
        "tanggal": str(timezone.localdate()),
        "ralat": "",
        "tempat": "Grup RT 2",
        "perkiraan_orang": "40",
    } | fields


def test_a_report_sent_again_counts_once(client, cast, kim, info):
    client.force_login(cast.ketua)
    fields = sent(kim)

    answers = [client.post(f"/kelola/info/{info.pk}/lapor.json", fields) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert {answer.json()["uuid"] for answer in answers} == {fields["uuid"]}
    assert LaporanPenyebaran.objects.get().tempat == "Grup RT 2"
    assert "Laporan Anda tercatat" in client.get(f"/kelola/info/{info.pk}/").content.decode()


def test_the_photo_comes_along(client, cast, kim, info):
    picture = BytesIO()
    Image.new("RGB", (800, 600), "#0e6870").save(picture, "JPEG")
    upload = SimpleUploadedFile("foto.jpg", picture.getvalue(), "image/jpeg")
    client.force_login(cast.ketua)

    answer = client.post(f"/kelola/info/{info.pk}/lapor.json", sent(kim, foto=upload))

    assert answer.status_code == 200
    assert LaporanPenyebaran.objects.get().foto is not None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kanal": ""}, "Pilih lewat apa info disebarkan."),
        ({"tanggal": "2030-01-01"}, "Tanggalnya belum tiba."),
        ({"wilayah": "73.06.02.2002"}, "tidak termasuk sasaran"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, cast, kim, info, fields, sentence):
    client.force_login(cast.ketua)

    answer = client.post(f"/kelola/info/{info.pk}/lapor.json", sent(kim, **fields))

    assert answer.status_code == 422
    assert sentence in answer.json()["pesan"]
    assert not LaporanPenyebaran.objects.exists()


def test_a_key_of_another_message_is_refused(client, cast, kim, info):
    other = released(cast.admin_makassar, "73.71", judul="Lain")
    deliver(other.pk)
    client.force_login(cast.ketua)
    fields = sent(kim)
    client.post(f"/kelola/info/{info.pk}/lapor.json", fields)

    answer = client.post(f"/kelola/info/{other.pk}/lapor.json", fields)

    assert answer.status_code == 422
    assert LaporanPenyebaran.objects.get().info == info


def test_the_ketua_of_a_kim_outside_the_sasaran_finds_nothing(client, cast, kim, other_kim, info):
    client.force_login(cast.ketua_lain)

    answer = client.post(f"/kelola/info/{info.pk}/lapor.json", sent(other_kim))

    assert answer.status_code == 404


def test_whose_session_has_ended_is_asked_to_sign_in(client, kim, info):
    assert client.post(f"/kelola/info/{info.pk}/lapor.json", sent(kim)).status_code == 401
