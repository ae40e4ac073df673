"""One's own data, through the front door: see, download, withdraw and come back, delete."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone

from kimportal.accounts.consent import current_consent, give_consent
from kimportal.audit.models import CatatanAudit
from kimportal.desk.models import PermintaanData
from kimportal.desk.personal_data import erase_person
from kimportal.images.models import Foto
from kimportal.notifications.inbox import notify
from kimportal.notifications.models import Pemberitahuan
from komunitas.founding import start_kim
from komunitas.membership import ask_permohonan
from komunitas.models import Kim, PerubahanKim
from komunitas.places import leave_kim
from tests.factories import KeanggotaanFactory, PenggunaFactory
from tests.publishing import make_draft, make_photo, publish

SANDI = "Sandi-uji-2026!"
LOGIN = "ibu.rina@uji.example"


@pytest.fixture
def rina(cast, kim):
    """An anggota with password, consent, a published post and a message."""
    rina = cast.anggota
    rina.nama, rina.email = "Rina Kartika", LOGIN
    rina.set_password(SANDI)
    rina.save()
    rina.daftar_keanggotaan.update(nama="Rina Kartika", tampil_publik=True)
    give_consent(by=rina)
    notify([rina], judul="Selamat datang, Rina", url="/kelola/")
    return rina


@pytest.fixture
def sign_in(client, rina):
    """Sign in as Rina (or another) and prove once more who it is."""

    def enter(pengguna=rina):
        if not pengguna.has_usable_password() or not pengguna.check_password(SANDI):
            pengguna.set_password(SANDI)
            pengguna.save()
        client.force_login(pengguna)
        client.post("/akun/ulang/", {"password": SANDI})
        return client

    return enter


def body(answer) -> bytes:
    """Take the whole file; the test client closes it at its end."""
    return b"".join(answer.streaming_content)


def rows(jenis: str) -> int:
    return PermintaanData.objects.filter(jenis=jenis, done_at__isnull=False).count()


# --- Seeing and taking along --------------------------------------------------
def test_the_page_shows_what_is_kept_and_nothing_of_others(client, rina, cast):
    notify([cast.ketua], judul="Rahasia ketua")
    client.force_login(rina)
    text = client.get("/akun/data/").content.decode()

    assert [w for w in ("Rina Kartika", LOGIN, "Selamat datang, Rina") if w not in text] == []
    assert "Rahasia ketua" not in text
    assert rina.password not in text


@pytest.mark.parametrize("path", ["", "unduh/", "tarik/", "hapus/", "hapus/pasti/"])
def test_whoever_is_not_signed_in_is_led_to_signing_in(path, client, db):
    answer = client.get(f"/akun/data/{path}")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/akun/masuk/")


@pytest.mark.parametrize("path", ["tarik/", "hapus/", "hapus/pasti/"])
def test_the_grave_steps_ask_for_the_password_first(path, client, rina):
    client.force_login(rina)

    assert client.get(f"/akun/data/{path}").headers["Location"].startswith("/akun/ulang/")


def test_downloading_asks_for_the_password_and_then_goes_on(client, rina):
    client.force_login(rina)
    answer = client.post("/akun/data/unduh/")
    assert answer.headers["Location"].startswith("/akun/ulang/")

    answer = client.post(
        answer.headers["Location"], {"password": SANDI, "next": "/akun/data/unduh/"}
    )

    assert zipfile.is_zipfile(BytesIO(body(answer)))
    assert rows("unduh") == 1


def test_the_copy_holds_data_and_own_photos_only(sign_in, rina, kim, cast):
    mine, other = make_photo(), make_photo(640, 480)
    publish(kim, kegiatan__penulis=rina, judul="Panen cabai di kebun bersama", foto=mine)
    publish(kim, kegiatan__penulis=cast.ketua, judul="Tulisan ketua", foto=other)

    answer = sign_in().post("/akun/data/unduh/")

    archive = zipfile.ZipFile(BytesIO(body(answer)))
    data = json.loads(archive.read("data.json"))
    photos = [name for name in archive.namelist() if name.startswith("foto/")]
    assert data["akun"]["alamat_surel"] == LOGIN
    assert "Panen cabai" in json.dumps(data["kabar"])
    assert "Tulisan ketua" not in json.dumps(data)
    assert rina.password not in json.dumps(data)
    assert len(photos) == 1
    assert mine.kunci in photos[0]
    assert archive.read(photos[0])[:4] == b"RIFF"
    assert rows("unduh") == 1


def test_the_copy_holds_the_sk_that_the_person_handed_in(sign_in, rina, kim, cast):
    for pemohon, nomor in ((rina, "SK 12/2026"), (cast.ketua, "SK 99/2026")):
        PerubahanKim.objects.create(
            kim=kim,
            pemohon=pemohon,
            sk_nomor=nomor,
            sk_tanggal="2026-01-05",
            sk_berkas=ContentFile(b"%PDF-1.7 uji", name="sk.pdf"),
            submitted_at=timezone.now(),
            decided_at=timezone.now(),
            status="approved",
        )

    archive = zipfile.ZipFile(BytesIO(body(sign_in().post("/akun/data/unduh/"))))

    decrees = [name for name in archive.namelist() if name.startswith("sk/")]
    assert len(decrees) == 1
    assert decrees[0].endswith("SK-sk-122026.pdf")
    assert archive.read(decrees[0]) == b"%PDF-1.7 uji"


def test_copies_are_made_a_few_times_an_hour_only(sign_in):
    client = sign_in()
    for _ in range(5):
        assert body(client.post("/akun/data/unduh/"))

    assert client.post("/akun/data/unduh/").status_code == 429


# --- Withdrawing and coming back -----------------------------------------------
def test_withdrawing_needs_the_tick(sign_in, rina):
    answer = sign_in().post("/akun/data/tarik/", {})

    rina.refresh_from_db()
    assert "Centang dulu" in answer.content.decode()
    assert rina.is_active


def test_withdrawing_puts_the_account_to_rest_at_once(sign_in, rina, kim, mailoutbox):
    client = sign_in()
    answer = client.post("/akun/data/tarik/", {"mengerti": "on"})
    rina.refresh_from_db()
    notify([rina], judul="Masih ada kabar")

    assert "3 × 24 jam" in client.get("/privasi/").content.decode()
    assert "Persetujuan Anda sudah ditarik" in answer.content.decode()
    assert client.get("/akun/data/").status_code == 302
    assert not rina.is_active
    assert current_consent(rina) is None
    assert not Pemberitahuan.objects.filter(judul="Masih ada kabar").exists()
    assert "Rina Kartika" not in client.get(kim.get_absolute_url()).content.decode()
    assert rina.nama == "Rina Kartika"
    assert rows("tarik") == 1
    assert CatatanAudit.objects.filter(verb="withdraw_consent", actor=rina).exists()


@pytest.fixture
def resting(sign_in, rina):
    """Rina's account after she has withdrawn consent; the client is signed out."""
    client = sign_in()
    client.post("/akun/data/tarik/", {"mengerti": "on"})
    return client


