"""Every field that takes a file asks the scanner, and keeps nothing that it did not pass."""

import re
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile

from diseminasi.models import KirimanIsu, Lampiran, LaporanPenyebaran
from diseminasi.tasks import deliver
from kegiatan.models import FotoNaskah, Naskah
from kimportal.desk.models import KopSurat
from kimportal.images.models import Foto
from kimportal.images.pipeline import process
from kimportal.scanning import INFECTED, NOT_SCANNED, TEST_FILE
from komunitas.models import BerkasRegister, Bidang, Penugasan, PerubahanKim
from tests.desk.test_laporan_meja import KOP
from tests.diseminasi.messages import DESK, released, write_info
from tests.diseminasi.test_penyebaran import form as relayed
from tests.factories import NaskahFactory
from tests.hoaks.rumours import KIRIM, TEKS
from tests.images.samples import encode, picture
from tests.kegiatan.test_titip import form as entrusted
from tests.kegiatan.test_titip import url as entrust_url
from tests.kegiatan.test_tulis_halaman import NEW
from tests.kegiatan.test_tulis_halaman import form as written
from tests.kegiatan.test_unggah_foto import upload as in_pieces
from tests.komunitas.register.files import LIST, row, xlsx
from tests.komunitas.test_penugasan import ADD
from tests.komunitas.test_penugasan import form as assignment
from tests.komunitas.test_profile_and_changes import SK, change_url, isi, profile

ROOT = Path(site.BASE_DIR)
PHOTO = encode(picture(), "JPEG")
PDF = b"%PDF-1.7 surat"


def photo(tail: bytes):
    return SimpleUploadedFile("foto.jpg", PHOTO + tail, "image/jpeg")


def pdf(tail: bytes):
    return SimpleUploadedFile("surat.pdf", PDF + tail, "application/pdf")


def write(client, cast, kim, tail):
    client.force_login(cast.ketua)
    return client.post(NEW, written(client, judul="J", cerita="C", foto_baru=photo(tail)))


def entrust(client, cast, kim, tail):
    client.force_login(cast.admin_makassar)
    return client.post(entrust_url(kim), entrusted(foto1=photo(tail)))


def change_logo(client, cast, kim, tail):
    client.force_login(cast.ketua)
    bidang = Bidang.objects.first()
    return client.post(profile(kim), isi(bidang, logo_baru=photo(tail)))


def change_cover(client, cast, kim, tail):
    client.force_login(cast.ketua)
    bidang = Bidang.objects.first()
    return client.post(profile(kim), isi(bidang, sampul_baru=photo(tail)))


def hand_in_sk(client, cast, kim, tail):
    client.force_login(cast.ketua)
    own = {"nama": kim.nama, "wilayah": kim.wilayah_id, **SK}
    return client.post(change_url(kim), own | {"sk-berkas": pdf(tail)})


def appoint(client, cast, kim, tail):
    client.force_login(cast.admin_makassar)
    return client.post(ADD, assignment(cast.warga, berkas=pdf(tail)))


def attach(client, cast, kim, tail):
    client.force_login(cast.admin_makassar)
    info = write_info(cast.admin_makassar, "73.71")
    return client.post(f"{DESK}{info.pk}/lampiran/", {"judul": "Jadwal", "berkas": pdf(tail)})


def attach_picture(client, cast, kim, tail):
    client.force_login(cast.admin_makassar)
    info = write_info(cast.admin_makassar, "73.71")
    return client.post(f"{DESK}{info.pk}/lampiran/", {"judul": "Jadwal", "berkas": photo(tail)})


def send_rumour(client, cast, kim, tail):
    sent = {"teks": TEKS, "wilayah": "73.71", "kunci": str(uuid4()), "foto": photo(tail)}
    return client.post(KIRIM, sent)


def report_relay(client, cast, kim, tail):
    info = released(cast.admin_makassar, "73.71")
    deliver(info.pk)
    client.force_login(cast.ketua)
    return client.post(f"/kelola/info/{info.pk}/", relayed(kim, foto=photo(tail)))


def hand_in_register(client, cast, kim, tail):
    client.force_login(cast.admin_makassar)
    file = SimpleUploadedFile("register.xlsx", xlsx([row("KIM Losari")]) + tail)
    return client.post(LIST, {"wilayah": "73.71", "berkas": file}, follow=True)


def change_letterhead(client, cast, kim, tail):
    client.force_login(cast.admin_makassar)
    return client.post(
        "/admin/laporan/kop/", KOP | {"wilayah": "73.71", "berkas_logo": photo(tail)}
    )


