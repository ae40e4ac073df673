"""Photos in pieces: resumed after a dropout, never twice, never with metadata."""

import json
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from kegiatan.draft_photos import MAX_PHOTOS, place_photo
from kegiatan.models import FotoNaskah, UnggahanFoto
from kegiatan.uploads import KEPT
from kimportal.images.models import Foto
from kimportal.transitions import TransitionError
from tests.images.samples import encode, noise, picture
from tests.publishing import complete, make_photo

PIECE = 200_000


@pytest.fixture(autouse=True)
def _media(media):
    """Both stores are fresh."""


@pytest.fixture
def phone(client, cast, draft):
    client.force_login(cast.anggota)
    return client


@pytest.fixture
def address(draft):
    return f"/kelola/kegiatan/naskah/{draft.kegiatan.uuid}/foto/{uuid4()}/"


def announce(client, address, size, **texts):
    body = json.dumps({"ukuran": size, **texts})
    return client.post(address, body, "application/json")


def patch(client, address, offset, piece):
    return client.generic(
        "PATCH",
        address,
        piece,
        "application/offset+octet-stream",
        headers={"upload-offset": str(offset)},
    )


def upload(client, address, content, **texts):
    answer = announce(client, address, len(content), **texts)
    for start in range(0, len(content), PIECE):
        answer = patch(client, address, start, content[start : start + PIECE])
    return answer


def big_photo() -> bytes:
    return encode(noise(700, 700), "JPEG", quality=95)


def test_a_photo_arrives_in_pieces(phone, address, draft):
    content = big_photo()
    assert len(content) > 2 * PIECE

    answer = upload(phone, address, content, keterangan="Warga RW 03", alt="Orang", urutan=2)

    told = answer.json()
    assert told["selesai"] is True
    assert (told["foto"]["keterangan"], told["foto"]["lebar"]) == ("Warga RW 03", 700)
    assert draft.daftar_foto.get().urutan == 2
    assert phone.get(told["foto"]["pratinjau"]).status_code == 200
    assert not UnggahanFoto.objects.exists()


def test_after_a_dropout_it_goes_on_where_it_stopped(phone, address, draft):
    content = big_photo()
    announce(phone, address, len(content))
    patch(phone, address, 0, content[:PIECE])

    assert announce(phone, address, len(content)).json()["diterima"] == PIECE
    wrong = patch(phone, address, 0, content[:PIECE])
    assert (wrong.status_code, wrong.json()) == (409, {"diterima": PIECE})
    assert patch(phone, address, PIECE, content[PIECE:]).json()["selesai"] is True
    assert draft.daftar_foto.count() == 1


def test_sent_again_after_success_it_is_there_once(phone, address, draft):
    content = encode(picture(), "JPEG")
    upload(phone, address, content)

    again = announce(phone, address, len(content))

    assert again.json()["selesai"] is True
    assert patch(phone, address, 0, content).json()["selesai"] is True
    assert draft.daftar_foto.count() == Foto.objects.count() == 1


def test_a_finish_that_was_cut_off_can_be_repeated(phone, address, draft):
    content = encode(picture(), "JPEG")
    announce(phone, address, len(content))
    row = UnggahanFoto.objects.get()
    from django.core.files.base import ContentFile

    storages["private"].save(f"unggahan/{row.uuid.hex}/00000000", ContentFile(content))
    UnggahanFoto.objects.update(diterima=len(content))

    assert patch(phone, address, len(content), b"").json()["selesai"] is True


def test_more_than_announced_is_refused(phone, address):
    announce(phone, address, 100)

    answer = patch(phone, address, 0, b"x" * 101)

    assert answer.status_code == 422
    assert answer.json()["pesan"]
    assert UnggahanFoto.objects.get().diterima == 0


def test_what_is_no_photo_is_refused_and_forgotten(phone, address, media):
    content = b"<html>bukan foto</html>" * 100

    answer = upload(phone, address, content)

    assert answer.status_code == 422
    assert answer.json()["pesan"]
    assert not UnggahanFoto.objects.exists()


