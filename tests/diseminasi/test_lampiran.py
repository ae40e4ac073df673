"""Attachments: told by content, small, and out of reach until the message is public."""

import io

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from diseminasi.attachments import MAX_BYTES
from diseminasi.models import Lampiran
from diseminasi.release import submit_info, withdraw_info
from diseminasi.tasks import deliver
from tests.diseminasi.messages import DESK, released, write_info

PDF = b"%PDF-1.7 jadwal"


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.admin_makassar)
    return client


@pytest.fixture
def draft(cast):
    return write_info(cast.admin_makassar, "73.71")


def send(client, info, content: bytes = PDF, name: str = "jadwal.pdf", judul: str = "Jadwal"):
    berkas = SimpleUploadedFile(name, content)
    return client.post(f"{DESK}{info.pk}/lampiran/", {"judul": judul, "berkas": berkas})


def picture() -> bytes:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rumah saya"
    Image.new("RGB", (400, 300), "red").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


@pytest.fixture
def lampiran(desk, draft) -> Lampiran:
    assert send(desk, draft).status_code == 302
    return Lampiran.objects.get()


def code_of(client, path: str) -> int:
    """Return the answer's code, having read the file that comes with it."""
    answer = client.get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def addresses(lampiran: Lampiran) -> list[str]:
    tail = f"{lampiran.info_id}/lampiran/{lampiran.pk}/"
    return [f"/info-pemerintah/{tail}", f"/kelola/info/{tail}"]


def test_a_released_message_shows_and_sends_it(client, cast, kim, draft, lampiran):
    info = submit_info(draft, by=cast.admin_makassar)
    deliver(info.pk)
    public, own = addresses(lampiran)

    client.logout()
    assert f'href="{public}"' in client.get(info.get_absolute_url()).content.decode()
    answer = client.get(public)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="jadwal.pdf"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]

    client.force_login(cast.ketua)
    assert f'href="{own}"' in client.get(f"/kelola/info/{info.pk}/").content.decode()
    assert code_of(client, own) == 200
    archive = b"".join(client.get(f"/kelola/info/{info.pk}/bahan.zip").streaming_content)
    assert f"lampiran/{lampiran.pk}-jadwal.pdf".encode() in archive


def test_before_release_only_the_desk_of_the_region_has_it(client, cast, kim, lampiran):
    desk = f"{DESK}{lampiran.info_id}/lampiran/{lampiran.pk}/"
    assert code_of(client, desk) == 200

    for name in ("ketua", "admin_gowa", "warga"):
        client.force_login(getattr(cast, name))
        assert [client.get(path).status_code for path in addresses(lampiran)] == [404, 404], name
        assert client.get(desk).status_code in (302, 404), name


def test_of_a_withdrawn_message_it_is_gone(client, cast, kim, draft, lampiran):
    info = submit_info(draft, by=cast.admin_makassar)
    deliver(info.pk)
    withdraw_info(info, by=cast.admin_makassar, reason="Keliru.")
    client.force_login(cast.ketua)

    assert [client.get(path).status_code for path in addresses(lampiran)] == [404, 404]


def test_under_the_number_of_another_message_it_is_not_found(client, cast, draft, lampiran):
    other = released(cast.admin_makassar, "73.71")

    path = f"/info-pemerintah/{other.pk}/lampiran/{lampiran.pk}/"

    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html>", "bukan PDF dan bukan foto"),
        (b"PK\x03\x04", "bukan PDF dan bukan foto"),
        (b"%PDF-" + b"0" * MAX_BYTES, "Paling besar 5 MB"),
        (b"", "kosong"),
    ],
    ids=["html", "zip", "besar", "kosong"],
)
def test_what_it_is_tells_the_content_and_not_the_name(desk, draft, content, sentence):
    answer = send(desk, draft, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Lampiran.objects.exists()


def test_of_a_picture_only_its_pixels_are_kept(desk, draft):
    send(desk, draft, picture(), name="foto.pdf")

    kept = Lampiran.objects.get()
    with kept.berkas.open("rb") as file:
        content = file.read()
    assert Image.open(io.BytesIO(content)).size == (400, 300)
    assert b"rumah saya" not in content
    assert kept.nama_unduhan == "jadwal.jpg"


def test_a_sixth_is_refused(desk, draft):
    for number in range(5):
        send(desk, draft, judul=f"Jadwal {number}")

    answer = send(desk, draft, judul="Jadwal 6")

    assert answer.status_code == 422
    assert "Paling banyak 5 lampiran" in answer.content.decode()


def test_removing_one_deletes_its_file(desk, lampiran, django_capture_on_commit_callbacks):
    name = lampiran.berkas.name

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{DESK}{lampiran.info_id}/lampiran/{lampiran.pk}/hapus/")

    assert not Lampiran.objects.exists()
    assert not storages["private"].exists(name)


def test_after_release_they_stay_as_they_are(desk, cast, draft, lampiran):
    info = submit_info(draft, by=cast.admin_makassar)

    assert send(desk, info, judul="Lagi").status_code == 403
    assert desk.post(f"{DESK}{info.pk}/lampiran/{lampiran.pk}/hapus/").status_code == 403
    assert Lampiran.objects.count() == 1


@pytest.mark.parametrize("name", ["admin_gowa", "pemantau_mariso", "ketua"])
def test_nobody_else_adds_or_removes_one(client, cast, draft, lampiran, name):
    client.force_login(getattr(cast, name))

    assert send(client, draft, judul="Lagi").status_code in (302, 403, 404)
    client.post(f"{DESK}{draft.pk}/lampiran/{lampiran.pk}/hapus/")
    assert Lampiran.objects.count() == 1
