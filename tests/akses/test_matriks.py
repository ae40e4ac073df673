"""Every address of the project × every role, with the answer that each is to get.

The table is `tabel.txt`: one row per address, one letter per role. An address without a row
fails; the message shows the row as it is now, to be judged and, if right, copied.

2 shown · m led to sign in · 3 led elsewhere · x forbidden · 4 does not exist · p only POST
f asked for more (4xx other than these) · ! broken (5xx), which no row may hold
"""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from diseminasi.bahan.links import short_link
from diseminasi.models import Lampiran, LaporanPenyebaran, PertanyaanInfo, VersiBahasa
from diseminasi.tasks import deliver
from kegiatan import moderation
from kegiatan.appeals import submit_appeal
from kimportal.audit.models import SYSTEM
from kimportal.desk.reports import submit_report
from kimportal.notifications.inbox import notify
from kimportal.notifications.models import Pemberitahuan
from komunitas.invitations import invite
from komunitas.models import BerkasRegister, Bidang, Permohonan, PerubahanKim, SuratKeputusan
from tests.diseminasi.messages import released, write_info
from tests.factories import KeanggotaanFactory, KimFactory
from tests.hoaks.rumours import checking, sent
from tests.images.samples import encode, picture
from tests.publishing import make_draft, make_photo, publish

TABLE = Path(__file__).parent / "tabel.txt"
ROLES = (
    "warga",
    "anggota",
    "ketua",
    "mantan",
    "ketua_lain",
    "pemantau_mariso",
    "admin_makassar",
    "admin_gowa",
    "admin_sulsel",
    "admin_papua",
    "pusat",
    "superuser",
)


