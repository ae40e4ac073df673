"""Tasks of posts and their photos."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import storages
from django.utils import timezone

from kegiatan.models import FotoNaskah, Kata, UnggahanFoto
from kimportal.audit.models import SYSTEM
from kimportal.images.models import Foto
from kimportal.images.publishing import publish_photo
from kimportal.images.renditions import JPEG
from kimportal.images.storage import take_photo
from kimportal.owed.models import Utang
from komunitas.verification import suspend_kim
from tests.factories import (
    KimFactory,
    NaskahFactory,
)
from tests.images.samples import picture, upload
from tests.publishing import make_photo, publish
from tests.tumpukan.tugas.babak import (
    LONG_AGO,
    MEMBACA,
    MENULIS,
    Panggung,
    indebted,
    told,
    unserved,
)


def sent_photo(p: Panggung) -> FotoNaskah:
    """Return a photo as a request leaves it for a worker."""
    naskah = NaskahFactory(kegiatan__kim=p.kim, kegiatan__penulis=p.cast.ketua)
    settings.CELERY_TASK_ALWAYS_EAGER = False
    try:
        foto = take_photo(upload(picture(1400, 700)))
    finally:
        settings.CELERY_TASK_ALWAYS_EAGER = True
    return FotoNaskah.objects.create(naskah=naskah, foto=foto, urutan=0)


@MENULIS.tugas("kegiatan.late_photos.develop_photo_task")
def develop_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = sent_photo(p).foto
    yield (foto.pk,)
    foto.refresh_from_db()
    assert foto.is_ready
    for nama, (_, _, size) in foto.ukuran.items():
        assert storages["private"].size(foto.private_name(nama)) == size
    assert not storages["private"].exists(foto.sent_name)


@MENULIS.tugas("kegiatan.tasks.chase_overdue_photos")
def chase_photos_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = sent_photo(p).foto
    Foto.objects.filter(pk=foto.pk).update(created_at=timezone.now() - LONG_AGO)
    yield ()
    assert not Foto.objects.filter(pk=foto.pk).exists()
    assert told(pengguna=p.cast.ketua, judul__contains="tidak bisa dibuka") == 1


@MENULIS.tugas("kegiatan.following.follow_kim")
def follow_kim_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    kim, foto = KimFactory(verified=True), make_photo()
    publish(kim, foto=foto)
    with unserved():
        suspend_kim(kim, by=SYSTEM, reason="Akunnya diambil orang lain.")
    indebted("kegiatan.following.follow_kim", kim.pk)
    foto.refresh_from_db()
    was_public = foto.is_public
    yield (kim.pk,)
    assert was_public
    foto.refresh_from_db()
    assert not foto.is_public
    assert not storages["public"].exists(foto.public_name(JPEG))


@MEMBACA.tugas("kimportal.images.publishing.delete_copies")
def delete_copies_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = make_photo()
    publish_photo(foto)
    foto.refresh_from_db()
    Foto.objects.filter(pk=foto.pk).update(is_public=False)
    indebted("kimportal.images.publishing.delete_copies", foto.pk)
    yield (foto.pk,)
    assert foto.is_public
    assert not storages["public"].exists(foto.public_name(JPEG))


@MEMBACA.tugas("kimportal.images.publishing.copy_photo")
def copy_photo_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = make_photo()
    indebted("kimportal.images.publishing.copy_photo", foto.pk)
    yield (foto.pk,)
    _is_shown(foto)


@MEMBACA.tugas("kimportal.owed.tasks.do_due_work")
def due_work_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    foto = make_photo()
    indebted("kimportal.images.publishing.copy_photo", foto.pk, due=timedelta(0))
    yield ()
    _is_shown(foto)
    assert not Utang.objects.filter(key=foto.pk).exists()


def _is_shown(foto: Foto) -> None:
    foto.refresh_from_db()
    assert foto.is_public
    assert storages["public"].exists(foto.public_name(JPEG))


@MENULIS.tugas("kegiatan.tasks.weed_uploads")
def weed_uploads_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    naskah = NaskahFactory(kegiatan__kim=p.kim, kegiatan__penulis=p.cast.ketua)
    kiriman = UnggahanFoto.objects.create(naskah=naskah, uuid=uuid4(), ukuran=9)
    UnggahanFoto.objects.filter(pk=kiriman.pk).update(updated_at=timezone.now() - LONG_AGO)
    yield ()
    assert not UnggahanFoto.objects.exists()


@MEMBACA.tugas("kegiatan.tasks.note_words_task")
def words_step(p: Panggung) -> Iterator[tuple[Any, ...]]:
    publish(p.kim, judul="Warga menanam trembesi")
    Kata.objects.all().delete()
    yield ()
    assert Kata.objects.filter(kata="trembesi").exists()