def test_its_pieces_are_deleted(phone, address, media, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        upload(phone, address, encode(picture(), "JPEG"))

    assert not [path for path in media.rglob("unggahan/*/*") if path.is_file()]


@pytest.mark.parametrize("size", [0, -1, 15_000_001, "satu", None, 10**30])
def test_a_senseless_size_is_refused(size, phone, address):
    assert announce(phone, address, size).status_code in (400, 422)
    assert not UnggahanFoto.objects.exists()


@pytest.mark.parametrize("offset", ["", "-1", "x", "9" * 30])
def test_a_senseless_offset_is_refused(offset, phone, address):
    announce(phone, address, 100)

    assert patch(phone, address, offset, b"x").status_code in (400, 409)


def test_a_piece_beyond_the_limit_is_refused(phone, address):
    announce(phone, address, 1_000_000)

    assert patch(phone, address, 0, b"x" * (512 * 1024 + 1)).status_code == 413


def test_a_piece_that_nobody_announced_is_unknown(phone, address):
    assert patch(phone, address, 0, b"x").status_code == 404


def test_the_eleventh_photo_is_refused_in_words(phone, address, draft):
    complete(draft)
    foto = Foto.objects.get()
    for _ in range(MAX_PHOTOS - 1):
        copy = Foto.objects.create(lebar=9, tinggi=9, sha256="", ukuran=foto.ukuran)
        FotoNaskah.objects.create(naskah=draft, foto=copy)

    answer = announce(phone, address, 100)

    assert answer.status_code == 422
    assert "paling banyak 10" in answer.json()["pesan"]


def test_captions_change_and_too_long_ones_are_named(phone, address, draft):
    upload(phone, address, encode(picture(), "JPEG"))

    body = {"keterangan": "Baru", "alt": "x" * 251, "urutan": 4}
    told = phone.put(address, json.dumps(body), "application/json").json()

    assert (told["keterangan"], told["urutan"], list(told["galat"])) == ("Baru", 4, ["alt"])


def test_removing_twice_is_fine_and_takes_the_photo_with_it(phone, address, draft):
    upload(phone, address, encode(picture(), "JPEG"))

    assert [phone.delete(address).status_code for _ in range(2)] == [204, 204]
    assert not FotoNaskah.objects.exists()
    assert not Foto.objects.exists()


def test_removing_forgets_a_photo_that_is_on_its_way(phone, address):
    announce(phone, address, 100)

    assert phone.delete(address).status_code == 204
    assert not UnggahanFoto.objects.exists()


def test_the_key_of_another_posts_photo_is_unknown(phone, address, draft, kim, cast):
    from tests.factories import NaskahFactory

    other = complete(NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.ketua))
    taken = other.daftar_foto.get().uuid
    stolen = f"/kelola/kegiatan/naskah/{draft.kegiatan.uuid}/foto/{taken}/"

    assert announce(phone, stolen, 100).status_code == 404


def test_after_handing_in_no_photo_changes(client, cast, submitted):
    client.force_login(cast.ketua)
    key = submitted.daftar_foto.get().uuid
    address = f"/kelola/kegiatan/naskah/{submitted.kegiatan.uuid}/foto/{key}/"

    assert client.delete(address).status_code == 409
    assert announce(client, address.replace(str(key), str(uuid4())), 10).status_code == 409
    assert submitted.daftar_foto.count() == 1


def test_uploads_that_nobody_finishes_go_after_a_week(
    phone, address, media, capsys, django_capture_on_commit_callbacks
):
    announce(phone, address, 100)
    patch(phone, address, 0, b"x" * 50)
    call_command("bersihkan_unggahan")
    assert UnggahanFoto.objects.count() == 1
    UnggahanFoto.objects.update(updated_at=timezone.now() - KEPT)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("bersihkan_unggahan")

    assert "1 unggahan" in capsys.readouterr().out
    assert not UnggahanFoto.objects.exists()
    assert not [path for path in media.rglob("unggahan/*/*") if path.is_file()]


def filled(draft):
    for n in range(MAX_PHOTOS):
        foto = Foto.objects.create(lebar=1, tinggi=1, sha256=f"{n:064}", ukuran={})
        FotoNaskah.objects.create(naskah=draft, foto=foto)
    return draft.kegiatan


def test_a_photo_sent_twice_at_once_is_kept_once(draft, cast):
    key = uuid4()
    first, second = (
        place_photo(draft.kegiatan, make_photo(), by=cast.anggota, uuid=key) for _ in range(2)
    )

    assert first == second
    assert Foto.objects.get() == first.foto


def test_a_photo_that_finds_no_place_is_not_kept(draft, cast):
    with pytest.raises(TransitionError):
        place_photo(filled(draft), make_photo(), by=cast.anggota, uuid=uuid4())

    assert Foto.objects.count() == MAX_PHOTOS
