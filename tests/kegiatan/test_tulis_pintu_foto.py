"""A photo with place and device inside, through every door: nothing of it is ever public."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import IFD

from kegiatan.models import Kegiatan, Naskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from tests.images.samples import encode, picture
from tests.kegiatan.test_tulis_halaman import NEW, ROOT, form
from tests.kegiatan.test_unggah_foto import upload

MAKER = "HP-Rahasia-9000"


def photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif.get_ifd(IFD.GPSInfo).update({1: "S", 2: (5.0, 9.0, 32.0), 3: "E", 4: (119.0, 24.0, 35.0)})
    content = encode(picture(), "JPEG", exif=exif, comment=b"Rumah Ibu Siti")
    assert MAKER.encode() in content
    return content


def through_the_form(client, cast):
    file = SimpleUploadedFile("a.jpg", photo_with_place())
    client.post(NEW, form(client, judul="J", cerita="C", foto_baru=file))


def through_the_edit_form(client, cast):
    client.post(NEW, form(client, judul="J", cerita="C"))
    address = f"{ROOT}{Kegiatan.objects.get().pk}/ubah/"
    file = SimpleUploadedFile("a.jpg", photo_with_place())
    client.post(address, form(client, address, judul="J", foto_baru=file))


def in_pieces(client, cast):
    client.post(NEW, form(client, judul="J", cerita="C"))
    uuid = Kegiatan.objects.get().uuid
    upload(client, f"{ROOT}naskah/{uuid}/foto/{uuid4()}/", photo_with_place())


@pytest.mark.parametrize("door", [through_the_form, through_the_edit_form, in_pieces])
def test_no_stored_file_tells_place_or_device(
    door, client, cast, media, django_capture_on_commit_callbacks
):
    client.force_login(cast.ketua)
    with django_capture_on_commit_callbacks(execute=True):
        door(client, cast)
        approve_kegiatan(submit_kegiatan(Naskah.objects.get(), by=SYSTEM), by=SYSTEM)

    public = [path for path in (media / "public").rglob("*") if path.is_file()]
    stored = [path for path in media.rglob("*") if path.is_file()]
    assert len(public) >= 3
    for path in stored:
        content = path.read_bytes()
        assert MAKER.encode() not in content
        assert b"Rumah Ibu Siti" not in content
        with Image.open(path) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
