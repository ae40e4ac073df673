"""Every address under /kelola/kim/<pk>/, asked by the right people and the nearest wrong ones."""

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver

from komunitas.models import Keanggotaan, Permohonan, PerubahanKim, SuratKeputusan, Undangan
from tests.factories import KeanggotaanFactory, KimFactory, PenggunaFactory
from tests.publishing import make_photo

WRONG = ["warga", "anggota", "mantan", "ketua_lain", "admin_gowa", "admin_papua", "mantan_admin"]
# Pages of pengurus alone, in a KIM that everybody sees: others get 403.
PENGURUS = [
    "anggota/",
    "anggota/tambah/",
    "anggota/{anggota}/ubah/",
    "anggota/{anggota}/akhiri/",
    "anggota/{anggota}/undang/",
    "anggota/{anggota}/akun/",
    "undangan/",
    "profil/",
    "perubahan/",
    "serah-terima/",
]
POSTS = ["perubahan/batal/", "undangan/{undangan}/cabut/"]


@pytest.fixture
def world(cast, kim):
    """One row of everything that has an address."""
    sk = SuratKeputusan(kim=kim, nomor="1", penerbit="Lurah", tanggal="2024-01-01")
    sk.berkas.save("sk.pdf", ContentFile(b"%PDF-1"))
    perubahan = PerubahanKim(
        kim=kim,
        sk_nomor="2",
        sk_tanggal="2024-01-01",
        pemohon=cast.ketua,
        submitted_at="2026-01-01T00:00:00Z",
    )
    perubahan.sk_berkas.save("sk.pdf", ContentFile(b"%PDF-2"))
    undangan = Undangan.objects.create(
        kim=kim, token_hash="x", berlaku_sampai="2999-01-01T00:00:00Z", dibuat_oleh=cast.ketua
    )
    permohonan = Permohonan.objects.create(kim=kim, pengguna=PenggunaFactory(), jenis="gabung")
    return {
        "anggota": KeanggotaanFactory(kim=kim, nama="Tanpa Akun").pk,
        "sk": sk.pk,
        "perubahan": perubahan.pk,
        "undangan": undangan.pk,
        "permohonan": permohonan.pk,
    }


def url(kim, path: str, world: dict[str, int]) -> str:
    return f"/kelola/kim/{kim.pk}/{path.format(**world)}"


@pytest.mark.parametrize("path", PENGURUS)
def test_pages_of_pengurus_are_theirs_alone(path, client, cast, kim, world):
    client.force_login(cast.ketua)
    assert client.get(url(kim, path, world)).status_code == 200
    for name in WRONG:
        client.force_login(getattr(cast, name))
        for answer in (client.get(url(kim, path, world)), client.post(url(kim, path, world))):
            assert answer.status_code == 403, name


@pytest.mark.parametrize("path", POSTS)
def test_acts_of_pengurus_are_theirs_alone(path, client, cast, kim, world):
    for name in [*WRONG, "admin_makassar"]:
        client.force_login(getattr(cast, name))
        assert client.post(url(kim, path, world)).status_code == 403, name
    client.force_login(cast.ketua)
    assert client.get(url(kim, path, world)).status_code == 405
    assert client.post(url(kim, path, world)).status_code == 302


@pytest.mark.parametrize("path", ["", "keluar/"])
def test_the_kims_own_page_is_for_its_members(path, client, cast, kim, world):
    for name in ("ketua", "anggota"):
        client.force_login(getattr(cast, name))
        assert client.get(url(kim, path, world)).status_code == 200, name
    for name in ("warga", "mantan", "ketua_lain", "admin_gowa", "admin_makassar"):
        client.force_login(getattr(cast, name))
        assert client.get(url(kim, path, world)).status_code == 403, name


def test_an_anggota_sees_no_button_of_pengurus(client, cast, kim, world):
    client.force_login(cast.anggota)

    page = client.get(url(kim, "", world)).content.decode()

    assert "/anggota/" not in page
    assert "/profil/" not in page
    assert "/sk/" not in page


@pytest.mark.parametrize(
    ("path", "status"), [("sk/{sk}/", 403), ("perubahan/{perubahan}/sk/", 404)]
)
def test_sk_files_are_for_pengurus_and_the_regions_officers(path, status, client, cast, kim, world):
    for name in ("ketua", "admin_makassar", "admin_sulsel", "pemantau_mariso", "pusat"):
        client.force_login(getattr(cast, name))
        answer = client.get(url(kim, path, world))
        assert answer.status_code == 200, name
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    for name in WRONG:
        client.force_login(getattr(cast, name))
        assert client.get(url(kim, path, world)).status_code == status, name