def test_the_right_password_leads_to_the_way_back(resting, rina):
    answer = resting.post("/akun/masuk/", {"login": LOGIN, "password": SANDI})
    assert answer.headers["Location"] == "/akun/data/kembali/"

    answer = resting.post("/akun/data/kembali/", {"setuju": "on"}, follow=True)

    rina.refresh_from_db()
    assert rina.is_active
    assert current_consent(rina) is not None
    assert "Selamat datang kembali" in answer.content.decode()
    assert rows("kembali") == 1
    assert resting.post("/akun/masuk/", {"login": LOGIN, "password": SANDI}).status_code == 302


def test_a_wrong_password_opens_no_way_back(resting, rina):
    resting.post("/akun/masuk/", {"login": LOGIN, "password": "salah-sama-sekali"})
    answer = resting.post("/akun/data/kembali/", {"setuju": "on"})

    rina.refresh_from_db()
    assert answer.headers["Location"] == "/akun/masuk/"
    assert not rina.is_active


def test_the_way_back_closes_after_a_while(resting, rina, monkeypatch):
    resting.post("/akun/masuk/", {"login": LOGIN, "password": SANDI})
    monkeypatch.setattr("kimportal.accounts.returning.SECONDS", -1)

    resting.post("/akun/data/kembali/", {"setuju": "on"})

    rina.refresh_from_db()
    assert not rina.is_active


