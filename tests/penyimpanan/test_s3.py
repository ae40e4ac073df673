"""Files in an S3-compatible store, spoken to over HTTP."""

import json
import logging
import urllib.error
import urllib.request
from html.parser import HTMLParser
from uuid import uuid4

import boto3
import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from environ import Env
from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from diseminasi.models import KirimanIsu
from kegiatan.models import Kegiatan, Naskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan, take_down_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.models import Foto
from kimportal.settings.stores import s3_stores
from kimportal.stack.processes import free_port
from tests.hoaks.rumours import KIRIM, send
from tests.images.samples import encode, picture
from tests.kegiatan.test_tulis_halaman import NEW, form
from tests.kegiatan.test_unggah_foto import upload
from tests.owed.test_utang import do_later

EVERYBODY_READS = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::kim-publik/*",
        }
    ],
}
KEYS = {"aws_access_key_id": "uji", "aws_secret_access_key": "uji", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def server():
    """An S3 store; what lies in it goes with it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    found = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    found.start()
    host, port = found.get_host_and_port()
    yield f"http://{host}:{port}"
    found.stop()


def use(settings, monkeypatch, address):
    given = {
        "AWS_PRIVATE_BUCKET": "kim-pribadi",
        "AWS_PUBLIC_BUCKET": "kim-publik",
        "AWS_PUBLIC_URL": f"{address}/kim-publik",
        "AWS_ACCESS_KEY_ID": "uji",
        "AWS_SECRET_ACCESS_KEY": "uji",
        "AWS_S3_ENDPOINT_URL": address,
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    stores, host = s3_stores(Env())
    settings.STORAGES = settings.STORAGES | stores
    assert host == address


@pytest.fixture
def s3(server, settings, monkeypatch):
    """The portal keeps its files there; returns a client that looks into the buckets."""
    use(settings, monkeypatch, server)
    client = boto3.client("s3", endpoint_url=server, **KEYS)
    for name in ("kim-pribadi", "kim-publik"):
        client.create_bucket(Bucket=name)
    client.put_bucket_policy(Bucket="kim-publik", Policy=json.dumps(EVERYBODY_READS))
    return client


@pytest.fixture
def gone(settings, monkeypatch):
    """The store is named, but nobody answers there."""
    use(settings, monkeypatch, f"http://127.0.0.1:{free_port()}")


def names(s3, bucket):
    return [row["Key"] for row in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]


def photo():
    return SimpleUploadedFile("a.jpg", encode(picture(), "JPEG"))


@pytest.fixture
def written(s3, client, cast):
    """A post with a photo, written through the form."""
    client.force_login(cast.ketua)
    client.post(NEW, form(client, judul="Gotong royong", cerita="Cerita", foto_baru=photo()))
    return Naskah.objects.get()


def test_an_upload_lies_in_the_private_bucket_only(written, s3):
    foto = written.daftar_foto.get().foto

    assert any(foto.kunci_pribadi in name for name in names(s3, "kim-pribadi"))
    assert not any(foto.kunci in name for name in names(s3, "kim-publik"))
    with pytest.raises(ValueError, match="tidak punya alamat"):
        storages["private"].url(foto.private_name("320.webp"))


def test_its_own_people_see_it_through_the_portal_and_nobody_else(written, client, cast):
    address = reverse("kegiatan:photo_preview", args=[written.daftar_foto.get().foto.kunci, 320])

    assert client.get(address).content[8:12] == b"WEBP"
    client.force_login(cast.warga)
    assert client.get(address).status_code == 404


def test_a_published_photo_has_an_address_until_it_is_taken_down(
    written, client, s3, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        naskah = approve_kegiatan(submit_kegiatan(written, by=SYSTEM), by=SYSTEM)
    foto = Foto.objects.get()
    page = client.get(reverse("kegiatan:detail", args=[naskah.kegiatan_id, naskah.kegiatan.slug]))

    assert foto.is_public
    assert foto.jpeg_url in page.content.decode()
    with urllib.request.urlopen(foto.jpeg_url, timeout=5) as answer:
        assert answer.read(2) == b"\xff\xd8"

    with django_capture_on_commit_callbacks(execute=True):
        take_down_kegiatan(naskah, by=SYSTEM, reason="Keliru.")
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(foto.jpeg_url, timeout=5)


def test_what_the_store_was_not_there_for_is_done_when_it_is_back(
    written, server, settings, monkeypatch, django_capture_on_commit_callbacks
):
    nowhere = f"http://127.0.0.1:{free_port()}"
    use(settings, monkeypatch, nowhere)
    with django_capture_on_commit_callbacks(execute=True):
        naskah = approve_kegiatan(submit_kegiatan(written, by=SYSTEM), by=SYSTEM)
    assert not Foto.objects.get().is_public

    use(settings, monkeypatch, server)
    do_later()
    foto = Foto.objects.get()
    assert foto.is_public
    urllib.request.urlopen(foto.jpeg_url, timeout=5).close()

    use(settings, monkeypatch, nowhere)
    with django_capture_on_commit_callbacks(execute=True):
        take_down_kegiatan(naskah, by=SYSTEM, reason="Keliru.")
    use(settings, monkeypatch, server)
    do_later()
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(foto.jpeg_url, timeout=5)


class Fields(HTMLParser):
    """What a form would send again."""

    def __init__(self, text):
        super().__init__()
        self.found = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        field = dict(attrs)
        if tag == "input" and "name" in field:
            self.found[field["name"]] = field.get("value", "")


def test_while_nobody_answers_nothing_that_was_typed_is_lost(
    s3, server, client, cast, settings, monkeypatch
):
    use(settings, monkeypatch, f"http://127.0.0.1:{free_port()}")
    answer = send(client, teks='Bansos "cair" & cepat', foto=photo())
    text = answer.content.decode()

    assert answer.status_code == 503
    assert "penyimpanan berkas sedang tidak menjawab" in text
    assert "Pilih lagi berkas “a.jpg”" in text
    assert not KirimanIsu.objects.exists()
    kept = Fields(text).found
    assert kept["teks"] == 'Bansos "cair" & cepat'

    use(settings, monkeypatch, server)
    again = {name: value for name, value in kept.items() if value} | {"foto": photo()}
    assert client.post(KIRIM, again).status_code == 302
    assert KirimanIsu.objects.get().foto is not None


def test_a_photo_of_a_post_is_asked_for_again_beside_its_field(gone, client, cast):
    client.force_login(cast.ketua)
    sent = form(client, judul="Kerja bakti", cerita="<p>Cerita</p>", foto_baru=photo())

    answer = client.post(NEW, sent)

    assert "Foto belum bisa disimpan" in answer.content.decode()
    assert Naskah.objects.get().judul == "Kerja bakti"


def test_a_device_is_told_to_try_later(gone, client, cast):
    client.force_login(cast.ketua)
    client.post(NEW, form(client, judul="J", cerita="C"))
    address = f"/kelola/kegiatan/naskah/{Kegiatan.objects.get().uuid}/foto/{uuid4()}/"
    answer = upload(client, address, encode(picture(), "JPEG"))

    assert answer.status_code == 503
    assert answer.json()["galat"] == "penyimpanan"
