"""The store fills up or goes away: a clear sentence, no text lost, and everything comes back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kegiatan.models import FotoNaskah, Naskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.models import Foto
from komunitas.models import BerkasRegister, StatusRegister
from tests.bench.orang import sample_photo
from tests.komunitas.register.files import row, xlsx
from tests.publishing import make_draft, make_photo, publish
from tests.tumpukan.bagian import full_disk, read_only, store_away
from tests.tumpukan.orang import Masuk
from tests.tumpukan.palang import Antrean
from tests.tumpukan.pembaca import seconds_until

PATIENCE = 120


@pytest.fixture
def simpanan(pembaca) -> Path:
    """The folder of both stores, which the stack writes to."""
    for name in ("private", "public"):
        (Path(settings.MEDIA_ROOT) / name).mkdir(parents=True, exist_ok=True)
    return Path(settings.MEDIA_ROOT)


@pytest.fixture(params=["penuh", pytest.param("hilang", marks=pytest.mark.lama)])
def gangguan(request, pembaca, simpanan):
    """A function that takes the store away, in one of two ways."""
    if request.param == "penuh":
        return lambda: full_disk(pembaca.tumpukan, simpanan)
    return lambda: store_away(simpanan)


@pytest.fixture
def ketua(pembaca, client, cast):
    """The ketua of the KIM, with a browser of their own."""
    return Masuk(pembaca, client, cast.ketua)


def text_of(kim, uuid) -> dict[str, str]:
    return {
        "kim": str(kim.pk),
        "uuid": str(uuid),
        "jenis": "berita",
        "judul": "Warga menanam bakau",
        "cerita": "Warga menanam bakau bersama-sama di pesisir.",
        "tanggal": date.today().isoformat(),
        "wilayah": kim.wilayah_id,
    }


def test_a_text_is_kept_and_its_photo_is_asked_for_again(gangguan, ketua, kim):
    uuid = uuid4()
    photo = sample_photo()
    with gangguan():
        answer = ketua.post("/kelola/kegiatan/baru/", text_of(kim, uuid), foto_baru=photo)

    assert answer.status == 200
    assert "penyimpanan portal sedang penuh atau terganggu" in answer.teks
    naskah = Naskah.objects.get(kegiatan__uuid=uuid)
    assert naskah.judul == "Warga menanam bakau"
    assert not Foto.objects.exists()

    page = reverse("kelola_kegiatan:edit", args=[naskah.kegiatan_id])
    assert ketua.post(page, text_of(kim, uuid), foto_baru=photo).status in (200, 302)
    assert _is_developed()


def _is_developed() -> bool:
    is_ready = lambda: all(foto.is_ready for foto in Foto.objects.all())  # noqa: E731
    return bool(Foto.objects.count() == 1 and seconds_until(is_ready, PATIENCE) < PATIENCE)


def test_a_photo_in_pieces_goes_on_where_it_was(gangguan, ketua, kim):
    naskah, foto = uuid4(), uuid4()
    photo = sample_photo()
    root = f"/kelola/kegiatan/naskah/{naskah}"
    draft = text_of(kim, naskah) | {"kim": kim.pk, "bidang": []}
    json_kind = {"Content_Type": "application/json"}
    ketua.send("PUT", f"{root}.json", json.dumps(draft).encode(), **json_kind)
    path = f"{root}/foto/{foto}/"
    announced = json.dumps({"ukuran": len(photo), "keterangan": "Bakau"}).encode()
    assert ketua.send("POST", path, announced, **json_kind).status == 200
    first, rest = photo[:20_000], photo[20_000:]
    kind = {"Content_Type": "application/octet-stream"}
    assert ketua.send("PATCH", path, first, Upload_Offset="0", **kind).status == 200

    with gangguan():
        refused = ketua.send("PATCH", path, rest, Upload_Offset="20000", **kind)
    assert refused.status == 503
    assert "terganggu" in json.loads(refused.teks)["pesan"]

    assert ketua.send("PATCH", path, rest, Upload_Offset="20000", **kind).status == 200
    assert FotoNaskah.objects.get().uuid == foto
    assert _is_developed()


def test_a_register_is_taken_whole_or_not_at_all(gangguan, pembaca, client, cast):
    admin = Masuk(pembaca, client, cast.admin_makassar)
    data = xlsx([row(f"KIM Losari {number}") for number in range(400)])
    path = "/admin/komunitas/berkasregister/"
    with gangguan():
        answer = admin.post(path, {"wilayah": "73.71"}, berkas=data)

    assert answer.status == 503
    assert "Berkas belum tersimpan" in answer.teks
    assert not BerkasRegister.objects.exists()
    assert admin.post(path, {"wilayah": "73.71"}, berkas=data).status in (200, 302)
    is_checked = lambda: BerkasRegister.objects.get().status == StatusRegister.PLANNED  # noqa: E731
    assert seconds_until(is_checked, PATIENCE) < PATIENCE


def test_while_the_store_is_away_pages_are_read(simpanan, pembaca, kim):
    publish(kim, judul="Warga membersihkan selokan", foto=make_photo())

    with store_away(simpanan):
        answers = [pembaca.get(path).status for path in ("/", f"/kim/{kim.slug}/", "/kegiatan/")]

    assert answers == [200] * 3


def test_a_photo_sent_before_the_store_went_away_is_developed_afterwards(
    simpanan, pembaca, ketua, kim
):
    stack = pembaca.tumpukan
    stack.processes.kill("worker-1")
    ketua.post("/kelola/kegiatan/baru/", text_of(kim, uuid4()), foto_baru=sample_photo())
    log = stack.processes.log("worker-1")
    begin = log.stat().st_size
    with store_away(simpanan):
        stack.start_worker(1)
        has_failed = lambda: "develop_photo_task" in log.read_text()[begin:]  # noqa: E731
        assert seconds_until(has_failed, PATIENCE) < PATIENCE
    assert FotoNaskah.objects.get().foto_id == Foto.objects.get().pk

    Foto.objects.update(created_at=timezone.now() - timedelta(minutes=20))
    Antrean(stack).send("kegiatan.tasks.chase_overdue_photos")

    assert _is_developed()


def test_a_photo_published_while_the_store_was_away_is_shown_afterwards(simpanan, pembaca, kim):
    draft = make_draft(kim, foto=make_photo())
    with store_away(simpanan):
        naskah = approve_kegiatan(submit_kegiatan(draft, by=SYSTEM), by=SYSTEM)
        assert not Foto.objects.get().is_public

    Antrean(pembaca.tumpukan).send("kegiatan.tasks.chase_overdue_photos")

    assert seconds_until(lambda: Foto.objects.get().is_public, PATIENCE) < PATIENCE
    assert pembaca.get(naskah.kegiatan.get_absolute_url()).status == 200
    assert pembaca.get(_media(Foto.objects.get())).status == 200


def test_a_photo_taken_down_while_nothing_could_be_deleted_is_gone_afterwards(
    simpanan, pembaca, kim
):
    foto = make_photo()
    naskah = publish(kim, foto=foto)
    foto.refresh_from_db()
    assert pembaca.get(_media(foto)).status == 200
    with read_only(simpanan):
        pembaca.tumpukan.manage("shell", "-c", TAKE_DOWN.format(naskah.pk))

    assert seconds_until(lambda: pembaca.get(_media(foto)).status == 404, PATIENCE) < PATIENCE


TAKE_DOWN = """
from kegiatan.models import Naskah
from kegiatan.moderation import take_down_kegiatan
from kimportal.audit.models import SYSTEM
take_down_kegiatan(Naskah.objects.get(pk={}), by=SYSTEM, reason="Salah orang.")
"""


def _media(foto: Foto) -> str:
    return f"/media/{foto.public_name(next(iter(foto.ukuran)))}"