def test_an_account_switched_off_by_others_has_no_way_back(client, rina):
    rina.is_active = False
    rina.save()
    answer = client.post("/akun/masuk/", {"login": LOGIN, "password": SANDI})

    assert answer.headers["Location"] == "/akun/nonaktif/"
    assert client.get("/akun/data/kembali/").headers["Location"] == "/akun/masuk/"


def test_a_ketua_is_warned_but_may_withdraw(sign_in, cast, kim):
    client = sign_in(cast.ketua)

    assert f"/kelola/kim/{kim.pk}/serah-terima/" in client.get("/akun/data/tarik/").content.decode()
    client.post("/akun/data/tarik/", {"mengerti": "on"})
    cast.ketua.refresh_from_db()
    assert not cast.ketua.is_active


# --- Deleting --------------------------------------------------------------------
def test_deleting_is_asked_twice(sign_in, rina):
    client = sign_in()
    first = client.post("/akun/data/hapus/", {"mengerti": "on"})
    wrong = client.post("/akun/data/hapus/pasti/", {"kata": "ya"})

    rina.refresh_from_db()
    assert first.headers["Location"] == "/akun/data/hapus/pasti/"
    assert "Tulisannya belum sama" in wrong.content.decode()
    assert rina.email == LOGIN


def test_deleting_empties_the_person_and_leaves_the_post_to_the_kim(sign_in, rina, kim):
    naskah = publish(kim, kegiatan__penulis=rina, judul="Panen cabai di kebun bersama")
    client = sign_in()
    answer = client.post("/akun/data/hapus/pasti/", {"kata": "hapus"})

    rina.refresh_from_db()
    page = client.get(naskah.kegiatan.get_absolute_url())
    assert "Akun Anda sudah dihapus" in answer.content.decode()
    assert (rina.nama, rina.email, rina.telepon, rina.is_active) == ("", None, None, False)
    assert not rina.has_usable_password()
    assert page.status_code == 200
    assert kim.nama in page.content.decode()
    assert "Rina" not in client.get(kim.get_absolute_url()).content.decode()
    assert not Pemberitahuan.objects.filter(pengguna=rina).exists()
    assert rows("hapus") == 1
    assert CatatanAudit.objects.filter(verb="erase_person", object_id=str(rina.pk)).exists()
    assert client.get("/akun/data/").status_code == 302


def test_a_deleted_account_opens_no_door(sign_in, rina):
    client = sign_in()
    client.post("/akun/data/hapus/pasti/", {"kata": "HAPUS"})

    answer = client.post("/akun/masuk/", {"login": LOGIN, "password": SANDI})

    assert answer.status_code == 200
    assert "Periksa, lalu coba lagi" in answer.content.decode()


def test_a_ketua_is_shown_the_way_out_and_nothing_happens(sign_in, cast, kim):
    client = sign_in(cast.ketua)
    page = client.get("/akun/data/hapus/").content.decode()
    answer = client.post("/akun/data/hapus/pasti/", {"kata": "HAPUS"})

    cast.ketua.refresh_from_db()
    assert f"Anda masih ketua {kim.nama}" in page
    assert f"/kelola/kim/{kim.pk}/serah-terima/" in page
    assert answer.headers["Location"] == "/akun/data/hapus/"
    assert cast.ketua.email