# What each door keeps of a file, and how many there are of it.
DOORS = {
    write: lambda: FotoNaskah.objects.count(),
    entrust: lambda: Naskah.objects.count(),
    change_logo: lambda: Foto.objects.count(),
    change_cover: lambda: Foto.objects.count(),
    hand_in_sk: lambda: PerubahanKim.objects.count(),
    appoint: lambda: Penugasan.objects.exclude(surat="").filter(surat="800/12/Diskominfo").count(),
    attach: lambda: Lampiran.objects.count(),
    attach_picture: lambda: Lampiran.objects.count(),
    send_rumour: lambda: KirimanIsu.objects.count(),
    report_relay: lambda: LaporanPenyebaran.objects.count(),
    hand_in_register: lambda: BerkasRegister.objects.count(),
    change_letterhead: lambda: KopSurat.objects.count(),
}


@pytest.fixture(autouse=True)
def _bidang(db):
    Bidang.objects.get_or_create(slug="perikanan", defaults={"nama": "Perikanan"})


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_an_infected_file_is_refused_beside_its_field_and_not_kept(
    door, client, cast, kim, daemon, media
):
    answer = door(client, cast, kim, TEST_FILE)

    assert INFECTED in answer.content.decode()
    assert DOORS[door]() == 0
    assert not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_file_that_nobody_could_look_at_is_asked_for_again(
    door, client, cast, kim, settings, media
):
    settings.KIM_CLAMD = "/tidak/ada.sock"

    answer = door(client, cast, kim, b"")

    assert NOT_SCANNED in answer.content.decode()
    assert DOORS[door]() == 0
    assert not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_clean_file_is_looked_at_as_it_was_sent_and_kept(door, client, cast, kim, daemon):
    door(client, cast, kim, b"")

    assert DOORS[door]() == 1
    assert all(stream.startswith((PHOTO, PDF, b"PK")) for stream in daemon.streams)
    assert daemon.streams


def test_no_field_that_takes_a_file_is_forgotten():
    """Whoever adds one adds a door above, or names why there is none."""
    field = re.compile(r"forms\.FileField\(|request\.FILES\.get\(")
    files = [*ROOT.glob("k*/**/*.py"), *ROOT.glob("diseminasi/**/*.py")]
    found = {}
    for path in files:
        if number := len(field.findall(path.read_text())):
            found[path.relative_to(ROOT).as_posix()] = number

    assert found == {
        "diseminasi/hoaks/forms.py": 1,
        "diseminasi/kelola/forms.py": 1,
        "diseminasi/meja/forms.py": 1,
        "kegiatan/kelola/photo_actions.py": 1,
        "kegiatan/titip_admin.py": 1,
        "kimportal/desk/letterheads.py": 1,
        "komunitas/kelola/forms.py": 1,
        "komunitas/kelola/forms_kim.py": 2,
        "komunitas/meja/forms.py": 1,
        "komunitas/register/forms.py": 1,
    }


def test_a_device_that_sends_in_pieces_is_told_of_the_virus(client, cast, draft, daemon):
    client.force_login(cast.anggota)
    address = f"/kelola/kegiatan/naskah/{draft.kegiatan.uuid}/foto/{uuid4()}/"

    answer = in_pieces(client, address, PHOTO + TEST_FILE)

    assert (answer.status_code, answer.json()) == (422, {"pesan": INFECTED})
    assert not Foto.objects.exists()


def test_a_device_goes_on_where_it_was_once_the_scanner_is_back(client, cast, draft, daemon):
    client.force_login(cast.anggota)
    address = f"/kelola/kegiatan/naskah/{draft.kegiatan.uuid}/foto/{uuid4()}/"
    daemon.answer = b"sibuk\0"
    answer = in_pieces(client, address, PHOTO)
    assert (answer.status_code, answer.json()["galat"]) == (503, "pemindai")

    daemon.answer = b""
    headers = {"upload-offset": str(len(PHOTO))}
    kind = "application/offset+octet-stream"
    assert client.generic("PATCH", address, b"", kind, headers=headers).status_code == 200
    assert FotoNaskah.objects.get().foto.is_ready


@pytest.fixture
def draft(cast, kim):
    return NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.anggota)


def test_a_refusal_is_logged_without_anything_about_the_sender(client, cast, daemon, caplog):
    answer = send_rumour(client, cast, None, TEST_FILE)

    assert answer.status_code == 200
    lines = [
        record.getMessage() for record in caplog.records if record.name == "kimportal.scanning"
    ]
    assert lines == ["Infected file refused: Eicar-Test-Signature"]


def test_a_real_clamd_refuses_through_the_door(client, cast, kim, clamd, settings):
    settings.KIM_CLAMD = clamd

    answer = attach(client, cast, kim, TEST_FILE)

    assert INFECTED in answer.content.decode()
    assert attach(client, cast, kim, b"").status_code == 302


def test_without_the_setting_nobody_is_asked(client, cast, kim):
    assert attach(client, cast, kim, TEST_FILE).status_code == 302


def test_fields_of_pictures_in_memory_are_read_from_their_beginning(daemon):
    file = BytesIO(PHOTO)
    file.seek(10)
    process(file)

    assert daemon.streams == [PHOTO]
