"""Published posts for tests, brought there through the real doors."""

from io import BytesIO

from PIL import Image

from kegiatan.models import FotoNaskah, Naskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.models import Foto
from kimportal.images.renditions import JPEG
from kimportal.images.storage import store_photo
from komunitas.models import Bidang, Kim
from tests.factories import NaskahFactory


def make_photo(width: int = 800, height: int = 600) -> Foto:
    """Store a plain picture through the photo pipeline."""
    upload = BytesIO()
    Image.new("RGB", (width, height), "#0e6870").save(upload, "JPEG")
    upload.seek(0)
    return store_photo(upload)


def make_draft(kim: Kim, *, bidang: str = "", foto: Foto | None = None, **fields) -> Naskah:
    """Write a draft of a post by `kim`."""
    naskah = NaskahFactory(kegiatan__kim=kim, izin_foto=foto is not None, **fields)
    if bidang:
        naskah.bidang.add(Bidang.objects.get(slug=bidang))
    if foto:
        FotoNaskah.objects.create(naskah=naskah, foto=foto, keterangan="Warga di selokan")
    return naskah


def complete(naskah: Naskah) -> Naskah:
    """Give a draft what a post must have before it is sent: a captioned photo, consent.

    The photo is a row without files: enough wherever nobody looks at it.
    """
    if not naskah.daftar_foto.exists():
        sizes = {"640.webp": [640, 480, 1000], JPEG: [640, 480, 1000]}
        foto = Foto.objects.create(lebar=640, tinggi=480, sha256="0" * 64, ukuran=sizes)
        FotoNaskah.objects.create(naskah=naskah, foto=foto, keterangan="Warga di selokan")
    naskah.izin_foto = True
    naskah.save()
    return naskah


def publish(kim: Kim, **fields) -> Naskah:
    """Publish a post by `kim`."""
    draft = make_draft(kim, **fields)
    return approve_kegiatan(submit_kegiatan(draft, by=SYSTEM), by=SYSTEM)