def addresses(resolver=None, prefix="", route=""):
    """Yield (name, converters) of every address; without a name the route stands for it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern, inner, here)
        elif isinstance(pattern, URLPattern):
            yield (f"{prefix}{pattern.name}" if pattern.name else here), pattern.pattern


@pytest.fixture
def things(cast, kim):
    """Everything of Makassar that an address may name, by the word that stands in names."""
    terbit = publish(kim, judul="Kabar terbit", foto=make_photo())
    foto = make_photo(640, 640)
    draft = make_draft(kim, judul="Kabar ditolak", foto=foto)
    ditolak = moderation.reject_kegiatan(
        moderation.submit_kegiatan(draft, by=SYSTEM), by=cast.admin_makassar, reason="Ulangi."
    )
    menunggu = moderation.submit_kegiatan(make_draft(kim, judul="Menunggu"), by=SYSTEM)
    keberatan = submit_appeal(ditolak.kegiatan, by=cast.ketua, teks="Ini benar.")
    laporan = submit_report(terbit.kegiatan, alasan="hoaks", kunci=uuid4())
    notify([cast.ketua], judul="Pesan")
    place = KeanggotaanFactory(kim=kim, nama="Tanpa akun")
    undangan, alamat = invite(kim, by=cast.ketua)
    permohonan = Permohonan.objects.create(kim=kim, pengguna=cast.warga, jenis="gabung")
    perubahan = PerubahanKim.objects.create(
        kim=kim, nama="Nama baru", pemohon=cast.ketua, submitted_at=terbit.created_at
    )
    sk = SuratKeputusan.objects.create(
        kim=kim,
        nomor="1",
        penerbit="Lurah",
        tanggal="2026-01-01",
        berkas=ContentFile(b"%PDF-1.4 SK", "sk.pdf"),
    )
    register = BerkasRegister.objects.create(
        pengguna=cast.admin_makassar,
        wilayah_id="73.71",
        nama_berkas="r.xlsx",
        sha256="0",
        status="planned",
    )
    info = write_info(cast.admin_makassar, "73.71")
    lampiran = add_attachment(info)
    info_terbit = released(cast.admin_makassar, "73.71", program="Program uji")
    lampiran_terbit = add_attachment(info_terbit)
    deliver(info_terbit.pk)
    info_terbit.refresh_from_db(fields=["kunci_program"])
    laporan_sebar = LaporanPenyebaran.objects.create(
        info=info_terbit, kim=kim, wilayah=kim.wilayah, kanal="papan", foto=foto
    )
    pertanyaan = PertanyaanInfo.objects.create(
        info=info_terbit, kim=kim, wilayah=kim.wilayah, penanya=cast.ketua, teks="Perlu KTP?"
    )
    khusus = released(
        cast.admin_makassar, "73.71", cara_jawab="teks", jawab_sampai=timezone.localdate()
    )
    versi = VersiBahasa.objects.create(
        info=info_terbit,
        kim=kim,
        bahasa="bug",
        judul="Vaksin",
        isi="Vaksin",
        status="published",
        penulis=cast.ketua,
        submitted_at=info_terbit.created_at,
        published_at=info_terbit.created_at,
    )
    kiriman = sent(foto=SimpleUploadedFile("isu.jpg", encode(picture(), "JPEG"), "image/jpeg"))
    isu, isu_tampil = kiriman.isu, checking()
    baru = KimFactory(status="submitted", nama="KIM menunggu", submitted_at=terbit.created_at)
    return locals() | {
        "tugas": cast.admin_makassar.daftar_penugasan.get(),
        "pesan": Pemberitahuan.objects.get(judul="Pesan"),
        "token": alamat.rstrip("/").rsplit("/", 1)[1],
        "kunci_foto": foto.kunci,
    }


def add_attachment(info):
    return Lampiran.objects.create(
        info=info, judul="Jadwal", berkas=ContentFile(b"%PDF-1.4 Jadwal", "a.pdf"), ukuran=15
    )


def model_keys(t):
    """Which row stands in an admin page of each model."""
    return {
        "kim": t["baru"],
        "kepercayaankim": t["kim"],
        "bidang": Bidang.objects.first(),
        "naskah": t["menunggu"],
        "infopemerintah": t["info"],
        "isu": t["isu"],
        "laporanpenyebaran": t["laporan_sebar"],
        "pertanyaaninfo": t["pertanyaan"],
        "versibahasa": t["versi"],
        "keberatan": t["keberatan"],
        "laporankonten": t["laporan"],
        "penugasan": t["tugas"],
        "permohonan": t["permohonan"],
        "perubahankim": t["perubahan"],
        "berkasregister": t["register"],
        "pengguna": t["cast"].ketua,
    }


def values(name, param, t):
    """Return what stands for one word of an address."""
    if param == "pk" and name.endswith(("_person", "_act")):
        return t["cast"].ketua.pk
    if param == "pk" and name.endswith(("_responses", "_responses_file", "_remind")):
        return t["khusus"].pk
    if name.startswith("admin:") and param in ("object_id", "pk"):
        model = name.removeprefix("admin:").split("_")[1:2]
        row = model_keys(t).get(model[0] if model else "")
        return row.pk if row else 0
    if name == "short_link":
        return short_link(t["info_terbit"], t["kim"]).rstrip("/").rsplit("/", 1)[1]
    if param == "pk":
        rooms = {
            "kelola_kim": t["kim"].pk,
            "kelola_kegiatan": t["menunggu"].kegiatan_id,
            "kegiatan": t["terbit"].kegiatan_id,
            "api": t["terbit"].kegiatan_id,
            "kelola": t["pesan"].pk,
            "info": t["info_terbit"].pk,
            "hoaks": t["isu_tampil"].pk,
            "kelola_info": t["info_terbit"].pk,
        }
        return (
            t["permohonan"].pk
            if name.endswith("cancel_request")
            else rooms.get(name.split(":")[0], 1)
        )
    slugs = {
        "kim": t["kim"].slug,
        "kegiatan": t["terbit"].kegiatan.slug,
        "info": t["info_terbit"].slug,
        "hoaks": t["isu_tampil"].slug,
        "feed:kim": t["kim"].slug,
        "feed:bidang": Bidang.objects.all()[0].slug,
        "panduan:lesson": "5w1h",
    }
    if param == "slug":
        return slugs.get(name) or slugs.get(name.split(":")[0], "surat-permohonan")
    if param == "kunci" and name.startswith("info:"):
        return t["info_terbit"].kunci_program
    if param == "nomor" and name in ("api:one_info", "api:one_isu"):
        return t["info_terbit" if name.endswith("info") else "isu_tampil"].pk
    fixed = {
        "kim": t["kim"].pk,
        "kode": t["versi"].bahasa if name.startswith("info:language") else "73.71",
        "nomor": t["terbit"].kegiatan_id,
        "kunci": "bekukan" if name.startswith("admin") else t["kunci_foto"],
        "width": 640,
        "bagian": "kim",
        "langkah": "nama",
        "permohonan": t["permohonan"].pk,
        "laporan": t["laporan_sebar"].pk,
        "undangan": t["undangan"].pk,
        "anggota": t["place"].pk,
        "perubahan": t["perubahan"].pk,
        "lampiran": t["lampiran" if name.startswith("admin:") else "lampiran_terbit"].pk,
        "sk": t["sk"].pk,
        "jenis": "logo",
        "token": t["token"],
        "tiket": t["kiriman" if name.startswith("hoaks") else "laporan"].tiket,
        "kiriman": t["kiriman"].pk,
        "uuid": t["menunggu"].kegiatan.uuid,
        "foto_uuid": t["menunggu"].kegiatan.uuid,
        "bentuk": "xlsx",
        "content_type_id": 1,
        "object_id": 1,
        "app_label": "komunitas",
        "path": "tidak-ada.webp",
        "url": "tidak-ada",
    }
    return fixed.get(param, 1)


def resolve_all(t):
    """Return every address as (name, path)."""
    found = {}
    for name, pattern in addresses():
        if name in found or "django.views.static" in name:
            continue
        params = list(pattern.converters) or list(getattr(pattern.regex, "groupindex", []))
        kwargs = {param: values(name, param, t) for param in params}
        try:
            found[name] = reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            route = str(pattern)
            for param, value in kwargs.items():
                route = route.replace(f"<{param}>", str(value)).replace(f":{param}>", f":{value}>")
            found[name] = "/media/tidak-ada.webp" if "media" in name else f"/admin/{kwargs}"
    return found


def letter(answer):
    code = answer.status_code
    if code in (301, 302):
        return "m" if answer["Location"].startswith("/akun/masuk/") else "3"
    if code >= 500:
        return "!"
    known = {403: "x", 404: "4", 405: "p", 204: "2", 200: "2"}
    return known.get(code, "f")


def ask(client, path):
    """Ask once, and undo whatever the question did."""
    with transaction.atomic():
        answer = client.get(path)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return letter(answer)


def expected():
    rows = {}
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            name, letters = line.rsplit(maxsplit=1)
            rows[name.strip()] = letters
    return rows


def test_every_address_gives_every_role_its_answer(cast, things, settings):
    settings.KIM_API_PER_MENIT = 10_000  # they all ask from one address
    clients = [Client(raise_request_exception=False) for _ in range(len(ROLES) + 1)]
    for client, role in zip(clients[1:], ROLES, strict=True):
        client.force_login(getattr(cast, role))
    seen = {}
    for name, path in resolve_all(things).items():
        if name.endswith(("logout", "service_worker")):
            continue
        seen[name] = "".join(ask(client, path) for client in clients)

    table = expected()
    wrong = {n: row for n, row in seen.items() if table.get(n) != row}
    assert len(seen) > 150
    if wrong:
        pytest.fail("\n".join(["", *(f"{n} {row}" for n, row in sorted(wrong.items()))]))
    assert not [name for name, row in table.items() if "!" in row]
    assert sorted(table.keys() - seen.keys()) == [], "rows of addresses that are no more"