def test_another_kims_rows_are_not_reached_through_the_own_one(client, cast, kim, other_kim, world):
    client.force_login(cast.ketua_lain)

    for path in (
        "anggota/{anggota}/ubah/",
        "anggota/{anggota}/akhiri/",
        "anggota/{anggota}/akun/",
        "permohonan/{permohonan}/",
        "sk/{sk}/",
        "perubahan/{perubahan}/sk/",
    ):
        assert client.get(url(other_kim, path, world)).status_code == 404, path
    assert client.post(url(other_kim, "undangan/{undangan}/cabut/", world)).status_code == 404


@pytest.mark.parametrize("path", ["", "langkah/nama/", "langkah/kirim/", "hapus/", "gabung/"])
def test_a_draft_is_invisible_to_everybody_else(path, client, cast, kim):
    draft = KimFactory(wilayah_id="73.06.02.2002")
    KeanggotaanFactory(kim=draft, pengguna=cast.warga, jabatan="ketua")
    for name in ("anggota", "ketua", "mantan", "ketua_lain", "admin_gowa", "admin_papua"):
        client.force_login(getattr(cast, name))
        assert client.get(f"/kelola/kim/{draft.pk}/{path}").status_code == 404, name


def test_the_neighbour_admin_makes_no_account_and_no_recovery(client, cast, kim, world):
    akun = PenggunaFactory(email=None, telepon="6281122223333", nama="Tanpa Surel")
    place = KeanggotaanFactory(kim=kim, pengguna=akun)
    for name in [*WRONG, "pemantau_mariso"]:
        client.force_login(getattr(cast, name))
        answer = client.post(f"/kelola/kim/{kim.pk}/anggota/{place.pk}/pulihkan/")
        assert answer.status_code == 403, name


def test_who_is_not_signed_in_is_led_to_sign_in(client, kim, world):
    for path in ["", *PENGURUS, "gabung/", "sk/{sk}/"]:
        answer = client.get(url(kim, path, world))
        assert answer.status_code == 302, path
        assert answer.headers["Location"].startswith("/akun/masuk/"), path


def test_no_page_is_kept_by_a_cache(client, cast, kim, world):
    client.force_login(cast.ketua)

    for path in ["", *PENGURUS]:
        assert "no-store" in client.get(url(kim, path, world)).headers["Cache-Control"], path


def test_every_address_here_was_thought_of():
    """Whoever adds an address adds it to a test of who may open it."""
    (kelola,) = [
        r for r in get_resolver().url_patterns if getattr(r, "namespace", "") == "kelola_kim"
    ]
    names = {pattern.name for pattern in kelola.url_patterns}

    assert names == {
        *("list", "create", "find", "invitation", "cancel_request"),
        *("detail", "step", "take_back", "delete", "leave", "join", "decide"),
        *("invite", "revoke", "hand_over", "members", "add_member", "edit_member", "end_member"),
        *("invite_member", "account", "recover", "profile", "photo", "change", "cancel_change"),
        *("download_proposed_sk", "download_sk"),
    }


def test_members_of_the_kim_alone_see_its_private_photo(client, cast, kim):
    kim.logo = make_photo()
    kim.save()
    client.force_login(cast.ketua)
    answer = client.get(f"/kelola/kim/{kim.pk}/foto/logo/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    b"".join(answer.streaming_content)
    for name in WRONG:
        client.force_login(getattr(cast, name))
        assert client.get(f"/kelola/kim/{kim.pk}/foto/logo/").status_code == 403, name


def test_the_chair_of_a_rejected_kim_gives_nothing(client, cast):
    gone = KimFactory(status="rejected", catatan="Ganda.")
    KeanggotaanFactory(kim=gone, pengguna=cast.warga, jabatan="ketua")
    client.force_login(cast.warga)

    assert client.get(f"/kelola/kim/{gone.pk}/").status_code == 200
    assert client.get(f"/kelola/kim/{gone.pk}/anggota/").status_code == 403
    assert Keanggotaan.objects.filter(kim=gone).count() == 1
