"""Published posts for tests, brought there through the real doors."""

from io import BytesIO

from PIL import Image

from kegiatan.models import FotoNaskah, Naskah
from kegiatan.moderation import approve_kegiatan, submit_kegiatan
from kimportal.audit.models import SYSTEM
from kimportal.images.models import Foto
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
    naskah = NaskahFactory(kegiatan__kim=kim, **fields)
    if bidang:
        naskah.bidang.add(Bidang.objects.get(slug=bidang))
    if foto:
        FotoNaskah.objects.create(naskah=naskah, foto=foto, keterangan="Warga di selokan")
    return naskah


def publish(kim: Kim, **fields) -> Naskah:
    """Publish a post by `kim`."""
    draft = make_draft(kim, **fields)
    return approve_kegiatan(submit_kegiatan(draft, by=SYSTEM), by=SYSTEM)