def test_whoever_was_ketua_may_delete(sign_in, cast, kim):
    place = cast.ketua.daftar_keanggotaan.get()
    place.selesai = place.mulai + timedelta(days=1)
    place.save()
    KeanggotaanFactory(kim=kim, pengguna=cast.warga, jabatan="ketua")

    sign_in(cast.ketua).post("/akun/data/hapus/pasti/", {"kata": "HAPUS"})

    cast.ketua.refresh_from_db()
    assert cast.ketua.email is None


def test_whoever_runs_the_portal_is_refused(sign_in, cast):
    page = sign_in(cast.superuser).get("/akun/data/hapus/").content.decode()

    assert "Anda pengelola portal" in page


def test_an_officer_loses_the_desk_with_the_account(sign_in, cast, client):
    sign_in(cast.admin_gowa).post("/akun/data/hapus/pasti/", {"kata": "HAPUS"})

    cast.admin_gowa.refresh_from_db()
    assert not cast.admin_gowa.is_staff
    assert not cast.admin_gowa.daftar_penugasan.filter(selesai=None).exists()


# --- The record --------------------------------------------------------------------
def test_only_superusers_read_the_record_and_nobody_edits_it(sign_in, cast, client):
    body(sign_in().post("/akun/data/unduh/"))
    path = "/admin/desk/permintaandata/"
    client.force_login(cast.admin_makassar)
    refused = client.get(path).status_code
    client.force_login(cast.superuser)

    row = PermintaanData.objects.get()
    assert refused in (302, 403)
    assert client.get(path).status_code == 200
    assert client.get(f"{path}{row.pk}/change/").status_code == 200
    assert client.post(f"{path}{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_texts_in_a_kim_that_was_only_begun_do_not_hinder_deleting(cast):
    kim = start_kim(
        by=cast.warga,
        nama="KIM Baru",
        wilayah=cast.ketua.daftar_keanggotaan.get().kim.wilayah,
        jenis="desa",
    )
    make_draft(kim, kegiatan__penulis=cast.warga, foto=make_photo())

    erase_person(cast.warga, by=cast.warga)

    assert not Kim.objects.filter(pk=kim.pk).exists()
    assert not Foto.objects.exists()


# --- Names in messages to others --------------------------------------------------
def test_after_erasure_the_portals_sentences_no_longer_name_the_person(rina, kim, cast, db):
    ketua, stranger = cast.ketua, PenggunaFactory()
    judul = f"{rina.nama} ingin bergabung dengan {kim.nama}"
    notify([ketua, stranger], judul=judul)
    notify([ketua], judul="Tulisan diserahkan", isi=f"{rina.nama} menyerahkan tulisan ini kepada")

    erase_person(rina, by=rina)

    mine = Pemberitahuan.objects.filter(pengguna=ketua)
    assert not mine.filter(Q(judul__contains="Rina Kartika") | Q(isi__contains="Rina Kartika"))
    assert mine.filter(judul=f"Akun yang dihapus ingin bergabung dengan {kim.nama}").exists()
    # Somebody with whom Rina had nothing to do was told of a namesake.
    assert Pemberitahuan.objects.get(pengguna=stranger).judul == judul


def test_what_the_doors_told_others_names_the_person_no_longer(rina, kim, cast, db):
    leave_kim(kim, by=rina)
    ask_permohonan(kim, by=rina, jenis="gabung", jabatan="anggota")
    told = Pemberitahuan.objects.filter(pengguna=cast.ketua)
    assert told.filter(judul__startswith="Rina Kartika ").count() == 2

    erase_person(rina, by=rina)

    assert told.filter(judul__startswith="Akun yang dihapus ").count() == 2
    assert not told.filter(judul__contains="Rina")
